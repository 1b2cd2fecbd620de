package import JSON

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

    /// The members of an object that the target does not read, because of what else the object says or lacks.
    package func unread(in object: JSONObject) -> [String] {
        switch self {
        case .readWithout(let member, let other):
            return object[member] != nil && object[other] != nil ? [member] : []
        case .readWith(let member, let other, let value):
            return object[member] != nil && object[other]?.stringValue != value ? [member] : []
        case .selects(let selector):
            let selected = object[selector]?.stringValue?.lowercased() ?? ""
            let names = object.members.map(\.key)
            // Without the member that is named nothing at all is read.
            guard selected != selector.lowercased(), object[selected] != nil else { return names }
            return names.filter { $0 != selector && $0 != selected }
        case .single, .atLeastOne, .unread: return []
        }
    }
}
