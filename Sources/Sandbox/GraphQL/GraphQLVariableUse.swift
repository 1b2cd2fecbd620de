/// Which variables an operation uses: one that is declared and never used is an error (specification 5.8.4).
struct GraphQLVariableUse {
    private(set) var names: Set<String> = []

    init(_ operation: GraphQLOperation, _ fragments: [String: GraphQLFragment]) {
        visit(operation.selections)
        for fragment in fragments.values { visit(fragment.selections) }
    }

    private mutating func visit(_ selections: [GraphQLSelection]) {
        for selection in selections {
            switch selection {
            case .field(let field):
                visit(field.arguments)
                visit(field.directives)
                visit(field.selections)
            case .spread(_, let directives, _): visit(directives)
            case .inline(let selections, let directives):
                visit(directives)
                visit(selections)
            }
        }
    }

    private mutating func visit(_ directives: [GraphQLDirective]) {
        for directive in directives { visit(directive.arguments) }
    }

    private mutating func visit(_ arguments: [(name: String, value: GraphQLLiteral)]) {
        for argument in arguments { visit(argument.value) }
    }

    private mutating func visit(_ literal: GraphQLLiteral) {
        switch literal.value {
        case .variable(let name): names.insert(name)
        case .list(let elements): for element in elements { visit(element) }
        case .object(let members): visit(members)
        case .number, .string, .boolean, .null, .enumeration: break
        }
    }
}
