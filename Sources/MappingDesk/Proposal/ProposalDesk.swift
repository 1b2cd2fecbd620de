package import JSON
package import Mapping
import MappingLanguage
package import TargetSchemas

/// Makes proposals for the mappings of a library.
package struct ProposalDesk: Sendable {
    /// Why none can be made for a file.
    package struct Fault: Error, Sendable, CustomStringConvertible {
        package let description: String
    }

    private let library: MappingLibrary
    private let archive: MappingArchive

    package init(library: MappingLibrary, targets: TargetCatalog) {
        self.library = library
        // Nothing is looked up in it, and nothing kept.
        archive = MappingArchive(targets: targets, read: { _ in nil }, write: { _, _ in false })
    }

    /// A proposal for what a mapping file lacks.
    ///
    /// - Parameters:
    ///   - file: the file as it is, or `{"extends": …}` for a new one.
    ///   - preset: the form's preset, where somebody knows it; else the file's, else what the post's shape says.
    /// - Throws: ``Fault`` for a file that is no base: it has errors, or describes its form in several parts.
    package func proposal(for input: LeadInput, completing file: JSONObject, preset: String? = nil) throws(Fault)
        -> Proposal
    {
        var rules = file
        var known = preset
        var shape: JSONObject?
        switch rules.removeValue(forKey: "form") {
        case .string(let name)?: known = known ?? name
        case .object(let form)?
        where form["preset"] != nil || form.members.allSatisfy { ["names", "answers", "description"].contains($0.key) }:
            known = known ?? form["preset"]?.stringValue
        case .object(let form)? where PostShape.kinds.contains(where: { form[$0] != nil }):
            shape = JSONObject(
                form.members.filter { !["names", "answers", "description"].contains($0.key) }.map { ($0.key, $0.value) }
            )
        case nil: break
        default:
            throw Fault(description: "it describes its form itself, so its fields are to be written there by hand")
        }
        if let known, FormPresets.named(known) == nil {
            throw Fault(
                description:
                    "there is no form preset '\(known)'; there are: \(FormPresets.names.joined(separator: ", "))"
            )
        }
        let leads = rules.removeValue(forKey: "leads")?.stringValue
        let loaded = archive.candidate(.object(rules), among: library)
        guard let base = loaded.mapping else {
            let errors = loaded.findings.filter { $0.severity == .error }.map(\.message)
            throw Fault(description: errors.isEmpty ? "it cannot be loaded" : errors.joined(separator: " "))
        }
        return Proposal(for: input, rules: base, preset: known, shape: shape.map { PostShape(form: $0, leads: leads) })
    }
}
