import JSON
import MappingLanguage

/// For each node of the input whether something was made of it, or it needs no reading, with all it holds.
struct NodeMarks {
    private var marks: [UInt8]

    private static let used: UInt8 = 1
    private static let unused: UInt8 = 2

    /// Marks what needs no reading.
    init(of input: ComposedInput, unused: [Int]) {
        marks = [UInt8](repeating: 0, count: input.document.nodeCount)
        for node in unused { marks[node] |= Self.unused }
        for nodes in [input.otherLeads, input.structure, input.technical] {
            for node in nodes { marks[node] |= Self.unused }
        }
    }

    /// Marks a value that was read, and the id that it stands for.
    mutating func use(_ node: Int, _ replaced: [Int: Int]) {
        marks[node] |= Self.used
        if let id = replaced[node] { marks[id] |= Self.used }
    }

    /// Whether nobody needs to read the node.
    func isDone(_ node: Int) -> Bool { marks[node] != 0 }

    /// The texts that were used, by themselves or with what is around them.
    func used(of input: ComposedInput) -> [Int] {
        var found: [Int] = []
        collect(input.parts[.payload], isUsed: false, input, &found)
        if input.parts[.query] >= 0 { collect(input.parts[.query], isUsed: false, input, &found) }
        return found
    }

    private func collect(_ node: Int, isUsed: Bool, _ input: ComposedInput, _ found: inout [Int]) {
        let isUsed = isUsed || marks[node] & Self.used != 0
        let document = input.document
        if let inner = input.expanded[node] { return collect(inner, isUsed: isUsed, input, &found) }
        if isUsed, document.kind(at: node) == .string { found.append(node) }
        document.forEachMember(of: node) { _, value in collect(value, isUsed: isUsed, input, &found) }
        document.forEachElement(of: node) { collect($0, isUsed: isUsed, input, &found) }
    }
}
