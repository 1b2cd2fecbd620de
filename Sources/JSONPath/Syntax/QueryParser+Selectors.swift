import JSON

extension QueryParser {
    /// The integers of I-JSON (RFC 7493 §2.2): ±(2⁵³ − 1).
    static let integerLimit = 9_007_199_254_740_991

    /// `bracketed-selection = "[" S selector *(S "," S selector) S "]"`
    ///
    /// - Parameter isSingular: set to false unless this is `"[" name-selector "]"` or `"[" index-selector "]"`.
    mutating func parseBracketedSelection(isSingular: inout Bool) throws(JSONPathError) -> [Selector] {
        let start = position
        position += 1
        if let next = peek, next.isBlank { isSingular = false }
        skipBlanks()
        if peek == "]" {
            throw fail("the brackets are empty", advice: "write [*] for all children, [0] for the first element")
        }
        var selectors = [try parseSelector(isSingular: &isSingular)]
        if let next = peek, next.isBlank { isSingular = false }
        skipBlanks()
        while skip(",") {
            isSingular = false
            skipBlanks()
            if peek == "]" { throw fail("a selector is missing after ','", advice: "remove the ','") }
            selectors.append(try parseSelector(isSingular: &isSingular))
            skipBlanks()
        }
        guard skip("]") else {
            guard peek != nil else { throw fail("this '[' is never closed", advice: "add ']'", at: start) }
            throw missingBracket()
        }
        return selectors
    }

    /// `selector = name-selector / wildcard-selector / slice-selector / index-selector / filter-selector`
    private mutating func parseSelector(isSingular: inout Bool) throws(JSONPathError) -> Selector {
        guard let next = peek else {
            throw fail("the query ends inside brackets", advice: "add a selector and ']'")
        }
        switch next {
        case "'", "\"":
            return .name(JSONKey(try parseStringLiteral().text))
        case "*":
            isSingular = false
            position += 1
            return .wildcard
        case "?":
            isSingular = false
            position += 1
            try descend(at: position - 1)
            skipBlanks()
            let condition = try parseLogicalOr()
            depth -= 1
            return .filter(condition)
        case "-", "0"..."9", ":":
            return try parseIndexOrSlice(isSingular: &isSingular)
        default:
            throw badSelector(next)
        }
    }

    /// `index-selector = int` and `slice-selector = [start S] ":" S [end S] [":" [S step]]`
    private mutating func parseIndexOrSlice(isSingular: inout Bool) throws(JSONPathError) -> Selector {
        let start = peek == ":" ? nil : try parseInteger()
        let afterStart = position
        skipBlanks()
        guard skip(":") else {
            position = afterStart
            guard let start else { throw fail("an index is missing", advice: "write a number") }
            return .index(start)
        }
        isSingular = false
        skipBlanks()
        var end: Int?
        if isAtInteger { end = try parseInteger() }
        var afterPart = position
        skipBlanks()
        var step = 1
        if skip(":") {
            afterPart = position
            skipBlanks()
            if isAtInteger {
                step = try parseInteger()
                afterPart = position
            }
        }
        position = afterPart
        return .slice(Slice(start: start, end: end, step: step))
    }

    private var isAtInteger: Bool { peek == "-" || peek?.decimalDigit != nil }

    /// `int = "0" / (["-"] DIGIT1 *DIGIT)`, within the range of I-JSON.
    private mutating func parseInteger() throws(JSONPathError) -> Int {
        let start = position
        let isNegative = skip("-")
        guard peek?.decimalDigit != nil else {
            throw fail("a number is missing after '-'", advice: "write [-1] for the last element")
        }
        if peek == "0" {
            if isNegative { throw fail("-0 is no index", advice: "write 0", at: start) }
            if peek(1)?.decimalDigit != nil {
                throw fail("a number with leading zeros", advice: "write it without them", at: start)
            }
        }
        var magnitude = 0
        while let digit = peek?.decimalDigit {
            magnitude = magnitude * 10 + digit
            guard magnitude <= Self.integerLimit else {
                throw fail(
                    "the number is beyond ±9007199254740991",
                    advice: "leave it out to mean the end of the array",
                    at: start
                )
            }
            position += 1
        }
        if peek == "." || peek == "e" || peek == "E" {
            throw fail("an index is a whole number", advice: "write it without fraction and exponent", at: start)
        }
        return isNegative ? -magnitude : magnitude
    }

    /// One level down into a filter, parentheses or a call.
    mutating func descend(at offset: Int) throws(JSONPathError) {
        depth += 1
        guard depth <= Self.nestingLimit else {
            throw fail("the query nests more than \(Self.nestingLimit) deep", advice: "make it simpler", at: offset)
        }
    }

    private func badSelector(_ next: Unicode.Scalar) -> JSONPathError {
        if next.isCurlyQuote { return fail("\(found) is no quotation mark here", advice: "use ' or \"") }
        if next.isNameFirst {
            let name = String(String.UnicodeScalarView(scalars[position...].prefix { $0.isNameFirst }.prefix(40)))
            return fail("a name in brackets needs quotes", advice: "write ['\(name)']")
        }
        switch next {
        case "(":
            return fail(
                "RFC 9535 has no script expressions",
                advice: "write [-1] for the last element, [?…] for a filter"
            )
        case "+":
            return fail("a number has no '+' sign", advice: "write it without")
        case ",":
            return fail("a selector is missing before ','", advice: "remove the ','")
        case "@", "$":
            return fail("a query alone is no selector", advice: "write [?\(next).a] for a filter")
        default:
            return fail("\(found) is no selector", advice: "write a quoted name, a number, *, a slice or ?condition")
        }
    }

    private func missingBracket() -> JSONPathError {
        switch peek {
        case "=", "<", ">", "!":
            fail(
                "a comparison cannot stand here",
                advice: "write a filter as [?@.a == 1], with one comparison each side"
            )
        case "&", "|":
            fail(
                "'&&' and '||' join conditions of a filter only",
                advice: "write [?@.a && @.b], and ',' between selectors"
            )
        case "(":
            fail("a function cannot be called on a query with '.'", advice: "write length(@.a), not @.a.length()")
        case "'", "\"", "*", "?":
            fail("',' is missing between two selectors", advice: "write ['a', 'b']")
        default:
            fail("\(found) where ',' or ']' was expected", advice: "close the brackets with ']'")
        }
    }
}
