import JSON

/// What a value is called in a text for people: its field's name, and of nested values as much of the way to it as tells
/// it from the others.
///
/// In `{"kunde": {"name": …, "telefon": …}, "firma": {"name": …}}` that is `kunde.name`, `telefon` and `firma.name`. All
/// values of the payload count, blank and read ones too, so that a label does not change with what a customer leaves out.
struct FieldLabels {
    private let names: [Int: String]
    private let input: ComposedInput
    /// How many fields end in these steps; empty if nothing nested needs a label.
    private var endings: [[String]: Int] = [:]

    /// - Parameters:
    ///   - leaves: those that need a label.
    ///   - names: the names that the form gives to nodes.
    ///   - fields: all that they must be told from, if anything nested needs a label.
    init(
        of leaves: [PayloadPlaces.Leaf],
        names: [Int: String],
        input: ComposedInput,
        among fields: () -> [PayloadPlaces.Leaf]
    ) {
        self.names = names
        self.input = input
        // A field that is not nested is called as it is: most leads need no more.
        guard leaves.contains(where: { steps($0).count > 1 }) else { return }
        for way in fields().map(steps) {
            for start in way.indices { endings[Array(way[start...]), default: 0] += 1 }
        }
    }

    /// The shortest end of the way that no other value has, with dots. It does not begin with a place in a list, which
    /// says nothing without the list's name.
    func label(of leaf: PayloadPlaces.Leaf) -> String {
        let way = steps(leaf)
        guard way.count > 1 else { return way.first ?? "" }
        let start = way.indices.reversed().first { start in
            JSONPointer.index(of: way[start]) == nil && endings[Array(way[start...]), default: 1] == 1
        }
        return way[(start ?? 0)...].joined(separator: ".")
    }

    /// The way to a value: from the innermost node that the form has a name for, or from the payload.
    private func steps(_ leaf: PayloadPlaces.Leaf) -> [String] {
        var tokens = leaf.pointer.tokens[...]
        // A file is called by its field, and shown by its name.
        let isFile = UploadedFile.names(leaf, in: input)
        // In most leads every value stands right in the payload.
        if names.isEmpty, !isFile, leaf.lineage.count == 2 { return leaf.pointer.tokens }
        var below: [String] = []
        for (place, node) in leaf.lineage.enumerated().reversed() {
            if isFile, place == leaf.lineage.count - 1 {
                tokens.removeLast()
                continue
            }
            if let name = names[node] { return [name] + below }
            // A text that holds JSON and what was parsed from it stand in the same place.
            guard place > 0, input.expanded[leaf.lineage[place - 1]] != node, let token = tokens.popLast() else {
                continue
            }
            below.insert(token, at: 0)
        }
        return below
    }
}
