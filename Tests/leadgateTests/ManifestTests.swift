import Foundation
import Testing

@Suite("The package's manifest")
struct ManifestTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../..")
        .standardized

    /// The modules that each target of ours says it may import, by the folder of its sources.
    private static func declared() throws -> [String: [String]] {
        let text = try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
        var products: [String: String] = [:]
        for match in text.matches(of: /let (\w+): Target\.Dependency = \.product\(name: "(\w+)"/) {
            products[String(match.1)] = String(match.2)
        }
        func names(_ list: Substring) -> [String] {
            list.matches(of: /"(\w+)"|\b(\w+)\b/).compactMap { word in
                word.1.map(String.init) ?? word.2.flatMap { products[String($0)] }
            }
        }
        var declared: [String: [String]] = [:]
        let executable = /\.executableTarget\(\s*name: "(\w+)",\s*dependencies: \[([^\]]*)\](?:,\s*path: "([^"]*)")?/
        for match in text.matches(of: executable) {
            declared[match.3.map(String.init) ?? "Sources/\(match.1)"] = names(match.2)
        }
        for match in text.matches(of: /\b(module|tests)\(\s*"(\w+)",\s*\[([^\]]*)\]/) {
            let folder = match.1 == "module" ? "Sources/\(match.2)" : "Tests/\(match.2)Tests"
            declared[folder] = names(match.3)
        }
        return declared
    }

    private static func imported(in folder: URL) throws -> Set<String> {
        guard let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else { return [] }
        var imported: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /(?m)^\s*(?:@testable |package )?import (\w+)/) {
                imported.insert(String(match.1))
            }
        }
        return imported
    }

    @Test("a target imports each module that it declares")
    func declaredIsImported() throws {
        let declared = try Self.declared()
        #expect(declared.count > 25)
        for (folder, modules) in declared.sorted(by: { $0.key < $1.key }) {
            let imported = try Self.imported(in: Self.root.appending(path: folder))
            let unused = modules.filter { !imported.contains($0) }
            #expect(
                unused.isEmpty,
                "\(folder) does not import \(unused.joined(separator: ", ")); take it out of Package.swift"
            )
        }
    }
}
