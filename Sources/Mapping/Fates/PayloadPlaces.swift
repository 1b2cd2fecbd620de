package import JSON
import MappingLanguage

/// Walks the payload: which leaves it has, and where a node stands.
package enum PayloadPlaces {
    /// A value that holds no other: a scalar, or an empty array or object.
    package struct Leaf {
        package let node: Int
        package let pointer: JSONPointer
        /// The node and all that enclose it, outermost first.
        package let lineage: [Int]
    }

    /// All leaves in the payload's order. A text that holds JSON which the form took apart is replaced by the leaves of
    /// that JSON, whose pointers go on from the text's.
    package static func leaves(of input: ComposedInput) -> [Leaf] {
        leaves(below: input.parts[.payload], of: input)
    }

    /// The leaves of the payload, and those of the query of the address that was posted to, at `/?name`, or `/?name/0` where a name
    /// came several times.
    package static func everything(of input: ComposedInput) -> [Leaf] {
        let query = input.parts[.query]
        guard query >= 0, input.document.count(at: query) > 0 else { return leaves(of: input) }
        var found = leaves(of: input)
        input.document.forEachMember(of: query) { name, value in
            walk(value, JSONPointer(["?" + (input.document.string(at: name) ?? "")]), [query], input, &found)
        }
        return found
    }

    /// The leaves of a value, with pointers from there.
    package static func leaves(below node: Int, of input: ComposedInput) -> [Leaf] {
        var leaves: [Leaf] = []
        walk(node, .root, [], input, &leaves)
        return leaves
    }

    private static func walk(
        _ node: Int,
        _ pointer: JSONPointer,
        _ lineage: [Int],
        _ input: ComposedInput,
        _ leaves: inout [Leaf]
    ) {
        let document = input.document
        let lineage = lineage + [node]
        if document.count(at: node) == 0 {
            if let inner = input.expanded[node] {
                walk(inner, pointer, lineage, input, &leaves)
            } else {
                leaves.append(Leaf(node: node, pointer: pointer, lineage: lineage))
            }
            return
        }
        var children: [(String, Int)] = []
        document.forEachMember(of: node) { name, value in children.append((document.string(at: name) ?? "", value)) }
        document.forEachElement(of: node) { children.append((String(children.count), $0)) }
        for (token, child) in children { walk(child, pointer.appending(token), lineage, input, &leaves) }
    }

    /// Where in the payload a node stands; nil for a node of another part.
    package static func pointer(to node: Int, in input: ComposedInput) -> JSONPointer? {
        find(node, from: input.parts[.payload], .root, input)
    }

    private static func find(_ wanted: Int, from node: Int, _ pointer: JSONPointer, _ input: ComposedInput)
        -> JSONPointer?
    {
        if node == wanted { return pointer }
        let document = input.document
        if let inner = input.expanded[node] { return find(wanted, from: inner, pointer, input) }
        var children: [(String, Int)] = []
        document.forEachMember(of: node) { name, value in children.append((document.string(at: name) ?? "", value)) }
        document.forEachElement(of: node) { children.append((String(children.count), $0)) }
        for (token, child) in children {
            if let found = find(wanted, from: child, pointer.appending(token), input) { return found }
        }
        return nil
    }
}
