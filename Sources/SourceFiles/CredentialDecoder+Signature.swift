import JSON
import MappingLanguage

/// Credentials that stand in headers of the sender's own.
extension CredentialDecoder {
    func signature(_ reader: SettingsReader, tolerance: String?) -> SignatureTemplate? {
        guard let header = self.header("header", required("header", reader), reader) else { return nil }
        let signedText = reader.string("signed") ?? "{body}"
        guard let signed = SignatureTemplate.parts(of: signedText) else {
            log.add(
                .invalidSetting,
                at: reader.place("signed"),
                "\"\(signedText)\" has a part that does not exist.",
                advice: "Parts: {body}, {fields}, {timestamp}, {method}, {url}, {path}, {header:NAME}, {secret}."
            )
            return nil
        }
        guard signed.contains(.body) || signed.contains(.fields) else {
            log.add(
                .invalidSetting,
                at: reader.place("signed"),
                "The signature does not cover the body, so whoever has seen one could send any body with it.",
                advice: "Add {body} to \"signed\"."
            )
            return nil
        }
        var timestamp: SignatureTemplate.Timestamp?
        if let stamp = reader.objectReader("timestamp") {
            stamp.refuseUnknown(["header", "unit", "tolerance"], what: "\"timestamp\"")
            let text = tolerance ?? stamp.string("tolerance") ?? "5m"
            guard let seconds = Duration.seconds(of: text), seconds > 0 else {
                log.add(
                    .invalidSetting,
                    at: reader.pointer,
                    "The tolerance \"\(text)\" is not a span of time.",
                    advice: "Write a number with s, m, h or d, such as \"5m\"."
                )
                return nil
            }
            let name = stamp.filledString("header")
            let stampHeader = self.header("header", name, stamp)
            guard stampHeader != nil || name == nil else { return nil }
            timestamp = SignatureTemplate.Timestamp(
                header: stampHeader,
                unit: stamp.choice("unit", SignatureTemplate.Timestamp.Unit.self) ?? .seconds,
                toleranceSeconds: seconds
            )
        }
        var format = SignatureTemplate.Format.prefixed(reader.string("prefix") ?? "")
        if let jws = reader.objectReader("jws") {
            jws.refuseUnknown(["digest", "issuer"], what: "\"jws\"")
            guard let digest = jws.filledString("digest") else {
                log.add(
                    .missingSetting,
                    at: reader.pointer,
                    "The token does not say which claim is the digest of the body.",
                    advice: "Add \"digest\": the claim that holds the body's SHA-256 in hexadecimal digits."
                )
                return nil
            }
            format = .token(digestClaim: digest, issuer: jws.filledString("issuer"))
        }
        if let list = reader.objectReader("list") {
            list.refuseUnknown(["entries", "pairs", "signature", "timestamp"], what: "\"list\"")
            format = .list(
                entrySeparator: list.string("entries") ?? ",",
                pairSeparator: list.string("pairs") ?? "=",
                signatureKey: list.string("signature") ?? "v1",
                timestampKey: list.string("timestamp")
            )
        }
        if signed.contains(.timestamp), timestamp == nil {
            log.add(
                .missingSetting,
                at: reader.pointer,
                "The signature covers a timestamp, and none is described.",
                advice: "Add \"timestamp\": {\"header\": …, \"unit\": \"s\"}."
            )
            return nil
        }
        let algorithm = reader.choice("algorithm", SignatureTemplate.Algorithm.self) ?? .hmacSHA256
        if algorithm == .sha256, !signed.contains(.secret) {
            log.add(
                .invalidSetting,
                at: reader.place("signed"),
                "A plain SHA-256 that does not cover the secret is one that anybody can make.",
                advice: "Add {secret} to \"signed\" where the vendor puts it, or use \"hmac-sha256\"."
            )
            return nil
        }
        return SignatureTemplate(
            header: header,
            algorithm: algorithm,
            key: reader.choice("key", SignatureTemplate.KeyForm.self) ?? .utf8,
            encoding: reader.choice("encoding", SignatureTemplate.Encoding.self) ?? .hex,
            format: format,
            signed: signed,
            timestamp: timestamp
        )
    }

    /// A header's name in lower case; nil after a finding, or without one.
    func header(_ member: String, _ name: String?, _ reader: SettingsReader) -> String? {
        guard let name else { return nil }
        guard name.utf8.allSatisfy(SignatureTemplate.isOfHeaderName) else {
            log.add(
                .invalidSetting,
                at: reader.place(member),
                "\"\(name)\" cannot be the name of a header.",
                advice: "Write the name alone, without colon and value, such as \"X-Api-Key\"."
            )
            return nil
        }
        return name.lowercased()
    }
}
