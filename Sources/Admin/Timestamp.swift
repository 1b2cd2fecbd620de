import Foundation
import JSON

/// Times in the operators' API: RFC 3339 in UTC with milliseconds.
enum Timestamp {
    /// - Parameter time: milliseconds since 1970.
    static func text(_ time: Int64) -> String {
        Date(timeIntervalSince1970: Double(time) / 1_000)
            .formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    /// Reads `2026-11-21T10:30:00Z`, with or without fractions of a second or another zone, or a date (its midnight, UTC).
    /// - Returns: milliseconds since 1970, or nil if the text is no time.
    static func parse(_ text: String) -> Int64? {
        // The styles read what they know and ignore the rest.
        guard text.allSatisfy("0123456789-:+.TZ".contains), text.contains("T") || text.count == 10 else { return nil }
        let styles = [
            Date.ISO8601FormatStyle(),
            Date.ISO8601FormatStyle(includingFractionalSeconds: true),
            Date.ISO8601FormatStyle().year().month().day(),
        ]
        for style in styles {
            if let date = try? Date(text, strategy: style) {
                return Int64((date.timeIntervalSince1970 * 1_000).rounded())
            }
        }
        return nil
    }
}

extension JSONValue {
    /// A time as text, given in milliseconds since 1970.
    static func time(_ time: Int64) -> JSONValue { .string(Timestamp.text(time)) }

    static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
}
