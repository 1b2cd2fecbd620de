package import JSON

/// Running a query. In all forms, `$` is `root`, in filters too, and `@` at the start of a relative query is `current`
/// (the root, if none is given). Both must be nodes of one document.
extension JSONPathQuery {
    /// The selected nodes, in order, on a budget that may be shared with other queries.
    ///
    /// - Throws: ``JSONPathLimitExceeded``, with no partial result.
    package func nodes(
        root: JSONNode,
        current: JSONNode? = nil,
        budget: inout JSONPathBudget
    ) throws(JSONPathLimitExceeded) -> [JSONNode] {
        let document = root.document
        return try indexes(in: document, root: root.index, current: current?.index, budget: &budget)
            .map { JSONNode(document: document, index: $0) }
    }

    /// The selected nodes, in order, on a budget of ``JSONPathBudget/standard`` visits.
    ///
    /// - Throws: ``JSONPathLimitExceeded``, with no partial result.
    package func nodes(root: JSONNode, current: JSONNode? = nil) throws(JSONPathLimitExceeded) -> [JSONNode] {
        var budget = JSONPathBudget()
        return try nodes(root: root, current: current, budget: &budget)
    }

    /// The selected nodes as indexes of the document, in order: the form for the hot path.
    ///
    /// - Throws: ``JSONPathLimitExceeded``, with no partial result.
    package func indexes(
        in document: JSONDocument,
        root: Int,
        current: Int? = nil,
        budget: inout JSONPathBudget
    ) throws(JSONPathLimitExceeded) -> [Int] {
        if isSingular { return singularIndex(in: document, root: root, current: current).map { [$0] } ?? [] }
        var collector = AllNodes()
        try run(in: document, root: root, current: current, budget: &budget, into: &collector)
        return collector.nodes
    }

    /// The selected nodes with their normalized paths, in order.
    ///
    /// The paths of a relative query lead from `current`, not from the root.
    ///
    /// - Throws: ``JSONPathLimitExceeded``, with no partial result.
    package func locatedNodes(
        root: JSONNode,
        current: JSONNode? = nil,
        budget: inout JSONPathBudget
    ) throws(JSONPathLimitExceeded) -> [(path: NormalizedPath, node: JSONNode)] {
        let document = root.document
        var collector = LocatedNodes(document: document)
        try run(in: document, root: root.index, current: current?.index, budget: &budget, into: &collector)
        return collector.nodes
    }

    private func run<Collector: NodeCollector>(
        in document: JSONDocument,
        root: Int,
        current: Int?,
        budget: inout JSONPathBudget,
        into collector: inout Collector
    ) throws(JSONPathLimitExceeded) {
        try document.withView { (view) throws(JSONPathLimitExceeded) in
            var evaluation = Evaluation(view, of: document, root: root, slots: slots, budget: budget)
            defer { budget = evaluation.budget }
            try evaluation.run(path.segments, from: isRelative ? current ?? root : root, into: &collector)
        }
    }

    /// The selected nodes with their normalized paths, in order, on a budget of ``JSONPathBudget/standard`` visits.
    ///
    /// - Throws: ``JSONPathLimitExceeded``, with no partial result.
    package func locatedNodes(
        root: JSONNode,
        current: JSONNode? = nil
    ) throws(JSONPathLimitExceeded) -> [(path: NormalizedPath, node: JSONNode)] {
        var budget = JSONPathBudget()
        return try locatedNodes(root: root, current: current, budget: &budget)
    }

    /// The node of a singular query; nil if there is none, and for queries that are not singular.
    package func singularNode(root: JSONNode, current: JSONNode? = nil) -> JSONNode? {
        let document = root.document
        return singularIndex(in: document, root: root.index, current: current?.index)
            .map { JSONNode(document: document, index: $0) }
    }

    /// The node of a singular query as an index of the document; nil if there is none, and for queries that are not
    /// singular. Allocates nothing.
    package func singularIndex(in document: JSONDocument, root: Int, current: Int? = nil) -> Int? {
        document.withView { path.singular?.node(in: $0, from: isRelative ? current ?? root : root) }
    }

    /// As above, of a query whose first steps are known to lead to a node; nil if there is none behind them.
    package func singularIndex(in document: JSONDocument, from start: Int, beginningWith first: Int) -> Int? {
        document.withView { path.singular?.node(in: $0, from: start, beginningWith: first) }
    }

    /// The selected values of a value, in order: for places that are not hot.
    ///
    /// - Throws: ``JSONPathLimitExceeded``, with no partial result.
    package func values(in value: JSONValue) throws(JSONPathLimitExceeded) -> [JSONValue] {
        var builder = JSONDocumentBuilder()
        builder.append(value)
        return try nodes(root: builder.finish().root).map(\.value)
    }
}
