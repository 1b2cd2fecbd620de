extension IRegexp {
    /// The part of a text that the pattern describes: of several the first, of those that begin there the longest. An empty
    /// part is none.
    ///
    /// Linear as ``IRegexpMachine``: every state is entered at most once per scalar, by the run that began first.
    package func firstMatch(in text: String) -> Substring? {
        var search = IRegexpSearch(program)
        return search.run(on: text.unicodeScalars).map { text[$0] }
    }
}

/// Runs of an ``IRegexpProgram`` from every place of a text at once, each knowing where it began.
struct IRegexpSearch {
    private let program: IRegexpProgram
    /// The states of all runs, those that began earlier first.
    private var runs: [(state: Int, start: String.Index)] = []
    private var next: [(state: Int, start: String.Index)] = []
    /// At which scalar a state was entered last, so that it is entered once.
    private var entered: [Int]
    private var pending: [Int] = []
    private var found: Range<String.Index>?
    /// The steps so far: what the tests of linear time look at.
    private(set) var steps = 0

    init(_ program: IRegexpProgram) {
        self.program = program
        entered = Array(repeating: -1, count: program.instructions.count)
    }

    mutating func run(on text: String.UnicodeScalarView) -> Range<String.Index>? {
        var count = 0
        var place = text.startIndex
        while true {
            let isEnd = place == text.endIndex
            // Once something is found nothing that begins later counts.
            if found == nil { enter(0, start: place, at: place, count, isStart: count == 0, isEnd: isEnd) }
            swap(&runs, &next)
            next.removeAll(keepingCapacity: true)
            guard !isEnd, found == nil || !runs.isEmpty else { return found }
            let scalar = text[place]
            place = text.index(after: place)
            count += 1
            let endsHere = place == text.endIndex
            for run in runs {
                steps += 1
                if let found, run.start > found.lowerBound { break }
                let isTaken =
                    switch program.instructions[run.state] {
                    case .scalar(let expected): scalar == expected
                    case .set(let index): program.sets[index].contains(scalar)
                    case .split, .jump, .start, .acceptAtEnd, .accept: false
                    }
                if isTaken { enter(run.state + 1, start: run.start, at: place, count, isStart: false, isEnd: endsHere) }
            }
        }
    }

    /// Adds a state and all that it reaches without consuming text, for the run that began at `start`.
    private mutating func enter(
        _ state: Int,
        start: String.Index,
        at place: String.Index,
        _ count: Int,
        isStart: Bool,
        isEnd: Bool
    ) {
        pending.append(state)
        while let state = pending.popLast() {
            steps += 1
            guard entered[state] < count else { continue }
            entered[state] = count
            switch program.instructions[state] {
            case .jump(let target): pending.append(target)
            case .split(let first, let second):
                pending.append(second)
                pending.append(first)
            case .start: if isStart { pending.append(state + 1) }
            case .acceptAtEnd: if isEnd { accept(start..<place) }
            case .accept: accept(start..<place)
            case .scalar, .set: next.append((state, start))
            }
        }
    }

    private mutating func accept(_ range: Range<String.Index>) {
        guard !range.isEmpty else { return }
        if let found, found.lowerBound < range.lowerBound { return }
        found = range
    }
}
