import GermanValues
import JSON
import TargetSchemas

/// Runs a ``Plan`` on one input and writes the document's bytes directly.
///
/// Every member is begun, and taken back if it yields nothing: an object that holds rules and none of them yields
/// something leaves no trace (the rule of *nothing*). A typed object that a `$lookup` chose keeps its constants.
struct PlanRunner: ~Copyable {
    let plan: Plan
    let input: ComposedInput
    let document: JSONDocument
    let context: ReadingContext
    var writer = JSONWriter(reserving: 4096)
    var problems: [MappingProblem] = []
    var recorder: FateRecorder?
    /// What nobody read, one line each; known only in a second run.
    var unreadLines: [String] = []
    /// What slow readings gave, for a second run over the same input.
    var memory = ReadingMemory()
    /// The lead's reference at the target, as the document has it.
    var reference: String?

    /// The element of the innermost `$each`; -1 outside.
    private var element = -1
    /// Whether the next object is one with `@type` that a `$lookup` chose: the choice is something, its constants stay.
    private var isChosen = false
    /// Where in the target document the runner is.
    private var path: [Step] = []

    private enum Step {
        case member(Int)
        case index(Int)
    }

    init(plan: Plan, input: ComposedInput, context: ReadingContext, recorder: FateRecorder? = nil) {
        self.plan = plan
        self.input = input
        document = input.document
        self.context = context
        self.recorder = recorder
    }

    /// Writes the whole document.
    mutating func run() {
        if evaluate(plan.root) == .nothing {
            writer.beginObject()
            writer.endObject()
        }
    }

    // MARK: Writing

    private mutating func evaluate(_ position: Int) -> Outcome {
        switch plan.operations[position] {
        case .literal(let literal):
            writer.raw(plan.literals[literal].written)
            return .constant
        case .select(let selector, let rule):
            return select(selector, rule)
        case .object(let members, let isDynamic):
            return object(members, isDynamic: isDynamic)
        case .array(let operations, let isDynamic):
            return array(operations, isDynamic: isDynamic)
        case .read(let read, let rule):
            return self.read(plan.reads[read], rule)
        case .first(let operations, let rule):
            for alternative in operations {
                let mark = writer.mark
                if evaluate(plan.lists[alternative]) != .nothing { return .value }
                writer.rewind(to: mark)
            }
            return missing(rule)
        case .each(let each, let rule):
            return self.each(plan.eaches[each], rule)
        case .when(let condition, let then, let otherwise):
            let holds = self.holds(condition)
            let branch = holds ? then : otherwise
            guard branch >= 0 else {
                settle(.used, rule: nil)
                return .nothing
            }
            return follow(branch, rule: nil)
        case .join(let join, let rule):
            let subject = joined(plan.joins[join])
            return write(subject, rule)
        case .unread(let asList):
            return unread(asList: asList)
        case .concatenation(let operations):
            return concatenation(operations)
        case .labelled(let label, let operation):
            guard case .value(.string(let text)) = textual(subject(operation)) else { return .nothing }
            writer.string(plan.labels[label] + text)
            settle(.used, rule: nil)
            return .value
        case .reference(let operation):
            let start = writer.count
            let outcome = evaluate(operation)
            if outcome != .nothing { noteReference(from: start) }
            return outcome
        case .pickedUp(let names, let rule):
            return pickedUp(plan.parameters[names], rule)
        case .leadID:
            writer.node(at: document.member("id", of: input.parts[.lead]) ?? document.rootIndex, of: document)
            return .value
        case .kept(let operation):
            let mark = writer.mark
            let outcome = evaluate(operation)
            guard outcome == .nothing else { return outcome }
            writer.rewind(to: mark)
            writer.beginObject()
            writer.endObject()
            return .constant
        }
    }

    private mutating func pickedUp(_ names: [JSONKey], _ rule: Int) -> Outcome {
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

    private mutating func object(_ members: Range<Int>, isDynamic: Bool) -> Outcome {
        let start = writer.mark
        let before = recorder?.mark
        let isChosen = isChosen
        self.isChosen = false
        var yielded = false
        var lacking: Int?
        writer.beginObject()
        for position in members {
            let mark = writer.mark
            writer.key(plan.members[position].key)
            path.append(.member(position))
            switch evaluate(plan.members[position].operation) {
            case .nothing:
                writer.rewind(to: mark)
                if plan.members[position].isRequired { lacking = position }
            case .constant: if isChosen { yielded = true }
            case .value: yielded = true
            }
            path.removeLast()
        }
        if yielded, let lacking {
            // Sent without it, the target would refuse the whole lead.
            writer.rewind(to: start)
            if let before {
                let message = "\(plan.members[lacking].key.name) fehlt, das Ziel verlangt es hier."
                recorder?.withdraw(to: before, .unreadable(code: "pflichtfeld_fehlt", message: message))
            }
            return .nothing
        }
        if isDynamic, !yielded {
            writer.rewind(to: start)
            return .nothing
        }
        writer.endObject()
        return isDynamic ? .value : .constant
    }

    private mutating func array(_ operations: Range<Int>, isDynamic: Bool) -> Outcome {
        let start = writer.mark
        var yielded = false
        var count = 0
        writer.beginArray()
        for position in operations {
            let mark = writer.mark
            path.append(.index(count))
            switch evaluate(plan.lists[position]) {
            case .nothing: writer.rewind(to: mark)
            case .constant: count += 1
            case .value:
                count += 1
                yielded = true
            }
            path.removeLast()
        }
        if isDynamic, !yielded {
            writer.rewind(to: start)
            return .nothing
        }
        writer.endArray()
        return isDynamic ? .value : .constant
    }

    private mutating func each(_ each: Plan.Each, _ rule: Int) -> Outcome {
        let nodes = nodes(each.selector)
        let start = writer.mark
        let outer = element
        var count = 0
        writer.beginArray()
        for node in nodes {
            guard count < each.limit else { break }
            element = node
            let mark = writer.mark
            path.append(.index(count))
            if evaluate(each.element) == .nothing { writer.rewind(to: mark) } else { count += 1 }
            path.removeLast()
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
    private mutating func concatenation(_ operations: Range<Int>) -> Outcome {
        var values: [JSONValue] = []
        for position in operations {
            let mark = writer.mark
            let start = writer.count
            path.append(.index(values.count))
            if evaluate(plan.lists[position]) != .nothing {
                let value = writer.withBytes { bytes -> JSONValue? in
                    let text = bytes[start...].drop { $0 == UInt8(ascii: ",") }
                    return try? JSONValue.parse(Array(text))
                }
                if case .array(let elements)? = value { values += elements } else if let value { values.append(value) }
            }
            path.removeLast()
            writer.rewind(to: mark)
        }
        guard !values.isEmpty else { return .nothing }
        writer.value(.array(values))
        return .value
    }

    private mutating func unread(asList: Bool) -> Outcome {
        let place = pointer()
        recorder?.unreadTargets.append(place)
        guard !unreadLines.isEmpty else { return .nothing }
        writer.value(
            asList ? .array(unreadLines.map(JSONValue.string)) : .string(unreadLines.joined(separator: "\n"))
        )
        return .value
    }

    private mutating func noteReference(from start: Int) {
        let value = writer.withBytes { bytes -> JSONValue? in
            try? JSONValue.parse(Array(bytes[start...].drop { $0 == UInt8(ascii: ",") }))
        }
        if case .string(let text)? = value { reference = text }
    }

    // MARK: Rules

    private mutating func select(_ selector: Int, _ rule: Int) -> Outcome {
        if case .list = plan.rules[rule].reader { return list(nodes(selector), rule) }
        if let path = plan.paths[selector] {
            guard let node = resolve(path) else { return missing(rule) }
            // Most values can be written as they stand, and then they say something.
            if QuickWriting.write(node, of: document, plan.rules[rule].reader, context, to: &writer) {
                recorder?.touch(node)
                settle(.used, rule: rule)
                return .value
            }
        }
        switch node(selector, pick: nil) {
        case .nothing: return missing(rule)
        case .node(let node): return write(node: node, rule)
        case .value(let value): return write(.value(value), rule)
        case .failed(let reason): return unreadable(reason, rule)
        }
    }

    private mutating func read(_ read: Plan.Read, _ rule: Int) -> Outcome {
        if read.functions.isEmpty, read.lookup == nil, read.pick == nil, case .list = plan.rules[rule].reader,
            case .select(let selector, _) = plan.operations[read.from]
        {
            return list(nodes(selector), rule)
        }
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

    /// Runs the template that an answer chose. If that yields nothing, the answer itself is lost, and its fate says so.
    private mutating func follow(_ operation: Int, rule: Int?) -> Outcome {
        let before = recorder?.mark
        settle(.used, rule: rule)
        guard evaluate(operation) == .nothing else { return .value }
        if let before { recorder?.withdraw(to: before, Self.withoutDetails) }
        return .nothing
    }

    /// Writes what a rule has in hand, read for its place.
    private mutating func write(_ subject: Subject, _ rule: Int) -> Outcome {
        switch subject {
        case .nothing: return missing(rule)
        case .failed(let reason): return unreadable(reason, rule)
        case .node(let node): return write(node: node, rule)
        case .value(let value):
            var reading = TypedReading(schema: plan.schema, context: context)
            switch reading.read(value, plan.rules[rule].reader) {
            case .value(let value):
                writer.value(value)
                if !reading.leftovers.isEmpty { recorder?.keep(reading.leftovers) }
                settle(.used, rule: rule)
                return .value
            case .nothing: return missing(rule)
            case .unreadable(let reason): return unreadable(reason, rule)
            }
        }
    }

    private mutating func write(node: Int, _ rule: Int) -> Outcome {
        if recorder != nil, document.kind(at: node).isContainer, plan.rules[rule].reader.isStructured {
            return copy(node: node, rule)
        }
        recorder?.touch(node)
        if QuickWriting.write(node, of: document, plan.rules[rule].reader, context, to: &writer) {
            settle(.used, rule: rule)
            return .value
        }
        return write(.value(JSONNode(document: document, index: node).value), rule)
    }

    /// As above, noting for each leaf of a structure whether it was taken.
    private mutating func copy(node: Int, _ rule: Int) -> Outcome {
        var reading = TypedReading(schema: plan.schema, context: context)
        let outcome = reading.read(JSONNode(document: document, index: node).value, plan.rules[rule].reader)
        for leaf in PayloadPlaces.leaves(below: node, of: input)
        where !reading.leftovers.contains(where: { $0.place.isPrefix(of: leaf.pointer) }) {
            recorder?.touch(leaf.node)
        }
        switch outcome {
        case .value(let value):
            writer.value(value)
            settle(.used, rule: rule)
            return .value
        case .nothing: return missing(rule)
        case .unreadable(let reason): return unreadable(reason, rule)
        }
    }

    /// A place that takes several values: every node, or the elements of the one array.
    private mutating func list(_ nodes: [Int], _ rule: Int) -> Outcome {
        guard case .list(let element, let max) = plan.rules[rule].reader else { return .nothing }
        var found: [Int] = []
        if nodes.count == 1, let only = nodes.first, document.kind(at: only) == .array {
            document.forEachElement(of: only) { found.append($0) }
        } else {
            found = nodes
        }
        var reading = TypedReading(schema: plan.schema, context: context)
        var values: [JSONValue] = []
        for node in found {
            recorder?.touch(node)
            switch reading.read(JSONNode(document: document, index: node).value, element) {
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

    private mutating func missing(_ rule: Int) -> Outcome {
        settle(saysSomething() ? Self.withoutPlace : .nothing, rule: rule)
        let rule = plan.rules[rule]
        switch rule.missing {
        case .omit: return .nothing
        case .use(let literal):
            writer.value(literal)
            return .value
        case .fail:
            problems.append(
                MappingProblem(
                    code: "missing",
                    rule: rule.pointer,
                    target: pointer(),
                    place: nil,
                    message: "Nothing was sent for \(pointer()), and the mapping requires it."
                )
            )
            return .nothing
        }
    }

    /// A known answer that the target has no value for ("Divers") yields nothing and is yet an answer.
    private static let withoutPlace = FateRecorder.Event.Outcome.unreadable(
        code: "ohne_zielwert",
        message: "Das Ziel hat keinen Wert für diese Angabe."
    )

    /// "selbstständig", where the target takes the kind only together with something about it.
    private static let withoutDetails = FateRecorder.Event.Outcome.unreadable(
        code: "ohne_angaben",
        message: "Die Antwort hat nur zusammen mit weiteren Angaben einen Platz im Ziel, und keine von ihnen liegt vor."
    )

    /// Whether what the running rule touched is more than a way of saying nothing ("k.A.").
    private func saysSomething() -> Bool {
        guard let pending = recorder?.pending else { return false }
        return pending.contains { node in
            guard !document.isBlank(at: node), let text = document.string(at: node) else { return false }
            return EnumerationReader([]).read(.string(text)) != .nothing
        }
    }

    private mutating func unreadable(_ reason: Unreadable, _ rule: Int) -> Outcome {
        let nodes = recorder?.pending ?? []
        settle(.unreadable(code: reason.code, message: reason.message), rule: rule)
        let rule = plan.rules[rule]
        switch rule.unreadable {
        case .omit: return .nothing
        case .use(let literal):
            writer.value(literal)
            return .value
        case .fail:
            let place = nodes.first.flatMap { PayloadPlaces.pointer(to: $0, in: input) }
            problems.append(
                MappingProblem(
                    code: reason.code,
                    rule: rule.pointer,
                    target: pointer(),
                    place: place,
                    message: reason.message
                )
            )
            return .nothing
        }
    }

    // MARK: Values on the way

    private mutating func source(of read: Plan.Read) -> Subject {
        if case .select(let selector, _) = plan.operations[read.from] { return node(selector, pick: read.pick) }
        return subject(read.from)
    }

    /// What a rule yields as a value, for a rule around it.
    private mutating func subject(_ position: Int) -> Subject {
        switch plan.operations[position] {
        case .literal(let literal):
            return .value(plan.literals[literal].value)
        case .select(let selector, _):
            return node(selector, pick: nil)
        case .read(let read, let rule):
            return value(of: plan.reads[read], rule)
        case .first(let operations, _):
            for alternative in operations {
                let subject = subject(plan.lists[alternative])
                if isSomething(subject) { return subject }
            }
            return .nothing
        case .join(let join, _):
            return joined(plan.joins[join])
        case .when(let condition, let then, let otherwise):
            let branch = holds(condition) ? then : otherwise
            return branch < 0 ? .nothing : subject(branch)
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

    private mutating func value(of read: Plan.Read, _ rule: Int) -> Subject {
        var subject = applied(read, to: source(of: read))
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
        case .failed:
            if case .use(let literal) = plan.rules[rule].unreadable { return .value(literal) }
        default: break
        }
        return subject
    }

    /// Whether the subject says something; touches it if so.
    private mutating func isSomething(_ subject: Subject) -> Bool {
        switch subject {
        case .nothing: false
        case .node(let node): !document.isBlank(at: node)
        case .value(let value): !Blank.isBlank(value)
        case .failed: true
        }
    }

    private mutating func applied(_ read: Plan.Read, to subject: Subject) -> Subject {
        guard !read.functions.isEmpty else { return subject }
        switch subject {
        case .node(let node):
            recorder?.touch(node)
            if let known = memory.result(of: read.identity, node) { return Subject(known) }
            let reading = apply(read.functions, to: JSONNode(document: document, index: node).value)
            if recorder != nil { memory.keep(reading, of: read.identity, node) }
            return Subject(reading)
        case .value(let made): return Subject(apply(read.functions, to: made))
        case .nothing, .failed: return subject
        }
    }

    private func apply(_ functions: [Plan.Function], to value: JSONValue) -> Reading {
        var value = value
        for function in functions {
            switch function.function.apply(value, arguments: function.arguments, context: context) {
            case .value(let next): value = next
            case let outcome: return outcome
            }
        }
        return .value(value)
    }

    /// Notes that a `$lookup` chose this template: `"Kauf"` alone is `{"@type": "KAUF"}`, whatever else it would hold.
    private mutating func choose(_ operation: Int) {
        guard case .object(let members, _) = plan.operations[operation] else { return }
        isChosen = members.contains { plan.members[$0].key.name == TypeUnion.discriminator }
    }

    private enum Found {
        case branch(Int)
        case nothing
        case failed(Unreadable)
    }

    private mutating func found(_ lookup: Plan.Lookup, _ subject: Subject) -> Found {
        var value: JSONValue
        switch subject {
        case .nothing: return .nothing
        case .failed(let reason): return .failed(reason)
        case .value(let made): value = made
        case .node(let node):
            recorder?.touch(node)
            if let operation = exact(lookup, node) { return .branch(operation) }
            value = JSONNode(document: document, index: node).value
        }
        if case .bool(let flag) = value { value = .string(flag ? "true" : "false") }
        if case .string(let text) = value, let operation = lookup.folded[folded(text)] { return .branch(operation) }
        switch TypedReading(schema: plan.schema, context: context).text(value) {
        case .value(.string(let text)):
            if let operation = lookup.folded[folded(text)] { return .branch(operation) }
            return .failed(Unreadable("nicht_in_liste", "Der Wert steht nicht in der Liste der Zuordnung."))
        case .value, .nothing: return .nothing
        case .unreadable(let reason): return .failed(reason)
        }
    }

    private func exact(_ lookup: Plan.Lookup, _ node: Int) -> Int? {
        guard document.kind(at: node) == .string else { return nil }
        return document.withUTF8(at: node) { text in
            for branch in lookup.exact where branch.text.count == text.count && branch.text.elementsEqual(text) {
                return branch.operation
            }
            return nil
        }
    }

    private mutating func joined(_ join: Plan.Join) -> Subject {
        var texts: [String] = []
        for position in join.operations {
            switch textual(subject(plan.lists[position])) {
            case .value(.string(let text)): texts.append(text)
            case .failed(let reason): return .failed(reason)
            default: break
            }
        }
        return texts.isEmpty ? .nothing : .value(.string(texts.joined(separator: join.separator)))
    }

    /// The subject as clean text.
    private mutating func textual(_ subject: Subject) -> Subject {
        let value: JSONValue
        switch subject {
        case .nothing, .failed: return subject
        case .value(let made): value = made
        case .node(let node):
            recorder?.touch(node)
            value = JSONNode(document: document, index: node).value
        }
        switch TypedReading(schema: plan.schema, context: context).text(value) {
        case .value(let text): return .value(text)
        case .nothing: return .nothing
        case .unreadable(let reason): return .failed(reason)
        }
    }

    /// `$when`: something other than `false` and blank.
    private mutating func holds(_ condition: Int) -> Bool {
        if case .select(let selector, _) = plan.operations[condition] {
            var holds = false
            for node in nodes(selector) {
                recorder?.touch(node)
                if !document.isBlank(at: node), document.bool(at: node) != false { holds = true }
            }
            return holds
        }
        let subject = subject(condition)
        switch subject {
        case .nothing, .failed: return false
        case .node(let node):
            recorder?.touch(node)
            return !document.isBlank(at: node) && document.bool(at: node) != false
        case .value(let value): return !Blank.isBlank(value) && value != .bool(false)
        }
    }

    // MARK: Selecting

    private func nodes(_ selector: Int) -> [Int] {
        if let path = plan.paths[selector] { return resolve(path).map { [$0] } ?? [] }
        return SelectorEvaluation(input: input).nodes(plan.selectors[selector], from: element < 0 ? nil : element)
    }

    /// Follows a singular path.
    private func resolve(_ path: Plan.SingularPath) -> Int? {
        var index = path.part.map { input.parts[$0] } ?? element
        guard index >= 0 else { return nil }
        for step in path.steps {
            let next: Int?
            if let offset = plan.steps[step].index {
                next = document.element(offset < 0 ? document.count(at: index) + offset : offset, of: index)
            } else {
                next = document.member(plan.steps[step].key, of: index)
            }
            guard let next else { return nil }
            index = next
        }
        return index
    }

    /// The one node, or nothing if there is none or it is blank. Two nodes are never picked from in silence.
    private mutating func node(_ selector: Int, pick: Pick?) -> Subject {
        if let path = plan.paths[selector] {
            guard let node = resolve(path) else { return .nothing }
            return blankOrNode(node)
        }
        let nodes = nodes(selector)
        guard let first = nodes.first, let last = nodes.last else { return .nothing }
        switch pick {
        case .first: return blankOrNode(first)
        case .last: return blankOrNode(last)
        case nil where nodes.count == 1: return blankOrNode(first)
        case nil:
            for node in nodes { recorder?.touch(node) }
            return .failed(
                Unreadable("mehrere_werte", "Der Selektor findet \(nodes.count) Werte, wo einer möglich ist.")
            )
        }
    }

    private mutating func blankOrNode(_ node: Int) -> Subject {
        guard document.isBlank(at: node) else { return .node(node) }
        recorder?.touch(node)
        return .nothing
    }

    // MARK: Places

    private mutating func settle(_ outcome: FateRecorder.Event.Outcome, rule: Int?) {
        guard recorder != nil else { return }
        let target = recorder?.keepsDetail == true ? pointer() : JSONPointer.root
        let reading = recorder?.keepsDetail == true ? rule.map { plan.rules[$0].reader.name } ?? "" : ""
        recorder?.settle(outcome, target: target, reading: reading)
    }

    private func pointer() -> JSONPointer {
        JSONPointer(
            path.map { step in
                switch step {
                case .member(let position): plan.members[position].key.name
                case .index(let index): String(index)
                }
            }
        )
    }
}
