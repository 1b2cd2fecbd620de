import GermanValues
import JSON
import MappingLanguage
import Targets

// Values on their way through the rules: what one rule yields for the rule around it.

extension PlanRunner {
    mutating func source(of read: Plan.Read) -> Subject {
        if case .select(let selector, _) = plan.operations[read.from] { return node(selector, pick: read.pick) }
        return subject(read.from)
    }

    /// What a rule yields as a value, for a rule around it.
    mutating func subject(_ position: Int) -> Subject {
        switch plan.operations[position] {
        case .literal(let literal):
            return .value(plan.literals[literal].value)
        case .select(let selector, _):
            return node(selector, pick: nil)
        case .read(let read, let rule):
            return value(of: plan.reads[read], rule)
        case .first(let operations, _):
            for alternative in operations {
                let start = recorder.pending.count
                let subject = subject(tables.lists[alternative])
                if isSomething(subject) { return subject }
                // What an alternative found nothing in is not used by the rule around it.
                recorder.forget(since: start)
            }
            return .nothing
        case .join(let join, let rule):
            return joined(plan.joins[join], rule)
        case .sum(let sum, let rule):
            return summed(plan.joins[sum], rule)
        case .when(let condition, let then, let otherwise):
            let branch = holds(condition) ? then : otherwise
            return branch < 0 ? .nothing : subject(branch)
        case .unread(let asList):
            return unreadValue(asList: asList).map(Subject.value) ?? .nothing
        default:
            // Anything else is written and read back; such templates are rare inside of rules.
            let mark = writer.mark
            let start = writer.count
            var value: JSONValue?
            if evaluate(position) != .nothing {
                value = writer.withBytes { bytes in
                    try? JSONValue.parse(Array(bytes[start...].drop { $0 == UInt8(ascii: ",") }))
                }
            }
            writer.rewind(to: mark)
            return value.map(Subject.value) ?? .nothing
        }
    }

    mutating func value(of read: Plan.Read, _ rule: Int) -> Subject {
        let start = recorder.pending.count
        var subject = read.wanted.map { chosen($0, read) } ?? made(by: read)
        if let lookup = read.lookup {
            switch found(lookup, subject) {
            case .branch(let operation):
                choose(operation)
                return self.subject(operation)
            case .nothing: subject = .nothing
            case .failed(let reason): subject = .failed(reason)
            }
        }
        switch subject {
        case .nothing:
            if case .use(let literal) = plan.rules[rule].missing { return .value(literal) }
        case .failed(let reason):
            if case .use(let literal) = plan.rules[rule].unreadable {
                leave(reason, since: start)
                return .value(literal)
            }
        default: break
        }
        return subject
    }

    /// Whether the subject says something; touches it if so.
    mutating func isSomething(_ subject: Subject) -> Bool {
        switch subject {
        case .nothing: false
        case .node(let node): !document.isBlank(at: node)
        case .value(let value): !Blank.isBlank(value)
        case .failed: true
        }
    }

    mutating func applied(_ read: Plan.Read, to subject: Subject) -> Subject {
        guard !read.functions.isEmpty else { return subject }
        switch subject {
        case .node(let node):
            let value = JSONNode(document: document, index: node).value
            let reading = apply(read.functions, to: value)
            recorder.touch(taken(of: node, value, reading) { apply(read.functions, to: $0) })
            return Subject(reading)
        case .value(let made): return Subject(apply(read.functions, to: made))
        case .nothing, .failed: return subject
        }
    }

    /// What the functions make of the source. There are functions that make nothing of most texts, such as the one for a
    /// second address: they are spared a value.
    private mutating func made(by read: Plan.Read) -> Subject {
        let source = source(of: read)
        guard case .node(let node) = source, saysNothing(read.functions, node) else { return applied(read, to: source) }
        recorder.touch(node)
        return .nothing
    }

    /// Whether the one function of a reading is known at once to make nothing of a text.
    func saysNothing(_ functions: [Plan.Function], _ node: Int) -> Bool {
        guard functions.count == 1, view.kind(at: node) == .string, let start = made.baseAddress,
            case .nothing? = functions[0].prepared.quickly(view.text(at: node), context: context, to: start)
        else { return false }
        return true
    }

    func apply(_ functions: [Plan.Function], to value: JSONValue) -> Reading {
        var value = value
        for place in functions.indices {
            // Not the whole function: taking it out of the list would count all that it holds.
            switch functions[place].prepared.apply(value, context: context) {
            case .value(let next): value = next
            case let outcome: return outcome
            }
        }
        return .value(value)
    }

    /// Notes that a `$lookup` chose this template: `"Kauf"` alone is `{"@type": "KAUF"}`, whatever else it would hold.
    @inline(__always)
    mutating func choose(_ operation: Int) {
        isChosen = tables.isTyped[operation]
    }

    enum Found {
        case branch(Int)
        case nothing
        case failed(Unreadable)
    }

    mutating func found(_ lookup: Plan.Lookup, _ subject: Subject) -> Found {
        var value: JSONValue
        switch subject {
        case .nothing: return .nothing
        case .failed(let reason): return .failed(reason)
        case .value(let made): value = made
        case .node(let node):
            if let operation = exact(lookup, node) {
                recorder.touch(node)
                return .branch(operation)
            }
            value = JSONNode(document: document, index: node).value
            recorder.touch(taken(of: node, value, TargetReading.text(value), by: TargetReading.text))
        }
        if case .bool(let flag) = value { value = .string(flag ? "true" : "false") }
        if case .string(let text) = value, let operation = operation(lookup, for: text) { return .branch(operation) }
        if let operation = named(lookup, value) { return .branch(operation) }
        switch TargetReading.text(value) {
        case .value(.string(let text)):
            if let operation = operation(lookup, for: text) { return .branch(operation) }
            return .failed(Unreadable(.nichtInListe, "Der Wert steht nicht in der Liste der Zuordnung."))
        case .value, .nothing: return .nothing
        case .unreadable(let reason): return .failed(reason)
        }
    }

    /// What an answer leads to that came as an object with several names: `{"value": "k1", "label": "Kauf"}`.
    private func named(_ lookup: Plan.Lookup, _ value: JSONValue) -> Int? {
        guard case .object(let object) = value, let names = ChosenAnswers.names(of: object) else {
            return nil
        }
        return ChosenAnswers.meaning(of: names) { operation(lookup, for: $0) }
    }

    /// What an answer leads to, compared folded, then without separators.
    private func operation(_ lookup: Plan.Lookup, for text: String) -> Int? {
        var text = text
        let meaning = text.withUTF8 { tables.folded($0, among: tables.lookups[lookup.number], orSqueezed: true) }
        return switch meaning {
        case .result(let operation): operation
        case .unknown: nil
        case .unclear: lookup.operation(for: text)
        }
    }

    func exact(_ lookup: Plan.Lookup, _ node: Int) -> Int? {
        guard document.kind(at: node) == .string else { return nil }
        return document.withUTF8(at: node) { text in
            for branch in lookup.exact where branch.text.count == text.count && branch.text.elementsEqual(text) {
                return branch.operation
            }
            return nil
        }
    }

    /// The subject as clean text.
    mutating func textual(_ subject: Subject) -> Subject {
        let value: JSONValue
        switch subject {
        case .nothing, .failed: return subject
        case .value(let made): value = made
        case .node(let node):
            value = JSONNode(document: document, index: node).value
            recorder.touch(taken(of: node, value, TargetReading.text(value), by: TargetReading.text))
        }
        switch TargetReading.text(value) {
        case .value(let text): return .value(text)
        case .nothing: return .nothing
        case .unreadable(let reason): return .failed(reason)
        }
    }

    /// `$when`: something other than `false` and blank.
    mutating func holds(_ condition: Int) -> Bool {
        if case .select(let selector, _) = plan.operations[condition] {
            let path = tables.paths[selector]
            if path.isSingular {
                let node = resolve(path)
                return node >= 0 && holds(node: node)
            }
            var holds = false
            for node in nodes(selector) where self.holds(node: node) { holds = true }
            return holds
        }
        let start = recorder.pending.count
        let subject = subject(condition)
        switch subject {
        case .nothing:
            recorder.forget(since: start)
            return false
        case .failed(let reason):
            leave(reason, since: start)
            return false
        case .node(let node): return holds(node: node)
        case .value(let value): return !Blank.isBlank(value) && value != .bool(false)
        }
    }

    private mutating func holds(node: Int) -> Bool {
        recorder.touch(node)
        return !document.isBlank(at: node) && document.bool(at: node) != false
    }

    /// What a part of a rule touched and could not read is not used by the rule: another may yet read it.
    mutating func leave(_ reason: Unreadable, since start: Int) {
        recorder.settle(since: start, .unreadable(reason.reason, message: reason.message))
    }
}
