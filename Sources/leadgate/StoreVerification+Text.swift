import JSON
import Leads

extension StoreVerification {
    /// What was found, for people.
    var text: String {
        var lines = ["accepted \(books.accepted)"]
        for state in LeadState.allCases where books[state] > 0 { lines.append("  \(state.rawValue) \(books[state])") }
        lines.append("\(sealedParts) sealed parts and \(timelineEntries) timeline entries looked at")
        for finding in findings {
            lines.append("\(finding.code.rawValue): \(finding.lead.map { "lead \($0): " } ?? "")\(finding.message)")
        }
        lines.append(isSound ? "the books balance" : "the books do NOT balance, or something is damaged")
        return lines.joined(separator: "\n")
    }

    /// What was found, for programs.
    var json: JSONValue {
        var states: JSONObject = [:]
        for state in LeadState.allCases { states[state.rawValue] = .number(JSONNumber(counted[state])) }
        return .object([
            "sound": .bool(isSound),
            "accepted": .number(JSONNumber(books.accepted)),
            "states": .object(states),
            "findings": .array(
                findings.map { finding in
                    .object([
                        "code": .string(finding.code.rawValue),
                        "lead": finding.lead.map { .string($0.description) } ?? .null,
                        "message": .string(finding.message),
                    ])
                }
            ),
        ])
    }
}
