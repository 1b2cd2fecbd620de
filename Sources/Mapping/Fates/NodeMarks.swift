import JSON
import MappingLanguage

/// For each node of the input whether something was made of it, or it needs no reading, with all it holds.
struct NodeMarks {
    private var marks: [UInt8]
    /// The nodes that were read.
    private var used: [Int] = []

    private static let used: UInt8 = 1
    private static let unused: UInt8 = 2

    /// Marks what needs no reading.
    init(of input: ComposedInput, unused: [Int]) {
        marks = [UInt8](repeating: 0, count: input.document.nodeCount)
        used.reserveCapacity(64)
        for node in unused { marks[node] |= Self.unused }
        for node in input.otherLeads { marks[node] |= Self.unused }
        for node in input.structure { marks[node] |= Self.unused }
        for node in input.technical { marks[node] |= Self.unused }
    }

    /// Marks a value that was read, and the id that it stands for.
    mutating func use(_ node: Int, _ replaced: [Int: Int]) {
        marks[node] |= Self.used
        used.append(node)
        if let id = replaced[node] {
            marks[id] |= Self.used
            used.append(id)
        }
    }

    /// Whether nobody needs to read the node.
    func isDone(_ node: Int) -> Bool { marks[node] != 0 }

    /// The texts that were used, by themselves or with what is around them; some of them more than once.
    func texts(of input: ComposedInput) -> [Int] {
        var found: [Int] = []
        let expanded = input.expanded
        input.document.withView { view in
            let payload = view.nodes(of: input.parts[.payload])
            // What is parsed of a text stands beside the payload.
            let others = ([input.parts[.query]].filter { $0 >= 0 } + expanded.values).map(view.nodes)
            for node in used where payload.contains(node) || others.contains(where: { $0.contains(node) }) {
                collect(node, view, expanded, &found)
            }
        }
        return found
    }

    private func collect(_ node: Int, _ view: JSONView, _ expanded: [Int: Int], _ found: inout [Int]) {
        if let inner = expanded[node] { return collect(inner, view, expanded, &found) }
        switch view.kind(at: node) {
        case .string: found.append(node)
        case .object: view.forEachMember(of: node) { _, _, value in collect(value, view, expanded, &found) }
        case .array: view.forEachElement(of: node) { collect($0, view, expanded, &found) }
        case .null, .bool, .number: break
        }
    }
}
