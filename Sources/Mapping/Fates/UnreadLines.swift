import JSON

/// The texts of `$unread`: what the customer sent that no rule read and nobody declared unused.
struct UnreadLines {
    let plan: Plan
    let input: ComposedInput

    /// One line for each such value, `name: text`, in the payload's order; blank values say nothing and are left out.
    func lines(touched: Set<Int>) -> [String] {
        let used = touched.union(touched.compactMap { input.replaced[$0] })
        let unused = DeclaredUnused(plan: plan, input: input)
        let names = fieldNames()
        return PayloadPlaces.leaves(of: input).compactMap { leaf in
            guard !leaf.lineage.contains(where: used.contains), unused.reason(for: leaf) == nil,
                !input.document.isBlank(at: leaf.node)
            else { return nil }
            let name = leaf.lineage.lazy.reversed().compactMap { names[$0] }.first
            let label = name ?? leaf.pointer.tokens.joined(separator: ".")
            return label.isEmpty ? text(leaf) : "\(label): \(text(leaf))"
        }
    }

    private func text(_ leaf: PayloadPlaces.Leaf) -> String {
        input.document.withUTF8(at: leaf.node) { String(decoding: $0, as: UTF8.self) }
    }

    /// Names that the form gives to nodes.
    private func fieldNames() -> [Int: String] {
        let form = input.parts[.form]
        guard form >= 0, form != input.parts[.payload] else { return [:] }
        var names: [Int: String] = [:]
        input.document.forEachMember(of: form) { name, value in
            if names[value] == nil { names[value] = input.document.string(at: name) }
        }
        for (text, id) in input.replaced where names[id] == nil { names[id] = names[text] }
        return names
    }
}

/// What needs no reading: declared by the mapping, or part of the form's structure.
struct DeclaredUnused {
    private let declared: Set<Int>
    private let structure: Set<Int>

    init(plan: Plan, input: ComposedInput) {
        let evaluation = SelectorEvaluation(input: input)
        declared = Set(plan.unused.flatMap { evaluation.nodes($0) })
        structure = input.structure
    }

    /// Why the leaf is unused on purpose; nil if it is not.
    func reason(for leaf: PayloadPlaces.Leaf) -> String? {
        if leaf.lineage.contains(where: declared.contains) { return "declared" }
        return leaf.lineage.contains(where: structure.contains) ? "form-structure" : nil
    }
}
