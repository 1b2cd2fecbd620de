import GermanValues
import JSON
import TargetSchemas

// What a template is made of: objects, arrays and lists.

extension PlanRunner {
    mutating func object(_ members: Range<Int>, isDynamic: Bool) -> Outcome {
        let start = writer.mark
        let before = recorder.mark
        let lateBefore = late.count
        let isChosen = isChosen
        self.isChosen = false
        var yielded = false
        var hasValue = false
        var lacking: Int?
        writer.beginObject()
        var next = members.lowerBound
        while next < members.upperBound {
            let position = next
            next &+= 1
            let member = tables.members[position]
            if isAbsent(member) {
                if member.isRequired { lacking = position }
                continue
            }
            let mark = writer.mark
            writer.key(written: tables.bytes(of: member.written))
            if case .literal(let literal) = tables.operations[Int(member.operation)] {
                // Nothing is noted of what the file itself says.
                writer.raw(tables.bytes(of: tables.literals[literal]))
                if isChosen {
                    yielded = true
                    hasValue = true
                }
                continue
            }
            recorder.trail.enter(member: position)
            switch evaluate(Int(member.operation)) {
            case .nothing:
                writer.rewind(to: mark)
                if member.isRequired { lacking = position }
            case .constant:
                if isChosen {
                    yielded = true
                    hasValue = true
                }
            case .attached: yielded = true
            case .value:
                yielded = true
                hasValue = true
            }
            recorder.trail.leave()
        }
        if yielded, let lacking {
            // Sent without it, the target would refuse the whole lead.
            writer.rewind(to: start)
            late.lose(since: lateBefore)
            let message = "\(plan.members[lacking].key.name) fehlt, das Ziel verlangt es hier."
            recorder.withdraw(to: before, .unreadable(.pflichtfeldFehlt, message: message))
            return .nothing
        }
        if isDynamic, !yielded {
            writer.rewind(to: start)
            late.lose(since: lateBefore)
            return .nothing
        }
        writer.endObject()
        guard isDynamic else { return .constant }
        return hasValue ? .value : .attached
    }

    /// Whether the lead has no field that a member needs, so that nothing comes of it. What a rule around has touched would
    /// be settled by the member's rules: then they run.
    @inline(__always)
    private func isAbsent(_ member: PlanTables.Member) -> Bool {
        guard member.columns >= 0, recorder.pending.isEmpty else { return false }
        if member.column >= 0 { return columns[Int(member.column)] < 0 }
        var place = Int(member.columns)
        for fields in present {
            if tables.columnSets[place] & fields != 0 { return false }
            place &+= 1
        }
        return true
    }

    mutating func array(_ operations: Range<Int>, isDynamic: Bool) -> Outcome {
        let start = writer.mark
        let lateBefore = late.count
        var yielded = false
        var count = 0
        writer.beginArray()
        var next = operations.lowerBound
        while next < operations.upperBound {
            let position = next
            next &+= 1
            let mark = writer.mark
            recorder.trail.enter(index: count)
            switch evaluate(tables.lists[position]) {
            case .nothing: writer.rewind(to: mark)
            case .constant: count += 1
            case .attached, .value:
                count += 1
                yielded = true
            }
            recorder.trail.leave()
        }
        if isDynamic, !yielded {
            writer.rewind(to: start)
            late.lose(since: lateBefore)
            return .nothing
        }
        writer.endArray()
        return isDynamic ? .value : .constant
    }

    mutating func each(_ each: Plan.Each, _ rule: Int) -> Outcome {
        let written = self.each(each, among: nodes(each.selector))
        if written { return .value }
        // A single element, whose members are no elements.
        if each.whole >= 0, let only = nodes(each.whole).first, document.kind(at: only) == .object,
            self.each(each, among: [only])
        {
            return .value
        }
        return missing(rule)
    }

    /// Whether one of the nodes yields something.
    private mutating func each(_ each: Plan.Each, among nodes: [Int]) -> Bool {
        let start = writer.mark
        let outer = element
        var count = 0
        writer.beginArray()
        for node in nodes {
            guard count < each.limit else { break }
            element = node
            let mark = writer.mark
            recorder.trail.enter(index: count)
            if evaluate(each.element) == .nothing { writer.rewind(to: mark) } else { count += 1 }
            recorder.trail.leave()
        }
        element = outer
        guard count > 0 else {
            writer.rewind(to: start)
            return false
        }
        writer.endArray()
        return true
    }

    /// Arrays flattened, single values as they are, into one array.
    mutating func concatenation(_ operations: Range<Int>) -> Outcome {
        var values: [JSONValue] = []
        var hasValue = false
        for position in operations {
            let mark = writer.mark
            let start = writer.count
            recorder.trail.enter(index: values.count)
            let outcome = evaluate(tables.lists[position])
            if outcome == .value { hasValue = true }
            if outcome != .nothing {
                let value = writer.withBytes { bytes -> JSONValue? in
                    let text = bytes[start...].drop { $0 == UInt8(ascii: ",") }
                    return try? JSONValue.parse(Array(text))
                }
                if case .array(let elements)? = value { values += elements } else if let value { values.append(value) }
            }
            recorder.trail.leave()
            writer.rewind(to: mark)
        }
        guard !values.isEmpty else { return .nothing }
        writer.value(.array(values))
        return hasValue ? .value : .attached
    }

    mutating func unread(asList: Bool) -> Outcome {
        guard let value = unreadValue(asList: asList) else { return .nothing }
        writer.value(value)
        return .value
    }

    /// What nobody read; `nil` while that is not known, or if there is nothing.
    mutating func unreadValue(asList: Bool) -> JSONValue? {
        recorder.unreadPlaces.append(recorder.trail.current)
        guard !unreadLines.isEmpty else { return nil }
        return asList ? .array(unreadLines.map(JSONValue.string)) : .string(unreadLines.joined(separator: "\n"))
    }

    mutating func noteReference(from start: Int) {
        if case .string(let text)? = written(from: start) { reference = text }
    }

    /// An object without a member that it must have would be refused with all that is around it: it is left out.
    mutating func demanding(_ operation: Int, _ groups: [[String]]) -> Outcome {
        let mark = writer.mark
        let start = writer.count
        let before = recorder.mark
        let outcome = evaluate(operation)
        guard outcome != .nothing else { return .nothing }
        let object = written(from: start)?.objectValue
        guard let lacking = groups.first(where: { group in !group.contains { object?[$0] != nil } }) else {
            return outcome
        }
        writer.rewind(to: mark)
        let names = lacking.joined(separator: " oder ")
        let message = "\(names) fehlt, das Ziel verlangt es hier."
        recorder.withdraw(to: before, .unreadable(.pflichtfeldFehlt, message: message))
        return .nothing
    }

    /// What the target would not read of an object is left out of it, and is with what nobody could use: sent, it would be lost
    /// without a word (fact sheet 2.9).
    mutating func heeding(_ operation: Int, _ rules: [ObjectRule]) -> Outcome {
        let mark = writer.mark
        let start = writer.count
        let before = recorder.mark
        let outcome = evaluate(operation)
        guard outcome != .nothing, var object = written(from: start)?.objectValue else { return outcome }
        var unread: Set<String> = []
        for rule in rules {
            for name in rule.unread(in: object) {
                object[name] = nil
                unread.insert(name)
            }
        }
        guard !unread.isEmpty else { return outcome }
        if case .object(let members, _) = plan.operations[operation] {
            let members = members.filter { unread.contains(plan.members[$0].key.name) }
            recorder.withdraw(to: before, below: members, Self.unreadBeside)
        }
        writer.rewind(to: mark)
        guard !object.isEmpty else { return .nothing }
        writer.value(.object(object))
        return outcome
    }

    /// "angestellter", where the target is told that somebody is self-employed.
    private static let unreadBeside = FateRecorder.Outcome.unreadable(
        .ohneZielwert,
        message: "Das Ziel liest diese Angabe nicht neben dem, was hier sonst gesagt wird."
    )

    /// What was written last, as a value.
    private func written(from start: Int) -> JSONValue? {
        writer.withBytes { bytes in
            try? JSONValue.parse(Array(bytes[start...].drop { $0 == UInt8(ascii: ",") }))
        }
    }

    mutating func pickedUp(_ names: [JSONKey], _ rule: Int) -> Outcome {
        let parameters = tracking
        for name in names {
            switch parameters.find(name) {
            case .node(let node): return write(node: node, rule)
            case .text(let text, let node):
                recorder.touch(node)
                return write(.value(.string(text)), rule)
            case nil: continue
            }
        }
        return .nothing
    }

    /// Campaign parameters, looked for once a run.
    private var tracking: TrackingParameters {
        mutating get {
            if let known = knownTracking { return known }
            let found = TrackingParameters(input: input) { [tables, columns] name in
                guard let column = tables.column(named: name) else { return nil }
                let node = Int(columns[column])
                return node < 0 ? nil : node
            }
            knownTracking = found
            return found
        }
    }
}
