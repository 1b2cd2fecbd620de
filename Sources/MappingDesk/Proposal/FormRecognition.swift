import JSON
import Mapping
import MappingLanguage

/// Finds out by its shape which vendor's form a post is.
///
/// Each preset says where a vendor puts the answers and what it adds around them. The one that accounts for all of a post, and
/// knows most of what is around the answers, made it; where none does, or two know as much, the post's members are its fields.
struct FormRecognition {
    /// The preset; nil for plain fields.
    let preset: String?
    /// The description of a form that no preset knows; nil for the post's members.
    let shape: JSONObject?
    /// What selects the leads of a post that carries several; nil for one lead.
    let leads: String?
    /// The post as a mapping with them sees it.
    let input: ComposedInput

    /// - Parameters:
    ///   - named: the preset that somebody says it is.
    ///   - known: the shape that the mapping has for it.
    init(_ input: LeadInput, named: String? = nil, shape known: PostShape? = nil) {
        if let known {
            (preset, shape, leads) = (nil, known.form, known.leads)
            self.input =
                Candidate(preset: nil, leads: known.leads, shape: known.description).composed(input) ?? input.plain
            return
        }
        var best: (fit: Fit, candidate: Candidate)?
        var isTied = false
        let candidates = named.map { [Candidate(preset: $0, leads: Self.leads[$0])] } ?? Self.candidates
        for candidate in candidates {
            guard let composed = candidate.composed(input) else { continue }
            let fit = Fit(composed)
            guard named != nil || fit.isPossible else { continue }
            if let known = best?.fit, known.score >= fit.score {
                isTied = isTied || known.score == fit.score
                continue
            }
            best = (fit, candidate)
            isTied = false
        }
        let candidate = isTied ? nil : best?.candidate
        preset = candidate?.preset
        if let candidate, let composed = candidate.composed(input) {
            (shape, leads, self.input) = (nil, candidate.leads, composed)
            return
        }
        let found = PostShape(of: input.payload.value)
        shape = found.form.isEmpty ? nil : found.form
        leads = found.leads
        self.input =
            Candidate(preset: nil, leads: leads, shape: found.description).composed(input) ?? input.plain
    }

    /// How well a preset accounts for a post.
    private struct Fit {
        /// Values that the preset calls the form's, less twice those that it has no place for.
        let score: Int
        let isPossible: Bool

        init(_ input: ComposedInput) {
            let document = input.document
            var members: Set<Int> = []
            document.forEachMember(of: input.parts[.payload]) { _, value in members.insert(value) }
            var fields: Set<Int> = []
            var isShaped = false
            document.forEachMember(of: input.parts[.form]) { _, value in
                fields.insert(value)
                document.forEachElement(of: value) { fields.insert($0) }
                isShaped = isShaped || !members.contains(value)
            }
            let around = input.structure.union(input.technical).union(input.otherLeads)
            var (answers, known, unknown) = (0, 0, 0)
            for leaf in PayloadPlaces.leaves(of: input) {
                if leaf.lineage.contains(where: around.contains) {
                    known += 1
                } else if input.replaced[leaf.node] != nil || leaf.lineage.contains(where: fields.contains) {
                    answers += 1
                } else {
                    unknown += 1
                }
            }
            score = known - 2 * unknown
            // Plain members take every post: only what is around the answers tells whose it is.
            isPossible = answers > 0 && (isShaped || known >= 2) && unknown * 3 <= answers + known
        }
    }

    private struct Candidate {
        let preset: String?
        let leads: String?
        var shape: FormDescription?

        func composed(_ input: LeadInput) -> ComposedInput? {
            let form = shape ?? preset.flatMap(FormPresets.named)
            guard preset == nil || form != nil else { return nil }
            var selector: Selector?
            if let leads {
                selector = Selector.parse(leads, at: .root, insideEach: false, log: FindingLog([]))
                guard let selector, !input.items(selector).isEmpty else { return nil }
            }
            return input.composed(form: form ?? (leads == nil ? FormPresets.plain : nil), leads: selector)
        }
    }

    /// Presets of posts with several leads, and what selects these.
    static let leads = [
        "evocalize": "$.payload.leads[*]", "immoscout24": "$.payload.lead[*]",
        "openimmo-feedback": "$.payload.openimmo_feedback.objekt[*].interessent[*]",
        "openimmo-anfrage": "$.payload.openimmo_anfrage.objekt[*].interessent[*]",
    ]

    private static let candidates = FormPresets.names.map { Candidate(preset: $0, leads: leads[$0]) }
}

extension LeadInput {
    /// The input whose form is the payload.
    fileprivate var plain: ComposedInput { composed(form: nil, leads: nil) }
}
