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
    ///
    /// - Parameter first: the step to begin with, for a way of which the beginning is known to lead to `start`.
    func node(in view: JSONView, from start: Int, beginningWith first: Int = 0) -> Int? {
        steps.withUnsafeBufferPointer { steps in
            var node = start
            var place = first
            while place < steps.count, node >= 0 {
                node = Self.child(steps, place, of: node, in: view)
                place &+= 1
            }
            return node < 0 ? nil : node
        }
    }

    /// The node at the end of the way, and how many children were passed on it.
    func nodeAndCost(in view: JSONView, from start: Int) -> (node: Int?, cost: Int) {
        steps.withUnsafeBufferPointer { steps in
            var node = start
            var cost = 1
            for place in steps.indices {
                cost &+= 1 &+ view.count(at: node) &>> 4
                node = Self.child(steps, place, of: node, in: view)
                if node < 0 { return (nil, cost) }
            }
            return (node, cost)
        }
    }

    @inline(__always)
    private static func child(
        _ steps: UnsafeBufferPointer<Step>,
        _ place: Int,
        of node: Int,
        in view: JSONView
    ) -> Int {
        if steps[place].isName { return view.member(steps[place].key, of: node) }
        let index = steps[place].index
        return view.element(index >= 0 ? index : view.count(at: node) &+ index, of: node)
    }
}
