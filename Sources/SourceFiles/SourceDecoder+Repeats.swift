import JSON
import JSONPath
import MappingLanguage

/// How posts about one lead or one case are known.
extension SourceDecoder {
    /// Selectors that find at most one value each.
    private static func key(_ reader: SettingsReader, of what: String) -> [Selector]? {
        guard let texts = reader.strings("key"), !texts.isEmpty else {
            reader.log.add(
                .missingSetting,
                at: reader.pointer,
                "\"\(what)\" names no key.",
                advice: "Add \"key\"."
            )
            return nil
        }
        let place = reader.place("key")
        let selectors = texts.compactMap { text -> Selector? in
            guard let parsed = Selector.parse(text, at: place, insideEach: false, log: reader.log) else { return nil }
            if !parsed.query.isSingular {
                reader.log.add(.selectorNotSingular, at: place, "\"\(text)\" can find several values.")
            }
            return parsed
        }
        return selectors.count == texts.count ? selectors : nil
    }

    static func duplicates(_ reader: SettingsReader) -> DuplicateRule? {
        guard let rule = reader.objectReader("duplicates") else { return nil }
        rule.refuseUnknown(["key", "window", "differs", "mapping"], what: "\"duplicates\"")
        let differs = rule.choice("differs", DuplicateRule.Difference.self) ?? .keep
        let mapping = rule.filledString("mapping")
        switch (differs, mapping) {
        case (.followUp, nil) where rule.object["mapping"] == nil:
            rule.log.add(
                .missingSetting,
                at: rule.pointer,
                "\"duplicates\" does not say how a follow-up is mapped.",
                advice: "Add \"mapping\": the name of a mapping to a target that changes cases."
            )
        case (.keep, _?), (.new, _?), (.supersede, _?):
            rule.log.add(
                .invalidSetting,
                at: rule.place("mapping"),
                "\"mapping\" is for follow-ups, and there are none.",
                advice: "Write \"differs\": \"follow-up\", or leave it out."
            )
        default: break
        }
        guard let key = key(rule, of: "duplicates") else { return nil }
        return DuplicateRule(
            key: key,
            windowSeconds: seconds("window", rule) ?? 90 * 86400,
            differs: differs,
            mapping: mapping
        )
    }

    static func caseRule(_ reader: SettingsReader, source: String) -> CaseRule? {
        guard let rule = reader.objectReader("case") else { return nil }
        rule.refuseUnknown(["group", "key"], what: "\"case\"")
        guard let key = key(rule, of: "case") else { return nil }
        let group = rule.filledString("group") ?? source
        if !FileName.isValid(group) {
            rule.log.add(
                .invalidSetting,
                at: rule.place("group"),
                "\"\(group)\" cannot be the name of a group.",
                advice: "Use lower-case letters, digits, hyphens, underscores and dots, at most 64."
            )
        }
        return CaseRule(group: group, key: key)
    }
}
