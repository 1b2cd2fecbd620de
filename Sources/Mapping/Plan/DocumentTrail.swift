import JSON

/// The places of the target document that a run has been at, each as a step from the one around it.
///
/// A place is a number: noting one costs nothing but this, and few are ever asked for in words.
struct DocumentPlaces: Sendable {
    struct Step: Sendable, BitwiseCopyable {
        let parent: Int32
        /// The member's place in the plan's table; of an element -1 less its index.
        let name: Int32
    }

    /// The place around a place stands before it.
    let steps: [Step]

    /// A place in words.
    func pointer(to place: Int32, in plan: Plan) -> JSONPointer {
        var tokens: [String] = []
        var place = place
        while place >= 0 {
            let step = steps[Int(place)]
            tokens.append(step.name >= 0 ? plan.members[Int(step.name)].key.name : String(-1 - Int(step.name)))
            place = step.parent
        }
        return JSONPointer(tokens.reversed())
    }
}

/// Where in the target document a run is, and the places that it has been at.
struct DocumentTrail: ~Copyable {
    private var steps: Filling<DocumentPlaces.Step>
    /// Where the run is; -1 for the whole document.
    private(set) var current: Int32 = -1

    /// A trail that has not left the whole document yet, with room for the places of most.
    init() { steps = Filling(reserving: 256) }

    /// The places so far.
    var places: DocumentPlaces { DocumentPlaces(steps: steps.array) }

    @inline(__always)
    mutating func enter(member: Int) { enter(Int32(truncatingIfNeeded: member)) }

    @inline(__always)
    mutating func enter(index: Int) { enter(-1 &- Int32(truncatingIfNeeded: index)) }

    @inline(__always)
    private mutating func enter(_ name: Int32) {
        steps.append(DocumentPlaces.Step(parent: current, name: name))
        current = Int32(truncatingIfNeeded: steps.count &- 1)
    }

    @inline(__always)
    mutating func leave() { current = steps[Int(current)].parent }

    /// Goes to a place where the run has been.
    mutating func go(to place: Int32) { current = place }

    /// The member that the run is at; `nil` at an element or the whole document.
    var member: Int? { member(at: current) }

    /// The member of the outer place that a place is in; `nil` if it is in an element of it, or not in it at all.
    func member(of place: Int32, within outer: Int32) -> Int? {
        var place = place
        while place > outer {
            let step = steps[Int(place)]
            if step.parent == outer { return step.name >= 0 ? Int(step.name) : nil }
            place = step.parent
        }
        return nil
    }

    /// The member that a place is; `nil` for an element or the whole document.
    func member(at place: Int32) -> Int? {
        guard place >= 0, steps[Int(place)].name >= 0 else { return nil }
        return Int(steps[Int(place)].name)
    }
}
