import JSON
import Leads
import Mapping
import Names
import SourceFiles
import Targets

/// Which case a lead opens or belongs to.
///
/// The mapping's `case` names it by its number; else the source's `case` does by the sender's key, and where repeats become
/// follow-ups, the key of the repeats.
enum CaseClaims {
    /// The claim of a lead that opens or changes a case; `nil` where nothing says which.
    static func claim(of mapping: Mapping, _ input: LeadInput, from source: Source) -> CaseClaim? {
        var target: String { mapping.profile.opener.rawValue }
        if mapping.caseRole == .changes, let number = mapping.caseNumber(in: input) {
            return CaseClaim(group: source.name.rawValue, target: target, key: number, isNumber: true)
        }
        if let rule = source.case {
            guard let key = mapping.caseKey(of: rule, input) else { return nil }
            return CaseClaim(group: rule.group, target: target, key: key)
        }
        guard let rule = source.duplicates, rule.differs == .followUp, let key = mapping.duplicateKey(of: rule, input)
        else { return nil }
        return CaseClaim(group: source.name.rawValue, target: target, key: key)
    }

    /// The claim of a document that has to keep in order with others, by what it is about.
    static func claim(of document: LeadDocument, _ profile: TargetProfile) -> CaseClaim? {
        guard !profile.orderedBy.isEmpty, let value = try? JSONValue.parse(document.document),
            let member = profile.orderedBy.first(where: { value[$0]?.stringValue != nil }),
            let key = value[member]?.stringValue
        else { return nil }
        return CaseClaim(group: "", target: profile.target.rawValue, key: "\(member):\(key)", isNumber: true)
    }
}
