import JSON
import MappingLanguage

/// What a mapping says of the sender's fields: other names for them, and what their answers mean.
extension FormComposer {
    /// Fields, and parts of fields, under the names that the mapping gives them: of several the first that says something, or
    /// the first if none does. What the mapping says goes before what the sender happens to call so: a form's own title may
    /// be `name`. As long as none of the fields that are meant says something, that counts.
    mutating func addNames(in document: JSONDocument) {
        let sent = fields
        for (name, candidates) in form.names {
            var found: [Field] = []
            for candidate in candidates {
                if let place = place(of: candidate.name) {
                    let field = place < sent.count ? sent[place].field : fields[place].field
                    if let part = Self.part(of: field, candidate.steps, in: document) { found.append(part) }
                } else if let part = dotted(candidate, in: document) {
                    found.append(part)
                }
            }
            let own = place(of: name)
            let telling = found.count < 2 && own == nil ? nil : found.first { Self.saysSomething($0, in: document) }
            if let own {
                if let telling { fields[own].field = telling }
            } else if let field = telling ?? found.first {
                append(name, field)
            }
        }
    }

    /// A nested value by what notes call it: `objekt.preis`, `kinder.2.alter`.
    private func dotted(_ field: FormField, in document: JSONDocument) -> Field? {
        let keys = field.name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard field.steps.isEmpty, keys.count > 1, let place = place(of: keys[0]),
            case .node(var node) = fields[place].field
        else { return nil }
        for key in keys.dropFirst() {
            let next =
                switch document.kind(at: node) {
                case .object: document.member(JSONKey(key), of: node)
                case .array: Int(key).flatMap { $0 > 0 ? document.element($0 - 1, of: node) : nil }
                default: nil as Int?
                }
            guard let next else { return nil }
            node = next
        }
        return .node(node)
    }

    private static func saysSomething(_ field: Field, in document: JSONDocument) -> Bool {
        let nodes =
            switch field {
            case .node(let node): [node]
            case .nodes(let nodes): nodes
            }
        return nodes.contains { Blank.saysSomething(JSONNode(document: document, index: $0).value) }
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

    /// The texts that answers stand for of which the mapping says what they mean, beside the form, so that its fields can be
    /// aliases of them. An answer in a field without a meaning stays what it is.
    mutating func addMeanings(in document: JSONDocument) {
        guard !form.answers.isEmpty else { return }
        builder.key("form-answers")
        builder.beginArray()
        for (place, entry) in fields.enumerated() where form.answers[entry.name] != nil {
            var isKnown = false
            var nodes: [Int] = []
            for node in answers(of: entry.field, in: document) {
                guard let text = document.string(at: node).flatMap({ form.meaning(of: $0, in: entry.name) }) else {
                    nodes.append(node)
                    continue
                }
                isKnown = true
                notes.replaced[builder.nextIndex] = node
                nodes.append(builder.nextIndex)
                builder.append(text)
            }
            if isKnown { fields[place].field = nodes.count == 1 ? .node(nodes[0]) : .nodes(nodes) }
        }
        builder.endArray()
    }

    /// The nodes of a field's answers: the elements of a list, or the one that it is.
    private func answers(of field: Field, in document: JSONDocument) -> [Int] {
        switch field {
        case .nodes(let nodes): return nodes
        case .node(let node):
            guard document.kind(at: node) == .array else { return [node] }
            var elements: [Int] = []
            document.forEachElement(of: node) { elements.append($0) }
            return elements
        }
    }
}
