import JSON

/// A query of names and indexes alone, laid out for the hot path: most selectors of a mapping are such queries, and they
/// are run for every lead.
struct SingularPath: Sendable {
    /// A plain struct and not an enum: taking the payload out of an enum would copy it, with reference counting.
    private struct Step: Sendable {
        let isName: Bool
        let key: JSONKey
        let index: Int
    }

    private let steps: [Step]

    /// nil unless every segment is one name or one index.
    init?(_ segments: [Segment]) {
        var steps: [Step] = []
        for segment in segments {
            guard !segment.isDescendant, segment.selectors.count == 1 else { return nil }
            switch segment.selectors[0] {
            case .name(let key):
                steps.append(Step(isName: true, key: key, index: 0))
            case .index(let index):
                steps.append(Step(isName: false, key: "", index: index))
            case .wildcard, .slice, .filter:
                return nil
            }
        }
        self.steps = steps
    }

    /// The way as values.
    var elements: [PathElement] { steps.map { $0.isName ? .name($0.key.name) : .index($0.index) } }

    /// The node at the end of the way; nil if there is none.
    @inline(__always)
    func node(in document: JSONDocument, from start: Int) -> Int? {
        steps.withUnsafeBufferPointer { steps in
            var node = start
            for place in steps.indices {
                guard let child = Self.child(steps, place, of: node, in: document) else { return nil }
                node = child
            }
            return node
        }
    }

    /// The node at the end of the way, and how many children were passed on it.
    func nodeAndCost(in document: JSONDocument, from start: Int) -> (node: Int?, cost: Int) {
        steps.withUnsafeBufferPointer { steps in
            var node = start
            var cost = 1
            for place in steps.indices {
                cost &+= 1 &+ document.count(at: node) &>> 4
                guard let child = Self.child(steps, place, of: node, in: document) else { return (nil, cost) }
                node = child
            }
            return (node, cost)
        }
    }

    @inline(__always)
    private static func child(
        _ steps: UnsafeBufferPointer<Step>,
        _ place: Int,
        of node: Int,
        in document: JSONDocument
    ) -> Int? {
        if steps[place].isName { return document.member(steps[place].key, of: node) }
        let index = steps[place].index
        return document.element(index >= 0 ? index : document.count(at: node) &+ index, of: node)
    }
}
