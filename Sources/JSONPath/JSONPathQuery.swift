import JSON

/// A compiled JSONPath query: RFC 9535, all of it.
///
///     let query = try JSONPathQuery(parsing: "$.answers[?@.field.ref == 'email'].email")
///     let nodes = try query.nodes(root: document.root)
///
/// What the text says is checked once, here: grammar (Appendix A) and types (§2.4.3). What is left is evaluation on the
/// flat tape of a ``JSON/JSONDocument``: names are compared as bytes and no value is taken out of the document. Nodes
/// come in the order of the RFC, object members in the order of the text; a node selected twice comes twice.
///
/// The cost of an evaluation is bounded by a ``JSONPathBudget``. A singular query cannot exceed it.
package struct JSONPathQuery: Sendable {
    /// The query as written.
    package let text: String
    /// Whether the query starts with `@` and so needs a current node.
    package let isRelative: Bool
    /// The way of a query that selects at most one node whatever the document; nil for other queries. Indexes may be
    /// negative here: they count from the end.
    package let singularSegments: [PathElement]?
    /// What is valid and yet hardly meant, such as a pattern that is no I-Regexp and so never matches (§2.4.6).
    package let warnings: [JSONPathWarning]

    let path: PathExpression
    /// How many `$` queries stand in filters.
    let slots: Int

    /// Compiles a query that starts at the root, `$`.
    ///
    /// - Throws: ``JSONPathError`` for every text that is not well-formed and well-typed.
    package init(parsing text: String) throws(JSONPathError) {
        try self.init(text, startingWith: .root)
    }

    /// Compiles a query that starts at a current node, `@`: the grammar's `rel-query`, which RFC 9535 has in filters
    /// only.
    ///
    /// - Throws: ``JSONPathError`` for every text that is not well-formed and well-typed.
    package init(parsingRelative text: String) throws(JSONPathError) {
        try self.init(text, startingWith: .current)
    }

    private init(_ text: String, startingWith identifier: RootIdentifier) throws(JSONPathError) {
        var parser = QueryParser(text)
        path = try parser.parseQuery(startingWith: identifier)
        self.text = text
        isRelative = identifier == .current
        singularSegments = path.singular?.elements
        warnings = parser.warnings
        slots = parser.slots
    }

    /// Whether the query selects at most one node whatever the document: only names and indexes, one per segment.
    package var isSingular: Bool { singularSegments != nil }
}

extension JSONPathQuery: Hashable, CustomStringConvertible {
    /// Queries are the same if their texts are the same bytes.
    package static func == (left: JSONPathQuery, right: JSONPathQuery) -> Bool {
        left.text.hasSameBytes(as: right.text)
    }

    package func hash(into hasher: inout Hasher) { text.hashBytes(into: &hasher) }

    package var description: String { text }
}
