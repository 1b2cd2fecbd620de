package import JSON
package import Mapping
package import MappingLanguage
package import TargetSchemas
import Targets

/// Loads one mapping: reads it with all it extends, checks it against its target's schema, compiles it and runs the tests
/// it holds. This is what `leadgate check` says about a file.
package enum MappingLoader {
    /// The mapping, or nil if a finding is an error.
    ///
    /// - Parameters:
    ///   - files: every mapping file by name, for `extends`.
    ///   - targets: the targets that it may name.
    ///   - tables: the tables that it may name.
    package static func load(
        name: String,
        files: [String: FileText],
        targets: TargetCatalog,
        tables: Tables = Tables()
    ) -> Loaded {
        let own = files[name].map { [$0] } ?? []
        let log = FindingLog(own)
        guard let merged = MappingFile.merge(name: name, files: files, log: log) else {
            return Loaded(mapping: nil, findings: log.findings)
        }
        let full = FindingLog(merged.chain)
        let file = MappingFile(merged: tables.expanded(merged.merged, log: full), chain: merged.chain)
        if !FileName.isValid(name) {
            full.add(.fileName, at: .root, "\"\(name)\" cannot be the name of a mapping.")
        }
        let (mapping, hindrance) = mapping(name: name, file: file, targets: targets, log: full)
        return Loaded(
            mapping: full.hasErrors ? nil : mapping,
            findings: log.findings + full.findings,
            hindrance: hindrance
        )
    }

    /// A mapping that can be used, or none, and what was found.
    package struct Loaded: Sendable {
        /// The mapping; nil if a finding is an error.
        package let mapping: Mapping?
        /// What was found.
        package let findings: [Finding]
        /// Why nothing can be delivered to the target that it names; nil if it can.
        package var hindrance: MappingLibrary.Hindrance?
    }

    /// A file with all it extends, unchecked; nil if it is no JSON object or what it extends is not there.
    package static func merged(name: String, files: [String: FileText]) -> (file: JSONValue?, findings: [Finding]) {
        let log = FindingLog(files[name].map { [$0] } ?? [])
        let file = MappingFile.merge(name: name, files: files, log: log)
        return (file?.merged, log.findings)
    }

    private static func mapping(
        name: String,
        file: MappingFile,
        targets: TargetCatalog,
        log: FindingLog
    ) -> (Mapping?, MappingLibrary.Hindrance?) {
        let names = targets.targets.map(\.rawValue)
        guard let content = file.content(log: log, targets: names) else { return (nil, nil) }
        let words = targets.hindrance(to: content.target)
        let hindrance = words.map { MappingLibrary.Hindrance(target: content.target, words: $0) }
        guard let known = targets[content.target] else {
            log.add(
                .unknownTarget,
                at: ["target"],
                "There is no target \"\(content.target.rawValue)\".",
                advice: FindingLog.advice(
                    for: content.target.rawValue,
                    among: names,
                    otherwise: "Targets: \(FindingLog.some(names))."
                )
            )
            return (nil, hindrance)
        }
        if let words {
            log.add(
                .targetWithoutSystem,
                at: ["target"],
                "Nothing delivers to \"\(content.target.rawValue)\": \(words)."
            )
        }
        guard let schema = known.performing(content.operation) else {
            let names = known.operations.map(\.name)
            log.add(
                .unknownOperation,
                at: ["operation"],
                "\(content.target.rawValue) has no operation \"\(content.operation ?? "")\".",
                advice: names.isEmpty
                    ? "Leave \"operation\" out."
                    : FindingLog.advice(
                        for: content.operation ?? "",
                        among: names,
                        otherwise: "Operations: \(FindingLog.some(names))."
                    )
            )
            return (nil, hindrance)
        }
        Checker(content: content, schema: schema, log: log).check()
        let mapping = Mapping(name: name, file: file, content: content, schema: schema)
        if content.tests.isEmpty { log.add(.noTests, at: .root, "The mapping has no tests.") }
        if !log.hasErrors {
            for result in runTests(in: mapping, content) where !result.passed {
                log.add(.testFailed, at: result.pointer, "The test \"\(result.name)\" fails.", advice: result.summary)
            }
        }
        return (mapping, hindrance)
    }
}
