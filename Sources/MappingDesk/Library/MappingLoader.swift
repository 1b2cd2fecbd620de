package import JSON
package import Mapping
package import MappingLanguage
package import TargetSchemas
package import Targets

/// Loads one mapping: reads it with all it extends, checks it against its target's schema, compiles it and runs the tests
/// it holds. This is what `leadgate check` says about a file.
package enum MappingLoader {
    /// The mapping, or nil if a finding is an error.
    ///
    /// - Parameters:
    ///   - files: every mapping file by name, for `extends`.
    ///   - schemas: target schemas that replace the shipped ones.
    package static func load(
        name: String,
        files: [String: FileText],
        schemas: [Target: TargetSchema] = [:]
    ) -> (mapping: Mapping?, findings: [Finding]) {
        let own = files[name].map { [$0] } ?? []
        let log = FindingLog(own)
        guard let file = MappingFile.merge(name: name, files: files, log: log) else { return (nil, log.findings) }
        let full = FindingLog(file.chain)
        if !FileName.isValid(name) {
            full.add(.fileName, at: .root, "\"\(name)\" cannot be the name of a mapping.")
        }
        let mapping = mapping(name: name, file: file, schemas: schemas, log: full)
        return (full.hasErrors ? nil : mapping, log.findings + full.findings)
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
        schemas: [Target: TargetSchema],
        log: FindingLog
    ) -> Mapping? {
        guard let content = file.content(log: log) else { return nil }
        guard let known = schemas[content.target] ?? TargetSchema.shipped(content.target) else {
            let names = Set(TargetSchema.shippedTargets).union(schemas.keys).sorted().map(\.rawValue)
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
            return nil
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
            return nil
        }
        Checker(content: content, schema: schema, log: log).check()
        let mapping = Mapping(name: name, file: file, content: content, schema: schema)
        if content.tests.isEmpty { log.add(.noTests, at: .root, "The mapping has no tests.") }
        if !log.hasErrors {
            for result in runTests(in: mapping) where !result.passed {
                log.add(.testFailed, at: result.pointer, "The test \"\(result.name)\" fails.", advice: result.summary)
            }
        }
        return mapping
    }
}
