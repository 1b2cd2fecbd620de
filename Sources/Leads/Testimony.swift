import JSON

/// What a person says who has looked at the target for a lead: who it is, and how they know.
package struct Testimony: Sendable, Hashable {
    /// The name of the operator.
    package let by: String
    /// In the operator's words; it stays readable for ever, and must not name the customer.
    package let reason: String?

    /// A testimony of its parts.
    package init(by: String, reason: String?) {
        self.by = by
        self.reason = reason
    }

    /// As the timeline has it.
    func add(to detail: inout JSONObject) {
        detail["by"] = .string(by)
        if let reason { detail["reason"] = .string(reason) }
    }
}
