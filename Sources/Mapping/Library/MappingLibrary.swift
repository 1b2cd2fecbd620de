import JSON
package import MappingLanguage
package import Names
package import SourceFiles
import TargetSchemas
package import Targets

/// All mappings and sources of a directory at one moment: those that are valid, and what is wrong with the others.
///
/// An immutable snapshot; a changed directory is a new one. A file that became broken keeps the version that was valid
/// before, and every version that was ever in force stays reachable by its hash.
package final class MappingLibrary: Sendable {
    /// A file that was not accepted.
    package struct Rejected: Sendable {
        package let path: String
        /// Whether an earlier version of it stays in force.
        package let keepsPrevious: Bool
        /// The target that a mapping names although nothing delivers to it, and why; nil where that is not the reason.
        package let hindrance: Hindrance?

        package init(path: String, keepsPrevious: Bool, hindrance: Hindrance? = nil) {
            self.path = path
            self.keepsPrevious = keepsPrevious
            self.hindrance = hindrance
        }
    }

    /// Why nothing can be delivered to a target.
    package struct Hindrance: Sendable, Hashable {
        /// The target, as the mapping names it.
        package let target: Target
        /// Why, in words for an operator.
        package let words: String

        package init(target: Target, words: String) {
            self.target = target
            self.words = words
        }
    }

    /// By name, sorted.
    package let mappings: [Mapping]
    /// By name, sorted.
    package let sources: [Source]
    /// Everything that was found, errors and warnings, by file.
    package let findings: [Finding]
    package let rejected: [Rejected]

    private let mappingsByName: [String: Mapping]
    private let sourcesByName: [SourceName: Source]
    /// Every mapping that was ever in force, by its hash.
    package let versions: [MappingHash: Mapping]
    /// What `$table` may name.
    package let tables: Tables
    /// Whether one of the sources takes compressed bodies.
    package let takesGzip: Bool

    package func source(_ name: SourceName) -> Source? { sourcesByName[name] }
    package func mapping(_ name: String) -> Mapping? { mappingsByName[name] }
    /// The version with this hash, in force or not.
    package func mapping(hash: MappingHash) -> Mapping? { versions[hash] }

    /// A library without anything.
    package static let empty = MappingLibrary(mappings: [], sources: [], findings: [], rejected: [], versions: [:])

    /// A library of its parts.
    ///
    /// - Parameters:
    ///   - versions: every mapping that was ever in force, by its hash.
    ///   - tables: what `$table` may name.
    package init(
        mappings: some Collection<Mapping>,
        sources: some Collection<Source>,
        findings: [Finding],
        rejected: [Rejected],
        versions: [MappingHash: Mapping],
        tables: Tables = Tables()
    ) {
        mappingsByName = Dictionary(mappings.map { ($0.name, $0) }) { first, _ in first }
        sourcesByName = Dictionary(sources.map { ($0.name, $0) }) { first, _ in first }
        self.mappings = mappings.sorted { $0.name < $1.name }
        self.sources = sources.sorted { $0.name < $1.name }
        self.findings = findings
        self.rejected = rejected
        self.versions = versions
        self.tables = tables
        takesGzip = sources.contains(where: \.takesGzip)
    }
}
