/// What the members of one object owe each other: what a target's documentation says beside its types.
///
/// Rules are data of the schema file (``ObjectRuleNotation``), so that checker, document reader and editor follow them
/// without knowing the target.
package enum ObjectRule: Sendable, Hashable {
    /// The object has exactly one member: it is one operation (GraphQL mutation, request).
    case single
    /// At least one of the members is there. Where only some of the published versions demand it, it is no error.
    case atLeastOne([String], isDisputed: Bool)
    /// The member is read only if the other is absent: `rateMonatlich` beside `laufzeitInMonaten` (fact sheet 4).
    case readWithout(member: String, other: String)
    /// The member is read only if the other has this value: `fahrzeugkauf` (fact sheet 2.9).
    case readWith(member: String, other: String, value: String)
    /// The member's text, in small letters, names the one other member that is read: `beschaeftigungsart` (fact sheet 2.9).
    case selects(String)
    /// What stands there, from this object on, is not read; it would be in the same place of the other member:
    /// `antragsteller1.wohnsituation.gemeinsamerHaushalt` (fact sheet 2.9).
    case unread(path: [String], insteadOf: String)
}

extension ObjectRule {
    /// The members of which at least one must be there, or the target refuses the object.
    package var demanded: [String]? {
        if case .atLeastOne(let names, isDisputed: false) = self { return names }
        return nil
    }
}
