extension QueryParser {
    /// `logical-or-expr = logical-and-expr *(S "||" S logical-and-expr)`
    ///
    /// - Parameter first: the operand the expression starts with, if that has been read already.
    mutating func parseLogicalOr(startingWith first: ParsedOperand? = nil) throws(JSONPathError) -> LogicalExpression {
        var terms = [try parseLogicalAnd(startingWith: first)]
        while try skipOperator("|") { terms.append(try parseLogicalAnd(startingWith: nil)) }
        return terms.count == 1 ? terms[0] : .or(terms)
    }

    /// `logical-and-expr = basic-expr *(S "&&" S basic-expr)`
    private mutating func parseLogicalAnd(
        startingWith first: ParsedOperand?
    ) throws(JSONPathError) -> LogicalExpression {
        var terms = [try parseBasic(startingWith: first)]
        while try skipOperator("&") { terms.append(try parseBasic(startingWith: nil)) }
        return terms.count == 1 ? terms[0] : .and(terms)
    }

    /// `S "&&" S` or `S "||" S`
    private mutating func skipOperator(_ half: Unicode.Scalar) throws(JSONPathError) -> Bool {
        let start = position
        skipBlanks()
        guard peek == half else {
            position = start
            return false
        }
        guard peek(1) == half else {
            throw fail("a single '\(half)'", advice: "write \(half)\(half)")
        }
        position += 2
        skipBlanks()
        return true
    }

    /// `basic-expr = paren-expr / comparison-expr / test-expr`
    private mutating func parseBasic(startingWith first: ParsedOperand?) throws(JSONPathError) -> LogicalExpression {
        if first == nil {
            if peek == "!" { return try parseNegation() }
            if peek == "(" {
                let condition = try parseParentheses()
                if isAtComparison {
                    throw fail(
                        "what stands in parentheses is a condition and cannot be compared",
                        advice: "compare without parentheses: @.a == 1"
                    )
                }
                return condition
            }
        }
        let left: ParsedOperand
        if let first { left = first } else { left = try parseOperand() }
        guard let comparison = try parseComparisonOperator() else { return try test(left) }
        if peek == "(" || peek == "!" {
            throw fail(
                "a condition cannot be compared",
                advice: "compare values: @.a == 1; for 'not', write !(…) in front"
            )
        }
        let right = try parseOperand()
        return .comparison(try comparable(left), comparison, try comparable(right))
    }

    /// `logical-not-op S` and what may follow it
    private mutating func parseNegation() throws(JSONPathError) -> LogicalExpression {
        let start = position
        position += 1
        skipBlanks()
        if peek == "!" { throw fail("'!' twice", advice: "remove both") }
        let condition: LogicalExpression
        if peek == "(" {
            condition = try parseParentheses()
        } else {
            let operand = try parseOperand()
            if isAtComparison {
                throw fail(
                    "'!' in front of a comparison",
                    advice: "put the comparison in parentheses, !(@.a == 1), or use !=",
                    at: start
                )
            }
            condition = try test(operand)
        }
        return .not(condition)
    }

    /// `"(" S logical-expr S ")"`
    private mutating func parseParentheses() throws(JSONPathError) -> LogicalExpression {
        let start = position
        try descend(at: start)
        position += 1
        skipBlanks()
        let condition = try parseLogicalOr()
        skipBlanks()
        guard skip(")") else {
            guard peek != nil else { throw fail("this '(' is never closed", advice: "add ')'", at: start) }
            throw fail("\(found) where ')' was expected", advice: "close the parentheses with ')'")
        }
        depth -= 1
        return condition
    }

    /// Whether a comparison operator follows, perhaps after blanks.
    private var isAtComparison: Bool {
        var ahead = self
        ahead.skipBlanks()
        switch ahead.peek {
        case "=", "<", ">": return true
        case "!": return ahead.peek(1) == "="
        default: return false
        }
    }

    /// `S comparison-op S`; nil where something else follows.
    private mutating func parseComparisonOperator() throws(JSONPathError) -> ComparisonOperator? {
        let start = position
        skipBlanks()
        let comparison: ComparisonOperator
        switch (peek, peek(1)) {
        case ("=", "="): comparison = .equal
        case ("!", "="): comparison = .notEqual
        case ("<", "="): comparison = .lessOrEqual
        case (">", "="): comparison = .greaterOrEqual
        case ("<", ">"): throw fail("'<>' is no operator", advice: "write !=")
        case ("<", _): comparison = .less
        case (">", _): comparison = .greater
        case ("=", "~"): throw fail("'=~' is no operator", advice: "write match(@.a, 'pattern') or search(…)")
        case ("=", _): throw fail("a single '='", advice: "write == to compare")
        default:
            position = start
            return nil
        }
        position += comparison == .less || comparison == .greater ? 1 : 2
        if peek == "=" { throw fail("one '=' too many", advice: "write ==, !=, <= or >=") }
        skipBlanks()
        return comparison
    }
}

// MARK: - Types (RFC 9535 §2.4.3)

extension QueryParser {
    /// As a side of a comparison, or as a value argument: `comparable`.
    func comparable(_ operand: ParsedOperand) throws(JSONPathError) -> Operand {
        switch operand.kind {
        case .literal(let literal, _):
            return literal
        case .value(_, let value):
            return value
        case .query(let path, isSingular: true):
            return .singular(path)
        case .query(let path, isSingular: false):
            let isOnlyBlanks = path.singular != nil
            throw fail(
                isOnlyBlanks
                    ? "blank space inside the brackets of a query that stands for a value"
                    : "this query can select several nodes, so it is no value",
                advice: isOnlyBlanks
                    ? "write ['name'] or [0] without blanks here"
                    : "name one member or element on each step, or use count(…) or value(…)",
                at: operand.offset
            )
        case .test(let function, _):
            throw fail(
                "\(function.rawValue)(…) is a condition, not a value",
                advice: "use it alone, as in [?\(function.usage)], with '!' in front for the opposite",
                at: operand.offset
            )
        }
    }

    /// As a condition: `test-expr`.
    private func test(_ operand: ParsedOperand) throws(JSONPathError) -> LogicalExpression {
        switch operand.kind {
        case .query(let path, _):
            return .exists(path)
        case .test(_, let condition):
            return condition
        case .literal:
            throw fail(
                "a literal alone is no condition",
                advice: "compare it with something: @.a == 1",
                at: operand.offset
            )
        case .value(let function, _):
            throw fail(
                "\(function.rawValue)(…) is a value, not a condition",
                advice: "compare it with something: \(function.usage) == 1",
                at: operand.offset
            )
        }
    }
}
