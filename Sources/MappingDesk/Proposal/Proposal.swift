package import JSON
import Mapping

/// A mapping that a post itself suggests: whose form it is, and which of its fields is which of the standard vocabulary.
///
/// Names are matched by their words, values by what they look like and by whether the rule that reads the standard's field can
/// read them. Nothing of a value is in a proposal: only names, and what kind of thing stands there.
package struct Proposal: Sendable {
    /// A field that was recognised.
    package struct Match: Sendable, Hashable {
        /// What the mapping's rules call it.
        package let name: String
        /// What the form calls it, as `names` of a mapping writes it.
        package let field: String
        /// From 0.5, a guess, to 1, the standard's own name.
        package let confidence: Double
        /// Why, in a few words.
        package let reason: String
    }

    /// A field that goes to the notes until somebody says what it is.
    package struct Open: Sendable, Hashable {
        package let field: String
        /// What its value looks like: "a text".
        package let look: String
        /// What somebody should know of it; empty for nothing.
        package let remark: String
    }

    /// The preset of the form; nil for plain fields.
    package let preset: String?
    /// The description of a form that no preset knows; nil for plain fields.
    package let shape: JSONObject?
    /// What selects the leads of a post that carries several.
    package let leads: String?
    /// In the form's order.
    package let matches: [Match]
    package let open: [Open]

    /// Below this nothing is proposed.
    static let threshold = 0.5
    /// What a match is at most that somebody has to look at.
    static let unsure = 0.6

    /// Makes a proposal for a post.
    ///
    /// - Parameters:
    ///   - rules: what the new mapping extends, without a form: its rules say which fields there are, and values are tried
    ///     with them.
    ///   - preset: the form's preset, where somebody knows it.
    ///   - known: its shape, where the file says it already.
    init(for input: LeadInput, rules: Mapping, preset: String?, shape known: PostShape? = nil) {
        let form = FormRecognition(input, named: preset, shape: known)
        let fields = PostField.all(of: form.input, preset: form.preset)
        let vocabulary = Vocabulary(rules)
        let reader = TrialReader(rules: rules, receivedAt: input.receivedAt)
        let candidates = Candidates(fields: fields, vocabulary: vocabulary, reader: reader)
        let chosen = candidates.chosen()
        self.preset = form.preset
        shape = form.shape
        leads = form.leads
        matches = fields.indices.compactMap { chosen[$0]?.match }
        let parted = Set(fields.indices.compactMap { chosen[$0] != nil ? fields[$0].whole : nil })
        let whole = Set(
            fields.indices.compactMap { chosen[$0] != nil && fields[$0].whole == nil ? fields[$0].names[0] : nil }
        )
        open = fields.indices.compactMap { index in
            let field = fields[index]
            guard chosen[index] == nil, !field.isBlank || field.whole == nil else { return nil }
            // Of an object either its parts are told of or the whole.
            if let parent = field.whole { guard parted.contains(parent), !whole.contains(parent) else { return nil } }
            if field.whole == nil, parted.contains(field.names[0]) { return nil }
            return Open(
                field: field.written[0],
                look: ValueLook(field.value).rawValue,
                remark: candidates.remark(on: index, chosen)
            )
        }
    }

    // MARK: As a mapping file

    /// The mapping file: new, or a file that is there with what it lacks.
    ///
    /// - Parameters:
    ///   - standard: what a new file extends.
    ///   - schema: the editor's schema for it.
    ///   - existing: the file that is there; what it says itself stays.
    package func file(extending standard: String, schema: String, description: String, existing: JSONObject? = nil)
        -> JSONValue
    {
        var file =
            existing ?? ["$schema": .string(schema), "description": .string(description), "extends": .string(standard)]
        if let leads, file["leads"] == nil { file["leads"] = .string(leads) }
        var (ownPreset, ownNames): (JSONValue?, JSONObject) = (nil, [:])
        var ownShape: JSONObject = [:]
        switch file["form"] {
        case .string(let name)?: ownPreset = .string(name)
        case .object(let object)?:
            (ownPreset, ownNames) = (object["preset"], object["names"]?.objectValue ?? [:])
            ownShape = JSONObject(object.members.filter { $0.key != "names" }.map { ($0.key, $0.value) })
        default: break
        }
        var names = ownNames
        let named = Set(
            ownNames.flatMap { $0.value.arrayValue?.compactMap(\.stringValue) ?? [$0.value.stringValue ?? ""] }
        )
        for match in matches
        where names[match.name] == nil && match.name != match.field && !named.contains(match.field) {
            names[match.name] = .string(match.field)
        }
        var form = ownShape
        if let preset = ownPreset ?? preset.map(JSONValue.string) {
            form["preset"] = preset
        } else if let shape, !PostShape.kinds.contains(where: { form[$0] != nil }) {
            form = JSONObject(shape.members.map { ($0.key, $0.value) } + form.members.map { ($0.key, $0.value) })
        }
        if !names.isEmpty { form["names"] = .object(names) }
        if !form.isEmpty { file["form"] = form.count == 1 ? ownPresetAlone(form) : .object(form) }
        return .object(file)
    }

    /// A preset without names is written as its name.
    private func ownPresetAlone(_ form: JSONObject) -> JSONValue { form["preset"] ?? .object(form) }
}
