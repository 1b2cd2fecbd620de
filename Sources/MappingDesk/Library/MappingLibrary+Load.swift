import JSON
package import Mapping
import MappingLanguage
import Names
import SourceFiles
package import TargetSchemas

extension MappingLibrary {
    /// Reads a directory.
    ///
    /// - Parameters:
    ///   - previous: what was in force before, of the same targets.
    ///   - targets: the targets that mappings may name.
    package static func load(
        files: [LibraryFile],
        previous: MappingLibrary? = nil,
        targets: TargetCatalog
    ) -> MappingLibrary {
        var mappingFiles: [String: FileText] = [:]
        var sourceFiles: [SourceName: FileText] = [:]
        var loading = LibraryLoading(previous: previous, targets: targets)
        loading.tables(files)
        for file in files where file.path.hasSuffix(".json") {
            let parts = file.path.split(separator: "/")
            let name = String(parts.last?.dropLast(5) ?? "")
            let text = file.text
            if parts.count == 1 { mappingFiles[name] = text }
            if parts.count == 2, parts[0] == "sources" { sourceFiles[SourceName(name)] = text }
        }
        for name in mappingFiles.keys.sorted() { loading.mapping(name, mappingFiles) }
        for name in sourceFiles.keys.sorted() {
            if let file = sourceFiles[name] { loading.source(name, file) }
        }
        loading.keepMissed(hasSourceFiles: !sourceFiles.isEmpty)
        return loading.library()
    }
}

/// A library in the making.
private struct LibraryLoading {
    let previous: MappingLibrary?
    let targets: TargetCatalog
    var mappings: [String: Mapping] = [:]
    var sources: [SourceName: Source] = [:]
    var findings: [Finding] = []
    private var noted: Set<Finding> = []
    var rejected: [MappingLibrary.Rejected] = []
    var versions: [MappingHash: Mapping]
    private var tables = Tables()

    init(previous: MappingLibrary?, targets: TargetCatalog) {
        self.previous = previous
        self.targets = targets
        versions = previous?.versions ?? [:]
    }

    /// The tables of `tables/*.csv`. Of one that cannot be used nothing is taken over; the mappings that read it stay in force
    /// as they were.
    mutating func tables(_ files: [LibraryFile]) {
        var rows: [String: JSONObject] = [:]
        var broken: Set<String> = []
        for file in files where file.path.hasPrefix("tables/") && file.path.hasSuffix(".csv") {
            let name = String(file.path.dropFirst("tables/".count).dropLast(".csv".count))
            let text = file.text
            let log = FindingLog([text])
            if let found = TableFile.rows(of: text, log: log) {
                rows[name] = found
            } else {
                broken.insert(name)
                rejected.append(
                    MappingLibrary.Rejected(path: file.path, keepsPrevious: previous?.tables.contains(name) == true)
                )
            }
            note(log.findings)
        }
        tables = Tables(rows, broken: broken)
    }

    mutating func mapping(_ name: String, _ files: [String: FileText]) {
        let loaded = MappingLoader.load(name: name, files: files, targets: targets, tables: tables)
        note(loaded.findings)
        if loaded.mapping == nil, let file = files[name] { note(elsewhere(loaded.findings, file)) }
        let kept = previous?.mapping(name)
        if let mapping = loaded.mapping {
            // The same content keeps its compiled plan, and with it the plans that it made for sources.
            let inForce = kept?.hash == mapping.hash ? kept ?? mapping : mapping
            mappings[name] = inForce
            versions[mapping.hash] = inForce
        } else {
            mappings[name] = kept
            rejected.append(
                MappingLibrary.Rejected(
                    path: files[name]?.path ?? name,
                    keepsPrevious: kept != nil,
                    hindrance: loaded.hindrance
                )
            )
        }
    }

    /// What is wrong with a file that many extend is said once.
    private mutating func note(_ found: [Finding]) {
        for finding in found where noted.insert(finding).inserted { findings.append(finding) }
    }

    /// Why a file is rejected although it has no error itself: what it extends has one. Whoever checks this file
    /// alone must see it here.
    private func elsewhere(_ found: [Finding], _ file: FileText) -> [Finding] {
        let errors = found.filter { $0.severity == .error }
        guard let first = errors.first, !errors.contains(where: { $0.file == file.path }) else { return [] }
        let log = FindingLog([file])
        log.add(
            .mappingRejected,
            at: ["extends"],
            "What the mapping extends has an error in \(first.file), line \(first.line): \(first.message)",
            advice: first.advice
        )
        return log.findings
    }

    mutating func source(_ name: SourceName, _ file: FileText) {
        let log = FindingLog([file])
        let decoded = SourceDecoder.decode(name: name.rawValue, file: file, tables: tables, log: log)
        if let decoded {
            SourceCheck(
                source: decoded,
                mappings: mappings,
                rejected: Set(rejected.map(\.path)),
                targets: targets,
                log: log
            ).check()
        }
        findings += log.findings
        let kept = previous?.source(name)
        if let decoded, !log.hasErrors {
            sources[name] = kept?.hash == decoded.hash ? kept ?? decoded : decoded
        } else {
            sources[name] = kept
            rejected.append(MappingLibrary.Rejected(path: file.path, keepsPrevious: kept != nil))
        }
    }

    /// What is gone and still needed stays in force as it was: every source where no source file is left, and a mapping that
    /// a source names.
    ///
    /// A mount that is away or a copy under way looks like this. Without what was in force each post would be refused as if
    /// its secret were wrong, and most senders never send it again.
    mutating func keepMissed(hasSourceFiles: Bool) {
        guard let previous else { return }
        if !hasSourceFiles, !previous.sources.isEmpty {
            for source in previous.sources { sources[source.name] = source }
            noteGone(
                "sources",
                "No source file is left; those in force stay so: \(FindingLog.some(previous.sources.map(\.name.rawValue)))."
            )
        }
        for source in sources.values.sorted(by: { $0.name < $1.name }) {
            for name in source.allMappings where mappings[name] == nil {
                guard let kept = previous.mapping(name) else { continue }
                mappings[name] = kept
                noteGone(
                    "\(name).json",
                    "The file is gone, and source \"\(source.name)\" needs it; it stays in force as it was."
                )
            }
        }
    }

    private mutating func noteGone(_ path: String, _ message: String) {
        let advice = FindingCode.fileGone.description.advice
        note([
            Finding(code: .fileGone, file: path, pointer: .root, line: 0, column: 0, message: message, advice: advice)
        ])
    }

    func library() -> MappingLibrary {
        MappingLibrary(
            mappings: mappings.values,
            sources: sources.values,
            findings: findings,
            rejected: rejected,
            versions: versions,
            tables: tables
        )
    }
}
