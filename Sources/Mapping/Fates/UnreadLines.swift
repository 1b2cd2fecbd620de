import JSON

/// The texts of `$unread`: what the customer sent that no rule read and nobody declared unused. What a rule looked at
/// and could not read is among them: nothing typed is lost.
struct UnreadLines {
    let plan: Plan
    let input: ComposedInput

    /// One line for each such value, `name: text`, in the payload's order; blank values say nothing and are left out.
    /// Names are those of ``FieldLabels``.
    func lines(of recorder: FateRecorder?) -> [String] {
        let leftovers = (recorder?.leftovers ?? []).map { part in
            "\(part.place.tokens.joined(separator: ".")): \(part.value.stringValue ?? part.value.text())"
        }
        return leftovers + lines(read: Set(recorder?.read ?? []))
    }

    private func lines(read: Set<Int>) -> [String] {
        let used = read.union(read.compactMap { input.replaced[$0] })
        let unused = DeclaredUnused(plan: plan, input: input)
        let leaves = PayloadPlaces.leaves(of: input)
        let unread = leaves.filter { leaf in
            !leaf.lineage.contains(where: used.contains) && unused.reason(for: leaf) == nil
                && !input.document.isBlank(at: leaf.node)
        }
        guard !unread.isEmpty else { return [] }
        // What the sender's form adds and other leads of the post are no fields of this lead.
        let fields = leaves.filter { [nil, .declared].contains(unused.reason(for: $0)) }
        let names = FieldNames(input: input, form: plan.form)
        let labels = FieldLabels(of: unread, among: fields, names: names.names, input: input)
        return unread.map { leaf in
            let label = labels.label(of: leaf)
            let text = text(at: names.options[leaf.node] ?? leaf.node)
            return label.isEmpty ? text : "\(label): \(text)"
        }
    }

    private func text(at node: Int) -> String {
        input.document.withUTF8(at: node) { String(decoding: $0, as: UTF8.self) }
    }
}

/// What needs no reading: declared by the mapping, or part of the form's structure.
struct DeclaredUnused {
    private let declared: Set<Int>
    private let structure: Set<Int>
    private let otherLeads: Set<Int>

    init(plan: Plan, input: ComposedInput) {
        let evaluation = SelectorEvaluation(input: input)
        declared = Set(plan.unused.flatMap { evaluation.nodes($0) })
        structure = input.structure
        otherLeads = input.otherLeads
    }

    /// Why the leaf is unused on purpose; nil if it is not.
    func reason(for leaf: PayloadPlaces.Leaf) -> Fate.Cause? {
        if leaf.lineage.contains(where: declared.contains) { return .declared }
        if leaf.lineage.contains(where: otherLeads.contains) { return .otherLead }
        return leaf.lineage.contains(where: structure.contains) ? .formStructure : nil
    }
}
