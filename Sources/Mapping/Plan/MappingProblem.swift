package import GermanValues
package import JSON

/// Why a lead cannot be delivered as mapped: a value is missing or unreadable where the mapping says `fail`.
///
/// All problems of a lead are collected, never only the first. They name places and reasons, never values, so they may
/// be logged.
package struct MappingProblem: Sendable, Hashable {
    /// Why the value cannot be used; nil if there is none.
    package let reason: Unreadable.Reason?
    /// Where in the mapping's document the rule stands.
    package let rule: JSONPointer
    /// Which member of the target document it was for.
    package let target: JSONPointer
    /// Where in the payload the value stands, if there is one.
    package let place: JSONPointer?
    /// For the operator.
    package let message: String

    /// Stable, for programs: `missing`, or the reason such as `zahl_ungueltig`.
    package var code: String { reason?.rawValue ?? "missing" }

    /// The problem for programs.
    package var json: JSONValue {
        var object: JSONObject = [
            "code": .string(code), "rule": .string(rule.description), "target": .string(target.description),
        ]
        if let place { object["place"] = .string(place.description) }
        object["message"] = .string(message)
        return .object(object)
    }
}
