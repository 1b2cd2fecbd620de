import JSON
import JSONPath
import MappingLanguage

/// Makes `$.form` for one lead: aliases of payload nodes by name.
///
/// A value used through the form is the payload's own node, so the fate of a payload leaf is known whichever way a
/// mapping reads it.
struct FormComposer {
    /// A field: one node, or several as an array.
    private enum Field {
        case node(Int)
        case nodes([Int])
    }

    private let evaluation: SelectorEvaluation
    private let document: JSONDocument
    private var builder: JSONDocumentBuilder
    private let form: FormDescription
    private var input: ComposedInput
    private var names: Set<KeyBytes> = []
    private var fields: [(name: String, field: Field)] = []

    init(input: ComposedInput, builder: JSONDocumentBuilder, form: FormDescription) {
        evaluation = SelectorEvaluation(input: input)
        document = input.document
        self.builder = builder
        self.form = form
        self.input = input
    }

    mutating func compose() -> ComposedInput {
        // Texts that hold JSON are parsed first, beside the form, so that the form's fields can be aliases of them.
        var parsed: [Int: Int] = [:]
        for (position, part) in form.parts.enumerated() {
            guard case .json(let selector) = part.shape, applies(part),
                let node = evaluation.nodes(selector).first, let text = document.string(at: node)
            else { continue }
            let name = "form-text-\(position)"
            var attempt = builder
            attempt.key(name)
            let index = attempt.nextIndex
            guard (try? attempt.append(parsing: Array(text.utf8))) != nil else { continue }
            builder = attempt
            parsed[position] = index
            input.expanded[node] = index
        }
        var snapshot = builder
        snapshot.endObject()
        let extended = snapshot.finish()
        for (position, part) in form.parts.enumerated() where applies(part) {
            switch part.shape {
            case .list(let list): self.list(list, unwraps: part.unwraps)
            case .members(let selector):
                for object in evaluation.nodes(selector) { members(of: object, in: extended, unwraps: part.unwraps) }
            case .json:
                if let object = parsed[position] { members(of: object, in: extended, unwraps: part.unwraps) }
            case .fields(let described):
                for field in described {
                    guard let nodes = firstOf(field.values, from: nil) else { continue }
                    add(field.name, nodes, unwraps: part.unwraps, in: document)
                }
            }
        }
        addNames(in: extended)
        return finished()
    }

    private func applies(_ part: FormPart) -> Bool {
        if let when = part.when, evaluation.nodes(when).isEmpty { return false }
        if let unless = part.unless, !evaluation.nodes(unless).isEmpty { return false }
        return true
    }

    /// Fields, and parts of fields, under the names that the mapping gives them besides their own.
    private mutating func addNames(in document: JSONDocument) {
        for (name, candidates) in form.names {
            let found = candidates.lazy.compactMap { [fields] candidate -> Field? in
                let field = fields.first { KeyBytes($0.name) == KeyBytes(candidate.name) }?.field
                return field.flatMap { Self.part(of: $0, candidate.steps, in: document) }
            }.first
            guard let found, names.insert(KeyBytes(name)).inserted else { continue }
            fields.append((name, found))
        }
    }

    private static func part(of field: Field, _ steps: [Selector.Step], in document: JSONDocument) -> Field? {
        guard !steps.isEmpty else { return field }
        guard case .node(var index) = field else { return nil }
        for step in steps {
            let next =
                switch step {
                case .name(let key): document.member(key, of: index)
                case .index(let offset):
                    document.element(offset < 0 ? document.count(at: index) + offset : offset, of: index)
                }
            guard let next else { return nil }
            index = next
        }
        return .node(index)
    }

    private mutating func finished() -> ComposedInput {
        builder.key(InputPart.form.rawValue)
        let index = builder.nextIndex
        builder.beginObject()
        for (name, field) in fields {
            builder.key(name)
            switch field {
            case .node(let node): builder.appendAlias(to: node)
            case .nodes(let nodes):
                builder.beginArray()
                for node in nodes { builder.appendAlias(to: node) }
                builder.endArray()
            }
        }
        builder.endObject()
        builder.endObject()
        var parts = input.parts
        parts[.form] = index
        var result = ComposedInput(document: builder.finish(), parts: parts)
        result.structure = input.structure
        result.otherLeads = input.otherLeads
        result.expanded = input.expanded
        result.replaced = input.replaced
        // What a preset declares unused may also be a field of the form just made.
        let whole = SelectorEvaluation(input: result)
        for selector in form.unused { result.structure.formUnion(whole.nodes(selector)) }
        return result
    }

    // MARK: Shapes

    private mutating func list(_ list: ListShape, unwraps: Bool) {
        for element in evaluation.nodes(list.elements) {
            var names = list.keys.flatMap { evaluation.nodes($0, from: element) }.compactMap(name(at:))
            if let join = list.join { names += joined(join, element) }
            guard let values = firstOf(list.values, from: element) else {
                // A question without an answer.
                if !names.isEmpty { input.structure.insert(element) }
                continue
            }
            let shown = list.options.map { texts(of: values, options: $0, element) } ?? values
            for name in names { add(name, shown, unwraps: unwraps, in: document) }
            // Whatever else the element holds describes the field.
            markStructure(of: element, except: Set(values))
        }
    }

    private mutating func members(of object: Int, in document: JSONDocument, unwraps: Bool) {
        var found: [(String, Int)] = []
        document.forEachMember(of: object) { name, value in
            if let name = document.string(at: name) { found.append((name, value)) }
        }
        for (name, value) in found { add(name, [value], unwraps: unwraps, in: document) }
    }

    private mutating func add(_ name: String, _ nodes: [Int], unwraps: Bool, in document: JSONDocument) {
        guard !name.isEmpty, names.insert(KeyBytes(name)).inserted else { return }
        guard nodes.count == 1, var node = nodes.first else {
            fields.append((name, .nodes(nodes)))
            return
        }
        if unwraps, document.kind(at: node) == .array, document.count(at: node) == 1,
            let only = document.element(0, of: node)
        {
            node = only
        }
        fields.append((name, .node(node)))
    }

    /// The nodes of the first selector that finds something.
    private func firstOf(_ selectors: [Selector], from element: Int?) -> [Int]? {
        for selector in selectors {
            let nodes = evaluation.nodes(selector, from: element)
            if !nodes.isEmpty { return nodes }
        }
        return nil
    }

    private func name(at node: Int) -> String? {
        switch document.kind(at: node) {
        case .string: document.string(at: node)
        case .number: document.number(at: node)?.text
        default: nil
        }
    }

    private func joined(_ join: JoinShape, _ element: Int) -> [String] {
        guard let wanted = evaluation.nodes(join.this, from: element).first.flatMap(name(at:)) else { return [] }
        for other in evaluation.nodes(join.elements) {
            guard let found = evaluation.nodes(join.that, from: other).first.flatMap(name(at:)), found == wanted else {
                continue
            }
            return join.keys.flatMap { evaluation.nodes($0, from: other) }.compactMap(name(at:))
        }
        return []
    }

    /// Option ids replaced by the nodes of their texts; an id without option stays.
    private mutating func texts(of values: [Int], options: OptionShape, _ element: Int) -> [Int] {
        var texts: [String: Int] = [:]
        for option in evaluation.nodes(options.elements, from: element) {
            guard let id = evaluation.nodes(options.id, from: option).first.flatMap(name(at:)),
                let text = evaluation.nodes(options.text, from: option).first
            else { continue }
            texts[id] = text
        }
        guard !texts.isEmpty else { return values }
        var shown: [Int] = []
        for value in values {
            var ids: [Int] = []
            if document.kind(at: value) == .array {
                document.forEachElement(of: value) { ids.append($0) }
            } else {
                ids = [value]
            }
            for id in ids {
                let text = name(at: id).flatMap { texts[$0] }
                if let text { input.replaced[text] = id }
                shown.append(text ?? id)
            }
        }
        return shown
    }

    private mutating func markStructure(of element: Int, except values: Set<Int>) {
        guard !values.contains(element) else { return }
        var stack = [element]
        while let node = stack.popLast() {
            if values.contains(node) { continue }
            let containsValue = values.contains { $0 > node && $0 < end(of: node) }
            guard containsValue else {
                input.structure.insert(node)
                continue
            }
            document.forEachMember(of: node) { _, value in stack.append(value) }
            document.forEachElement(of: node) { stack.append($0) }
        }
    }

    /// The first index behind the node's subtree. Parsed parts lie on the tape in text order.
    private func end(of node: Int) -> Int {
        var last = node
        document.forEachMember(of: node) { _, value in last = max(last, end(of: value) - 1) }
        document.forEachElement(of: node) { last = max(last, end(of: $0) - 1) }
        return last + 1
    }
}

/// A name compared by its bytes, as JSON names are; not by canonical equivalence.
struct KeyBytes: Hashable {
    private let bytes: [UInt8]
    init(_ text: String) { bytes = Array(text.utf8) }
}
