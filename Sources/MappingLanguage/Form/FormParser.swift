import GermanValues
import JSON

/// Reads `form` of a mapping file: a preset's name or a description.
struct FormParser {
    let log: FindingLog
    /// Whether the mapping takes several leads out of a post: then plain fields are those of the lead.
    var readsItems = false

    func form(_ value: JSONValue, at pointer: JSONPointer) -> FormDescription? {
        switch value {
        case .string(let name):
            if let preset = FormPresets.named(name) { return preset }
            log.add(
                .unknownPreset,
                at: pointer,
                "There is no form preset \"\(name)\".",
                advice: FindingLog.advice(
                    for: name,
                    among: FormPresets.names,
                    otherwise: "Presets: \(FindingLog.some(FormPresets.names, limit: 40))."
                )
            )
            return nil
        case .object(let object):
            if object["preset"] != nil { return named(object, at: pointer) }
            if object["names"] ?? object["answers"] != nil, object["parts"] == nil { return plain(object, at: pointer) }
            if object["parts"] != nil { return parts(object, at: pointer, preset: nil) }
            return part(value, at: pointer).map { FormDescription(parts: [$0], unused: [], preset: nil) }
        case .array(let values):
            let parts = values.enumerated().compactMap { part($1, at: pointer.appending($0)) }
            return FormDescription(parts: parts, unused: [], preset: nil)
        default:
            log.add(
                .wrongKind,
                at: pointer,
                "\"form\" takes a preset's name or a description, not \(value.kindName)."
            )
            return nil
        }
    }

    /// `{"names": {"nachname": "last_name"}}`: plain fields of the payload, or of the lead among several, under the sender's own
    /// names.
    private func plain(_ object: JSONObject, at pointer: JSONPointer) -> FormDescription? {
        let reader = SettingsReader(object, at: pointer, log: log)
        var shape = JSONObject(
            object.members.filter { !["names", "answers", "description"].contains($0.key) }.map { ($0.key, $0.value) }
        )
        if shape.isEmpty { shape["members"] = readsItems ? "$.item" : "$.payload" }
        guard let part = part(.object(shape), at: pointer) else { return nil }
        var description = FormDescription(parts: [part], unused: [], preset: nil)
        description.names = names(reader)
        description.answers = answers(reader)
        return description
    }

    /// `{"vorhaben": {"Haus suchen | Wohnung suchen": "Kauf"}}`: answers of the sender, and how a rule reads them.
    private func answers(_ reader: SettingsReader) -> [String: [String: String]] {
        guard let fields = reader.objectReader("answers") else { return [:] }
        var found: [String: [String: String]] = [:]
        for name in fields.object.keys {
            guard let answers = fields.objectReader(name) else { continue }
            for answer in answers.object.keys {
                guard let meaning = answers.string(answer) else { continue }
                for spelling in answer.spellings {
                    let key = folded(spelling)
                    found[name, default: [:]][key] = meaning
                    found[name, default: [:]][squeezed(key)] = meaning
                }
            }
        }
        return found
    }

    private func names(_ reader: SettingsReader) -> [(name: String, fields: [FormField])] {
        guard let names = reader.objectReader("names") else { return [] }
        return names.object.keys.map { name in
            (name: name, fields: (names.strings(name) ?? []).compactMap { field($0, at: names.place(name)) })
        }
    }

    /// `{"preset": "meta", "names": {"nachname": "full_name"}}`: a vendor's shape with the sender's own names of fields.
    private func named(_ object: JSONObject, at pointer: JSONPointer) -> FormDescription? {
        let reader = SettingsReader(object, at: pointer, log: log)
        reader.refuseUnknown(["preset", "names", "answers", "description"], what: "A form with a preset")
        guard let preset = object["preset"], case .string = preset else {
            log.add(.wrongKind, at: reader.place("preset"), "\"preset\" takes the name of a preset.")
            return nil
        }
        guard var description = form(preset, at: reader.place("preset")) else { return nil }
        description.names = names(reader)
        description.answers = answers(reader)
        return description
    }

    /// `"city"`, a field, or `"$.form.adresse.city"`, a part of the field `adresse`.
    private func field(_ text: String, at pointer: JSONPointer) -> FormField? {
        guard Selector.isSelector(text) else { return FormField(name: text) }
        guard let selector = Selector.parse(text, at: pointer, insideEach: false, log: log) else { return nil }
        guard let field = selector.field, let steps = selector.steps else {
            log.add(
                .invalidForm,
                at: pointer,
                "\"\(text)\" is no part of a field.",
                advice: "Write a field's name, or $.form.name.part for a part of it."
            )
            return nil
        }
        return FormField(name: field, steps: Array(steps.dropFirst(2)))
    }

    /// `{"parts": […], "unused": […], "technical": […], "test": […], "ignore": […]}`.
    func parts(_ object: JSONObject, at pointer: JSONPointer, preset: String?) -> FormDescription {
        let reader = SettingsReader(object, at: pointer, log: log)
        reader.refuseUnknown(
            ["parts", "unused", "technical", "test", "ignore", "description"],
            what: "A form description"
        )
        var parts: [FormPart] = []
        if case .array(let values)? = object["parts"] {
            parts = values.enumerated().compactMap { part($1, at: reader.place("parts").appending($0)) }
        }
        var form = FormDescription(parts: parts, unused: selectors("unused", reader, relative: false), preset: preset)
        form.technical = reader.strings("technical") ?? []
        form.tests = selectors("test", reader, relative: false)
        form.ignored = selectors("ignore", reader, relative: false)
        return form
    }

    private func part(_ value: JSONValue, at pointer: JSONPointer) -> FormPart? {
        guard let reader = SettingsReader(value, at: pointer, what: "A form description", log: log) else { return nil }
        reader.refuseUnknown(
            [
                "list", "key", "value", "also", "label", "structure", "options", "grid", "join", "members", "json",
                "entities",
                "fields", "when", "unless", "unwrap",
            ],
            what: "A form description"
        )
        guard let shape = shape(reader) else { return nil }
        return FormPart(
            shape: shape,
            when: selector("when", reader, relative: false),
            unless: selector("unless", reader, relative: false),
            unwraps: reader.bool("unwrap") ?? false
        )
    }

    private func shape(_ reader: SettingsReader) -> FormPart.Shape? {
        if reader.object["list"] != nil {
            guard let elements = selector("list", reader, relative: false) else { return nil }
            let keys = selectors("key", reader, relative: true)
            let values = selectors("value", reader, relative: true)
            let join = join(reader)
            guard !values.isEmpty, !keys.isEmpty || join != nil else {
                log.add(.invalidForm, at: reader.pointer, "A list needs \"key\" and \"value\".")
                return nil
            }
            return .list(
                ListShape(
                    elements: elements,
                    keys: keys,
                    values: values,
                    also: selectors("also", reader, relative: true),
                    label: selectors("label", reader, relative: true),
                    structure: selectors("structure", reader, relative: true),
                    grid: grid(reader),
                    options: options(reader),
                    join: join
                )
            )
        }
        if reader.object["members"] != nil {
            let values = selectors("value", reader, relative: true)
            return selector("members", reader, relative: false).map { .members($0, values: values) }
        }
        if reader.object["json"] != nil {
            let decodesEntities = reader.bool("entities") ?? false
            return selector("json", reader, relative: false).map { .json($0, decodesEntities: decodesEntities) }
        }
        if let fields = reader.objectReader("fields") {
            return .fields(fields.object.keys.map { (name: $0, values: selectors($0, fields, relative: false)) })
        }
        log.add(
            .invalidForm,
            at: reader.pointer,
            "The description names no shape.",
            advice: "Write one of \"list\", \"members\", \"json\", \"fields\"."
        )
        return nil
    }

    private func options(_ reader: SettingsReader) -> OptionShape? {
        guard let options = reader.objectReader("options") else { return nil }
        options.refuseUnknown(["list", "id", "text"], what: "\"options\"")
        guard let elements = selector("list", options, relative: true),
            let id = selector("id", options, relative: true), let text = selector("text", options, relative: true)
        else {
            log.add(.invalidForm, at: options.pointer, "\"options\" needs \"list\", \"id\" and \"text\".")
            return nil
        }
        return OptionShape(elements: elements, id: id, text: text)
    }

    private func grid(_ reader: SettingsReader) -> GridShape? {
        guard let grid = reader.objectReader("grid") else { return nil }
        grid.refuseUnknown(["rows", "columns", "id", "text"], what: "\"grid\"")
        guard let rows = selector("rows", grid, relative: true),
            let columns = selector("columns", grid, relative: true),
            let id = selector("id", grid, relative: true), let text = selector("text", grid, relative: true)
        else {
            log.add(.invalidForm, at: grid.pointer, "\"grid\" needs \"rows\", \"columns\", \"id\" and \"text\".")
            return nil
        }
        return GridShape(rows: rows, columns: columns, id: id, text: text)
    }

    private func join(_ reader: SettingsReader) -> JoinShape? {
        guard let join = reader.objectReader("join") else { return nil }
        join.refuseUnknown(["list", "this", "that", "key", "nested", "label", "options"], what: "\"join\"")
        let keys = selectors("key", join, relative: true)
        guard let elements = selector("list", join, relative: false),
            let this = selector("this", join, relative: true), let that = selector("that", join, relative: true),
            !keys.isEmpty
        else {
            log.add(.invalidForm, at: join.pointer, "\"join\" needs \"list\", \"this\", \"that\" and \"key\".")
            return nil
        }
        return JoinShape(
            elements: elements,
            this: this,
            that: that,
            keys: keys,
            nested: selector("nested", join, relative: true),
            label: selectors("label", join, relative: true),
            options: options(join)
        )
    }

    private func selector(_ name: String, _ reader: SettingsReader, relative: Bool) -> Selector? {
        selectors(name, reader, relative: relative).first
    }

    private func selectors(_ name: String, _ reader: SettingsReader, relative: Bool) -> [Selector] {
        (reader.strings(name) ?? []).compactMap { text in
            let parsed = Selector.parse(text, at: reader.place(name), insideEach: relative, log: log)
            if parsed?.part == .form, name != "unused" {
                log.add(
                    .invalidForm,
                    at: reader.place(name),
                    "The form cannot be made from \"\(text)\", the form itself.",
                    advice: "Start with $.payload or $.item."
                )
                return nil
            }
            return parsed
        }
    }
}
