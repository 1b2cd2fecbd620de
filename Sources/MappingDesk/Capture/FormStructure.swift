import JSON
import Mapping
import MappingLanguage

/// The parts of a form builder's post without which a preset does not find the answers: labels, ids and types of fields,
/// the texts of options, the form's definition. A sender of a form wrote them, no customer did.
///
/// What else a vendor adds (addresses, times, ids of the submission, a second copy of the answer) is not among them.
struct FormStructure {
    /// Needed with all they hold.
    private var needed: Set<Int> = []
    /// The texts in them: an answer that is one of them is an option of the form.
    private var texts: Set<String> = []

    init(form: FormDescription?, input: ComposedInput) {
        let evaluation = SelectorEvaluation(input: input)
        needed.formUnion(input.replaced.values)
        for part in form?.parts ?? [] {
            guard case .list(let list) = part.shape else { continue }
            if let join = list.join { needed.formUnion(evaluation.nodes(join.elements)) }
            let elements = evaluation.nodes(list.elements)
            for element in elements { need(list, element, evaluation) }
            // Elements that the part's filter leaves out stay left out by what names them.
            let all = Set(elements)
            for sibling in Self.siblings(of: all, input) where !all.contains(sibling) {
                need(list, sibling, evaluation)
            }
        }
        for leaf in PayloadPlaces.leaves(of: input) where needs(leaf) {
            if let text = input.document.string(at: leaf.node) { texts.insert(text) }
        }
    }

    /// Whether the form itself holds the value, so that no customer made it up.
    func offers(_ value: JSONValue) -> Bool { value.stringValue.map(texts.contains) ?? false }

    func needs(_ leaf: PayloadPlaces.Leaf) -> Bool { leaf.lineage.contains(where: needed.contains) }

    private mutating func need(_ list: ListShape, _ element: Int, _ evaluation: SelectorEvaluation) {
        for key in list.keys { needed.formUnion(evaluation.nodes(key, from: element)) }
        if let join = list.join { needed.formUnion(evaluation.nodes(join.this, from: element)) }
        if let options = list.options { needed.formUnion(evaluation.nodes(options.elements, from: element)) }
        if let grid = list.grid {
            needed.formUnion(evaluation.nodes(grid.rows, from: element) + evaluation.nodes(grid.columns, from: element))
        }
        let document = evaluation.input.document
        for name in ["type", "id", "key", "label", "title", "ref", "required"] as [JSONKey] {
            if let node = document.member(name, of: element), document.isScalar(node) { needed.insert(node) }
        }
    }

    /// The elements of the arrays that hold these.
    private static func siblings(of elements: Set<Int>, _ input: ComposedInput) -> [Int] {
        guard !elements.isEmpty else { return [] }
        var found: [Int] = []
        var stack = [input.parts[.payload]]
        while let node = stack.popLast() {
            var children: [Int] = []
            input.document.forEachElement(of: node) { children.append($0) }
            if children.contains(where: elements.contains) { found += children }
            input.document.forEachMember(of: node) { _, value in children.append(value) }
            stack += children
        }
        return found
    }
}

extension JSONDocument {
    fileprivate func isScalar(_ node: Int) -> Bool {
        switch kind(at: node) {
        case .array, .object: false
        case .null, .bool, .number, .string: true
        }
    }
}
