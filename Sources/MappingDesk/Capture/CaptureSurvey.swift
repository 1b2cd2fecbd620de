import JSON
import Mapping
import MappingLanguage

/// Looks at every value of a lead before a test is made of it: whose it is, how the mapping reads it, what became of it.
struct CaptureSurvey {
    /// One value of the lead.
    struct Subject {
        let part: InputPart
        /// Where in its part it stands.
        let place: JSONPointer
        let value: JSONValue
        /// What it stands for; nil: it stays.
        let role: StandIns.Role?
        /// What became of it; nil outside of the payload.
        let fate: Fate?

        var isReplaced: Bool { role != nil }
    }

    let subjects: [Subject]
    /// The answers that stay because the mapping knows them word by word.
    let kept: [String]
    /// The parts of the input that the mapping reads.
    let parts: Set<InputPart>

    private let input: ComposedInput
    /// Members of query and headers that nothing reads: they do not get into the test.
    private let unreadMembers: Set<Int>

    init(mapping: Mapping, input lead: LeadInput) {
        let plan = mapping.plan
        let input = lead.composed(form: plan.form, leads: plan.leads)
        let uses = ValueUses(mapping: mapping, input: input)
        let options = OptionReader(context: plan.context(of: lead), schema: mapping.schema)
        let form = FormStructure(form: plan.form, input: input)
        let fates = mapping.run(lead).report().fates
        var subjects: [Subject] = []
        var kept: [String] = []
        for (leaf, fate) in zip(PayloadPlaces.leaves(of: input), fates) {
            let own = leaf.lineage.flatMap { uses.byNode[$0] ?? [] }
            let isCopied = !own.isEmpty && uses.byNode[leaf.node] == nil && options.isTargetValue(fate.value)
            let isOption = isCopied || options.knows(fate, own) || (form.offers(fate.value) && !form.needs(leaf))
            if isOption, !kept.contains(fate.value.plainText) { kept.append(fate.value.plainText) }
            let stays = fate.isBlank || Self.isPlain(fate.value) || isOption || form.needs(leaf)
            let role = stays ? nil : RoleFinder(uses: own, fate: fate, place: fate.place, value: fate.value).role
            subjects.append(Subject(part: .payload, place: fate.place, value: fate.value, role: role, fate: fate))
        }
        var parts: Set<InputPart> = []
        var unread: Set<Int> = []
        for part in [InputPart.query, .headers, .source] {
            input.document.forEachMember(of: input.parts[part]) { _, member in
                let leaves = PayloadPlaces.leaves(below: member, of: input)
                let isRead = leaves.contains { $0.lineage.contains { uses.byNode[$0] != nil } }
                if isRead { parts.insert(part) } else { unread.insert(member) }
            }
            guard part != .source, parts.contains(part) else { continue }
            for leaf in PayloadPlaces.leaves(below: input.parts[part], of: input) {
                let own = leaf.lineage.flatMap { uses.byNode[$0] ?? [] }
                let value = JSONNode(document: input.document, index: leaf.node).value
                let stays = Blank.isBlank(value) || Self.isPlain(value) || own.contains { options.knows(value, $0) }
                let role = stays ? nil : RoleFinder(uses: own, fate: nil, place: leaf.pointer, value: value).role
                subjects.append(Subject(part: part, place: leaf.pointer, value: value, role: role, fate: nil))
            }
        }
        self.subjects = subjects
        self.kept = kept
        self.parts = parts
        self.input = input
        unreadMembers = unread
    }

    /// A part of the input with new values; of query and headers only what the mapping reads.
    func rebuilt(_ part: InputPart, with values: [JSONPointer: JSONValue]) -> JSONValue {
        PayloadRebuilder(input: input, dropping: unreadMembers, values: values).value(at: input.parts[part])
    }

    /// Yes and no are nobody's.
    private static func isPlain(_ value: JSONValue) -> Bool {
        switch value {
        case .null, .bool, .array, .object: true
        case .number: false
        case .string(let text): ["ja", "nein", "yes", "no", "on", "off", "true", "false"].contains(text.lowercased())
        }
    }
}

extension JSONValue {
    /// The text of a scalar, as a form would show it.
    var plainText: String { stringValue ?? text() }
}
