import JSON
import JSONPath
package import MappingLanguage
import Names
import Targets

/// Reads a source file strictly and says everything that is wrong with it.
package enum SourceDecoder {
    package static let members = [
        "$schema", "description", "mapping", "mode", "credential", "credentials", "attach", "attributes", "duplicates",
        "case", "callback", "identity", "respond", "limits", "origins", "charset", "methods", "ignore", "test",
        "enabled",
    ]

    /// The source, or nil if there are errors.
    ///
    /// - Parameter name: the file's name without `.json`.
    package static func decode(name: String, file: FileText) -> (source: Source?, findings: [Finding]) {
        let log = FindingLog([file])
        let source = decode(name: name, file: file, log: log)
        return (log.hasErrors ? nil : source, log.findings)
    }

    package static func decode(name: String, file: FileText, log: FindingLog) -> Source? {
        let root = JSONPointer.root
        guard let value = MappingFile.parse(file, log: log),
            let reader = SettingsReader(value, at: root, what: "A source file", log: log)
        else { return nil }
        reader.refuseUnknown(members, what: "A source file")
        if !FileName.isValid(name) {
            log.add(.fileName, at: root, "\"\(name)\" cannot be the name of a source.")
        }
        let mode = reader.choice("mode", DeliveryMode.self) ?? .test
        let mappings = mappings(reader)
        let credentials = credentials(reader, isTest: mode == .test, log: log)
        let attach = AttachmentsDecoder(log: log).attachments(reader.object["attach"], at: reader.place("attach"))
        let source = Source(
            name: SourceName(name),
            description: reader.string("description"),
            mappings: mappings,
            mode: mode,
            isEnabled: reader.bool("enabled") ?? true,
            credentials: credentials,
            attach: attach,
            attributes: attributes(reader),
            duplicates: duplicates(reader),
            case: caseRule(reader, source: name),
            callback: CallbackDecoder(isTest: mode == .test, log: log).callback(reader),
            identity: identity(reader),
            respond: respond(reader),
            limits: limits(reader),
            origins: origins(reader),
            charset: charset(reader),
            takesGET: takesGET(reader),
            ignored: conditions("ignore", reader),
            tests: conditions("test", reader),
            hash: ContentHash.of(value)
        )
        return mappings.isEmpty ? nil : source
    }

    private static func credentials(_ reader: SettingsReader, isTest: Bool, log: FindingLog) -> [Credential] {
        let name = reader.object["credentials"] == nil ? "credential" : "credentials"
        guard let value = reader.object[name] else {
            log.add(
                .missingSetting,
                at: reader.pointer,
                "The source names no credential.",
                advice: "Add \"credential\"; {\"scheme\": \"none\"} must be said."
            )
            return []
        }
        let decoder = CredentialDecoder(isTest: isTest, log: log)
        guard case .array(let list) = value else {
            return decoder.credential(value, at: reader.place(name)).map { [$0] } ?? []
        }
        return list.enumerated().compactMap { decoder.credential($1, at: reader.place(name).appending($0)) }
    }

    private static func attributes(_ reader: SettingsReader) -> JSONObject {
        reader.objectReader("attributes")?.object ?? JSONObject()
    }

    private static func mappings(_ reader: SettingsReader) -> [String] {
        guard reader.object["mapping"] != nil else {
            reader.log.add(
                .missingSetting,
                at: .root,
                "The source names no mapping.",
                advice: "Add \"mapping\"."
            )
            return []
        }
        guard let names = reader.strings("mapping") else { return [] }
        if names.isEmpty || names.contains(where: { $0.allSatisfy(\.isWhitespace) }) {
            reader.log.add(
                .invalidSetting,
                at: reader.place("mapping"),
                "\"mapping\" is empty.",
                advice: "Write the name of a mapping, or a list of names."
            )
            return []
        }
        for (index, name) in names.enumerated() where names[..<index].contains(name) {
            reader.log.add(
                .invalidSetting,
                at: reader.place("mapping").appending(index),
                "\"\(name)\" is named twice: every post would become the same lead twice."
            )
        }
        return names
    }

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

    private static func duplicates(_ reader: SettingsReader) -> DuplicateRule? {
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

    private static func caseRule(_ reader: SettingsReader, source: String) -> CaseRule? {
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

    private static func identity(_ reader: SettingsReader) -> String? {
        guard let name = reader.filledString("identity") else { return nil }
        guard FileName.isValid(name) else {
            reader.log.add(
                .invalidSetting,
                at: reader.place("identity"),
                "\"\(name)\" cannot be the name of an OAuth client.",
                advice: "Write the name that the gateway's settings give it."
            )
            return nil
        }
        return name
    }

    private static func respond(_ reader: SettingsReader) -> ResponseRule {
        guard let rule = reader.objectReader("respond") else { return .standard }
        rule.refuseUnknown(["status", "redirect", "wait", "undecodable"], what: "\"respond\"")
        var redirect = rule.filledString("redirect")
        if let address = redirect, !address.hasPrefix("https://"), !address.hasPrefix("http://") {
            rule.log.add(
                .invalidSetting,
                at: rule.place("redirect"),
                "\"\(address)\" is not a web address.",
                advice: "Write the whole address, with https://."
            )
            redirect = nil
        }
        var wait = seconds("wait", rule) ?? 0
        if wait > 30 {
            rule.log.add(
                .invalidSetting,
                at: rule.place("wait"),
                "A receipt cannot wait \(wait) seconds.",
                advice: "Write at most \"30s\"."
            )
            wait = 30
        }
        return ResponseRule(
            status: rule.integer("status", in: 200...299) ?? 200,
            redirect: redirect,
            waitSeconds: wait,
            undecodableStatus: rule.integer("undecodable", in: 200...499)
        )
    }

    private static func limits(_ reader: SettingsReader) -> SourceLimits {
        guard let rule = reader.objectReader("limits") else { return .standard }
        rule.refuseUnknown(["body", "perMinute", "dryRunsPerMinute"], what: "\"limits\"")
        var body = SourceLimits.standard.bodyBytes
        if let text = rule.string("body") {
            if let bytes = ByteCount.bytes(of: text), (1...SourceLimits.mostBodyBytes).contains(bytes) {
                body = bytes
            } else {
                rule.log.add(
                    .invalidSetting,
                    at: rule.place("body"),
                    "\"\(text)\" is not a size up to \(SourceLimits.mostBodyBytes >> 20) MiB, the most that is taken at all.",
                    advice: "Write a number with KiB or MiB, such as \"1MiB\"."
                )
            }
        }
        return SourceLimits(
            bodyBytes: body,
            perMinute: rule.integer("perMinute", in: 1...1_000_000),
            dryRunsPerMinute: rule.integer("dryRunsPerMinute", in: 1...1_000_000)
                ?? SourceLimits.standard.dryRunsPerMinute
        )
    }

    private static func origins(_ reader: SettingsReader) -> [String] {
        let origins = reader.strings("origins") ?? []
        for origin in origins where origin != "*" {
            let scheme = origin.hasPrefix("https://") || origin.hasPrefix("http://")
            if !scheme || origin.split(separator: "/", omittingEmptySubsequences: true).count != 2
                || origin.hasSuffix("/")
            {
                reader.log.add(
                    .invalidSetting,
                    at: reader.place("origins"),
                    "\"\(origin)\" is not an origin.",
                    advice: "Write scheme and host only, such as https://www.example.org."
                )
            }
        }
        return origins
    }

    private static func charset(_ reader: SettingsReader) -> String? {
        guard let label = reader.filledString("charset") else { return nil }
        let known = ["utf-8", "iso-8859-1", "iso-8859-15", "windows-1252"]
        guard known.contains(label.lowercased()) else {
            reader.log.add(
                .invalidSetting,
                at: reader.place("charset"),
                "\"\(label)\" is no character set that can be read.",
                advice: "Write one of \(known.joined(separator: ", "))."
            )
            return nil
        }
        return label.lowercased()
    }

    /// `"methods": ["POST", "GET"]`: what a sender may use to bring a lead.
    private static func takesGET(_ reader: SettingsReader) -> Bool {
        let methods = reader.strings("methods") ?? []
        for method in methods where method != "POST" && method != "GET" {
            reader.log.add(
                .invalidSetting,
                at: reader.place("methods"),
                "\"\(method)\" brings no lead.",
                advice: "Write \"POST\", or \"POST\" and \"GET\"."
            )
        }
        return methods.contains("GET")
    }

    /// Selectors of which one that finds something other than false and blank is enough.
    private static func conditions(_ name: String, _ reader: SettingsReader) -> [Selector] {
        (reader.strings(name) ?? []).compactMap {
            Selector.parse($0, at: reader.place(name), insideEach: false, log: reader.log)
        }
    }

    private static func seconds(_ name: String, _ reader: SettingsReader) -> Int? {
        guard let text = reader.string(name) else { return nil }
        if let seconds = Duration.seconds(of: text) { return seconds }
        reader.log.add(
            .invalidSetting,
            at: reader.place(name),
            "\"\(text)\" is not a span of time.",
            advice: "Write a number with s, m, h or d, such as \"90d\"."
        )
        return nil
    }
}
