import JSON
import MappingLanguage

/// Fields of the form that do not fit the mapping's rules, as far as the file alone proves it: a field that the described form
/// never has, a name given to a field that no rule reads, an `$.item` where the post is one lead.
///
/// What a sender's form really holds only its posts can say; that is the business of tests and of drift notices.
struct FormFieldCheck {
    let content: MappingFile.Content
    let log: FindingLog

    func check() {
        let selectors = SelectorWalk.selectors(in: content.document)
        items(selectors)
        undivided(selectors)
        fields(selectors)
        names(selectors)
    }

    /// `$.item` is there only if `leads` says which nodes are leads.
    private func items(_ selectors: [SelectorWalk.Found]) {
        guard content.leads == nil else { return }
        if let form = content.form, let preset = form.preset, form.readsItem {
            log.add(
                .missingSetting,
                at: ["form"],
                "The preset \"\(preset)\" reads one lead of several, and the mapping does not say which nodes are leads.",
                advice: "Add \"leads\", as the preset's description in mappings/REFERENCE.md says."
            )
            return
        }
        for found in selectors where found.selector.part == .item {
            log.add(
                .unknownInput,
                at: found.pointer,
                "There is no $.item: the mapping has no \"leads\".",
                advice: "Add \"leads\", or read $.payload."
            )
        }
    }

    /// Of several leads each has its own fields; what comes from around them may stand beside those.
    private func undivided(_ selectors: [SelectorWalk.Found]) {
        guard content.leads != nil, let form = content.form, !form.parts.isEmpty, !form.readsItem,
            selectors.contains(where: { $0.selector.part == .form })
        else { return }
        log.add(
            .undividedForm,
            at: ["form"],
            "The form is made of the whole post, so each of its leads would have the fields of all.",
            advice: form.preset.map {
                "The preset \"\($0)\" is for posts of one lead. Write \"members\": \"$.item\" in its place, beside \"names\"."
            }
        )
    }

    /// A form that is described field by field has these fields and no others.
    private func fields(_ selectors: [SelectorWalk.Found]) {
        guard let form = content.form, let known = form.closedNames else { return }
        for found in selectors {
            // What an extended file reads besides is simply missing.
            guard let field = found.selector.field, !known.contains(field),
                log.files.first?.holds(found.pointer) != false
            else { continue }
            log.add(
                .unknownField,
                at: found.pointer,
                "The form never has the field \"\(field)\".",
                advice: FindingLog.advice(for: field, among: known, otherwise: "Fields: \(FindingLog.some(known)).")
            )
        }
    }

    /// A name is given for a rule to read it, and so is what an answer means.
    private func names(_ selectors: [SelectorWalk.Found]) {
        guard let form = content.form, !form.names.isEmpty || !form.answers.isEmpty else { return }
        let read = (selectors.map(\.selector) + content.unused).filter { $0.part == .form }
        // One that selects among all fields may read any of them.
        guard !read.contains(where: { $0.field == nil }) else { return }
        let known = Set(read.compactMap(\.field))
        let named = form.names.map { ("names", $0.name) } + form.answers.keys.sorted().map { ("answers", $0) }
        for (member, name) in named where !known.contains(name) {
            log.add(
                .unknownField,
                at: ["form", member, name],
                atKey: true,
                "No rule reads the field \"\(name)\".",
                advice: FindingLog.advice(
                    for: name,
                    among: known.sorted(),
                    otherwise: "Correct the name. If only a source reads it, declare \"$.form.\(name)\" in \"unused\"."
                )
            )
        }
    }
}

extension FormDescription {
    /// All names of fields, if the description lists them one by one; nil if the sender decides them.
    fileprivate var closedNames: [String]? {
        var found: [String] = []
        for part in parts {
            guard case .fields(let fields) = part.shape else { return nil }
            found += fields.map(\.name)
        }
        return found + names.map(\.name)
    }

    /// Whether fields come from `$.item`.
    fileprivate var readsItem: Bool {
        parts.contains { part in
            switch part.shape {
            case .list(let list): list.elements.part == .item
            case .members(let selector, _), .json(let selector, _): selector.part == .item
            case .fields(let fields): fields.contains { $0.values.contains { $0.part == .item } }
            }
        }
    }
}
