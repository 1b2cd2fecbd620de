/// Posts that came again with other content.
extension DriftLedger {
    /// Leads that one notice names.
    private static let mostExamples = 5

    /// What came again under the key of this lead differs, and is kept beside it. One notice says it of all leads of the
    /// source, until an operator has seen it.
    package mutating func repeatedDifferently(lead: String, at time: Int64) -> [Change] {
        guard let position = notices.firstIndex(where: { $0.end == nil && $0.cause == .repeatedDifferently }) else {
            return raise(.repeatedDifferently, rules: [], since: time, leads: 1, lead: lead, at: time)
        }
        notices[position].lastAt = time
        guard !notices[position].examples.contains(lead) else { return [] }
        notices[position].leads += 1
        notices[position].examples = Array(([lead] + notices[position].examples).prefix(Self.mostExamples))
        return []
    }
}
