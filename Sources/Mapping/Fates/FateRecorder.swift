import GermanValues
import JSON

/// What a run has noted of the values of the input: which the rules touched, and what came of it.
///
/// An event is a few plain numbers: what it says in words is made when somebody asks (``details(of:)``).
struct FateRecord: Sendable {
    /// What came of one value at one place of the document.
    struct Event: Sendable, BitwiseCopyable {
        let node: Int32
        /// Where in the document, in the ``places``.
        let place: Int32
        /// The rule; or one of the two below.
        let rule: Int32
        /// ``used``, ``nothing``, or which of the ``failures``.
        var outcome: Int32
        /// Whether nobody else needs to read the value: a rule read it with success, or it said nothing.
        var isRead: Bool

        /// No rule of its own: how it was read is not known.
        static let noRule: Int32 = -1
        /// A rule that asks for one answer among several.
        static let choice: Int32 = -2

        static let used: Int32 = -1
        static let nothing: Int32 = -2
    }

    struct Failure: Sendable {
        let reason: Unreadable.Reason
        let message: String
    }

    /// A part of a value that had no place: where in the value, and what.
    struct Leftover: Sendable {
        let place: JSONPointer
        let value: JSONValue
        /// The node of the value; -1 if it is made of several.
        var node = -1
    }

    let events: [Event]
    /// Why values could not be read, for the events.
    let failures: [Failure]
    /// How many values got into the document by a rule of their own.
    let usedCount: Int
    /// Parts of values that had no place where the value went, such as the floor behind a house number.
    let leftovers: [Leftover]
    /// Of texts that name several answers (`$has`): the answers that no rule has asked for, by node.
    let remainders: [Int: [String]]
    /// Of texts that were read: the parts of which the document has nothing, by node; see ``Leaving``.
    let rests: [Int: [String]]
    /// Where texts made of unread values went, in the ``places``.
    let unreadPlaces: [Int32]
    /// The places of the document that the events name.
    let places: DocumentPlaces
}

/// Fills a ``FateRecord`` in the one run that writes the document.
struct FateRecorder: ~Copyable {
    typealias Event = FateRecord.Event

    enum Outcome: Hashable {
        /// The rule yielded something.
        case used
        /// The rule looked at it and it said nothing.
        case nothing
        case unreadable(Unreadable.Reason, message: String)
    }

    private(set) var events = Filling<Event>(reserving: 64)
    private var failures: [FateRecord.Failure] = []
    private(set) var usedCount = 0
    var rests: [Int: [String]] = [:]
    /// Touched by the rule that is running.
    private(set) var pending = Filling<Int>(reserving: 16)
    private(set) var leftovers: [FateRecord.Leftover] = []
    private var remainders: [Int: [String]] = [:]
    var unreadPlaces: [Int32] = []
    /// Where in the document the run is.
    var trail = DocumentTrail()

    /// What was noted so far.
    var record: FateRecord {
        FateRecord(
            events: events.array,
            failures: failures,
            usedCount: usedCount,
            leftovers: leftovers,
            remainders: remainders,
            rests: rests,
            unreadPlaces: unreadPlaces,
            places: trail.places
        )
    }

    /// A moment of the run, to withdraw from.
    struct Mark {
        let events: Int
    }

    var mark: Mark { Mark(events: events.count) }

    /// What was used since then did not get into the document after all.
    mutating func withdraw(to mark: Mark, _ outcome: Outcome) {
        guard mark.events < events.count else { return }
        let number = number(of: outcome)
        for place in mark.events..<events.count {
            events[place].isRead = false
            if events[place].outcome == Event.used { events[place].outcome = number }
        }
    }

    /// The same of what was used for these members of the object that the run is at.
    mutating func withdraw(to mark: Mark, below members: [Int], _ outcome: Outcome) {
        let number = number(of: outcome)
        for place in mark.events..<events.count {
            guard let member = trail.member(of: events[place].place, within: trail.current), members.contains(member)
            else { continue }
            events[place].isRead = false
            if events[place].outcome == Event.used { events[place].outcome = number }
        }
    }

    /// What was used since there were so many got into a part of the document that is not about the customer.
    mutating func uncount(to count: Int) { usedCount = count }

    @inline(__always)
    mutating func touch(_ node: Int) { pending.append(node) }

    mutating func touch(_ nodes: [Int]) { for node in nodes { pending.append(node) } }

    /// Ends a part of a rule by itself: what was touched since then could not be read, whatever comes of the rule around it.
    mutating func settle(since start: Int, _ outcome: Outcome) {
        guard start < pending.count else { return }
        note(outcome, rule: Event.noRule, from: start)
        pending.truncate(to: start)
    }

    /// What was touched since then counts as not looked at.
    mutating func forget(since start: Int) { pending.truncate(to: start) }

    /// The nodes that were touched since then.
    func touched(since start: Int) -> [Int] { Array(pending.array.dropFirst(start)) }

    /// What had no place of a value that was read, and of which node that is.
    mutating func keep(_ parts: [FateRecord.Leftover]) {
        guard !parts.isEmpty else { return }
        let node = pending.count == 1 ? pending[0] : -1
        leftovers += parts.map { FateRecord.Leftover(place: $0.place, value: $0.value, node: node) }
    }

    /// A rule asked for some of the answers that one text names. The others are still nobody's.
    ///
    /// - Parameters:
    ///   - answers: all of them.
    ///   - rest: what the rule leaves of one.
    mutating func take(of answers: [String], at node: Int, leaving rest: (String) -> [String]) {
        remainders[node] = (remainders[node] ?? answers).flatMap(rest)
        usedCount += 1
        note(node, Event.used, rule: Event.choice, isRead: false)
    }

    /// Ends a rule: all it touched has this outcome.
    @inline(__always)
    mutating func settle(_ outcome: Outcome, rule: Int32) {
        guard !pending.isEmpty else { return }
        settlePending(outcome, rule)
    }

    private mutating func settlePending(_ outcome: Outcome, _ rule: Int32) {
        note(outcome, rule: rule, from: 0)
        pending.truncate(to: 0)
    }

    /// Notes what came of the nodes that were touched since then.
    private mutating func note(_ outcome: Outcome, rule: Int32, from start: Int) {
        if case .used = outcome { usedCount += pending.count - start }
        let number = number(of: outcome)
        for place in start..<pending.count { note(pending[place], number, rule: rule, isRead: number < 0) }
    }

    /// As touching one node and ending the rule at once, for a rule that has touched nothing else.
    @inline(__always)
    mutating func use(_ node: Int, rule: Int32) {
        guard pending.isEmpty else {
            touch(node)
            return settlePending(.used, rule)
        }
        usedCount += 1
        note(node, Event.used, rule: rule, isRead: true)
    }

    @inline(__always)
    private mutating func note(_ node: Int, _ outcome: Int32, rule: Int32, isRead: Bool) {
        events.append(
            Event(
                node: Int32(truncatingIfNeeded: node),
                place: trail.current,
                rule: rule,
                outcome: outcome,
                isRead: isRead
            )
        )
    }

    private mutating func number(of outcome: Outcome) -> Int32 {
        switch outcome {
        case .used: return Event.used
        case .nothing: return Event.nothing
        case .unreadable(let reason, let message):
            failures.append(FateRecord.Failure(reason: reason, message: message))
            return Int32(failures.count - 1)
        }
    }

    /// Where a rule that runs once more begins to note.
    struct Rerun {
        fileprivate let events: Int
        fileprivate let unreadPlaces: Int
        fileprivate let usedCount: Int
        fileprivate let leftovers: Int
        fileprivate let remainders: [Int: [String]]
        fileprivate let pending: [Int]
    }

    /// Goes to the place of a rule that runs once more.
    mutating func beginAgain(at place: Int32) -> Rerun {
        trail.go(to: place)
        let rerun = Rerun(
            events: events.count,
            unreadPlaces: unreadPlaces.count,
            usedCount: usedCount,
            leftovers: leftovers.count,
            remainders: remainders,
            pending: pending.array
        )
        pending.truncate(to: 0)
        return rerun
    }

    /// Puts what the rule noted since then in the place of what it noted first.
    mutating func endAgain(_ rerun: Rerun, events first: Range<Int>, unreadPlaces places: Range<Int>) {
        let notes = rerun.events..<events.count
        if notes.count == first.count {
            for (place, note) in zip(first, notes) { events[place] = events[note] }
            events.truncate(to: rerun.events)
        } else {
            var noted = events.array
            let last = noted[notes]
            noted.removeLast(last.count)
            noted.replaceSubrange(first, with: last)
            events.replaceAll(with: noted)
        }
        let unread = Array(unreadPlaces[rerun.unreadPlaces...])
        unreadPlaces.removeLast(unread.count)
        unreadPlaces.replaceSubrange(places, with: unread)
        usedCount = rerun.usedCount
        leftovers.removeLast(leftovers.count - rerun.leftovers)
        remainders = rerun.remainders
        pending.replaceAll(with: rerun.pending)
    }
}
