import JSON
import JSONPath
package import MappingLanguage
import Targets

/// Reads a source file strictly and says everything that is wrong with it.
package enum SourceDecoder {
    package static let members = [
        "$schema", "description", "mapping", "mode", "credential", "credentials", "attach", "attributes", "duplicates",
        "respond", "limits", "origins", "enabled",
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
        let mapping = reader.filledString("mapping")
        if reader.object["mapping"] == nil {
            log.add(.missingSetting, at: root, "The source names no mapping.", advice: "Add \"mapping\".")
        }
        let credentials = credentials(reader, isTest: mode == .test, log: log)
        let attach = AttachmentsDecoder(log: log).attachments(reader.object["attach"], at: reader.place("attach"))
        checkLeadtracking(attach, at: reader.place("attach").appending("leadtracking"), log: log)
        let source = Source(
            name: name,
            description: reader.string("description"),
            mapping: mapping ?? "",
            mode: mode,
            isEnabled: reader.bool("enabled") ?? true,
            credentials: credentials,
            attach: attach,
            attributes: attributes(reader),
            duplicates: duplicates(reader),
            respond: respond(reader),
            limits: limits(reader),
            origins: origins(reader),
            hash: ContentHash.of(value)
        )
        return mapping == nil ? nil : source
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

    private static func duplicates(_ reader: SettingsReader) -> DuplicateRule? {
        guard let rule = reader.objectReader("duplicates") else { return nil }
        rule.refuseUnknown(["key", "window"], what: "\"duplicates\"")
        guard let key = rule.strings("key"), !key.isEmpty else {
            rule.log.add(.missingSetting, at: rule.pointer, "\"duplicates\" names no key.", advice: "Add \"key\".")
            return nil
        }
        for selector in key {
            let place = rule.place("key")
            guard let parsed = Selector.parse(selector, at: place, insideEach: false, log: rule.log) else { continue }
            if !parsed.query.isSingular {
                rule.log.add(.selectorNotSingular, at: place, "\"\(selector)\" can find several values.")
            }
        }
        return DuplicateRule(key: key, windowSeconds: seconds("window", rule) ?? 90 * 86400)
    }

    private static func respond(_ reader: SettingsReader) -> ResponseRule {
        guard let rule = reader.objectReader("respond") else { return .standard }
        rule.refuseUnknown(["status", "redirect", "wait"], what: "\"respond\"")
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
        return ResponseRule(status: rule.integer("status", in: 200...299) ?? 200, redirect: redirect, waitSeconds: wait)
    }

    private static func limits(_ reader: SettingsReader) -> SourceLimits {
        guard let rule = reader.objectReader("limits") else { return .standard }
        rule.refuseUnknown(["body", "perMinute"], what: "\"limits\"")
        var body = SourceLimits.standard.bodyBytes
        if let text = rule.string("body") {
            if let bytes = ByteCount.bytes(of: text), (1...(64 << 20)).contains(bytes) {
                body = bytes
            } else {
                rule.log.add(
                    .invalidSetting,
                    at: rule.place("body"),
                    "\"\(text)\" is not a size up to 64 MiB.",
                    advice: "Write a number with KiB or MiB, such as \"1MiB\"."
                )
            }
        }
        return SourceLimits(bodyBytes: body, perMinute: rule.integer("perMinute", in: 1...1_000_000))
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

    /// Attached leadtracking is written in the mapping language.
    private static func checkLeadtracking(_ attach: Attachments, at pointer: JSONPointer, log: FindingLog) {
        for member in attach.leadtracking.members {
            _ = TemplateParser(log: log).template(member.value, at: pointer.appending(member.key))
        }
    }
}
