import JSON
import MappingLanguage

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
        return leftovers + lines(read: Set(recorder?.read ?? []), remainders: recorder?.remainders ?? [:])
    }

    /// - Parameter remainders: of texts with several answers, those that no rule asked for.
    private func lines(read: Set<Int>, remainders: [Int: [String]]) -> [String] {
        let asked = remainders.filter { $0.value.isEmpty }.map(\.key)
        let used = read.union(asked).union((read + asked).compactMap { input.replaced[$0] })
        let unused = DeclaredUnused(plan: plan, input: input)
        let leaves = PayloadPlaces.everything(of: input)
        let repeated = RepeatedName(used: leaves.filter { $0.lineage.contains(where: used.contains) }, input: input)
        let unread = leaves.filter { leaf in
            !leaf.lineage.contains(where: used.contains) && unused.reason(for: leaf) == nil
                && !input.document.isBlank(at: leaf.node) && !repeated.repeats(leaf)
        }
        guard !unread.isEmpty else { return [] }
        // What the sender's form adds and other leads of the post are no fields of this lead.
        let fields = leaves.filter { [nil, .declared].contains(unused.reason(for: $0)) }
        let names = FieldNames(input: input, form: plan.form)
        let labels = FieldLabels(of: unread, among: fields, names: names.names, input: input)
        return unread.map { leaf in
            let label = labels.label(of: leaf)
            let node = names.options[leaf.node] ?? leaf.node
            let text = remainders[node]?.joined(separator: ", ") ?? text(at: node)
            return label.isEmpty ? text : "\(label): \(text)"
        }
    }

    private func text(at node: Int) -> String {
        input.document.withUTF8(at: node) { String(decoding: $0, as: UTF8.self) }
    }
}

/// What needs no reading: declared by the mapping, or nothing that a customer typed.
struct DeclaredUnused {
    private let declared: Set<Int>
    private let otherLeads: Set<Int>
    private let structure: Set<Int>
    private let technical: Set<Int>
    private let input: ComposedInput

    init(plan: Plan, input: ComposedInput) {
        let evaluation = SelectorEvaluation(input: input)
        declared = Set(plan.unused.flatMap { evaluation.nodes($0) })
        otherLeads = input.otherLeads
        structure = input.structure
        technical = input.technical
        self.input = input
    }

    /// Why the leaf is unused on purpose; nil if it is not.
    func reason(for leaf: PayloadPlaces.Leaf) -> Fate.Cause? {
        if leaf.lineage.contains(where: declared.contains) { return .declared }
        if leaf.lineage.contains(where: otherLeads.contains) { return .otherLead }
        if leaf.lineage.contains(where: structure.contains) { return .formStructure }
        if leaf.lineage.contains(where: technical.contains) { return .technical }
        if UploadedFile.describes(leaf, in: input) { return .fileDescription }
        return isTracking(leaf) ? .tracking : nil
    }

    /// Campaign parameters of the address are kept with the lead, whether a rule reads them or not.
    private func isTracking(_ leaf: PayloadPlaces.Leaf) -> Bool {
        guard leaf.lineage.first == input.parts[.query], let name = leaf.pointer.tokens.last?.dropFirst() else {
            return false
        }
        return TrackingParameters.all.contains { $0.name == name }
    }
}

/// An uploaded file as decoding a form leaves it: `{"filename", "contentType", "size"}`. Its name is what the field holds.
enum UploadedFile {
    /// Whether a leaf is the type or the size of a file.
    static func describes(_ leaf: PayloadPlaces.Leaf, in input: ComposedInput) -> Bool {
        guard let name = leaf.pointer.tokens.last, name == "contentType" || name == "size" else { return false }
        return isFile(leaf, input)
    }

    /// Whether a leaf is the name of a file.
    static func names(_ leaf: PayloadPlaces.Leaf, in input: ComposedInput) -> Bool {
        leaf.pointer.tokens.last == "filename" && isFile(leaf, input)
    }

    private static func isFile(_ leaf: PayloadPlaces.Leaf, _ input: ComposedInput) -> Bool {
        guard let parent = leaf.lineage.dropLast().last, input.document.count(at: parent) == 3 else { return false }
        return input.document.member("filename", of: parent) != nil
            && input.document.member("contentType", of: parent) != nil
            && input.document.member("size", of: parent) != nil
    }
}
