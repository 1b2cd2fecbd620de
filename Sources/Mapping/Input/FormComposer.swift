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
    enum Field {
        case node(Int)
        case nodes([Int])
    }

    let evaluation: SelectorEvaluation
    let document: JSONDocument
    var builder: JSONDocumentBuilder
    let form: FormDescription
    private let parts: InputParts
    var notes: FormNotes
    var fields: [(name: String, field: Field)] = []
    /// Where in ``fields`` each name is.
    private var places: [KeyBytes: Int] = [:]
    private var known = NameFilter()
    /// The elements of the lists among the form's parts, by the part's place.
    private var elements: [Int: [Int]] = [:]
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
                guard let node = evaluation.first(selector) else { continue }
                guard let text = document.string(at: node) else {
                    // What came as JSON itself needs no reading.
                    if document.kind(at: node).isContainer { parsed[position] = node }
                    continue
                }
                guard
                    let index = parse(
                        Self.jsonText(text),
                        as: "form-text-\(position)",
                        decodesEntities: decodesEntities
                    )
                else { continue }
                parsed[position] = index
                notes.expanded[node] = index
            case .list(let list):
                let found = elements(of: list)
                elements[position] = found
                guard let grid = list.grid else { continue }
                for element in found { addCells(of: element, list, grid) }
            case .members, .fields: continue
            }
        }
        var snapshot = builder
        snapshot.endObject()
        let extended = snapshot.finish()
        for (position, part) in form.parts.enumerated() where applies(part) {
            switch part.shape {
            case .list(let list):
                self.list(list, elements[position] ?? [], unwraps: part.unwraps, in: extended)
            case .members(let selector, let values):
                for object in evaluation.nodes(selector) {
                    members(of: document.only(in: object), values, in: extended, unwraps: part.unwraps)
                }
            case .json:
                if let value = parsed[position] {
                    members(of: extended.only(in: value), [], in: extended, unwraps: part.unwraps)
                }
            case .fields(let described):
                for field in described {
                    guard let nodes = firstOf(field.values, from: nil) else { continue }
                    add(field.name, nodes, unwraps: part.unwraps, in: document)
                }
            }
        }
        addQuery()
        addNames(in: extended)
        addMeanings(in: extended)
        return finished()
    }

    /// The elements of a list; an object that stands where a list of such is meant is the only one.
    private func elements(of list: ListShape) -> [Int] {
        let nodes = evaluation.nodes(list.elements)
        guard nodes.contains(where: { !document.kind(at: $0).isContainer }), let whole = list.elements.whole,
            let only = evaluation.first(whole), document.kind(at: only) == .object,
            list.keys.contains(where: { evaluation.first($0, from: only).flatMap { name(at: $0) } != nil })
        else { return nodes }
        return [only]
    }

    /// The JSON text in a field: also of one that was encoded twice, or begins with a byte order mark.
    private static func jsonText(_ text: String) -> String {
        let bare = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
        guard bare.utf8.first(where: { $0 > 0x20 }) == 0x22, case .string(let inner)? = try? JSONValue.parse(bare)
        else {
            return bare
        }
        return inner
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
        for (name, value) in found {
            let known = place(of: name)
            if let known, case .node(let node) = fields[known].field, document.isBlank(at: node) {
                fields[known].field = .node(value)
            } else if known == nil {
                add(name, [value], unwraps: false, in: document)
            }
        }
    }

    private func applies(_ part: FormPart) -> Bool {
        if let when = part.when, evaluation.first(when) == nil { return false }
        if let unless = part.unless, evaluation.first(unless) != nil { return false }
        return true
    }

    func place(of name: String) -> Int? { known.mayContain(name) ? places[KeyBytes(name)] : nil }

    mutating func append(_ name: String, _ field: Field) {
        known.insert(name)
        places[KeyBytes(name)] = fields.count
        fields.append((name, field))
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
        for selector in form.unused { whole.forEach(selector) { notes.structure.insert($0) } }
        if !form.technical.isEmpty { notes.technical = technicalFields() }
        return ComposedInput(document: document, parts: parts, notes: notes)
    }

    /// The nodes of the fields whose names the description calls technical; `hs_*` and `*_count` are patterns.
    private func technicalFields() -> NodeSet {
        let beginnings = form.technical.filter { $0.hasSuffix("*") }.map { $0.dropLast() }
        let endings = form.technical.filter { $0.hasPrefix("*") }.map { $0.dropFirst() }
        let names = Set(form.technical)
        var found = NodeSet()
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
        document.forEachMember(of: object) { name, value in
            guard let name = document.string(at: name) else { return }
            if let nodes = values.isEmpty ? nil : firstOf(values, from: value) {
                add(name, nodes, unwraps: unwraps, in: document)
            } else {
                add(name, node: value, unwraps: unwraps, in: document)
            }
        }
    }

    mutating func add(_ name: String, _ nodes: [Int], unwraps: Bool, in document: JSONDocument) {
        if nodes.count == 1 { return add(name, node: nodes[0], unwraps: unwraps, in: document) }
        guard !name.isEmpty, place(of: name) == nil else { return }
        append(name, .nodes(nodes))
    }

    private mutating func add(_ name: String, node: Int, unwraps: Bool, in document: JSONDocument) {
        guard !name.isEmpty, place(of: name) == nil else { return }
        if unwraps, document.kind(at: node) == .array, document.count(at: node) == 1,
            let only = document.element(0, of: node)
        {
            append(name, .node(only))
        } else {
            append(name, .node(node))
        }
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

    /// The name that a selector finds first in an element.
    func name(_ selector: Selector, of element: Int) -> String? {
        evaluation.first(selector, from: element).flatMap { name(at: $0) }
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
