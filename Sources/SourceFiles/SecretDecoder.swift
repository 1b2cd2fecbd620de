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
            if let name = reader.filledString("env") { return environment(name, reader) }
            if let path = reader.filledString("file") { return file(path, reader) }
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

    /// A variable by the name that the environment has it under: `$NAME` is how a shell writes it.
    private func environment(_ name: String, _ reader: SettingsReader) -> SecretReference? {
        guard !name.contains(where: { $0.isWhitespace || "${}=%".contains($0) }) else {
            log.add(
                .invalidSetting,
                at: reader.place("env"),
                "\"\(name)\" cannot be the name of a variable.",
                advice: "Write the name alone, such as \"MUSTERBANK_SECRET\"."
            )
            return nil
        }
        return .environment(name)
    }

    /// A file by its path; `~` and variables in it are the shell's, and nobody else reads them.
    private func file(_ path: String, _ reader: SettingsReader) -> SecretReference? {
        guard !path.hasPrefix("~"), !path.contains("$") else {
            log.add(
                .invalidSetting,
                at: reader.place("file"),
                "\"\(path)\" is a path as only a shell reads it.",
                advice: "Write the whole path, such as \"/run/secrets/musterbank\"."
            )
            return nil
        }
        return .file(path)
    }
}
