import JSON

/// Reads a query by the grammar of RFC 9535 Appendix A, production by production, and checks its types on the way.
///
/// Blank space is accepted exactly where the grammar has `S`. This file holds the cursor and the segments; selectors,
/// literals, filters and function calls are in its extensions, one file each.
struct QueryParser {
    /// How deep filters, parentheses and calls may nest: parser and evaluator are recursive.
    static let nestingLimit = 64
    /// The longest query, in Unicode scalars.
    static let lengthLimit = 65_536

    let text: String
    let scalars: [Unicode.Scalar]
    var position = 0
    var depth = 0
    /// How many `$` queries stand inside filters.
    var slots = 0
    var warnings: [JSONPathWarning] = []

    init(_ text: String) {
        self.text = text
        scalars = Array(text.unicodeScalars)
    }

    /// `jsonpath-query = root-identifier segments`, to the end of the text.
    ///
    /// - Parameter identifier: what the query must start with. `@` is for queries relative to a node, which RFC 9535
    ///   knows only inside filters (`rel-query`).
    mutating func parseQuery(startingWith identifier: RootIdentifier) throws(JSONPathError) -> PathExpression {
        guard scalars.count <= Self.lengthLimit else {
            throw fail(
                "the query is longer than \(Self.lengthLimit) characters",
                advice: "split it, or filter in the mapping",
                at: Self.lengthLimit
            )
        }
        let sign: Unicode.Scalar = identifier == .root ? "$" : "@"
        guard skip(sign) else { throw missingIdentifier(sign) }
        let segments = try parseSegments().segments
        guard position == scalars.count else { throw trailingText() }
        return PathExpression(identifier: identifier, segments: segments, slot: nil)
    }

    /// `segments = *(S segment)`
    ///
    /// - Returns: the segments, and whether all are `name-segment` or `index-segment` as `singular-query` has them,
    ///   that is, without blank space inside the brackets.
    mutating func parseSegments() throws(JSONPathError) -> (segments: [Segment], isSingular: Bool) {
        var segments: [Segment] = []
        var isSingular = true
        while true {
            let start = position
            skipBlanks()
            guard peek == "." || peek == "[" else {
                // The blanks belong to whatever comes next.
                position = start
                return (segments, isSingular)
            }
            segments.append(try parseSegment(isSingular: &isSingular))
        }
    }

    /// `segment = child-segment / descendant-segment`
    private mutating func parseSegment(isSingular: inout Bool) throws(JSONPathError) -> Segment {
        let start = position
        if peek == "[" {
            let selectors = try parseBracketedSelection(isSingular: &isSingular)
            return Segment(isDescendant: false, selectors: selectors)
        }
        position += 1
        let isDescendant = skip(".")
        if isDescendant { isSingular = false }
        if skip("*") {
            isSingular = false
            return Segment(isDescendant: isDescendant, selectors: [.wildcard])
        }
        if isDescendant && peek == "[" {
            let selectors = try parseBracketedSelection(isSingular: &isSingular)
            return Segment(isDescendant: true, selectors: selectors)
        }
        guard let first = peek, first.isNameFirst else { throw missingName(isDescendant, dotsAt: start) }
        return Segment(isDescendant: isDescendant, selectors: [.name(JSONKey(parseShorthandName()))])
    }

    /// `member-name-shorthand = name-first *name-char`
    private mutating func parseShorthandName() -> String {
        var name = String.UnicodeScalarView()
        while let next = peek, next.isNameFirst || next.decimalDigit != nil {
            name.append(next)
            position += 1
        }
        return String(name)
    }

    // MARK: The cursor

    var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    func peek(_ distance: Int) -> Unicode.Scalar? {
        let place = position + distance
        return scalars.indices.contains(place) ? scalars[place] : nil
    }

    mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        position += 1
        return true
    }

    /// `S = *B`
    mutating func skipBlanks() {
        while let next = peek, next.isBlank { position += 1 }
    }

    /// Whether `word` stands at the cursor and is not the beginning of a longer word.
    func isAtWord(_ word: String) -> Bool {
        var place = position
        for scalar in word.unicodeScalars {
            guard place < scalars.count, scalars[place] == scalar else { return false }
            place += 1
        }
        guard place < scalars.count else { return true }
        return !scalars[place].isNameFirst && scalars[place].decimalDigit == nil
    }

    func fail(_ message: String, advice: String, at offset: Int? = nil) -> JSONPathError {
        JSONPathError(query: text, offset: min(offset ?? position, scalars.count), message: message, advice: advice)
    }

    /// What stands at the cursor, for messages.
    var found: String {
        guard let next = peek else { return "the end of the query" }
        if next.isBlank { return "blank space" }
        return next.value < 0x20 || next.value == 0x7F ? "a control character" : "'\(next)'"
    }
}

// MARK: - Errors around segments

extension QueryParser {
    private func missingIdentifier(_ sign: Unicode.Scalar) -> JSONPathError {
        let other: Unicode.Scalar = sign == "$" ? "@" : "$"
        guard let next = peek else {
            return fail("the query is empty", advice: "start with '\(sign)', as in \(sign).email")
        }
        if next.isBlank {
            return fail("blank space before the query", advice: "remove it; a query starts with '\(sign)'")
        }
        if next == other {
            return fail(
                "this query must start with '\(sign)', not '\(other)'",
                advice: sign == "$"
                    ? "'@' has a meaning only in filters and inside '$each'" : "write '@' for the element"
            )
        }
        return fail(
            "a query starts with '\(sign)', not with \(found)",
            advice: next.isNameFirst
                ? "write \(sign).\(text.prefix(40))" : "write \(sign) and then the way to the value"
        )
    }

    private func missingName(_ isDescendant: Bool, dotsAt start: Int) -> JSONPathError {
        let dots = isDescendant ? ".." : "."
        guard let next = peek else {
            return fail("the query ends after '\(dots)'", advice: "name a member, or remove '\(dots)'", at: position)
        }
        if next.isBlank {
            return fail("blank space after '\(dots)'", advice: "write the name directly after '\(dots)'")
        }
        if next == "[" {
            return fail("'.' before '['", advice: "write [ without the dot, or .. for all levels", at: start)
        }
        if next == "." { return fail("too many dots", advice: "write one dot for a member, two for all levels") }
        if next.decimalDigit != nil {
            return fail(
                "a name after '\(dots)' cannot start with a digit",
                advice: "write [\(next)] for an element, ['\(next)…'] for a member"
            )
        }
        if next == "'" || next == "\"" {
            return fail(
                "a quoted name after '\(dots)'",
                advice: "put it in brackets: \(isDescendant ? ".." : "")['name']"
            )
        }
        return fail("\(found) where a name was expected", advice: "put unusual names in brackets and quotes: ['a-b']")
    }

    private func trailingText() -> JSONPathError {
        guard let next = peek, !next.isBlank else {
            return fail("blank space after the query", advice: "remove it")
        }
        switch next {
        case "]", ")":
            return fail("'\(next)' closes nothing", advice: "remove it")
        case "-":
            return fail(
                "'-' cannot stand in a name without quotes",
                advice: "write ['name-with-dash'] instead of .name-with-dash"
            )
        case "(":
            return fail("a query cannot call a function here", advice: "functions stand in filters: [?length(@.a) > 1]")
        case "=", "!", "<", ">", "&", "|", "?":
            return fail("a condition outside of a filter", advice: "conditions stand in brackets: [?@.a == 1]")
        default:
            return fail("\(found) cannot follow here", advice: "put unusual names in brackets and quotes: ['a b']")
        }
    }
}

extension Unicode.Scalar {
    /// A quotation mark of a word processor, or a backtick.
    var isCurlyQuote: Bool { "‘’‚“”„`".unicodeScalars.contains(self) }

    /// `B`
    var isBlank: Bool { self == " " || self == "\t" || self == "\n" || self == "\r" }

    /// `name-first = ALPHA / "_" / %x80-D7FF / %xE000-10FFFF`
    var isNameFirst: Bool {
        switch value {
        case 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80...: true
        default: false
        }
    }
}
