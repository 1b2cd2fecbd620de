package import JSON

/// Whose fault it is that a lead was not delivered; it decides who has to act (design: delivery classes).
package enum CauseClass: String, Sendable, Hashable, CaseIterable {
    /// This lead's data: the mapping or the target refused the document. Parks the one lead.
    case data
    /// Credentials, rights or configuration of a target. Pauses the target, never kills a lead.
    case connection
    /// An answer or a failure that may pass by itself; the lead is tried again.
    case transient
    /// The retry budget of a transient fault is used up.
    case exhausted
    /// The same transient answer for this lead while others pass.
    case poison
    /// The request was sent and no trustworthy answer came.
    case unknown
    /// A person decided.
    case person
}

/// One place in a document that a mapping or a target objected to.
package struct Violation: Sendable, Hashable {
    /// Where: a JSON Pointer, or the target's own notation of a field.
    package let field: String
    /// What is wrong there. It may be the target's text, so the store keeps it sealed and nothing logs it.
    package let message: String

    /// A violation at a place.
    package init(field: String, message: String) {
        self.field = field
        self.message = message
    }
}

/// Why a lead is not delivered (yet), for an operator to act on.
///
/// `class`, `code` and the fields of the violations never hold a value of the lead. Messages should not either, but
/// a target's words are a target's words: the store seals them.
package struct Cause: Sendable, Hashable {
    /// Whose fault it is.
    package let `class`: CauseClass
    /// What it is, as a stable word: `mapping-failed`, `target-400`, `token-401`, `timeout`.
    package let code: String
    /// The same in a sentence that says what to do.
    package let message: String
    /// The places that were objected to, in the order of the answer.
    package let violations: [Violation]

    /// A cause of its parts.
    package init(class: CauseClass, code: String, message: String, violations: [Violation] = []) {
        self.class = `class`
        self.code = code
        self.message = message
        self.violations = violations
    }

    /// The same for every lead that failed for the same reason at the same places; dead letters are grouped by it.
    ///
    /// It is the code and a hash of class, code and the fields, sorted and without their array positions:
    /// `target-422-9f86d081884c7d65`. It holds no message and can stand in a URL.
    package var fingerprint: String {
        let fields = Set(violations.map { Violation.withoutPositions($0.field) }).sorted()
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for part in [`class`.rawValue, code] + fields {
            for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            hash = (hash ^ 0xFF) &* 0x100_0000_01B3
        }
        let digits = String(hash, radix: 16)
        return "\(code)-\(String(repeating: "0", count: 16 - digits.count))\(digits)"
    }

    /// The cause as the admin API shows it.
    package var json: JSONObject {
        [
            "class": .string(`class`.rawValue),
            "code": .string(code),
            "message": .string(message),
            "violations": .array(
                violations.map { .object(["field": .string($0.field), "message": .string($0.message)]) }
            ),
        ]
    }

    /// Reads what ``json`` wrote; `nil` for anything else.
    package init?(json: JSONObject) {
        guard
            let text = json["class"]?.stringValue, let `class` = CauseClass(rawValue: text),
            let code = json["code"]?.stringValue, let message = json["message"]?.stringValue
        else { return nil }
        let violations = (json["violations"]?.arrayValue ?? []).compactMap { violation -> Violation? in
            guard let field = violation["field"]?.stringValue, let message = violation["message"]?.stringValue else {
                return nil
            }
            return Violation(field: field, message: message)
        }
        self.init(class: `class`, code: code, message: message, violations: violations)
    }
}

extension Violation {
    /// `/kunden/0/name`, `kunden[1].name` and `kunden.12.name` lose their positions: `/kunden/*/name`.
    package static func withoutPositions(_ field: String) -> String {
        var result = ""
        var token = ""
        func close() {
            let isPosition = !token.isEmpty && token.utf8.allSatisfy { (0x30...0x39).contains($0) }
            result += isPosition ? "*" : token
            token = ""
        }
        for character in field.unicodeScalars {
            switch character {
            case "/", ".", "[", "]":
                close()
                result.unicodeScalars.append(character)
            default: token.unicodeScalars.append(character)
            }
        }
        close()
        return result
    }
}
