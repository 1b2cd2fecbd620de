/// Reads an I-Regexp by the grammar of RFC 9485 §4, rule by rule.
///
/// A leading `^` and a trailing `$` are anchors; see ``IRegexp``. Two rules come from the XSD semantics the RFC refers to and not from its grammar: a range must not run backwards, nor
/// a quantifier. Groups nest at most ``nestingLimit`` deep, because this parser and the compiler are recursive.
struct IRegexpParser {
    static let nestingLimit = 64

    private let scalars: [Unicode.Scalar]
    /// Whether the pattern ends in a `$` that no `\` stands before; it is not among the scalars.
    private let isAnchoredAtEnd: Bool
    private var position = 0
    private var depth = 0

    init(_ pattern: String) {
        var scalars = Array(pattern.unicodeScalars)
        let slashes = scalars.dropLast().reversed().prefix { $0 == "\\" }.count
        isAnchoredAtEnd = scalars.last == "$" && slashes.isMultiple(of: 2)
        if isAnchoredAtEnd { scalars.removeLast() }
        self.scalars = scalars
    }

    mutating func parse() throws(IRegexpError) -> IRegexpTree {
        let isAnchoredAtStart = skip("^")
        var branches = try parseBranches()
        if let next = peek {
            // Only `)` stops the alternatives early.
            throw fail("unexpected '\(next)': no group is open here")
        }
        if isAnchoredAtStart { branches[0] = .sequence([.start, branches[0]]) }
        if isAnchoredAtEnd { branches[branches.count - 1] = .sequence([branches[branches.count - 1], .end]) }
        return Self.oneOf(branches)
    }

    /// `i-regexp = branch *( "|" branch )`
    private mutating func parseBranches() throws(IRegexpError) -> [IRegexpTree] {
        var branches = [try parseBranch()]
        while skip("|") { branches.append(try parseBranch()) }
        return branches
    }

    private static func oneOf(_ branches: [IRegexpTree]) -> IRegexpTree {
        branches.count == 1 ? branches[0] : .alternatives(branches)
    }

    /// `branch = *piece` and `piece = atom [ quantifier ]`
    private mutating func parseBranch() throws(IRegexpError) -> IRegexpTree {
        var pieces: [IRegexpTree] = []
        while let next = peek, next != "|", next != ")" {
            pieces.append(try parseQuantifier(of: try parseAtom()))
        }
        return pieces.count == 1 ? pieces[0] : .sequence(pieces)
    }

    /// `atom = NormalChar / charClass / ( "(" i-regexp ")" )`
    private mutating func parseAtom() throws(IRegexpError) -> IRegexpTree {
        guard let next = peek else { throw fail("the pattern ends where a character was expected") }
        switch next {
        case "(":
            let start = position
            position += 1
            depth += 1
            guard depth <= Self.nestingLimit else {
                throw fail("groups are nested more than \(Self.nestingLimit) deep", at: start)
            }
            if peek == "?" { throw fail("I-Regexp has no '(?…)' groups") }
            let body = Self.oneOf(try parseBranches())
            guard skip(")") else { throw fail("this '(' is never closed", at: start) }
            depth -= 1
            return body
        case ".":
            position += 1
            return .set(.anyButLineEnds)
        case "[":
            return .set(try parseClass())
        case "\\":
            if let categories = try parseCategoryEscape() {
                return .set(ScalarSet(ranges: [], categories: categories, isNegated: false))
            }
            return .scalar(try parseSingleEscape())
        case "*", "+", "?":
            throw fail("there is nothing before '\(next)' to repeat")
        case "]", "{", "}":
            throw fail("'\(next)' stands for itself only as '\\\(next)'")
        default:
            position += 1
            return .scalar(next)
        }
    }

    /// `quantifier = ( "*" / "+" / "?" ) / range-quantifier`
    private mutating func parseQuantifier(of atom: IRegexpTree) throws(IRegexpError) -> IRegexpTree {
        let start = position
        var tree = atom
        if skip("*") {
            tree = .repetition(atom, minimum: 0, maximum: nil)
        } else if skip("+") {
            tree = .repetition(atom, minimum: 1, maximum: nil)
        } else if skip("?") {
            tree = .repetition(atom, minimum: 0, maximum: 1)
        } else if skip("{") {
            let minimum = try parseCount()
            var maximum: Int? = minimum
            if skip(",") { maximum = peek == "}" ? nil : try parseCount() }
            guard skip("}") else { throw fail("a quantifier is {n}, {n,} or {n,m}") }
            if let maximum, maximum < minimum {
                throw fail("the quantifier runs backwards: \(minimum) is more than \(maximum)", at: start)
            }
            tree = .repetition(atom, minimum: minimum, maximum: maximum)
        } else {
            return atom
        }
        if let next = peek, next == "*" || next == "+" || next == "?" || next == "{" {
            throw fail("a quantifier cannot follow a quantifier; I-Regexp has no lazy or possessive ones")
        }
        return tree
    }

    /// `QuantExact = 1*%x30-39`
    private mutating func parseCount() throws(IRegexpError) -> Int {
        let start = position
        var count = 0
        while let next = peek, let digit = next.decimalDigit {
            // Far beyond the size limit already; keep the number small enough to calculate with.
            count = min(count * 10 + digit, 1_000_000_000)
            position += 1
        }
        guard position > start else { throw fail("a quantifier is {n}, {n,} or {n,m}") }
        return count
    }

    /// `charClassExpr = "[" [ "^" ] ( "-" / CCE1 ) *CCE1 [ "-" ] "]"`
    private mutating func parseClass() throws(IRegexpError) -> ScalarSet {
        let start = position
        position += 1
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        var categories = CategorySet()
        // In `[^]` the caret is the only member there is.
        let isNegated = peek == "^" && peek(1) != "]"
        if isNegated { position += 1 }
        if peek == "]" { throw fail("a character class needs at least one member; ']' is written '\\]'") }
        if skip("-") { ranges.append("-"..."-") }
        while let next = peek, next != "]" {
            if next == "-" {
                position += 1
                guard peek == "]" else {
                    throw fail("'-' stands for itself only first or last in a class, or as '\\-'", at: position - 1)
                }
                ranges.append("-"..."-")
                break
            }
            if let named = try parseCategoryEscape() {
                categories.formUnion(named)
                continue
            }
            let lower = try parseClassScalar()
            guard peek == "-", peek(1) != "]" else {
                ranges.append(lower...lower)
                continue
            }
            position += 1
            let upper = try parseClassScalar()
            guard lower <= upper else {
                throw fail("the range '\(lower)-\(upper)' runs backwards")
            }
            ranges.append(lower...upper)
        }
        guard skip("]") else { throw fail("this '[' is never closed", at: start) }
        return ScalarSet(ranges: ranges, categories: categories, isNegated: isNegated)
    }

    /// `CCchar`: one member of a class.
    private mutating func parseClassScalar() throws(IRegexpError) -> Unicode.Scalar {
        guard let next = peek else { throw fail("a character class is never closed") }
        switch next {
        case "\\":
            return try parseSingleEscape()
        case "[", "]", "-":
            throw fail("inside a class '\(next)' is written '\\\(next)'")
        default:
            position += 1
            return next
        }
    }

    /// `SingleCharEsc`
    private mutating func parseSingleEscape() throws(IRegexpError) -> Unicode.Scalar {
        guard let escaped = peek(1) else { throw fail("the pattern ends in a lone '\\'") }
        let scalar: Unicode.Scalar
        switch escaped {
        case "(", ")", "*", "+", "-", ".", "?", "[", "\\", "]", "^", "{", "|", "}": scalar = escaped
        case "n": scalar = "\n"
        case "r": scalar = "\r"
        case "t": scalar = "\t"
        case "d": throw fail("I-Regexp has no '\\d'; write [0-9] or \\p{Nd}")
        case "w": throw fail("I-Regexp has no '\\w'; write [A-Za-z0-9_] or [\\p{L}\\p{N}_]")
        case "s": throw fail("I-Regexp has no '\\s'; write [ \\t\\n\\r]")
        case "$": throw fail("I-Regexp has no '\\$'; a '$' of the text is written [$]")
        default: throw fail("'\\\(escaped)' is no escape of I-Regexp")
        }
        position += 2
        return scalar
    }

    /// `charClassEsc = catEsc / complEsc`; nil where something else begins.
    private mutating func parseCategoryEscape() throws(IRegexpError) -> CategorySet? {
        guard peek == "\\", let letter = peek(1), letter == "p" || letter == "P" else { return nil }
        let start = position
        guard peek(2) == "{" else { throw fail("a category is written \\p{L} or \\p{Lu}") }
        var end = position + 3
        var name = ""
        while end < scalars.count, scalars[end] != "}", name.unicodeScalars.count < 3 {
            name.unicodeScalars.append(scalars[end])
            end += 1
        }
        guard end < scalars.count, scalars[end] == "}", let categories = CategorySet.named[name] else {
            throw fail("\\p{…} names a general category of Unicode such as L, Lu, Nd or Zs", at: start)
        }
        position = end + 1
        return letter == "p" ? categories : categories.complement
    }

    private var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private func peek(_ distance: Int) -> Unicode.Scalar? {
        position + distance < scalars.count ? scalars[position + distance] : nil
    }

    private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        position += 1
        return true
    }

    private func fail(_ message: String, at offset: Int? = nil) -> IRegexpError {
        IRegexpError(message: message, offset: offset ?? position)
    }
}

extension Unicode.Scalar {
    /// The value of an ASCII digit.
    var decimalDigit: Int? { ("0"..."9").contains(self) ? Int(value - 0x30) : nil }
}
