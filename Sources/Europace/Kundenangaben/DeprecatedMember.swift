import JSON

/// Deprecated members of Kundenangaben and where their successors stand.
///
/// "If both are sent, the deprecated one is copied into `…Erfassung` only if that is empty", and a GET answers the successor
/// (fact sheet 2.2). The names follow one rule with two exceptions; which one holds is seen by what is there.
enum DeprecatedMember {
    /// The successor of a member in an object that has it; `nil` if none is there.
    static func successor(of member: String, in object: JSONObject) -> String? {
        ([member + "Erfassung"] + (exceptions[member].map { [$0] } ?? [])).first { !(object[$0]?.isNull ?? true) }
    }

    private static let exceptions = [
        "modernisierung": "modernisierungskostenErfassung", "mieteMonatlich": "vermietungErfassung",
    ]
}
