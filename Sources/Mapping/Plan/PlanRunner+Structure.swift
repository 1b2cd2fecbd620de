import GermanValues
import JSON

// What a template is made of: objects, arrays and lists.

extension PlanRunner {
    mutating func object(_ members: Range<Int>, isDynamic: Bool) -> Outcome {
        let start = writer.mark
        let before = recorder?.mark
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
            let mark = writer.mark
            let member = tables.members[position]
            writer.key(written: tables.bytes(of: member.written))
            enter(.member(position))
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
            leave()
        }
        if yielded, let lacking {
            // Sent without it, the target would refuse the whole lead.
            writer.rewind(to: start)
            if let before {
                let message = "\(plan.members[lacking].key.name) fehlt, das Ziel verlangt es hier."
                recorder?.withdraw(to: before, .unreadable(.pflichtfeldFehlt, message: message))
            }
            return .nothing
        }
        if isDynamic, !yielded {
            writer.rewind(to: start)
            return .nothing
        }
        writer.endObject()
        guard isDynamic else { return .constant }
        return hasValue ? .value : .attached
    }

    mutating func array(_ operations: Range<Int>, isDynamic: Bool) -> Outcome {
        let start = writer.mark
        var yielded = false
        var count = 0
        writer.beginArray()
        var next = operations.lowerBound
        while next < operations.upperBound {
            let position = next
            next &+= 1
            let mark = writer.mark
            enter(.index(count))
            switch evaluate(tables.lists[position]) {
            case .nothing: writer.rewind(to: mark)
            case .constant: count += 1
            case .attached, .value:
                count += 1
                yielded = true
            }
            leave()
        }
        if isDynamic, !yielded {
            writer.rewind(to: start)
            return .nothing
        }
        writer.endArray()
        return isDynamic ? .value : .constant
    }

    mutating func each(_ each: Plan.Each, _ rule: Int) -> Outcome {
        let nodes = nodes(each.selector)
        let start = writer.mark
        let outer = element
        var count = 0
        writer.beginArray()
        for node in nodes {
            guard count < each.limit else { break }
            element = node
            let mark = writer.mark
            enter(.index(count))
            if evaluate(each.element) == .nothing { writer.rewind(to: mark) } else { count += 1 }
            leave()
        }
        element = outer
        guard count > 0 else {
            writer.rewind(to: start)
            return missing(rule)
        }
        writer.endArray()
        return .value
    }

    /// Arrays flattened, single values as they are, into one array.
    mutating func concatenation(_ operations: Range<Int>) -> Outcome {
        var values: [JSONValue] = []
        var hasValue = false
        for position in operations {
            let mark = writer.mark
            let start = writer.count
            enter(.index(values.count))
            let outcome = evaluate(tables.lists[position])
            if outcome == .value { hasValue = true }
            if outcome != .nothing {
                let value = writer.withBytes { bytes -> JSONValue? in
                    let text = bytes[start...].drop { $0 == UInt8(ascii: ",") }
                    return try? JSONValue.parse(Array(text))
                }
                if case .array(let elements)? = value { values += elements } else if let value { values.append(value) }
            }
            leave()
            writer.rewind(to: mark)
        }
        guard !values.isEmpty else { return .nothing }
        writer.value(.array(values))
        return hasValue ? .value : .attached
    }

    mutating func unread(asList: Bool) -> Outcome {
        let place = pointer()
        recorder?.unreadTargets.append(place)
        guard !unreadLines.isEmpty else { return .nothing }
        writer.value(
            asList ? .array(unreadLines.map(JSONValue.string)) : .string(unreadLines.joined(separator: "\n"))
        )
        return .value
    }

    mutating func noteReference(from start: Int) {
        if case .string(let text)? = written(from: start) { reference = text }
    }

    /// An object without a member that it must have would be refused with all that is around it: it is left out.
    mutating func demanding(_ operation: Int, _ groups: [[String]]) -> Outcome {
        let mark = writer.mark
        let start = writer.count
        let before = recorder?.mark
        let outcome = evaluate(operation)
        guard outcome != .nothing else { return .nothing }
        let object = written(from: start)?.objectValue
        guard let lacking = groups.first(where: { group in !group.contains { object?[$0] != nil } }) else {
            return outcome
        }
        writer.rewind(to: mark)
        if let before {
            let names = lacking.joined(separator: " oder ")
            let message = "\(names) fehlt, das Ziel verlangt es hier."
            recorder?.withdraw(to: before, .unreadable(.pflichtfeldFehlt, message: message))
        }
        return .nothing
    }

    /// What was written last, as a value.
    private func written(from start: Int) -> JSONValue? {
        writer.withBytes { bytes in
            try? JSONValue.parse(Array(bytes[start...].drop { $0 == UInt8(ascii: ",") }))
        }
    }

    mutating func pickedUp(_ names: [JSONKey], _ rule: Int) -> Outcome {
        let parameters = TrackingParameters(input: input)
        for name in names {
            switch parameters.find(name) {
            case .node(let node): return write(node: node, rule)
            case .text(let text, let node):
                recorder?.touch(node)
                return write(.value(.string(text)), rule)
            case nil: continue
            }
        }
        return .nothing
    }
}
