package import JSON
import JSONPath
package import MappingLanguage

/// The input document as one mapping sees it: with its `item` and its `form`.
package struct ComposedInput: Sendable {
    package let document: JSONDocument
    package let parts: InputParts
    /// Payload nodes whose leaves are the form's structure (labels, ids, types), not what a customer typed.
    package var structure: Set<Int> = []
    /// The other leads of the same post: no value of theirs may get into this lead.
    package var otherLeads: Set<Int> = []
    /// Texts of the payload that hold JSON, and the node that was parsed from each.
    package var expanded: [Int: Int] = [:]
    /// Payload nodes that another node stands for: option ids that were replaced by the option's text.
    package var replaced: [Int: Int] = [:]
    /// What people call a node's field, where that is not its name: the question.
    package var labels: [Int: String] = [:]
    /// Fields that the vendor adds: technical by their names.
    package var technical: Set<Int> = []

    /// The node a part starts at.
    package func root(of part: InputPart) -> JSONNode? {
        let index = parts[part]
        return index < 0 ? nil : JSONNode(document: document, index: index)
    }

    package var root: JSONNode { document.root }
}

extension LeadInput {
    /// Adds what the mapping makes of the payload.
    package func composed(form: FormDescription?, leads: Selector?) -> ComposedInput {
        var parts = parts
        guard form != nil || leads != nil || hasQuery else {
            parts[.form] = parts[.payload]
            return ComposedInput(document: base, parts: parts)
        }
        var builder = prefix
        var otherLeads: Set<Int> = []
        let nodes = leads.map { items($0) } ?? []
        if let wanted = nodes.dropFirst(item ?? 0).first {
            otherLeads = Set(nodes).subtracting([wanted])
            builder.key(InputPart.item.rawValue)
            builder.appendAlias(to: wanted)
            // Whoever reaches an alias gets what it stands for; selectors start there at once.
            parts[.item] = wanted
        }
        guard form != nil || hasQuery else {
            builder.key(LeadInput.Names.form)
            builder.appendAlias(to: parts[.payload])
            builder.endObject()
            parts[.form] = parts[.payload]
            return ComposedInput(document: builder.finish(), parts: parts, otherLeads: otherLeads)
        }
        var snapshot = builder
        snapshot.endObject()
        var composer = FormComposer(
            input: ComposedInput(document: snapshot.finish(), parts: parts, otherLeads: otherLeads),
            builder: builder,
            form: form ?? FormPresets.plain
        )
        return composer.compose()
    }

    /// The nodes that a mapping's `leads` selects.
    package func items(_ leads: Selector) -> [Int] {
        var parts = parts
        parts[.form] = parts[.payload]
        return SelectorEvaluation(input: ComposedInput(document: base, parts: parts)).nodes(leads)
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
        if let steps = selector.steps { return singular(selector, steps, from: element).map { [$0] } ?? [] }
        let document = input.document
        let current = element.map { JSONNode(document: document, index: $0) }
        return ((try? selector.query.nodes(root: document.root, current: current)) ?? []).map(\.index)
    }

    /// The one node of a singular selector.
    func singular(_ selector: Selector, _ steps: [Selector.Step], from element: Int?) -> Int? {
        let document = input.document
        var steps = steps[...]
        var index: Int
        if let part = selector.part {
            index = input.parts[part]
            steps = steps.dropFirst()
        } else {
            index = element ?? -1
        }
        guard index >= 0 else { return nil }
        for step in steps {
            let next: Int?
            switch step {
            case .name(let key): next = document.member(key, of: index)
            case .index(let offset):
                next = document.element(offset < 0 ? document.count(at: index) + offset : offset, of: index)
            }
            guard let next else { return nil }
            index = next
        }
        return index
    }
}
