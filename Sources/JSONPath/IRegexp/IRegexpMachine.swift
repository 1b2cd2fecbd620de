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
        var isAccepting = enter(0, &current)
        if isAccepting && !whole { return true }
        for scalar in text {
            if current.isEmpty && whole { return false }
            isAccepting = false
            for place in 0..<current.count {
                let state = current[place]
                steps += 1
                let isTaken =
                    switch program.instructions[state] {
                    case .scalar(let expected): scalar == expected
                    case .set(let index): program.sets[index].contains(scalar)
                    case .split, .jump, .accept: false
                    }
                if isTaken && enter(state + 1, &next) { isAccepting = true }
            }
            // A part may begin anywhere.
            if !whole && enter(0, &next) { isAccepting = true }
            if isAccepting && !whole { return true }
            swap(&current, &next)
            next.removeAll()
            if steps > limit { return nil }
        }
        return isAccepting
    }

    /// Adds a state and all that it reaches without consuming text.
    ///
    /// - Returns: whether acceptance is among them.
    private mutating func enter(_ state: Int, _ states: inout StateSet) -> Bool {
        var isAccepting = false
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
            case .accept:
                isAccepting = true
            case .scalar, .set:
                break
            }
        }
        return isAccepting
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
