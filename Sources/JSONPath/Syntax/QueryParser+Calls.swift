import JSON

/// An argument of a call, before it is held against the parameter's type.
struct ParsedArgument: Sendable {
    enum Kind: Sendable {
        case operand(ParsedOperand)
        case condition(LogicalExpression)
    }

    let kind: Kind
    /// Where it starts, in scalars.
    let offset: Int
}

/// Well-typedness of calls: RFC 9535 §2.4.3.
extension QueryParser {
    /// The call as an expression of its type.
    ///
    /// - Precondition: there are as many arguments as parameters.
    mutating func call(
        _ function: Function,
        _ arguments: [ParsedArgument]
    ) throws(JSONPathError) -> ParsedOperand.Kind {
        switch function {
        case .length:
            return .value(function, .length(try value(arguments[0], for: function)))
        case .count:
            return .value(function, .count(try nodes(arguments[0], for: function)))
        case .value:
            return .value(function, .value(try nodes(arguments[0], for: function)))
        case .match, .search:
            let subject = try value(arguments[0], for: function)
            let pattern = try value(arguments[1], for: function)
            let test = RegexpTest(
                subject: subject,
                pattern: compile(pattern, from: arguments[1]),
                isWhole: function == .match
            )
            return .test(function, .regexp(test))
        }
    }

    /// An argument for a parameter of ValueType.
    private func value(_ argument: ParsedArgument, for function: Function) throws(JSONPathError) -> Operand {
        switch argument.kind {
        case .operand(let operand):
            return try comparable(operand)
        case .condition:
            throw fail(
                "\(function.rawValue)(…) takes values, and this is a condition",
                advice: "write \(function.usage)",
                at: argument.offset
            )
        }
    }

    /// An argument for a parameter of NodesType.
    private func nodes(_ argument: ParsedArgument, for function: Function) throws(JSONPathError) -> PathExpression {
        if case .operand(let operand) = argument.kind, case .query(let path, _) = operand.kind { return path }
        throw fail(
            "\(function.rawValue)(…) takes a query, and this is none",
            advice: "write \(function.rawValue)(@.*)",
            at: argument.offset
        )
    }

    /// Compiles a literal pattern with the query, and warns where it cannot mean what it says.
    ///
    /// RFC 9535 §2.4.6: a pattern that is no I-Regexp is no error; it matches nothing.
    private mutating func compile(_ pattern: Operand, from argument: ParsedArgument) -> RegexpTest.Pattern {
        guard case .operand(let operand) = argument.kind, case .literal(_, let offsets) = operand.kind else {
            return .computed(pattern)
        }
        guard case .string(let literal) = pattern else {
            warn(
                "the pattern is no text, so nothing ever matches",
                advice: "put the pattern in quotes",
                at: argument.offset
            )
            return .fixed(nil)
        }
        do throws(IRegexpError) {
            return .fixed(try IRegexp(parsing: literal.name))
        } catch {
            warn(
                "the pattern is no I-Regexp, so nothing ever matches: \(error.message)",
                advice: "write the pattern by RFC 9485",
                at: error.offset < offsets.count ? offsets[error.offset] : argument.offset
            )
            return .fixed(nil)
        }
    }

    private mutating func warn(_ message: String, advice: String, at offset: Int) {
        warnings.append(JSONPathWarning(query: text, offset: offset, message: message, advice: advice))
    }
}
