/// Why a text is not a JSONPath query: ill-formed by the grammar of RFC 9535, or ill-typed (§2.4.3).
///
/// Made for the person who writes a mapping: it says what is wrong, where, and what to write instead. ``caret()`` shows
/// the place.
package struct JSONPathError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The text that was read.
    package let query: String
    /// Where it went wrong, in Unicode scalars from the start of the text; at most the text's length.
    package let offset: Int
    /// What is wrong, as a sentence without a full stop.
    package let message: String
    /// What to do about it, as a sentence without a full stop.
    package let advice: String

    /// Where it went wrong, in UTF-8 bytes from the start of the text.
    package var utf8Offset: Int {
        query.unicodeScalars.prefix(offset).reduce(0) { $0 + UTF8.width($1) }
    }

    /// The line of the query that holds the place, with a caret below it.
    ///
    /// A long line is cut to the part around the place.
    package func caret() -> String { QueryExcerpt(query, offset: offset).description }

    package var description: String { "\(message), at offset \(offset): \(advice)" }
}

/// Something in a valid query that can hardly be meant.
package struct JSONPathWarning: Sendable, Hashable, CustomStringConvertible {
    /// The query.
    package let query: String
    /// The place, in Unicode scalars from the start of the query.
    package let offset: Int
    /// What is odd, as a sentence without a full stop.
    package let message: String
    /// What to do about it, as a sentence without a full stop.
    package let advice: String

    /// The line of the query that holds the place, with a caret below it.
    package func caret() -> String { QueryExcerpt(query, offset: offset).description }

    package var description: String { "\(message), at offset \(offset): \(advice)" }
}

/// The part of a query around a place, and a caret below that place.
struct QueryExcerpt: CustomStringConvertible {
    private static let reach = 60

    let description: String

    init(_ query: String, offset: Int) {
        let scalars = Array(query.unicodeScalars)
        let place = min(max(offset, 0), scalars.count)
        let isLineEnd = { (scalar: Unicode.Scalar) in scalar == "\n" || scalar == "\r" }
        var start = place
        while start > 0, !isLineEnd(scalars[start - 1]) { start -= 1 }
        var end = place
        while end < scalars.count, !isLineEnd(scalars[end]) { end += 1 }
        let isCutBefore = place - start > Self.reach
        if isCutBefore { start = place - Self.reach }
        let isCutAfter = end - place > Self.reach
        if isCutAfter { end = place + Self.reach }

        var line = String.UnicodeScalarView()
        // Other controls would move the caret.
        line.append(contentsOf: scalars[start..<end].map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 })
        let indent = String(repeating: " ", count: place - start + (isCutBefore ? 1 : 0))
        description = (isCutBefore ? "…" : "") + String(line) + (isCutAfter ? "…" : "") + "\n" + indent + "^"
    }
}
