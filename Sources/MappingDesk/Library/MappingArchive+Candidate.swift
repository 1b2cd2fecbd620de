package import JSON
package import Mapping
package import MappingLanguage

extension MappingArchive {
    /// A mapping that is in no file yet, for a preview. Its tests are not run.
    ///
    /// - Parameter library: what it may extend.
    package func candidate(_ file: JSONValue, among library: MappingLibrary) -> (mapping: Mapping?, findings: [Finding])
    {
        var files: [String: FileText] = [:]
        for mapping in library.mappings {
            files[mapping.name] = FileText(path: "\(mapping.name).json", bytes: mapping.file.serialized)
        }
        var file = file
        if case .object(var object) = file {
            object.removeValue(forKey: "tests")
            file = .object(object)
        }
        files[Self.candidateName] = FileText(path: "\(Self.candidateName).json", bytes: file.serialized)
        let loaded = MappingLoader.load(
            name: Self.candidateName,
            files: files,
            targets: targets,
            tables: library.tables
        )
        return (loaded.mapping, loaded.findings.filter { $0.code != .noTests })
    }

    private static let candidateName = "candidate"
}
