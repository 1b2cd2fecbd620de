import GermanValues
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

    let evaluation: SelectorEvaluation
    let document: JSONDocument
    var builder: JSONDocumentBuilder
    private let form: FormDescription
    private let parts: InputParts
    var notes: FormNotes
    private var names: Set<KeyBytes> = []
    private var fields: [(name: String, field: Field)] = []
    /// The rows of questions with a grid, by their elements.
    var cells: [Int: [(name: String, nodes: [Int])]] = [:]

    init(input: ComposedInput, otherLeads: Set<Int>, builder: JSONDocumentBuilder, form: FormDescription) {
        evaluation = SelectorEvaluation(input: input)
        document = input.document
        self.builder = builder
        self.form = form
        parts = input.parts
        notes = FormNotes(otherLeads: otherLeads)
    }

    mutating func compose() -> ComposedInput {
        // Texts that hold JSON are parsed first, beside the form, so that the form's fields can be aliases of them; the same
        // goes for the chosen columns of a grid, of which several rows may have the same.
        var parsed: [Int: Int] = [:]
        for (position, part) in form.parts.enumerated() where applies(part) {
            switch part.shape {
            case .json(let selector, let decodesEntities):
                guard let node = evaluation.nodes(selector).first, let text = document.string(at: node) else {
                    continue
                }
                guard let index = parse(text, as: "form-text-\(position)", decodesEntities: decodesEntities) else {
                    continue
                }
                parsed[position] = index
                notes.expanded[node] = index
            case .list(let list):
                guard let grid = list.grid else { continue }
                for element in evaluation.nodes(list.elements) { addCells(of: element, list, grid) }
            case .members, .fields: continue
            }
        }
        var snapshot = builder
        snapshot.endObject()
        let extended = snapshot.finish()
        for (position, part) in form.parts.enumerated() where applies(part) {
            switch part.shape {
            case .list(let list): self.list(list, unwraps: part.unwraps, in: extended)
            case .members(let selector, let values):
                for object in evaluation.nodes(selector) {
                    members(of: object, values, in: extended, unwraps: part.unwraps)
                }
            case .json:
                if let object = parsed[position] { members(of: object, [], in: extended, unwraps: part.unwraps) }
            case .fields(let described):
                for field in described {
                    guard let nodes = firstOf(field.values, from: nil) else { continue }
                    add(field.name, nodes, unwraps: part.unwraps, in: document)
                }
            }
        }
        addQuery()
        addNames(in: extended)
        return finished()
    }

    /// Parses a text beside the form; `nil` if it is no JSON.
    private mutating func parse(_ text: String, as name: String, decodesEntities: Bool) -> Int? {
        var attempt = builder
        attempt.key(name)
        let index = attempt.nextIndex
        if decodesEntities {
            guard let value = try? JSONValue.parse(text) else { return nil }
            attempt.append(value.decodingEntities)
        } else {
            guard (try? attempt.append(parsing: Array(text.utf8))) != nil else { return nil }
        }
        builder = attempt
        return index
    }

    /// What the address brings that the body does not say.
    private mutating func addQuery() {
        let query = parts[.query]
        guard query >= 0 else { return }
        var found: [(String, Int)] = []
        document.forEachMember(of: query) { name, value in
            if let name = document.string(at: name) { found.append((name, value)) }
        }
        guard !found.isEmpty else { return }
        let places = Dictionary(fields.enumerated().map { (KeyBytes($1.name), $0) }) { first, _ in first }
        for (name, value) in found {
            let known = places[KeyBytes(name)]
            if let known, case .node(let node) = fields[known].field, document.isBlank(at: node) {
                fields[known].field = .node(value)
            } else if known == nil {
                add(name, [value], unwraps: false, in: document)
            }
        }
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
        var parts = parts
        parts[.form] = index
        let document = builder.finish()
        // What a preset declares unused may also be a field of the form just made.
        let whole = SelectorEvaluation(input: ComposedInput(document: document, parts: parts))
        for selector in form.unused { notes.structure.formUnion(whole.nodes(selector)) }
        if !form.technical.isEmpty { notes.technical = technicalFields() }
        return ComposedInput(document: document, parts: parts, notes: notes)
    }

    /// The nodes of the fields whose names the description calls technical; `hs_*` and `*_count` are patterns.
    private func technicalFields() -> Set<Int> {
        let beginnings = form.technical.filter { $0.hasSuffix("*") }.map { $0.dropLast() }
        let endings = form.technical.filter { $0.hasPrefix("*") }.map { $0.dropFirst() }
        let names = Set(form.technical)
        var found: Set<Int> = []
        for (name, field) in fields {
            guard
                names.contains(name) || beginnings.contains(where: name.hasPrefix)
                    || endings.contains(where: name.hasSuffix)
            else { continue }
            switch field {
            case .node(let node): found.insert(node)
            case .nodes(let nodes): found.formUnion(nodes)
            }
        }
        return found
    }

    // MARK: Shapes

    private mutating func members(of object: Int, _ values: [Selector], in document: JSONDocument, unwraps: Bool) {
        var found: [(String, Int)] = []
        document.forEachMember(of: object) { name, value in
            if let name = document.string(at: name) { found.append((name, value)) }
        }
        for (name, value) in found {
            add(name, firstOf(values, from: value) ?? [value], unwraps: unwraps, in: document)
        }
    }

    mutating func add(_ name: String, _ nodes: [Int], unwraps: Bool, in document: JSONDocument) {
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
    func firstOf(_ selectors: [Selector], from element: Int?) -> [Int]? {
        for selector in selectors {
            let nodes = evaluation.nodes(selector, from: element)
            if !nodes.isEmpty { return nodes }
        }
        return nil
    }

    func name(at node: Int) -> String? {
        switch document.kind(at: node) {
        case .string: document.string(at: node)
        case .number: document.number(at: node)?.text
        default: nil
        }
    }

}

extension JSONValue {
    /// The value with the HTML character references in its texts decoded, as vendors encode what people typed.
    fileprivate var decodingEntities: JSONValue {
        switch self {
        case .string(let text): .string(TextDecoding.entities(text))
        case .array(let elements): .array(elements.map(\.decodingEntities))
        case .object(let object):
            .object(JSONObject(object.members.map { ($0.key, $0.value.decodingEntities) }))
        default: self
        }
    }
}
