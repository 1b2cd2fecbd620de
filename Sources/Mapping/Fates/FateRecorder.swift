import GermanValues
import JSON

/// Notes which values of the input the rules touched, and what came of it.
package struct FateRecorder {
    struct Event {
        enum Outcome: Hashable {
            /// The rule yielded something.
            case used
            /// The rule looked at it and it said nothing.
            case nothing
            case unreadable(Unreadable.Reason, message: String)
        }
        let node: Int
        let target: JSONPointer
        let outcome: Outcome
        /// How it was read, such as `Betrag`.
        let reading: String
    }

    /// Whether target pointers and readings are wanted, or only which nodes were read.
    let keepsDetail: Bool
    private(set) var events: [Event] = []
    /// Nodes that a rule read with success, or that said nothing.
    package private(set) var read: [Int] = []
    /// How many values got into the document by a rule of their own.
    private(set) var usedCount = 0
    /// Touched by the rule that is running.
    private(set) var pending: [Int] = []
    /// Parts of values that had no place where the value went, such as the floor behind a house number.
    private(set) var leftovers: [(place: JSONPointer, value: JSONValue)] = []
    /// Of texts that name several answers (`$has`): the answers that no rule has asked for, by node.
    private(set) var remainders: [Int: [String]] = [:]
    /// Where texts made of unread values went.
    var unreadTargets: [JSONPointer] = []

    package init(keepsDetail: Bool) {
        self.keepsDetail = keepsDetail
    }

    /// A moment of the run, to withdraw from.
    struct Mark {
        let events: Int
        let read: Int
    }

    var mark: Mark { Mark(events: events.count, read: read.count) }

    /// What was used since then did not get into the document after all.
    mutating func withdraw(to mark: Mark, _ outcome: Event.Outcome) {
        read.removeLast(read.count - mark.read)
        for place in mark.events..<events.count where events[place].outcome == .used {
            let event = events[place]
            events[place] = Event(node: event.node, target: event.target, outcome: outcome, reading: event.reading)
        }
    }

    mutating func touch(_ node: Int) { pending.append(node) }

    /// Ends a part of a rule by itself: what was touched since then could not be read, whatever comes of the rule around it.
    mutating func settle(
        since start: Int,
        _ outcome: Event.Outcome,
        target: @autoclosure () -> JSONPointer
    ) {
        let outer = Array(pending.prefix(start))
        pending.removeFirst(min(start, pending.count))
        settle(outcome, target: target(), reading: "")
        pending = outer
    }

    /// What was touched since then counts as not looked at.
    mutating func forget(since start: Int) { pending.removeLast(max(0, pending.count - start)) }

    mutating func keep(_ parts: [(place: JSONPointer, value: JSONValue)]) { leftovers += parts }

    /// A rule asked for some of the answers that one text names. The others are still nobody's.
    ///
    /// - Parameter answers: all of them, the same for every rule that takes the text apart so.
    mutating func take(_ taken: [Int], of answers: [String], at node: Int, target: JSONPointer) {
        let asked = Set(taken.map { answers[$0] })
        remainders[node] = (remainders[node] ?? answers).filter { !asked.contains($0) }
        usedCount += 1
        if keepsDetail {
            events.append(Event(node: node, target: target, outcome: .used, reading: "auswahl"))
        }
    }

    /// Ends a rule: all it touched has this outcome.
    mutating func settle(
        _ outcome: Event.Outcome,
        target: @autoclosure () -> JSONPointer,
        reading: @autoclosure () -> String
    ) {
        guard !pending.isEmpty else { return }
        if case .unreadable = outcome {} else { read += pending }
        if outcome == .used { usedCount += pending.count }
        if keepsDetail {
            let target = target()
            let reading = reading()
            for node in pending {
                events.append(Event(node: node, target: target, outcome: outcome, reading: reading))
            }
        }
        pending = []
    }
}
