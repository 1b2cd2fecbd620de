import JSON

/// Why a walk ends before it has seen everything.
enum Interruption: Error {
    /// The collector has what it wanted.
    case enough
    case limit(JSONPathLimitExceeded)
}

/// One step down, as the walk knows it: nothing is taken out of the document.
enum Step {
    /// By a name in the query.
    case key(JSONKey)
    /// To a member, whose name stands at this index of the document.
    case member(Int)
    case element(Int)
}

/// What a walk hands its nodes to. The walk is compiled once for each kind, so what a collector ignores costs nothing.
protocol NodeCollector {
    /// The walk goes one step down.
    mutating func enter(_ step: Step)
    /// The walk goes back up.
    mutating func leave()
    /// A node is selected.
    mutating func take(_ node: Int) throws(Interruption)
}

/// All nodes, in order.
struct AllNodes: NodeCollector {
    private(set) var nodes: [Int] = []

    @inline(__always) mutating func enter(_ step: Step) {}
    @inline(__always) mutating func leave() {}
    mutating func take(_ node: Int) { nodes.append(node) }
}

/// The first few nodes: enough for an existence test (1) and for `value()` (2).
struct FirstNodes: NodeCollector {
    let limit: Int
    private(set) var nodes: [Int] = []

    init(_ limit: Int) { self.limit = limit }

    @inline(__always) mutating func enter(_ step: Step) {}
    @inline(__always) mutating func leave() {}
    mutating func take(_ node: Int) throws(Interruption) {
        nodes.append(node)
        if nodes.count >= limit { throw .enough }
    }
}

/// How many nodes there are.
struct NodeCount: NodeCollector {
    private(set) var count = 0

    @inline(__always) mutating func enter(_ step: Step) {}
    @inline(__always) mutating func leave() {}
    mutating func take(_ node: Int) { count += 1 }
}

/// All nodes, each with the way to it.
struct LocatedNodes: NodeCollector {
    let document: JSONDocument
    private(set) var nodes: [(path: NormalizedPath, node: JSONNode)] = []
    private var steps: [Step] = []

    init(document: JSONDocument) { self.document = document }

    mutating func enter(_ step: Step) { steps.append(step) }
    mutating func leave() { steps.removeLast() }
    mutating func take(_ node: Int) {
        let elements = steps.map { step -> PathElement in
            switch step {
            case .key(let key): .name(key.name)
            case .member(let name): .name(document.string(at: name) ?? "")
            case .element(let index): .index(index)
            }
        }
        nodes.append((NormalizedPath(elements), JSONNode(document: document, index: node)))
    }
}
