import JSON
import MappingLanguage

/// The names that nodes of the payload have in the form, and the texts of the options whose ids the payload holds.
struct FieldNames {
    /// By node: what the mapping calls the field, else the question, else its own name; `E-Mail` rather than `fields.5.value`.
    private(set) var names: [Int: String] = [:]
    /// By the node of an option's id: the node of its text. The id says nothing to a reader.
    let options: [Int: Int]

    /// - Parameter form: the mapping's, whose `names` go first.
    init(input: ComposedInput, form: FormDescription?) {
        options = Dictionary(input.replaced.map { ($0.value, $0.key) }) { first, _ in first }
        let root = input.parts[.form]
        guard root >= 0, root != input.parts[.payload] else { return }
        let given = Set(form?.names.map(\.name) ?? [])
        var names: [Int: String] = [:]
        input.document.forEachMember(of: root) { name, value in
            guard let name = input.document.string(at: name) else { return }
            if names[value] == nil || given.contains(name) { names[value] = name }
        }
        // A field with several values is an array of the form, its elements are nodes of the payload.
        input.document.forEachMember(of: root) { name, value in
            guard let name = input.document.string(at: name) else { return }
            let shown = given.contains(name) ? name : input.labels[value] ?? name
            input.document.forEachElement(of: value) { element in
                if names[element] == nil || given.contains(name) { names[element] = shown }
            }
        }
        for (node, label) in input.labels where names[node].map({ !given.contains($0) }) ?? true { names[node] = label }
        for (id, text) in options where names[id] == nil { names[id] = names[text] }
        self.names = names
    }
}
