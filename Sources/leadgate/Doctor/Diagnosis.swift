import JSON

/// One thing that `doctor` looked at: how it is, and what to do about it.
struct Diagnosis: Sendable {
    enum Severity: String, Sendable {
        case fine, warning, error
    }

    /// What was looked at: `settings`, `data`, `disk`, `ports`, `mappings`, `sources`, `europace`, `clock`, `identities`.
    var area: String
    /// A stable word for what was found.
    var code: String
    var severity: Severity
    /// How it is.
    var message: String
    /// What to do; nothing where all is well.
    var advice: String?

    static func fine(_ area: String, _ message: String) -> Diagnosis {
        Diagnosis(area: area, code: "fine", severity: .fine, message: message)
    }

    static func warning(_ area: String, _ code: String, _ message: String, _ advice: String) -> Diagnosis {
        Diagnosis(area: area, code: code, severity: .warning, message: message, advice: advice)
    }

    static func error(_ area: String, _ code: String, _ message: String, _ advice: String) -> Diagnosis {
        Diagnosis(area: area, code: code, severity: .error, message: message, advice: advice)
    }

    /// The diagnosis as `--json` prints it.
    var json: JSONValue {
        var object: JSONObject = [
            "area": .string(area), "code": .string(code), "severity": .string(severity.rawValue),
            "message": .string(message),
        ]
        object["advice"] = advice.map { .string($0) }
        return .object(object)
    }

    /// The diagnosis for people.
    var text: String {
        let mark =
            switch severity {
            case .fine: "ok     "
            case .warning: "warning"
            case .error: "error  "
            }
        return "\(mark)  \(area): \(message)" + (advice.map { "\n         → \($0)" } ?? "")
    }
}
