import JSON
import MappingLanguage

/// For each node of the input whether something was made of it, or it needs no reading, with all it holds.
struct NodeMarks {
    private var marks: [UInt8]

    private static let used: UInt8 = 1
    private static let unused: UInt8 = 2

    /// Marks what needs no reading, and what was read, with the ids that it stands for.
    init(of input: ComposedInput, unused: [Int], readIn record: FateRecord) {
        marks = [UInt8](repeating: 0, count: input.document.nodeCount)
        for node in unused { marks[node] |= Self.unused }
        for node in input.otherLeads { marks[node] |= Self.unused }
        for node in input.structure { marks[node] |= Self.unused }
        for node in input.technical { marks[node] |= Self.unused }
        let replaced = input.replaced
        // All in one go, as each mark by itself costs a look whether anybody else holds them.
        marks.withUnsafeMutableBufferPointer { marks in
            func use(_ node: Int) {
                marks[node] |= Self.used
                if let id = replaced[node] { marks[id] |= Self.used }
            }
            for event in record.events where event.isRead { use(Int(event.node)) }
            for (node, answers) in record.remainders where answers.isEmpty { use(node) }
            for node in record.rests.keys {
                marks[node] &= ~Self.used
                if let id = replaced[node] { marks[id] &= ~Self.used }
            }
        }
    }

    /// Whether nobody needs to read the node.
    func isDone(_ node: Int) -> Bool { marks[node] != 0 }

    /// Whether each field of a lead is done or blank; false if that is not seen at once.
    func areAllDone(of input: ComposedInput) -> Bool {
        input.document.withView { view in
            let payload = input.parts[.payload]
            let query = input.parts[.query]
            guard view.kind(at: payload) == .object, query < 0 || view.count(at: query) == 0 else { return false }
            var areAllDone = true
            view.forEachMember(of: payload) { _, _, value in
                if marks[value] == 0, !view.isPlainlyBlank(at: value) { areAllDone = false }
            }
            return areAllDone
        }
    }

    /// The texts that were read, by themselves or with what is around them; some of them more than once.
    func texts(of input: ComposedInput) -> [Int] {
        var found: [Int] = []
        found.reserveCapacity(64)
        let expanded = input.expanded
        input.document.withView { view in
            let payload = view.nodes(of: input.parts[.payload])
            // What is parsed of a text stands beside the payload.
            let others = ([input.parts[.query]].filter { $0 >= 0 } + expanded.values).map(view.nodes)
            for node in marks.indices
            where marks[node] & Self.used != 0
                && (payload.contains(node) || others.contains(where: { $0.contains(node) }))
            {
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
