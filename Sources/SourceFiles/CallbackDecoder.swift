import JSON
import MappingLanguage

/// Reads `callback` of a source file.
struct CallbackDecoder {
    /// Whether a secret in clear text is allowed.
    let isTest: Bool
    let log: FindingLog

    func callback(_ source: SettingsReader) -> Callback? {
        guard let reader = source.objectReader("callback") else { return nil }
        reader.refuseUnknown(["url", "secret", "allowPrivate"], what: "\"callback\"")
        let allowsPrivate = reader.bool("allowPrivate") ?? false
        let url = url(reader, allowsPrivate: allowsPrivate)
        let secret = secret(reader)
        guard let url, let secret else { return nil }
        return Callback(url: url, secret: secret, allowsPrivate: allowsPrivate)
    }

    private func url(_ reader: SettingsReader, allowsPrivate: Bool) -> String? {
        guard reader.object["url"] != nil else {
            log.add(.missingSetting, at: reader.pointer, "The callback has no url.", advice: "Add \"url\".")
            return nil
        }
        guard let text = reader.filledString("url") else { return nil }
        let schemes = allowsPrivate ? ["https://", "http://"] : ["https://"]
        let host = schemes.first(where: text.hasPrefix).map { text.dropFirst($0.count).prefix { !"/?#".contains($0) } }
        guard let host, !host.isEmpty, !host.contains("@"), !text.contains(where: \.isWhitespace), !text.contains("#")
        else {
            log.add(
                .invalidSetting,
                at: reader.place("url"),
                "\"\(text)\" is no address for a callback.",
                advice: allowsPrivate
                    ? "Write the whole address, with https:// or http://, without user name and fragment."
                    : "Write the whole address, with https://, without user name and fragment."
            )
            return nil
        }
        return text
    }

    private func secret(_ reader: SettingsReader) -> SecretReference? {
        guard let value = reader.object["secret"] else {
            log.add(
                .missingSecret,
                at: reader.pointer,
                "The callback names no secret to sign with.",
                advice: "Add \"secret\": {\"env\": \"NAME\"}."
            )
            return nil
        }
        return SecretDecoder(isTest: isTest, log: log).secret(value, at: reader.place("secret"))
    }
}
