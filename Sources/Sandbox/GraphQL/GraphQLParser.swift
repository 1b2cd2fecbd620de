import JSON

/// Parses executable documents: operations and fragments (GraphQL specification, October 2021, section 2), and the types
/// that an endpoint of this sandbox has.
struct GraphQLParser {
    private var lexer: GraphQLLexer
    private var token: GraphQLLexer.Token
    private var location: GraphQLLocation
    private var depth = 0

    /// The document in `text`.
    static func parse(_ text: String) throws(GraphQLError) -> GraphQLDocument {
        var parser = try GraphQLParser(text)
        return try parser.document()
    }

    /// The definitions in `text`: `type`, `input` and `enum` as they are written in type systems (specification 3).
    static func types(_ text: String) throws(GraphQLError) -> [GraphQLTypeDefinition] {
        var parser = try GraphQLParser(text)
        var types: [GraphQLTypeDefinition] = []
        while parser.token != .end { types.append(try parser.definition()) }
        return types
    }

    private init(_ text: String) throws(GraphQLError) {
        lexer = GraphQLLexer(text)
        (token, location) = try lexer.next()
    }

    private mutating func document() throws(GraphQLError) -> GraphQLDocument {
        var document = GraphQLDocument()
        repeat {
            if token == .name("fragment") {
                let fragment = try fragment()
                document.fragments[fragment.name] = fragment
            } else {
                document.operations.append(try operation())
            }
        } while token != .end
        return document
    }

    private mutating func operation() throws(GraphQLError) -> GraphQLOperation {
        let start = location
        guard case .name(let word) = token else {
            return GraphQLOperation(
                kind: .query,
                name: nil,
                variables: [],
                selections: try selections(),
                location: start
            )
        }
        guard let kind = GraphQLOperation.Kind(rawValue: word) else { throw unexpected() }
        try advance()
        var name: String?
        if case .name(let given) = token {
            name = given
            try advance()
        }
        let variables = try variables()
        _ = try directives()
        return GraphQLOperation(
            kind: kind,
            name: name,
            variables: variables,
            selections: try selections(),
            location: start
        )
    }

    private mutating func fragment() throws(GraphQLError) -> GraphQLFragment {
        try advance()
        let name = try name()
        guard name != "on" else { throw unexpected() }
        guard try self.name() == "on" else { throw unexpected() }
        _ = try self.name()
        _ = try directives()
        return GraphQLFragment(name: name, selections: try selections())
    }

    private mutating func variables() throws(GraphQLError) -> [GraphQLVariable] {
        guard try skip("(") else { return [] }
        var variables: [GraphQLVariable] = []
        repeat {
            let start = location
            try expect("$")
            let name = try name()
            try expect(":")
            let type = try type()
            let defaultValue = try skip("=") ? try literal() : nil
            _ = try directives()
            variables.append(GraphQLVariable(name: name, type: type, defaultValue: defaultValue, location: start))
        } while try !skip(")")
        return variables
    }

    private mutating func type() throws(GraphQLError) -> GraphQLType {
        try enter()
        defer { depth -= 1 }
        let type: GraphQLType
        if try skip("[") {
            type = .list(try self.type())
            try expect("]")
        } else {
            type = .named(try name())
        }
        return try skip("!") ? .nonNull(type) : type
    }

    private mutating func selections() throws(GraphQLError) -> [GraphQLSelection] {
        try enter()
        defer { depth -= 1 }
        try expect("{")
        var selections: [GraphQLSelection] = []
        repeat { selections.append(try selection()) } while try !skip("}")
        return selections
    }

    private mutating func selection() throws(GraphQLError) -> GraphQLSelection {
        let start = location
        guard try skip("...") else { return .field(try field()) }
        if case .name(let name) = token, name != "on" {
            try advance()
            return .spread(name, directives: try directives(), start)
        }
        if token == .name("on") {
            try advance()
            _ = try name()
        }
        let directives = try directives()
        return .inline(try selections(), directives: directives)
    }

    private mutating func field() throws(GraphQLError) -> GraphQLField {
        let start = location
        let first = try name()
        let isAlias = try skip(":")
        return GraphQLField(
            alias: isAlias ? first : nil,
            name: isAlias ? try name() : first,
            arguments: try arguments(),
            directives: try directives(),
            selections: token == .punctuator("{") ? try selections() : [],
            location: start
        )
    }

    private mutating func arguments() throws(GraphQLError) -> [(name: String, value: GraphQLLiteral)] {
        guard try skip("(") else { return [] }
        var arguments: [(name: String, value: GraphQLLiteral)] = []
        repeat {
            let name = try name()
            try expect(":")
            arguments.append((name, try literal()))
        } while try !skip(")")
        return arguments
    }

    private mutating func directives() throws(GraphQLError) -> [GraphQLDirective] {
        var directives: [GraphQLDirective] = []
        while try skip("@") {
            directives.append(GraphQLDirective(name: try name(), arguments: try arguments()))
        }
        return directives
    }

    private mutating func literal() throws(GraphQLError) -> GraphQLLiteral {
        try enter()
        defer { depth -= 1 }
        let start = location
        let value: GraphQLLiteral.Value
        switch token {
        case .number(let text): value = .number(text)
        case .string(let text): value = .string(text)
        case .name("true"): value = .boolean(true)
        case .name("false"): value = .boolean(false)
        case .name("null"): value = .null
        case .name(let word): value = .enumeration(word)
        case .punctuator("$"):
            try advance()
            return GraphQLLiteral(value: .variable(try name()), location: start)
        case .punctuator("["):
            try advance()
            var elements: [GraphQLLiteral] = []
            while try !skip("]") { elements.append(try literal()) }
            return GraphQLLiteral(value: .list(elements), location: start)
        case .punctuator("{"):
            try advance()
            var members: [(name: String, value: GraphQLLiteral)] = []
            while try !skip("}") {
                let name = try name()
                try expect(":")
                members.append((name, try literal()))
            }
            return GraphQLLiteral(value: .object(members), location: start)
        case .punctuator, .end: throw unexpected()
        }
        try advance()
        return GraphQLLiteral(value: value, location: start)
    }

    // MARK: Type systems

    private mutating func definition() throws(GraphQLError) -> GraphQLTypeDefinition {
        let kinds: [String: GraphQLTypeDefinition.Kind] = ["type": .object, "input": .input, "enum": .enumeration]
        guard case .name(let word) = token, let kind = kinds[word] else { throw unexpected() }
        try advance()
        var definition = GraphQLTypeDefinition(kind: kind, name: try name())
        try expect("{")
        while try !skip("}") {
            let name = try name()
            if kind == .enumeration {
                definition.values.append(name)
                continue
            }
            var field = GraphQLTypeDefinition.Field(name: name, type: .named(""))
            if try skip("(") {
                repeat { field.arguments.append(try argument()) } while try !skip(")")
            }
            try expect(":")
            field.type = try type()
            definition.fields.append(field)
        }
        return definition
    }

    private mutating func argument() throws(GraphQLError) -> GraphQLTypeDefinition.Argument {
        let name = try name()
        try expect(":")
        let type = try type()
        let value = try skip("=") ? try literal() : nil
        return .init(name: name, type: type, defaultValue: value.flatMap { GraphQLInput.plain($0)?.text() })
    }

    // MARK: Tokens

    private mutating func advance() throws(GraphQLError) { (token, location) = try lexer.next() }

    private mutating func name() throws(GraphQLError) -> String {
        guard case .name(let name) = token else { throw unexpected() }
        try advance()
        return name
    }

    private mutating func skip(_ punctuator: String) throws(GraphQLError) -> Bool {
        guard token == .punctuator(punctuator) else { return false }
        try advance()
        return true
    }

    private mutating func expect(_ punctuator: String) throws(GraphQLError) {
        guard try skip(punctuator) else { throw unexpected() }
    }

    /// Nesting is bounded, as the parser calls itself.
    private mutating func enter() throws(GraphQLError) {
        depth += 1
        guard depth < 200 else { throw .syntax("too deeply nested", location) }
    }

    private func unexpected() -> GraphQLError { .syntax("offending token '\(token.text)'", location) }
}
