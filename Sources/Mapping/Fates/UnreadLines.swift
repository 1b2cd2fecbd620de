import JSON
import MappingLanguage

/// The texts of `$unread`: what the customer sent that no rule read and nobody declared unused. What a rule looked at
/// and could not read is among them: nothing typed is lost.
struct UnreadLines {
    let plan: Plan
    let input: ComposedInput
    /// The nodes that the mapping declares unused.
    let unused: [Int]

    init(plan: Plan, input: ComposedInput, unused: [Int]) {
        self.plan = plan
        self.input = input
        self.unused = unused
    }

    init(plan: Plan, input: ComposedInput) {
        let evaluation = SelectorEvaluation(input: input)
        self.init(plan: plan, input: input, unused: plan.unused.flatMap { evaluation.nodes($0) })
    }

    /// One line for each such value, `name: text`, in the payload's order; blank values say nothing and are left out.
    /// Names are those of ``FieldLabels``.
    func lines(of record: FateRecord) -> [String] {
        let leftovers = lines(of: record.leftovers)
        let marks = NodeMarks(of: input, unused: unused, readIn: record)
        // Of most leads everything is read, which is seen without a walk.
        guard !marks.areAllDone(of: input) else { return leftovers }
        return leftovers + (quickLines(marks, record) ?? lines(marks, record))
    }

    /// What had no place of values that were read, each called by its field: `telefon_2.weitere`.
    private func lines(of leftovers: [FateRecord.Leftover]) -> [String] {
        guard !leftovers.isEmpty else { return [] }
        let names = FieldNames(input: input, plan: plan)
        return leftovers.map { part in
            let field =
                part.node < 0
                ? nil : names.name(of: part.node) ?? PayloadPlaces.pointer(to: part.node, in: input)?.tokens.last
            let label = ((field.map { [$0] } ?? []) + part.place.tokens).joined(separator: ".")
            return "\(label): \(part.value.stringValue ?? part.value.text())"
        }
    }

    /// The lines of what a walk through all of the payload finds.
    func lines(_ marks: NodeMarks, _ record: FateRecord) -> [String] {
        var walk = UnreadWalk(input: input, marks: marks)
        walk.walk()
        guard !walk.unread.isEmpty else { return [] }
        let repeated = RepeatedName(among: walk.unread.map(\.node), of: record, plan, input: input) {
            marks.texts(of: input)
        }
        let unread = walk.unread.filter { !repeated.repeats($0.node) }
        guard !unread.isEmpty else { return [] }
        let names = FieldNames(input: input, plan: plan)
        let labels = FieldLabels(of: unread, names: names, input: input, declared: self.unused)
        return zip(unread, labels.labels).map { leaf, label in
            let node = names.options[leaf.node] ?? leaf.node
            let parts = record.remainders[node] ?? record.rests[node]
            let text = parts?.joined(separator: ", ") ?? text(at: node)
            return label.isEmpty ? text : "\(label): \(text)"
        }
    }

    /// The same lines, where all that nobody read stands right in the payload and is called by its own name, as in most forms;
    /// `nil` for any other.
    func quickLines(_ marks: NodeMarks, _ record: FateRecord) -> [String]? {
        let (payload, query) = (input.parts[.payload], input.parts[.query])
        guard input.isAsSent, record.remainders.isEmpty, record.rests.isEmpty, !marks.isDone(payload) else {
            return nil
        }
        return input.document.withView { view in
            guard view.kind(at: payload) == .object, query < 0 || view.count(at: query) == 0,
                !UploadedFile.isFile(payload, input)
            else { return nil }
            var unread: [(name: Int, node: Int)] = []
            unread.reserveCapacity(16)
            var isFlat = true
            view.forEachMember(of: payload) { name, _, node in
                if marks.isDone(node) { return }
                if view.kind(at: node).isContainer {
                    isFlat = false
                } else if !view.isBlank(at: node) {
                    unread.append((name, node))
                }
            }
            guard isFlat else { return nil }
            let repeated = RepeatedName(among: unread.map(\.node), of: record, plan, input: input) {
                marks.texts(of: input)
            }
            return unread.compactMap { name, node in
                repeated.repeats(node) ? nil : Self.line(view.text(at: name), view.text(at: node))
            }
        }
    }

    private static func line(_ label: UnsafeBufferPointer<UInt8>, _ text: UnsafeBufferPointer<UInt8>) -> String {
        if label.isEmpty { return String(decoding: text, as: UTF8.self) }
        return String(unsafeUninitializedCapacity: label.count + 2 + text.count) { line in
            let end = line.initialize(fromContentsOf: label)
            line.initializeElement(at: end, to: UInt8(ascii: ":"))
            line.initializeElement(at: end + 1, to: UInt8(ascii: " "))
            return line[(end + 2)...].initialize(fromContentsOf: text)
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
    private let structure: NodeSet
    private let technical: NodeSet
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
        guard leaf.lineage.first == input.parts[.query], let name = leaf.pointer.tokens.first?.dropFirst() else {
            return false
        }
        return TrackingParameters.all.contains { $0.name == name }
    }
}

/// An uploaded file as decoding a form leaves it: `{"filename", "contentType", "size"}`. Its name is what the field holds.
enum UploadedFile {
    /// Whether a leaf is the type or the size of a file.
    static func describes(_ leaf: PayloadPlaces.Leaf, in input: ComposedInput) -> Bool {
        guard let name = leaf.pointer.tokens.last, describing.contains(where: { $0.name == name }) else { return false }
        return isFile(leaf, input)
    }

    /// The members of a file that describe it.
    static let describing: [JSONKey] = ["contentType", "size"]

    /// Whether a leaf is the name of a file.
    static func names(_ leaf: PayloadPlaces.Leaf, in input: ComposedInput) -> Bool {
        leaf.pointer.tokens.last == "filename" && isFile(leaf, input)
    }

    private static func isFile(_ leaf: PayloadPlaces.Leaf, _ input: ComposedInput) -> Bool {
        leaf.lineage.dropLast().last.map { isFile($0, input) } ?? false
    }

    /// Whether a value is a file.
    static func isFile(_ parent: Int, _ input: ComposedInput) -> Bool {
        guard input.document.count(at: parent) == 3 else { return false }
        return input.document.member("filename", of: parent) != nil
            && input.document.member("contentType", of: parent) != nil
            && input.document.member("size", of: parent) != nil
    }
}
