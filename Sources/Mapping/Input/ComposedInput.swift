import JSON
import JSONPath

/// The input document as one mapping sees it: with its `item` and its `form`.
struct ComposedInput: Sendable {
    let document: JSONDocument
    let parts: InputParts
    /// Payload nodes whose leaves are the form's structure (labels, ids, types), not what a customer typed.
    var structure: Set<Int> = []
    /// Texts of the payload that hold JSON, and the node that was parsed from each.
    var expanded: [Int: Int] = [:]
    /// Payload nodes that another node stands for: option ids that were replaced by the option's text.
    var replaced: [Int: Int] = [:]

    /// The node a part starts at.
    func root(of part: InputPart) -> JSONNode? {
        let index = parts[part]
        return index < 0 ? nil : JSONNode(document: document, index: index)
    }

    var root: JSONNode { document.root }
}

extension LeadInput {
    /// Adds what the mapping makes of the payload.
    func composed(form: FormDescription?, leads: Selector?) -> ComposedInput {
        guard form != nil || leads != nil else {
            // Without a description the form is the payload, if that is an object.
            var parts = parts
            if base.kind(at: parts[.payload]) == .object { parts[.form] = parts[.payload] }
            return ComposedInput(document: base, parts: parts)
        }
        var parts = parts
        var builder = prefix
        if let leads {
            let nodes = SelectorEvaluation(input: ComposedInput(document: base, parts: parts)).nodes(leads)
            let wanted = item ?? 0
            if nodes.indices.contains(wanted) {
                builder.key(InputPart.item.rawValue)
                builder.appendAlias(to: nodes[wanted])
                // The alias is resolved on the way; selectors start from the element itself.
                parts[.item] = nodes[wanted]
            }
        }
        guard let form else {
            if base.kind(at: parts[.payload]) == .object { parts[.form] = parts[.payload] }
            builder.endObject()
            return ComposedInput(document: builder.finish(), parts: parts)
        }
        var snapshot = builder
        snapshot.endObject()
        var composer = FormComposer(
            input: ComposedInput(document: snapshot.finish(), parts: parts),
            builder: builder,
            form: form
        )
        return composer.compose()
    }
}

/// Runs selectors on an input document.
struct SelectorEvaluation {
    let input: ComposedInput

    /// The nodes' indexes, in order. A query that is too expensive finds nothing.
    func nodes(_ selector: Selector, from element: Int? = nil) -> [Int] {
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
