import JSON
import MappingLanguage

/// Reads where a secret is to be found.
struct SecretDecoder {
    /// Whether clear-text secrets are allowed.
    let isTest: Bool
    let log: FindingLog

    /// The reference, or nil after findings.
    func secret(_ value: JSONValue, at pointer: JSONPointer) -> SecretReference? {
        switch value {
        case .string(let text):
            guard isTest else {
                log.add(.secretInFile, at: pointer, "The secret stands in the file.")
                return nil
            }
            guard !text.isEmpty else {
                log.add(.missingSecret, at: pointer, "The secret is empty.")
                return nil
            }
            if text.utf8.count < 16 {
                log.add(.weakSecret, at: pointer, "The secret has \(text.count) characters.")
            }
            return .text(text)
        case .object:
            guard let reader = SettingsReader(value, at: pointer, what: "\"secret\"", log: log) else { return nil }
            reader.refuseUnknown(["env", "file"], what: "\"secret\"")
            if let name = reader.filledString("env") { return .environment(name) }
            if let path = reader.filledString("file") { return .file(path) }
            log.add(.missingSecret, at: pointer, "The secret names neither \"env\" nor \"file\".")
            return nil
        default:
            log.add(
                .wrongKind,
                at: pointer,
                "A secret must be a text or an object, not \(value.kindName).",
                advice: "Write {\"env\": \"NAME\"} or {\"file\": \"/path\"}."
            )
            return nil
        }
    }
}
