package import GermanValues
package import JSON
import JSONPath
package import Targets

/// Reads a mapping file: the JSON, what it extends, its settings and its templates.
package struct MappingFile {
    package static let members = [
        "$schema", "description", "target", "operation", "extends", "form", "missing", "unreadable", "locale",
        "document", "fragments", "leads", "case", "unused", "tests",
    ]

    /// What a mapping file says, parsed.
    package struct Content: Sendable {
        package let description: String?
        package let target: Target
        /// What happens with the document at a target that does several things with one; nil for the usual.
        package let operation: String?
        package let form: FormDescription?
        package let leads: Selector?
        /// Yields the number of the case that the document changes; nil where another lead's case is meant.
        package let caseNumber: Selector?
        package let missing: Policy
        package let unreadable: Policy
        package let locale: ReadingContext.Locale
        package let document: Template
        package let unused: [Selector]
        package let tests: [MappingTest]
    }

    /// The file with all it extends.
    package let merged: JSONValue
    /// The file itself, then what it extends.
    package let chain: [FileText]

    package init(merged: JSONValue, chain: [FileText]) {
        self.merged = merged
        self.chain = chain
    }

    package static func parse(_ file: FileText, log: FindingLog) -> JSONValue? {
        if let document = file.document { return document.root.value }
        guard file.isReadable(log) else { return nil }
        do {
            return try JSONValue.parse(file.bytes)
        } catch {
            log.add(
                Finding(
                    code: .jsonSyntax,
                    file: file.path,
                    pointer: .root,
                    line: error.line,
                    column: error.column,
                    message: error.message,
                    advice: FindingCode.jsonSyntax.description.advice
                )
            )
            return nil
        }
    }

    /// Follows `extends` and merges (RFC 7396), the file's own members last. `description`, `tests` and `$schema` belong
    /// to one file and are not taken over; `unused` adds to that of the extended file, and `null` takes it away.
    ///
    /// - Parameter others: every mapping file by name.
    package static func merge(name: String, files others: [String: FileText], log: FindingLog) -> MappingFile? {
        guard let own = others[name], let value = parse(own, log: log) else { return nil }
        var chain = [own]
        var values = [value]
        var names = [name]
        var current = value
        while let extended = current["extends"] {
            guard case .string(let next) = extended else {
                log.add(.wrongKind, at: ["extends"], "\"extends\" takes a mapping's name, not \(extended.kindName).")
                return nil
            }
            guard !names.contains(next) else {
                log.add(
                    .extendsCircle,
                    at: ["extends"],
                    "The mapping extends itself: \((names + [next]).joined(separator: " → "))."
                )
                return nil
            }
            guard let file = others[next] else {
                log.add(
                    .unknownMapping,
                    at: ["extends"],
                    "There is no mapping \"\(next)\".",
                    advice: FindingLog.advice(
                        for: next,
                        among: others.keys.sorted(),
                        otherwise: FindingCode.unknownMapping.description.advice
                    )
                )
                return nil
            }
            guard let base = file.document?.root.value else {
                log.add(.mappingRejected, at: ["extends"], "The mapping \"\(next)\" is not JSON.")
                return nil
            }
            names.append(next)
            chain.append(file)
            values.append(base)
            current = base
        }
        var merged = JSONValue.object(JSONObject())
        for (position, value) in values.enumerated().reversed() {
            guard case .object(var object) = value else {
                log.add(.wrongKind, at: .root, "A mapping file must be an object, not \(value.kindName).")
                return nil
            }
            object.removeValue(forKey: "extends")
            if position > 0 {
                for member in ["$schema", "description", "tests"] { object.removeValue(forKey: member) }
            }
            if case .array(let own)? = object["unused"], case .array(let extended)? = merged["unused"] {
                object["unused"] = .array(own + extended.filter { !own.contains($0) })
            }
            merged = merged.mergePatched(with: .object(object))
        }
        return MappingFile(merged: merged, chain: chain)
    }

    /// The file's settings and templates; nil if it is too broken to have any.
    package func content(log: FindingLog, targets: [String] = []) -> Content? {
        guard let reader = SettingsReader(merged, at: .root, what: "A mapping file", log: log) else { return nil }
        reader.refuseUnknown(Self.members, what: "A mapping file")
        let target = target(reader, among: targets)
        let templates = TemplateParser(log: log, fragments: reader.objectReader("fragments")?.object ?? JSONObject())
        templates.checkFragments()
        var form: FormDescription?
        if let value = reader.object["form"] {
            form = FormParser(log: log, readsItems: reader.object["leads"] != nil)
                .form(value, at: reader.place("form"))
        }
        guard let document = reader.object["document"] else {
            log.add(.missingSetting, at: .root, "The mapping has no \"document\".")
            return nil
        }
        switch document {
        case .object, .array: break
        default:
            log.add(.wrongKind, at: ["document"], "\"document\" must be an object or a list, not \(document.kindName).")
        }
        let content = Content(
            description: reader.string("description"),
            target: target ?? Target(rawValue: ""),
            operation: reader.string("operation"),
            form: form,
            leads: selector("leads", reader),
            caseNumber: caseNumber(reader),
            missing: policy("missing", reader, templates),
            unreadable: policy("unreadable", reader, templates),
            locale: locale(reader),
            document: templates.template(document, at: ["document"]),
            unused: (reader.strings("unused") ?? []).enumerated().compactMap { index, text in
                Selector.parse(text, at: reader.place("unused").appending(index), insideEach: false, log: log)
            },
            tests: MappingTest.parse(reader)
        )
        return target == nil ? nil : content
    }

    private func target(_ reader: SettingsReader, among targets: [String]) -> Target? {
        guard let name = reader.string("target") else {
            if reader.object["target"] == nil {
                reader.log.add(
                    .missingSetting,
                    at: .root,
                    "The mapping names no target.",
                    advice: "Targets: \(FindingLog.some(targets))."
                )
            }
            return nil
        }
        return Target(rawValue: name)
    }

    private func caseNumber(_ reader: SettingsReader) -> Selector? {
        guard let selector = selector("case", reader) else { return nil }
        guard selector.query.isSingular else {
            reader.log.add(
                .selectorNotSingular,
                at: reader.place("case"),
                "\"\(selector.text)\" can find several values."
            )
            return nil
        }
        return selector
    }

    private func policy(_ name: String, _ reader: SettingsReader, _ templates: TemplateParser) -> Policy {
        guard let value = reader.object[name] else {
            reader.log.add(.missingPolicy, at: .root, "The mapping does not say what \"\(name)\" means.")
            return .omit
        }
        return templates.policy(value, at: reader.place(name)) ?? .omit
    }

    private func locale(_ reader: SettingsReader) -> ReadingContext.Locale {
        reader.choice("locale", ReadingContext.Locale.self) ?? .de
    }

    private func selector(_ name: String, _ reader: SettingsReader) -> Selector? {
        reader.string(name).flatMap {
            Selector.parse($0, at: reader.place(name), insideEach: false, log: reader.log)
        }
    }
}
