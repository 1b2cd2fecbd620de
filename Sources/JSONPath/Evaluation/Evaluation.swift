import JSON

/// One run of a query over a document.
///
/// RFC 9535 describes evaluation segment by segment, each turning a list of nodes into the next. This walk goes depth
/// first instead, one node through all remaining segments before the next node: the order of the results is the same, no
/// intermediate list is held, and an existence test ends at the first node.
struct Evaluation {
    /// How deep the walk follows a document; JSON texts are refused at 512 levels.
    static let depthLimit = 600

    /// The document, laid open for as long as the run takes.
    let view: JSONView
    let document: JSONDocument
    let root: Int
    var budget: JSONPathBudget
    var depth = 0
    /// The results of `$` queries in filters, by ``PathExpression/slot``; nil until needed.
    var fixed: [[Int]?]
    /// The last pattern that was not a literal: the same one usually comes with the next node.
    var lastPattern: (text: String, regexp: IRegexp?)?

    init(_ view: JSONView, of document: JSONDocument, root: Int, slots: Int, budget: JSONPathBudget) {
        self.view = view
        self.document = document
        self.root = root
        self.budget = budget
        fixed = Array(repeating: nil, count: slots)
    }

    /// Gives the collector the nodes that the segments select, in order, until it has enough.
    mutating func run<Collector: NodeCollector>(
        _ segments: [Segment],
        from start: Int,
        into collector: inout Collector
    ) throws(JSONPathLimitExceeded) {
        do throws(Interruption) {
            try walk(segments, 0, start, &collector)
        } catch {
            if case .limit(let limit) = error { throw limit }
        }
    }

    @inline(__always)
    mutating func charge(_ visits: Int) throws(Interruption) {
        do throws(JSONPathLimitExceeded) { try budget.charge(visits) } catch { throw .limit(error) }
    }

    /// What finding the child of a name or index costs, in visits: a look-up passes the children before it.
    func lookUpCost(_ selector: Selector, of node: Int) -> Int {
        let count = view.count(at: node)
        if case .index(let index) = selector { return min(index >= 0 ? index : max(count + index, 0), count) &>> 4 }
        return count &>> 4
    }

    /// Applies the segments from number `next` on to a node.
    private mutating func walk<Collector: NodeCollector>(
        _ segments: [Segment],
        _ next: Int,
        _ node: Int,
        _ collector: inout Collector
    ) throws(Interruption) {
        try charge(1)
        guard next < segments.count else { return try collector.take(node) }
        if segments[next].isDescendant {
            try descend(segments, next, node, &collector)
        } else {
            try select(segments, next, node, &collector)
        }
    }

    /// A descendant segment (§2.5.2.2): the selectors on the node itself, then on each child's tree in order.
    private mutating func descend<Collector: NodeCollector>(
        _ segments: [Segment],
        _ next: Int,
        _ node: Int,
        _ collector: inout Collector
    ) throws(Interruption) {
        guard view.kind(at: node).isContainer else { return }
        depth += 1
        guard depth <= Self.depthLimit else { throw .limit(.depth(Self.depthLimit)) }
        try select(segments, next, node, &collector)
        try forEachChild(of: node, &collector) { (evaluation, child, collector) throws(Interruption) in
            try evaluation.charge(1)
            try evaluation.descend(segments, next, child, &collector)
        }
        depth -= 1
    }

    /// The selectors of one segment on one node, one after the other (§2.5.1.2).
    private mutating func select<Collector: NodeCollector>(
        _ segments: [Segment],
        _ next: Int,
        _ node: Int,
        _ collector: inout Collector
    ) throws(Interruption) {
        for selector in segments[next].selectors {
            switch selector {
            case .name(let key):
                try charge(lookUpCost(selector, of: node))
                let child = view.member(key, of: node)
                guard child >= 0 else { continue }
                collector.enter(.key(key))
                try walk(segments, next + 1, child, &collector)
                collector.leave()
            case .index(let index):
                try charge(lookUpCost(selector, of: node))
                let place = index >= 0 ? index : view.count(at: node) + index
                let child = view.element(place, of: node)
                guard child >= 0 else { continue }
                collector.enter(.element(place))
                try walk(segments, next + 1, child, &collector)
                collector.leave()
            case .slice(let slice):
                try select(slice, segments, next, node, &collector)
            case .wildcard:
                try forEachChild(of: node, &collector) { (evaluation, child, collector) throws(Interruption) in
                    try evaluation.walk(segments, next + 1, child, &collector)
                }
            case .filter(let condition):
                try forEachChild(of: node, &collector) { (evaluation, child, collector) throws(Interruption) in
                    try evaluation.charge(1)
                    guard try evaluation.isTrue(condition, of: child) else { return }
                    try evaluation.walk(segments, next + 1, child, &collector)
                }
            }
        }
    }

    private mutating func select<Collector: NodeCollector>(
        _ slice: Slice,
        _ segments: [Segment],
        _ next: Int,
        _ node: Int,
        _ collector: inout Collector
    ) throws(Interruption) {
        guard view.kind(at: node) == .array, let places = slice.indexes(count: view.count(at: node)) else {
            return
        }
        // The tape goes forward only; a slice may go backward or leave most out.
        var elements: [Int] = []
        elements.reserveCapacity(view.count(at: node))
        view.forEachElement(of: node) { elements.append($0) }
        try charge(elements.count &>> 4)
        for place in places {
            collector.enter(.element(place))
            try walk(segments, next + 1, elements[place], &collector)
            collector.leave()
        }
    }

    /// Calls `body` for each child of an array or object, in order, with the collector one step down.
    @inline(__always)
    private mutating func forEachChild<Collector: NodeCollector>(
        of node: Int,
        _ collector: inout Collector,
        _ body: (inout Evaluation, Int, inout Collector) throws(Interruption) -> Void
    ) throws(Interruption) {
        let view = view
        switch view.kind(at: node) {
        case .array:
            var place = 0
            try view.forEachElement(of: node) { (child) throws(Interruption) in
                collector.enter(.element(place))
                try body(&self, child, &collector)
                collector.leave()
                place += 1
            }
        case .object:
            try view.forEachMember(of: node) { (name, _, child) throws(Interruption) in
                collector.enter(.member(name))
                try body(&self, child, &collector)
                collector.leave()
            }
        case .null, .bool, .number, .string:
            break
        }
    }
}
