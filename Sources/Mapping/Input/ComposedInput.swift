package import JSON
import JSONPath
package import MappingLanguage

/// The input document as one mapping sees it: with its `item` and its `form`.
package struct ComposedInput: Sendable {
    package let document: JSONDocument
    package let parts: InputParts
    /// Behind a reference, so that a lead of which nothing is noted copies none of it.
    private let notes: Notes?

    /// - Parameter notes: what was noted when its `form` was made; nil where that is the payload.
    package init(document: JSONDocument, parts: InputParts, notes: FormNotes? = nil) {
        self.document = document
        self.parts = parts
        self.notes = notes.map(Notes.init)
    }

    private final class Notes: Sendable {
        let form: FormNotes

        init(_ form: FormNotes) { self.form = form }
    }

    /// Whether its form is the payload, of which nothing else was made.
    var isAsSent: Bool { notes == nil && parts[.form] == parts[.payload] }

    /// See ``FormNotes/structure``.
    package var structure: NodeSet { notes?.form.structure ?? NodeSet() }
    /// See ``FormNotes/otherLeads``.
    package var otherLeads: Set<Int> { notes?.form.otherLeads ?? [] }
    /// See ``FormNotes/expanded``.
    package var expanded: [Int: Int] { notes?.form.expanded ?? [:] }
    /// See ``FormNotes/replaced``.
    package var replaced: [Int: Int] { notes?.form.replaced ?? [:] }
    /// See ``FormNotes/labels``.
    package var labels: [Int: String] { notes?.form.labels ?? [:] }
    /// See ``FormNotes/technical``.
    package var technical: NodeSet { notes?.form.technical ?? NodeSet() }

    /// The node a part starts at.
    package func root(of part: InputPart) -> JSONNode? {
        let index = parts[part]
        return index < 0 ? nil : JSONNode(document: document, index: index)
    }

    package var root: JSONNode { document.root }
}

extension LeadInput {
    /// The input without anything that a mapping makes of it: its form is the payload.
    var asSent: ComposedInput {
        var parts = parts
        parts[.form] = base.only(in: parts[.payload])
        return ComposedInput(document: base, parts: parts)
    }

    /// Adds what the mapping makes of the payload.
    package func composed(form: FormDescription?, leads: Selector?) -> ComposedInput {
        guard form != nil || leads != nil || hasQuery else { return asSent }
        var parts = parts
        var builder = prefix
        var otherLeads: Set<Int> = []
        // Without a description the fields are the payload's; of a lead among several they are its own.
        var fields = base.only(in: parts[.payload])
        let nodes = leads.map { items($0) } ?? []
        if let wanted = wanted(among: nodes) {
            otherLeads = Set(nodes).subtracting([wanted])
            builder.key(InputPart.item.rawValue)
            builder.appendAlias(to: wanted)
            // Whoever reaches an alias gets what it stands for; selectors start there at once.
            parts[.item] = wanted
            if base.kind(at: wanted) == .object { fields = wanted }
        }
        guard form != nil || hasQuery else {
            builder.key(LeadInput.Names.form)
            builder.appendAlias(to: fields)
            builder.endObject()
            parts[.form] = fields
            return ComposedInput(document: builder.finish(), parts: parts, notes: FormNotes(otherLeads: otherLeads))
        }
        var snapshot = builder
        snapshot.endObject()
        var composer = FormComposer(
            input: ComposedInput(document: snapshot.finish(), parts: parts),
            otherLeads: otherLeads,
            builder: builder,
            form: form ?? (fields == parts[.item] ? FormPresets.plainItem : FormPresets.plain)
        )
        return composer.compose()
    }

    /// The node that is this lead.
    private func wanted(among nodes: [Int]) -> Int? {
        guard let place else { return nodes.dropFirst(item ?? 0).first }
        return nodes.first { place.contains(self.place(of: $0).lowerBound) }
    }

    /// Where in the payload's text a node stands, counted from the payload's first character.
    package func place(of node: Int) -> Range<Int> {
        let start = payload.sourceBytes.lowerBound
        let bytes = base.sourceBytes(at: node)
        return bytes.lowerBound - start..<bytes.upperBound - start
    }

    /// The leads that a mapping's `leads` selects. Senders post one lead as an object and several as a list of them: where the
    /// elements of a list are meant and one of the members of an object is a value by itself, that object is the only lead.
    package func items(_ leads: Selector) -> [Int] {
        let evaluation = SelectorEvaluation(input: asSent)
        let nodes = evaluation.nodes(leads)
        guard nodes.contains(where: saysSomethingByItself), let whole = leads.whole,
            let only = evaluation.first(whole), base.kind(at: only) == .object
        else { return nodes }
        return [only]
    }

    /// Whether a node is a text, a number or a flag: nobody is one.
    private func saysSomethingByItself(_ node: Int) -> Bool {
        switch base.kind(at: node) {
        case .string, .number, .bool: true
        case .null, .array, .object: false
        }
    }
}

/// Runs selectors on an input document.
package struct SelectorEvaluation {
    package let input: ComposedInput

    package init(input: ComposedInput) {
        self.input = input
    }

    /// The nodes' indexes, in order. A query that is too expensive finds nothing.
    package func nodes(_ selector: Selector, from element: Int? = nil) -> [Int] {
        if selector.steps != nil { return singular(selector, from: element).map { [$0] } ?? [] }
        var budget = JSONPathBudget()
        let document = input.document
        let found = try? selector.query.indexes(
            in: document,
            root: document.rootIndex,
            current: element,
            budget: &budget
        )
        return found ?? []
    }

    /// Calls `body` with each node's index, in order: without a list of them where there is one at most.
    func forEach(_ selector: Selector, from element: Int? = nil, _ body: (Int) -> Void) {
        if selector.steps == nil {
            for node in nodes(selector, from: element) { body(node) }
        } else if let node = singular(selector, from: element) {
            body(node)
        }
    }

    /// The first node.
    func first(_ selector: Selector, from element: Int? = nil) -> Int? {
        selector.steps == nil ? nodes(selector, from: element).first : singular(selector, from: element)
    }

    /// The one node of a singular selector. The way from the root to a part is known.
    private func singular(_ selector: Selector, from element: Int?) -> Int? {
        let start = selector.part.map { input.parts[$0] } ?? element ?? -1
        guard start >= 0 else { return nil }
        return selector.query.singularIndex(
            in: input.document,
            from: start,
            beginningWith: selector.part == nil ? 0 : 1
        )
    }
}

extension JSONDocument {
    /// The object that is all a list holds; any other node itself. Make, n8n and others post a list of one for one lead.
    func only(in node: Int) -> Int {
        guard kind(at: node) == .array, count(at: node) == 1, let only = element(0, of: node), kind(at: only) == .object
        else { return node }
        return only
    }
}
