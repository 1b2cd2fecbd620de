/// Runs an ``IRegexpProgram`` on text, in all its states at once (Pike's simulation, without captures).
///
/// Each instruction is entered at most once per scalar of the text, so a run takes at most
/// `(scalars + 1) × 2 × instructions` steps. ``steps`` counts them: that is what the tests of linear time look at, and
/// what a query's budget is charged for.
struct IRegexpMachine {
    private let program: IRegexpProgram
    private var pending: [Int] = []

    /// The steps of all runs so far.
    private(set) var steps = 0

    init(_ program: IRegexpProgram) {
        self.program = program
    }

    /// - Parameters:
    ///   - text: what the pattern is held against.
    ///   - whole: whether the pattern must describe all of the text, or some part of it.
    ///   - limit: the most steps this machine may take, earlier runs included.
    /// - Returns: whether it matches; nil if the limit was reached before that was known.
    mutating func run(on text: some Sequence<Unicode.Scalar>, whole: Bool, limit: Int = .max) -> Bool? {
        var current = StateSet(capacity: program.instructions.count)
        var next = StateSet(capacity: program.instructions.count)
        var reached = enter(0, &current, isStart: true)
        if reached.contains(.acceptance) && !whole { return true }
        for scalar in text {
            if current.isEmpty && whole { return false }
            reached = []
            for place in 0..<current.count {
                let state = current[place]
                steps += 1
                let isTaken =
                    switch program.instructions[state] {
                    case .scalar(let expected): scalar == expected
                    case .set(let index): program.sets[index].contains(scalar)
                    case .split, .jump, .start, .acceptAtEnd, .accept: false
                    }
                if isTaken { reached.formUnion(enter(state + 1, &next, isStart: false)) }
            }
            // A part may begin anywhere.
            if !whole { reached.formUnion(enter(0, &next, isStart: false)) }
            if reached.contains(.acceptance) && !whole { return true }
            swap(&current, &next)
            next.removeAll()
            if steps > limit { return nil }
        }
        return !reached.isEmpty
    }

    /// Adds a state and all that it reaches without consuming text.
    ///
    /// - Returns: whether acceptance is among them, here or if the text ends here.
    private mutating func enter(_ state: Int, _ states: inout StateSet, isStart: Bool) -> Reached {
        var reached: Reached = []
        pending.append(state)
        while let state = pending.popLast() {
            steps += 1
            guard states.insert(state) else { continue }
            switch program.instructions[state] {
            case .jump(let target):
                pending.append(target)
            case .split(let first, let second):
                pending.append(second)
                pending.append(first)
            case .start:
                if isStart { pending.append(state + 1) }
            case .acceptAtEnd:
                reached.insert(.acceptanceAtEnd)
            case .accept:
                reached.insert(.acceptance)
            case .scalar, .set:
                break
            }
        }
        return reached
    }

    private struct Reached: OptionSet {
        let rawValue: UInt8
        static let acceptance = Reached(rawValue: 1)
        static let acceptanceAtEnd = Reached(rawValue: 2)
    }
}

/// A set of small numbers that is emptied in constant time and keeps the order of insertion.
private struct StateSet {
    private var dense: [Int]
    private var sparse: [Int]
    private(set) var count = 0

    init(capacity: Int) {
        dense = Array(repeating: 0, count: capacity)
        sparse = Array(repeating: 0, count: capacity)
    }

    var isEmpty: Bool { count == 0 }

    subscript(place: Int) -> Int { dense[place] }

    /// - Returns: whether the number was not in the set yet.
    mutating func insert(_ number: Int) -> Bool {
        let place = sparse[number]
        if place < count && dense[place] == number { return false }
        dense[count] = number
        sparse[number] = count
        count += 1
        return true
    }

    mutating func removeAll() { count = 0 }
}
