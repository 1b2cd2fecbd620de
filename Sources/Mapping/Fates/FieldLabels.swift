import JSON
import MappingLanguage

/// What a value is called in a text for people: its field's name, and a nested value with what it stands in, by as much of the
/// way to that as tells it from all else that holds values.
///
/// In `{"kunde": {"name": …, "telefon": …}, "firma": {"name": …}}` that is `kunde.name`, `kunde.telefon` and `firma.name`: a
/// telephone number of the firm's would not be taken for the customer's. What holds all values tells nothing from
/// anything and is left out. Everything in the payload counts, blank and read values too, so that a label does not change
/// with what a customer leaves out.
struct FieldLabels {
    /// The labels, in the order of the leaves.
    private(set) var labels: [String] = []
    private let names: FieldNames
    private let input: ComposedInput

    /// - Parameters:
    ///   - leaves: those that need a label.
    ///   - names: the names that the form gives to nodes.
    ///   - declared: the nodes that the mapping declares unused; they are fields all the same.
    init(of leaves: [PayloadPlaces.Leaf], names: FieldNames, input: ComposedInput, declared: [Int]) {
        self.names = names
        self.input = input
        let ways = leaves.map(steps)
        var endings = WayEndings()
        var shared = 0
        // A field that is not nested is called as it is: most leads need no more.
        let objects = ways.map(Self.object)
        for object in objects where !object.isEmpty { endings.add(object) }
        if !endings.isEmpty {
            var walk = FieldWalk(input: input, names: names, declared: declared, endings: endings)
            walk.walk()
            endings = walk.endings
            shared = walk.shared.count
        }
        labels = zip(ways, objects).map { way, object in
            // Every way begins with what all share.
            let begin = object.count <= shared ? object.count : endings.shortest(of: object)
            return way[begin...].joined(separator: ".")
        }
    }

    /// The way to the object that a value stands in; a list is called with what it stands in, too.
    private static func object(of way: [String]) -> ArraySlice<String> {
        var object = way.dropLast()
        guard let last = way.last, JSONPointer.index(of: last) != nil else { return object }
        while let last = object.last, JSONPointer.index(of: last) != nil { object.removeLast() }
        return object.dropLast()
    }

    /// The way to a value: from the innermost node that the form has a name for, or from the payload.
    ///
    /// Of what stands in a list it has the number, from 1, if there are several.
    private func steps(_ leaf: PayloadPlaces.Leaf) -> [String] {
        var tokens = leaf.pointer.tokens[...]
        // A file is called by its field, and shown by its name.
        let isFile = UploadedFile.names(leaf, in: input)
        // In most leads every value stands right in the payload.
        if names.isEmpty, !isFile, leaf.lineage.count == 2 { return leaf.pointer.tokens }
        var steps: [String] = []
        for place in leaf.lineage.indices.reversed() {
            let node = leaf.lineage[place]
            if isFile, place == leaf.lineage.count - 1 {
                tokens.removeLast()
                continue
            }
            if let name = names.name(of: node) {
                steps.append(name)
                break
            }
            // A text that holds JSON and what was parsed from it stand in the same place.
            guard place > 0, input.expanded[leaf.lineage[place - 1]] != node, let token = tokens.popLast() else {
                continue
            }
            let around = leaf.lineage[place - 1]
            guard input.document.kind(at: around) == .array else {
                steps.append(token)
                continue
            }
            if input.document.count(at: around) > 1, let number = Int(token) { steps.append(String(number + 1)) }
        }
        return steps.reversed()
    }
}

/// The ends of some ways, step by step from their last, and how many of all ways end so.
struct WayEndings {
    private struct Step: Hashable {
        /// Where the shorter end stands in ``counts``.
        let behind: Int
        let token: String
    }

    private var places: [Step: Int] = [:]
    /// How many ways have each end; first that of no step.
    private var counts = [0]

    var isEmpty: Bool { places.isEmpty }

    /// Takes in a way whose ends are to be counted.
    mutating func add(_ way: ArraySlice<String>) {
        var place = 0
        for token in way.reversed() {
            let step = Step(behind: place, token: token)
            place = places[step] ?? counts.count
            guard place == counts.count else { continue }
            places[step] = place
            counts.append(0)
        }
    }

    /// Counts the ends of a way, of as many steps as ways that were added share with it.
    ///
    /// - Parameter way: its tokens, the last one first.
    mutating func count(_ way: some Sequence<String>) {
        var place = 0
        for token in way {
            guard let next = places[Step(behind: place, token: token)] else { return }
            place = next
            counts[place] += 1
        }
    }

    /// Where the shortest end of a way begins that no other has; 0 if there is none. It does not begin with a place in a list,
    /// which says nothing without the list's name.
    func shortest(of way: ArraySlice<String>) -> Int {
        var place = 0
        for start in way.indices.reversed() {
            place = places[Step(behind: place, token: way[start])] ?? 0
            if counts[place] <= 1, JSONPointer.index(of: way[start]) == nil { return start }
        }
        return 0
    }
}
