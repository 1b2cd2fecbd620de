package import JSON

/// Why a lead cannot be delivered as mapped: a value is missing or unreadable where the mapping says `fail`.
///
/// All problems of a lead are collected, never only the first. They name places and reasons, never values, so they may
/// be logged.
package struct MappingProblem: Sendable, Hashable {
    /// Stable: `missing`, `several-values`, or the reading's reason such as `zahl_ungueltig`.
    package let code: String
    /// Where in the mapping's document the rule stands.
    package let rule: JSONPointer
    /// Which member of the target document it was for.
    package let target: JSONPointer
    /// Where in the payload the value stands, if there is one.
    package let place: JSONPointer?
    /// For the operator.
    package let message: String

    package var json: JSONValue {
        var object: JSONObject = [
            "code": .string(code), "rule": .string(rule.description), "target": .string(target.description),
        ]
        if let place { object["place"] = .string(place.description) }
        object["message"] = .string(message)
        return .object(object)
    }
}
