import JSON
package import MappingLanguage
import Names
import Targets

/// Reads a source file strictly and says everything that is wrong with it.
package enum SourceDecoder {
    package static let members = [
        "$schema", "description", "mapping", "learning", "fetch", "mode", "credential", "credentials", "attach",
        "attributes", "duplicates",
        "case", "callback", "identity", "retryFor", "respond", "limits", "retention", "origins", "charset", "methods",
        "encodings", "ignore", "test", "enabled",
    ]

    /// The source, or nil if there are errors.
    ///
    /// - Parameter name: the file's name without `.json`.
    package static func decode(name: String, file: FileText) -> (source: Source?, findings: [Finding]) {
        let log = FindingLog([file])
        let source = decode(name: name, file: file, log: log)
        return (log.hasErrors ? nil : source, log.findings)
    }

    /// - Parameter tables: what `$table` may name.
    package static func decode(
        name: String,
        file: FileText,
        tables: Tables = Tables(),
        log: FindingLog
    ) -> Source? {
        let root = JSONPointer.root
        guard let value = MappingFile.parse(file, log: log).map({ tables.expanded($0, log: log) }),
            let reader = SettingsReader(value, at: root, what: "A source file", log: log)
        else { return nil }
        reader.refuseUnknown(members, what: "A source file")
        if !FileName.isValid(name) {
            log.add(.fileName, at: root, "\"\(name)\" cannot be the name of a source.")
        }
        let mode = reader.choice("mode", DeliveryMode.self) ?? .test
        let mappings = mappings(reader)
        let isLearning = isLearning(reader, mappings)
        let credentials = credentials(reader, isTest: mode == .test, log: log)
        let attach = AttachmentsDecoder(log: log).attachments(reader.object["attach"], at: reader.place("attach"))
        let source = Source(
            name: SourceName(name),
            description: reader.string("description"),
            mappings: mappings,
            isLearning: isLearning,
            fetch: FetchDecoder(isTest: mode == .test, log: log).fetch(reader),
            mode: mode,
            isEnabled: reader.bool("enabled") ?? true,
            credentials: credentials,
            attach: attach,
            attributes: attributes(reader),
            duplicates: duplicates(reader),
            case: caseRule(reader, source: name),
            callback: CallbackDecoder(isTest: mode == .test, log: log).callback(reader),
            identity: identity(reader),
            retryFor: retryFor(reader),
            respond: respond(reader),
            limits: limits(reader),
            retention: RetentionDecoder().retention(reader),
            origins: origins(reader),
            charset: charset(reader),
            takesGET: takesGET(reader),
            takesGzip: takesGzip(reader),
            ignored: conditions("ignore", reader),
            tests: conditions("test", reader),
            hash: ContentHash.of(value)
        )
        return source
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

    /// A source without a mapping is learning, whether it says so or not.
    private static func isLearning(_ reader: SettingsReader, _ mappings: [String]) -> Bool {
        let isLearning = reader.bool("learning")
        if isLearning == false, reader.object["mapping"] == nil {
            reader.log.add(
                .missingSetting,
                at: .root,
                "The source names no mapping and is not learning.",
                advice: "Add \"mapping\", or leave \"learning\" out: then its leads are kept until it has one."
            )
        }
        return isLearning ?? mappings.isEmpty
    }

    private static func mappings(_ reader: SettingsReader) -> [String] {
        guard reader.object["mapping"] != nil else { return [] }
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

    /// `"retryFor": "48h"`, up to a year.
    private static func retryFor(_ reader: SettingsReader) -> Int64? {
        guard let seconds = seconds("retryFor", reader) else { return nil }
        guard (60...31_536_000).contains(seconds) else {
            reader.log.add(
                .invalidSetting,
                at: reader.place("retryFor"),
                "A lead is tried again for a minute at least and a year at most.",
                advice: "Write such as \"48h\"; leave it out for what holds for the target."
            )
            return nil
        }
        return Int64(seconds) * 1_000
    }

    /// Selectors of which one that finds something other than false and blank is enough.
    private static func conditions(_ name: String, _ reader: SettingsReader) -> [Selector] {
        (reader.strings(name) ?? []).compactMap {
            Selector.parse($0, at: reader.place(name), insideEach: false, log: reader.log)
        }
    }

    static func seconds(_ name: String, _ reader: SettingsReader) -> Int? {
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
