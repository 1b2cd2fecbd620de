import JSON
import Leads

/// What an error body says, as far as it may be repeated.
///
/// Reads the forms in use: problem+json (Kundenangaben), `Error{message, statusCode, …}` (Vorgaenge) and OAuth's
/// `{error, error_description}`. The published schema types `violations` as an object, the real answer is an array
/// (fact sheet 1.2); both are read. A body that is none of these yields an empty problem.
struct Problem: Sendable, Equatable {
    /// The title or status message, e.g. `Constraint Violation`.
    var title: String?
    /// OAuth's error code with its description: no lead is spoken of there.
    var oauthError: String?
    /// Fields that were complained about.
    var violations: [Violation] = []
    /// Where in the single-line JSON that was sent the target stopped reading.
    var position: String?
    /// The trace id of the problem.
    var traceID: String?

    init(_ body: [UInt8]) {
        guard !body.isEmpty, let problem = try? JSONValue.parse(body), problem.objectValue != nil else { return }
        title =
            [problem["title"], problem["statusMessage"]].lazy.compactMap { $0?.stringValue.flatMap(SafeWords.title) }
            .first
        traceID = problem["traceId"]?.stringValue.flatMap(SafeWords.traceID)
        violations = Self.violations(problem["violations"])
        if let error = problem["error"]?.stringValue {
            let description = problem["error_description"]?.stringValue
            oauthError = SafeWords.plain([error, description].compactMap { $0 }.joined(separator: ": "))
        }
        if let detail = problem["detail"]?.stringValue { read(detail: detail) }
    }

    private static func violations(_ value: JSONValue?) -> [Violation] {
        let entries: [JSONValue] =
            switch value {
            case .array(let entries)?: entries
            case .object?: [value].compactMap { $0 }
            default: []
            }
        return entries.prefix(100).map { entry in
            Violation(
                field: entry["field"]?.stringValue.flatMap(SafeWords.fieldPath) ?? "?",
                message: entry["message"]?.stringValue.flatMap(SafeWords.validationMessage)
                    ?? "is refused; the answer kept with the lead says why"
            )
        }
    }

    /// `Cannot deserialize into 'PATH' at line: 1, column: 2459` and `PATH is not allowed`.
    ///
    /// The path names the container that failed, not always the culprit (fact sheet 1.2).
    private mutating func read(detail: String) {
        if let quoted = Self.between(detail, "Cannot deserialize into '", "'"), let path = SafeWords.path(quoted) {
            violations.append(Violation(field: path, message: "has the wrong type or shape"))
            if let line = Self.between(detail, "line: ", ","), let column = Self.between(detail + " ", "column: ", " "),
                let line = Int(line), let column = Int(column)
            {
                position = "line \(line), column \(column)"
            }
        } else if detail.hasSuffix(" is not allowed"), let path = SafeWords.path(detail.dropLast(15)) {
            violations.append(Violation(field: path, message: "is not allowed"))
        }
    }

    private static func between(_ text: String, _ opening: String, _ closing: Character) -> Substring? {
        guard let start = text.firstRange(of: opening)?.upperBound,
            let end = text[start...].firstIndex(of: closing)
        else { return nil }
        return text[start..<end]
    }
}

extension StringProtocol {
    /// The first place where `part` stands.
    fileprivate func firstRange(of part: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(part) { return start..<index(start, offsetBy: part.count) }
            start = index(after: start)
        }
        return nil
    }
}
