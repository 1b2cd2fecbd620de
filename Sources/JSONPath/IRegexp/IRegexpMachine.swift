/// Runs an ``IRegexpProgram`` on text, in all its states at once (Pike's simulation, without captures).
///
/// Each instruction is entered at most once per scalar of the text, so a run takes at most
/// `(scalars + 1) × 2 × instructions` steps. ``steps`` counts them: that is what the tests of linear time look at, and
/// what a query's budget is charged for.
struct IRegexpMachine {
    private let program: IRegexpProgram

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
        let size = program.instructions.count
        return withUnsafeTemporaryAllocation(of: Int32.self, capacity: 6 * size + 1) { memory in
            program.codes.withUnsafeBufferPointer { codes in
                memory.initialize(repeating: 0)
                var run = Run(
                    codes: codes,
                    current: StateSet(memory[..<(2 * size)]),
                    next: StateSet(memory[(2 * size)..<(4 * size)]),
                    pending: UnsafeMutableBufferPointer(rebasing: memory[(4 * size)...])
                )
                defer { steps += run.steps }
                return program.sets.withUnsafeBufferPointer { sets in
                    run.run(on: text, sets, whole: whole, limit: limit - steps)
                }
            }
        }
    }
}

/// One run, in memory that is lent to it.
private struct Run {
    let codes: UnsafeBufferPointer<IRegexpProgram.Code>
    var current: StateSet
    var next: StateSet
    /// States to be entered, the next one last: each entered state brings at most two.
    let pending: UnsafeMutableBufferPointer<Int32>
    var steps = 0

    mutating func run(
        on text: some Sequence<Unicode.Scalar>,
        _ sets: UnsafeBufferPointer<ScalarSet>,
        whole: Bool,
        limit: Int
    ) -> Bool? {
        var reached: Reached = []
        enter(0, isStart: true, &reached)
        if reached.contains(.acceptance) && !whole { return true }
        swap(&current, &next)
        for scalar in text {
            if current.count == 0 && whole { return false }
            reached = []
            for place in 0..<current.count {
                let state = current[place]
                steps += 1
                let isTaken =
                    switch codes[state].kind {
                    case .scalar: scalar.value == codes[state].first
                    case .set: sets[Int(codes[state].first)].contains(scalar)
                    case .split, .jump, .start, .acceptAtEnd, .accept: false
                    }
                if isTaken { enter(state + 1, isStart: false, &reached) }
            }
            // A part may begin anywhere.
            if !whole { enter(0, isStart: false, &reached) }
            if reached.contains(.acceptance) && !whole { return true }
            swap(&current, &next)
            next.removeAll()
            if steps > limit { return nil }
        }
        return !reached.isEmpty
    }

    /// Adds a state and all that it reaches without consuming text to the next ones, and notes whether acceptance is among
    /// them, here or if the text ends here.
    private mutating func enter(_ state: Int, isStart: Bool, _ reached: inout Reached) {
        pending[0] = Int32(truncatingIfNeeded: state)
        var waiting = 1
        while waiting > 0 {
            waiting -= 1
            let state = Int(pending[waiting])
            steps += 1
            guard next.insert(state) else { continue }
            let code = codes[state]
            switch code.kind {
            case .jump:
                pending[waiting] = Int32(truncatingIfNeeded: code.first)
                waiting += 1
            case .split:
                pending[waiting] = Int32(truncatingIfNeeded: code.second)
                pending[waiting + 1] = Int32(truncatingIfNeeded: code.first)
                waiting += 2
            case .start:
                guard isStart else { continue }
                pending[waiting] = Int32(truncatingIfNeeded: state + 1)
                waiting += 1
            case .acceptAtEnd:
                reached.insert(.acceptanceAtEnd)
            case .accept:
                reached.insert(.acceptance)
            case .scalar, .set:
                break
            }
        }
    }

    private struct Reached: OptionSet {
        let rawValue: UInt8
        static let acceptance = Reached(rawValue: 1)
        static let acceptanceAtEnd = Reached(rawValue: 2)
    }
}

/// A set of small numbers that is emptied in constant time and keeps the order of insertion.
private struct StateSet {
    private let dense: UnsafeMutableBufferPointer<Int32>
    private let sparse: UnsafeMutableBufferPointer<Int32>
    private(set) var count = 0

    /// - Parameter memory: twice as many numbers as the set can hold.
    init(_ memory: Swift.Slice<UnsafeMutableBufferPointer<Int32>>) {
        dense = UnsafeMutableBufferPointer(rebasing: memory.prefix(memory.count / 2))
        sparse = UnsafeMutableBufferPointer(rebasing: memory.dropFirst(memory.count / 2))
    }

    subscript(place: Int) -> Int { Int(dense[place]) }

    /// - Returns: whether the number was not in the set yet.
    mutating func insert(_ number: Int) -> Bool {
        let place = Int(sparse[number])
        if place < count && dense[place] == number { return false }
        dense[count] = Int32(truncatingIfNeeded: number)
        sparse[number] = Int32(truncatingIfNeeded: count)
        count += 1
        return true
    }

    mutating func removeAll() { count = 0 }
}
