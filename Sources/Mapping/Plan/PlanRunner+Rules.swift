import GermanValues
import JSON

// Rules: one value of the input, read for its place in the target.

extension PlanRunner {
    mutating func select(_ selector: Int, _ rule: Int) -> Outcome {
        let path = tables.paths[selector]
        let place = tables.places[rule]
        guard path.isSingular, place.reading != .list else { return selectSlowly(selector, rule) }
        let node = resolve(path)
        guard node >= 0 else { return missing(rule) }
        // Most values can be written as they stand, and then they say something.
        if place.reading == .text, let text = QuickWriting.plainText(at: node, of: view, place) {
            writer.raw(text)
            recorder.use(node, rule: Int32(truncatingIfNeeded: rule))
            return .value
        }
        if place.reading != .text, QuickWriting.write(node, of: view, place, tables, context, to: &writer) {
            recorder.use(node, rule: Int32(truncatingIfNeeded: rule))
            return .value
        }
        if view.isPlainlyBlank(at: node) { return missing(rule, blank: node) }
        return selectSlowly(selector, rule)
    }

    @inline(never)
    private mutating func selectSlowly(_ selector: Int, _ rule: Int) -> Outcome {
        if case .list = plan.rules[rule].reader { return list(nodes(selector), rule) }
        switch node(selector, pick: nil) {
        case .nothing: return missing(rule)
        case .node(let node): return write(node: node, rule)
        case .value(let value): return write(.value(value), rule)
        case .failed(let reason): return unreadable(reason, rule)
        }
    }

    mutating func read(_ read: Int, _ rule: Int) -> Outcome {
        let quick = tables.reads[read]
        guard quick.selector >= 0 else { return readSlowly(plan.reads[read], rule) }
        let node = resolve(tables.paths[Int(quick.selector)])
        guard node >= 0 else { return missing(rule) }
        if view.isPlainlyBlank(at: node), quick.touchesBlank { return missing(rule, blank: node) }
        guard quick.isQuick || quick.lookup >= 0, view.kind(at: node) == .string else {
            return readSlowly(plan.reads[read], rule)
        }
        let text = view.text(at: node)
        if quick.isQuick {
            return applyQuickly(read, quick, text, node, rule) ?? readSlowly(plan.reads[read], rule)
        }
        guard JSONView.saysSomething(text) else { return readSlowly(plan.reads[read], rule) }
        let choice = tables.lookups[Int(quick.lookup)]
        guard let branch = tables.exact(text, among: choice) ?? folded(text, among: choice) else {
            return readSlowly(plan.reads[read], rule)
        }
        return follow(branch, from: node, rule: rule)
    }

    /// A rule of one function, on a text that is written as most are; nil if it has to be read properly.
    private mutating func applyQuickly(
        _ read: Int,
        _ quick: PlanTables.Read,
        _ text: UnsafeBufferPointer<UInt8>,
        _ node: Int,
        _ rule: Int
    ) -> Outcome? {
        guard let start = made.baseAddress,
            let outcome = plan.reads[read].only?.quickly(text, context: context, to: start)
        else { return nil }
        let place = tables.places[rule]
        switch outcome {
        case .nothing: return missing(rule, blank: node)
        case .text(let count):
            let made = UnsafeBufferPointer(start: start, count: count)
            if quick.lookup >= 0 {
                let choice = tables.lookups[Int(quick.lookup)]
                guard let branch = tables.exact(made, among: choice) ?? folded(made, among: choice) else {
                    return nil
                }
                return follow(branch, from: node, rule: rule)
            }
            guard QuickWriting.write(made, place, tables, context, to: &writer) else { return nil }
        case .number(let count):
            let digits = UnsafeBufferPointer(start: start, count: count)
            guard quick.lookup < 0, QuickWriting.write(number: digits, place, to: &writer) else { return nil }
        case .flag(let flag):
            guard quick.lookup < 0, place.reading == .boolean else { return nil }
            writer.bool(flag)
        case .object(let count):
            guard quick.lookup < 0, quick.givesObject else { return nil }
            writer.raw(UnsafeBufferPointer(start: start, count: count))
        }
        recorder.use(node, rule: Int32(truncatingIfNeeded: rule))
        return .value
    }

    /// What an answer leads to, compared folded, then without separators; nil if the slow way has to find out.
    private func folded(_ text: UnsafeBufferPointer<UInt8>, among choice: PlanTables.Choice) -> Int? {
        guard case .result(let operation) = tables.folded(text, among: choice, orSqueezed: true) else { return nil }
        return operation
    }

    /// Runs the template that an answer chose. If that yields nothing, the answer itself is lost, and its fate says so.
    mutating func follow(_ operation: Int, rule: Int?) -> Outcome {
        let before = recorder.mark
        settle(.used, rule: rule)
        return follow(operation, since: before)
    }

    /// As above, of the answer that is the only value the rule has to do with.
    private mutating func follow(_ operation: Int, from node: Int, rule: Int) -> Outcome {
        choose(operation)
        let before = recorder.mark
        recorder.use(node, rule: Int32(truncatingIfNeeded: rule))
        return follow(operation, since: before)
    }

    @inline(__always)
    private mutating func follow(_ operation: Int, since before: FateRecorder.Mark) -> Outcome {
        guard evaluate(operation) == .nothing else { return .value }
        recorder.withdraw(to: before, Self.withoutDetails)
        return .nothing
    }

    @inline(never)
    private mutating func readSlowly(_ read: Plan.Read, _ rule: Int) -> Outcome {
        if read.functions.isEmpty, read.lookup == nil, read.wanted == nil, read.pick == nil,
            case .list = plan.rules[rule].reader,
            case .select(let selector, _) = plan.operations[read.from]
        {
            return list(nodes(selector), rule)
        }
        if let wanted = read.wanted { return write(chosen(wanted, read), rule) }
        let subject = applied(read, to: source(of: read))
        guard let lookup = read.lookup else { return write(subject, rule) }
        switch found(lookup, subject) {
        case .branch(let operation):
            choose(operation)
            return follow(operation, rule: rule)
        case .nothing: return missing(rule)
        case .failed(let reason): return unreadable(reason, rule)
        }
    }

    /// Writes what a rule has in hand, read for its place.
    mutating func write(_ subject: Subject, _ rule: Int) -> Outcome {
        switch subject {
        case .nothing: return missing(rule)
        case .failed(let reason): return unreadable(reason, rule)
        case .node(let node): return write(node: node, rule)
        case .value(let value):
            if case .string(var text) = value,
                text.withUTF8({ QuickWriting.write($0, tables.places[rule], tables, context, to: &writer) })
            {
                settle(.used, rule: rule)
                return .value
            }
            let (reading, leftovers) = read(value, plan.rules[rule].reader)
            switch reading {
            case .value(let value):
                writer.value(value)
                recorder.keep(leftovers)
                settle(.used, rule: rule)
                return .value
            case .nothing: return missing(rule)
            case .unreadable(let reason): return unreadable(reason, rule)
            }
        }
    }

    mutating func write(node: Int, _ rule: Int) -> Outcome {
        if document.kind(at: node).isContainer, plan.rules[rule].reader.isStructured {
            return copy(node: node, rule)
        }
        if QuickWriting.write(node, of: view, tables.places[rule], tables, context, to: &writer) {
            recorder.touch(node)
            settle(.used, rule: rule)
            return .value
        }
        let value = JSONNode(document: document, index: node).value
        if case .object = value {
            var typed = TypedReading(schema: plan.schema, context: context)
            let reader = plan.rules[rule].reader
            recorder.touch(taken(of: node, value, typed.read(value, reader)) { typed.read($0, reader) })
        } else {
            recorder.touch(node)
        }
        return write(.value(value), rule)
    }

    /// A structure, noting for each leaf of a structure whether it was taken.
    mutating func copy(node: Int, _ rule: Int) -> Outcome {
        let value = JSONNode(document: document, index: node)
        let (outcome, leftovers) = read(value.value, plan.rules[rule].reader)
        touchLeaves(of: node, without: NodeSet().union(leftovers.compactMap { value[pointer: $0.place]?.index }))
        switch outcome {
        case .value(let value):
            writer.value(value)
            settle(.used, rule: rule)
            return .value
        case .nothing: return missing(rule)
        case .unreadable(let reason): return unreadable(reason, rule)
        }
    }

    private mutating func touchLeaves(of node: Int, without leftovers: NodeSet) {
        guard !leftovers.contains(node) else { return }
        let view = view
        guard view.count(at: node) > 0 else {
            guard let inner = input.expanded[node] else { return recorder.touch(node) }
            return touchLeaves(of: inner, without: leftovers)
        }
        view.forEachMember(of: node) { _, _, value in touchLeaves(of: value, without: leftovers) }
        view.forEachElement(of: node) { touchLeaves(of: $0, without: leftovers) }
    }

    /// A place that takes several values: every node, or the elements of the one array.
    mutating func list(_ nodes: [Int], _ rule: Int) -> Outcome {
        guard case .list(let element, let max) = plan.rules[rule].reader else { return .nothing }
        var found: [Int] = []
        if nodes.count == 1, let only = nodes.first, document.kind(at: only) == .array {
            document.forEachElement(of: only) { found.append($0) }
        } else {
            found = nodes
        }
        var values: [JSONValue] = []
        for node in found {
            recorder.touch(node)
            switch read(JSONNode(document: document, index: node).value, element).reading {
            case .value(let value): values.append(value)
            case .nothing: settle(.nothing, rule: rule)
            case .unreadable(let reason): _ = unreadable(reason, rule)
            }
        }
        guard !values.isEmpty else { return missing(rule) }
        if let max, values.count > max {
            return unreadable(TypedReading.tooMany(max), rule)
        }
        writer.value(.array(values))
        settle(.used, rule: rule)
        return .value
    }
}
