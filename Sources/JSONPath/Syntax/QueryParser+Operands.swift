import JSON

/// A literal, query or call whose use (condition, value, argument) is not known yet.
struct ParsedOperand: Sendable {
    enum Kind: Sendable {
        /// With the places of a string literal's scalars in the query.
        case literal(Operand, offsets: [Int])
        case query(PathExpression, isSingular: Bool)
        /// A call that gives a value.
        case value(Function, Operand)
        /// A call that gives true or false.
        case test(Function, LogicalExpression)
    }

    let kind: Kind
    /// Where it starts, in scalars.
    let offset: Int
}

extension QueryParser {
    /// `literal / filter-query / function-expr`
    mutating func parseOperand() throws(JSONPathError) -> ParsedOperand {
        let start = position
        guard let next = peek else {
            throw fail(
                "the query ends where a value was expected",
                advice: "add a query (@.a), a literal or a function"
            )
        }
        let kind: ParsedOperand.Kind
        switch next {
        case "@", "$":
            position += 1
            let (segments, isSingular) = try parseSegments()
            var slot: Int?
            if next == "$" {
                slot = slots
                slots += 1
            }
            let path = PathExpression(identifier: next == "$" ? .root : .current, segments: segments, slot: slot)
            kind = .query(path, isSingular: isSingular)
        case "'", "\"":
            let (text, offsets) = try parseStringLiteral()
            kind = .literal(.string(JSONKey(text)), offsets: offsets)
        case "-", "0"..."9":
            kind = .literal(.number(try parseNumber()), offsets: [])
        case "a"..."z":
            kind = try parseWord()
        default:
            throw noOperand(next)
        }
        return ParsedOperand(kind: kind, offset: start)
    }

    /// `true`, `false`, `null` or a function call
    private mutating func parseWord() throws(JSONPathError) -> ParsedOperand.Kind {
        let literals: [(String, Operand)] = [("true", .bool(true)), ("false", .bool(false)), ("null", .null)]
        for (word, literal) in literals where isAtWord(word) {
            position += word.unicodeScalars.count
            return .literal(literal, offsets: [])
        }
        return try parseCall()
    }

    /// `function-expr = function-name "(" S [function-argument *(S "," S function-argument)] S ")"`
    private mutating func parseCall() throws(JSONPathError) -> ParsedOperand.Kind {
        let start = position
        var end = position
        while end < scalars.count, scalars[end].isFunctionNameRest { end += 1 }
        let name = String(String.UnicodeScalarView(scalars[start..<end]))
        guard end < scalars.count, scalars[end] == "(" else {
            let isBlankBeforeCall = Function(rawValue: name) != nil && end < scalars.count && scalars[end].isBlank
            throw isBlankBeforeCall
                ? fail("blank space between '\(name)' and '('", advice: "write \(name)(…)", at: end)
                : fail(
                    "'\(name.prefix(40))' is neither a value nor a function",
                    advice: "put text in quotes, start members with @., and write && || ! for and, or, not"
                )
        }
        guard let function = Function(rawValue: name) else {
            let known = Function.allCases.map(\.rawValue).joined(separator: ", ")
            throw fail("there is no function '\(name.prefix(40))'", advice: "the functions are \(known)")
        }
        try descend(at: start)
        position = end + 1
        let arguments = try parseArguments(openedAt: end)
        depth -= 1
        guard arguments.count == function.parameters.count else {
            let count = function.parameters.count
            throw fail(
                "\(name)(…) takes \(count) argument\(count == 1 ? "" : "s"), not \(arguments.count)",
                advice: "write \(function.usage)",
                at: start
            )
        }
        return try call(function, arguments)
    }

    /// The arguments up to and with the `)`.
    private mutating func parseArguments(openedAt start: Int) throws(JSONPathError) -> [ParsedArgument] {
        var arguments: [ParsedArgument] = []
        skipBlanks()
        if skip(")") { return arguments }
        while true {
            arguments.append(try parseArgument())
            skipBlanks()
            if skip(")") { return arguments }
            guard skip(",") else {
                guard peek != nil else { throw fail("this '(' is never closed", advice: "add ')'", at: start) }
                throw fail("\(found) where ',' or ')' was expected", advice: "separate arguments with ','")
            }
            skipBlanks()
            if peek == ")" { throw fail("an argument is missing after ','", advice: "remove the ','") }
        }
    }

    /// `function-argument = literal / filter-query / logical-expr / function-expr`
    private mutating func parseArgument() throws(JSONPathError) -> ParsedArgument {
        let start = position
        if peek == "!" || peek == "(" {
            return ParsedArgument(kind: .condition(try parseLogicalOr()), offset: start)
        }
        let operand = try parseOperand()
        var ahead = self
        ahead.skipBlanks()
        switch ahead.peek {
        case "=", "!", "<", ">", "&", "|":
            return ParsedArgument(kind: .condition(try parseLogicalOr(startingWith: operand)), offset: start)
        default:
            return ParsedArgument(kind: .operand(operand), offset: start)
        }
    }

    private func noOperand(_ next: Unicode.Scalar) -> JSONPathError {
        if next.isCurlyQuote { return fail("\(found) is no quotation mark here", advice: "use ' or \"") }
        switch next {
        case "A"..."Z":
            for word in ["true", "false", "null"] where isAtWord(word.uppercased()) || isAtWord(word.capitalized) {
                return fail("\(found) starts no value", advice: "write \(word) in lower case")
            }
            return fail("\(found) starts no value", advice: "put text in quotes; functions have lower-case names")
        case "+": return fail("a number has no '+' sign", advice: "write it without")
        case ".": return fail("\(found) starts no value", advice: "write 0.5 for a number, @.name for a member")
        case "[", "{": return fail("literals are text, numbers, true, false and null only", advice: "use length(…)")
        case "&", "|", "=", "<", ">", ")", "]", ",":
            return fail("\(found) where a value was expected", advice: "add a query (@.a), a literal or a function")
        default: return fail("\(found) starts no value", advice: "write a query (@.a), a literal or a function")
        }
    }
}

extension String {
    fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}

extension Unicode.Scalar {
    /// `function-name-char = LCALPHA / "_" / DIGIT`
    fileprivate var isFunctionNameRest: Bool { ("a"..."z").contains(self) || self == "_" || decimalDigit != nil }
}
