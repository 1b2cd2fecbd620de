import GermanValues
import JSON
import MappingLanguage
import TargetSchemas

// Rules that take several values of the input: `$join` and `$sum`.

extension PlanRunner {
    mutating func join(_ join: Int, _ rule: Int) -> Outcome {
        let quick = tables.joins[join]
        let place = tables.places[rule]
        // A text that says something has a scalar at least, and no more of them than bytes.
        if place.reading == .text, place.least <= 1, quick.firstPart < quick.endOfParts {
            let mark = writer.mark
            let begin = writer.count
            let start = recorder.pending.count
            let unreadPlaces = recorder.unreadPlaces.count
            if let isSomething = joinQuickly(quick), Double(writer.count - begin) <= place.most {
                guard isSomething else { return missing(rule) }
                settle(.used, rule: rule)
                return .value
            }
            recorder.forget(since: start)
            recorder.unreadPlaces.removeLast(recorder.unreadPlaces.count - unreadPlaces)
            writer.rewind(to: mark)
        }
        let subject = joined(plan.joins[join], rule)
        return write(subject, rule)
    }

    /// Whether there was something to join; nil if the slow way has to decide.
    private mutating func joinQuickly(_ join: PlanTables.Join) -> Bool? {
        var isBegun = false
        for position in Int(join.firstPart)..<Int(join.endOfParts) {
            switch tables.operations[tables.lists[position]] {
            case .select(let selector, _):
                let node = resolve(tables.paths[selector])
                if node < 0 || view.isPlainlyBlank(at: node) { continue }
                guard view.kind(at: node) == .string else { return nil }
                let text = view.text(at: node)
                guard QuickReading.isPlainText(text.span) else { return nil }
                recorder.touch(node)
                part(text, of: join, &isBegun)
            case .literal(let literal):
                let written = tables.bytes(of: tables.literals[literal])
                part(written.part(1, written.count - 2), of: join, &isBegun)
            case .unread:
                recorder.unreadPlaces.append(recorder.trail.current)
                guard unreadLines.allSatisfy(Self.isPlain) else { return nil }
                for (number, line) in unreadLines.enumerated() {
                    var line = line
                    line.withUTF8 { line in
                        guard number > 0 else { return part(line, of: join, &isBegun) }
                        writer.part(utf8: Self.lineBreak)
                        writer.part(utf8: line)
                    }
                }
            case .when(let condition, _, _):
                guard case .read(let read, _) = tables.operations[condition] else { return nil }
                let node = resolve(tables.paths[Int(tables.reads[read].selector)])
                // What says nothing is not looked at by this rule.
                guard node < 0 || view.isPlainlyBlank(at: node) || saysNothing(plan.reads[read].functions, node) else {
                    return nil
                }
            default: return nil
            }
        }
        if isBegun { writer.endString() }
        return isBegun
    }

    private static var lineBreak: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: ("\n" as StaticString).utf8Start, count: 1)
    }

    private static func isPlain(_ line: String) -> Bool {
        var line = line
        return line.withUTF8 { QuickReading.isPlainText($0.span) }
    }

    @inline(__always)
    private mutating func part(_ text: UnsafeBufferPointer<UInt8>, of join: PlanTables.Join, _ isBegun: inout Bool) {
        if isBegun { writer.part(utf8: tables.bytes(of: join.separator)) } else { writer.beginString() }
        isBegun = true
        writer.part(utf8: text)
    }

    /// The texts of the parts that yield something. One that cannot be read is no reason to lose the others, unless the
    /// rule's policy says what is to happen then.
    mutating func joined(_ join: Plan.Join, _ rule: Int) -> Subject {
        var texts: [String] = []
        let failed = eachPart(join.operations, takesElements: join.takesElements, rule) { runner, part in
            let subject = runner.textual(part)
            if case .value(.string(let text)) = subject { texts.append(text) }
            return subject
        }
        if let failed { return .failed(failed) }
        return texts.isEmpty ? .nothing : .value(.string(texts.joined(separator: join.separator)))
    }

    /// The sum of the parts that yield a number, each read as the place reads one; exact, as decimals are.
    mutating func summed(_ sum: Plan.Join, _ rule: Int) -> Subject {
        var numbers: [JSONNumber] = []
        let kind = plan.rules[rule].reader.numberKind ?? .zahl
        let failed = eachPart(sum.operations, takesElements: sum.takesElements, rule) { runner, part in
            let value: JSONValue
            switch part {
            case .nothing, .failed: return part
            case .value(let made): value = made
            case .node(let node):
                runner.recorder.touch(node)
                value = JSONNode(document: runner.document, index: node).value
            }
            let subject = Subject(TargetReading.number(value, kind: kind, context: runner.context))
            if case .value(.number(let number)) = subject { numbers.append(number) }
            return subject
        }
        if let failed { return .failed(failed) }
        return numbers.isEmpty ? .nothing : Subject(TargetReading.sum(numbers))
    }

    /// Takes every value of the parts: each node that a selector finds, and where asked for each element of a list.
    ///
    /// - Returns: why a part cannot be used, if the rule's policy says what is to happen then.
    private mutating func eachPart(
        _ operations: Range<Int>,
        takesElements: Bool,
        _ rule: Int,
        take: (inout PlanRunner, Subject) -> Subject
    ) -> Unreadable? {
        for position in operations {
            let operation = tables.lists[position]
            let start = recorder.pending.count
            if case .select(let selector, _) = plan.operations[operation],
                takesElements || !tables.paths[selector].isSingular
            {
                for node in elements(selector, takesElements: takesElements) {
                    let start = recorder.pending.count
                    if let failed = settle(take(&self, .node(node)), since: start, rule) { return failed }
                }
            } else {
                let subject = subject(operation)
                if let failed = settle(take(&self, subject), since: start, rule) { return failed }
            }
        }
        return nil
    }

    private mutating func settle(_ part: Subject, since start: Int, _ rule: Int) -> Unreadable? {
        switch part {
        case .failed(let reason):
            guard case .omit = plan.rules[rule].unreadable else { return reason }
            leave(reason, since: start)
        // What a part looked at and took nothing of is not used by it.
        case .nothing: recorder.forget(since: start)
        case .value, .node: break
        }
        return nil
    }

    /// The nodes that a selector finds, and where asked for the elements of those that are lists; without blank ones.
    mutating func elements(_ selector: Int, takesElements: Bool = true) -> [Int] {
        elements(below: nodes(selector), takesElements: takesElements)
    }

    func elements(below nodes: [Int], takesElements: Bool) -> [Int] {
        var found: [Int] = []
        for node in nodes {
            if takesElements, document.kind(at: node) == .array {
                document.forEachElement(of: node) { found.append($0) }
            } else {
                found.append(node)
            }
        }
        return found.filter { !document.isBlank(at: $0) }
    }
}
