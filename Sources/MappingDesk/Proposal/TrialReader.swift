import JSON
import Mapping

/// Tries whether a mapping's rules can read a value as one of their fields.
struct TrialReader {
    enum Outcome {
        /// It goes into the document.
        case used
        /// A rule looked, and cannot read it.
        case unreadable
        /// No rule looked at it: most need another field beside it.
        case unknown
    }

    /// A mapping whose form is the payload.
    let rules: Mapping
    let receivedAt: String

    func reads(_ value: JSONValue, as name: String) -> Outcome {
        let payload = JSONValue.object([name: value]).serialized
        guard let input = try? LeadInput(payload: payload, leadID: "trial", receivedAt: receivedAt) else {
            return .unknown
        }
        let fates = rules.run(input).report().fates
        if fates.contains(where: { $0.kind == .unreadable }) { return .unreadable }
        return fates.contains { $0.kind == .used && !$0.targets.isEmpty } ? .used : .unknown
    }
}
