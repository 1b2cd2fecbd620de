import Foundation
import JSON
import Mapping
import MappingDesk
import MappingLanguage
import TargetSchemas

/// A mapping as it is shipped, with the leads of its own tests: what users run.
@MainActor
struct Shipped {
    let mapping: Mapping
    /// The payloads of the file's tests, the first test's first.
    private let tests: [MappingTest]

    /// - Parameter path: of the mapping's file; what it extends is looked for beside it.
    init(_ path: String) throws {
        let file = URL(filePath: path)
        let name = file.deletingPathExtension().lastPathComponent
        var files: [String: FileText] = [:]
        let folder = file.deletingLastPathComponent()
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        where file.pathExtension == "json" {
            let bytes = Array(try Data(contentsOf: file))
            files[file.deletingPathExtension().lastPathComponent] = FileText(path: file.lastPathComponent, bytes: bytes)
        }
        let targets = TargetCatalog([.kundenangaben, .kexVorgang])
        let loaded = MappingLoader.load(name: name, files: files, targets: targets)
        for finding in loaded.findings where finding.severity == .error { print(finding.message) }
        guard let mapping = loaded.mapping else { fatalError("\(path) has errors") }
        self.mapping = mapping
        tests = mapping.content.tests
    }

    /// Parses the payload of a test as it would come in.
    private func input(_ payload: [UInt8], _ test: MappingTest) throws -> LeadInput {
        try LeadInput(
            payload: payload,
            query: test.query,
            headers: test.headers,
            attributes: test.source,
            leadID: test.leadID,
            receivedAt: test.receivedAt
        )
    }

    /// Maps the first test's payload so many times, for a profiler.
    func run(_ count: Int) throws {
        guard let test = tests.first else { return }
        let payload = test.payload.serialized
        for _ in 0..<count { sink &+= mapping.run(try input(payload, test)).document.count }
    }

    /// Prints what the first test's lead costs, and a lead of all tests on average: from received to written bytes, and what of
    /// it is parsing.
    func measure() throws {
        for (words, tests) in [("first test", Array(tests.prefix(1))), ("all tests", tests)] where !tests.isEmpty {
            let payloads = tests.map(\.payload.serialized)
            let repeats = max(1, 2_000 / tests.count)
            let count = repeats * tests.count
            var whole: [Int] = []
            var parsing: [Int] = []
            var fates: [Int] = []
            for _ in 0..<21 {
                whole.append(
                    try nanoseconds(count) {
                        for _ in 0..<repeats {
                            for (payload, test) in zip(payloads, tests) {
                                sink &+= mapping.run(try input(payload, test)).document.count
                            }
                        }
                    }.cpu
                )
                parsing.append(
                    try nanoseconds(count) {
                        for _ in 0..<repeats {
                            for (payload, test) in zip(payloads, tests) {
                                sink &+= try input(payload, test).leadID.utf8.count
                            }
                        }
                    }.cpu
                )
                fates.append(
                    try nanoseconds(tests.count) {
                        for (payload, test) in zip(payloads, tests) {
                            sink &+= mapping.run(try input(payload, test)).report().fates.count
                        }
                    }.cpu
                )
            }
            let fields = tests.map { $0.payload.objectValue?.count ?? 1 }.reduce(0, +) / tests.count
            let least = whole.min() ?? 0
            print(
                "\(mapping.name), \(words): \(whole.median) ns CPU/lead (least \(least), parsing \(parsing.median)),",
                "\(fields) fields, \(whole.median / max(1, fields)) ns a field, with the fates \(fates.median)"
            )
        }
    }
}
