import JSON

/// The rules of a run that hold what nobody read, which is known only when all rules have run: where each stands, so that it
/// can run again by itself.
struct LateRules {
    /// One of them.
    struct Rule {
        let operation: Int
        /// Where in the document, in the run's trail.
        let place: Int32
        /// Where in the text: what it wrote; empty, before the comma, if it yielded nothing.
        let text: Range<Int>
        /// Whether something stands before it in its object, so that a comma is needed.
        let isBehindOther: Bool
        let outcome: Outcome
        /// What it noted meanwhile.
        let events: Range<Int>
        let unreadPlaces: Range<Int>
        let problems: Range<Int>
    }

    private(set) var rules: [Rule] = []
    /// Whether one stood in an object that was not kept: it may be kept with the lines, and with all that is in it.
    private(set) var isAnyLost = false
    /// Whether one of them yielded something of the lead when it ran again.
    var hasValue = false

    var count: Int { rules.count }

    mutating func append(_ rule: Rule) { rules.append(rule) }

    /// Notes that what was written since then was taken back.
    mutating func lose(since count: Int) {
        if count < rules.count { isAnyLost = true }
    }
}

extension PlanRunner {
    /// Runs a rule that holds what nobody read, the first time without.
    mutating func late(_ operation: Int) -> Outcome {
        let start = writer.count
        let events = recorder.events.count
        let unreadPlaces = recorder.unreadPlaces.count
        let problems = self.problems.count
        let outcome = evaluate(operation)
        var begin = start
        var isBehindOther = false
        if outcome == .nothing, let member = recorder.trail.member {
            // The member's name goes with it.
            begin -= Int(tables.members[member].written.count)
            isBehindOther = writer.withBytes { $0[begin - 1] == UInt8(ascii: ",") }
            if isBehindOther { begin -= 1 }
        }
        late.append(
            LateRules.Rule(
                operation: operation,
                place: recorder.trail.current,
                text: begin..<(outcome == .nothing ? begin : writer.count),
                isBehindOther: isBehindOther,
                outcome: outcome,
                events: events..<recorder.events.count,
                unreadPlaces: unreadPlaces..<recorder.unreadPlaces.count,
                problems: problems..<self.problems.count
            )
        )
        return outcome
    }

    /// Runs the late rules again, with the lines of what nobody read, and puts what they yield in its place.
    ///
    /// - Parameter outcome: what the whole document was without the lines.
    /// - Returns: whether that is the document; false if more of it changes with the lines than these rules.
    mutating func putUnread(_ lines: [String], outcome: Outcome) -> Bool {
        guard outcome != .nothing, !late.isAnyLost else { return false }
        unreadLines = lines
        isChosen = false
        // From the last to the first, so that the places of those still to come stay right.
        for rule in late.rules.reversed() {
            guard putAgain(rule) else { return false }
        }
        return true
    }

    private mutating func putAgain(_ rule: LateRules.Rule) -> Bool {
        let first = problems
        problems = []
        let again = recorder.beginAgain(at: rule.place)
        var text = JSONWriter(reserving: 1024)
        swap(&writer, &text)
        let outcome = evaluate(rule.operation)
        swap(&writer, &text)
        recorder.endAgain(again, events: rule.events, unreadPlaces: rule.unreadPlaces)
        let second = problems
        problems = first
        problems.replaceSubrange(rule.problems, with: second)
        if outcome == .value { late.hasValue = true }
        switch (rule.outcome, outcome) {
        case (.nothing, .nothing): return true
        case (.nothing, _):
            guard rule.place >= 0, let member = recorder.trail.member(at: rule.place) else { return false }
            insert(text, at: rule, named: tables.bytes(of: tables.members[member].written))
            return true
        case (.value, .value), (.attached, .attached), (.attached, .value), (.constant, .constant):
            text.withBytes { writer.replace(rule.text, with: $0) }
            return true
        default: return false
        }
    }

    /// Puts a member where there is none yet.
    private mutating func insert(
        _ value: borrowing JSONWriter,
        at rule: LateRules.Rule,
        named name: UnsafeBufferPointer<UInt8>
    ) {
        let place = rule.text.lowerBound
        let isLast = writer.withBytes { $0[place] == UInt8(ascii: "}") }
        var member: [UInt8] = rule.isBehindOther ? [UInt8(ascii: ",")] : []
        member += name
        value.withBytes { member += $0 }
        if !rule.isBehindOther, !isLast { member.append(UInt8(ascii: ",")) }
        member.withUnsafeBufferPointer { writer.replace(place..<place, with: $0) }
    }
}
