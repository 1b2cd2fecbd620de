package import JSON
import JSONPath
package import MappingLanguage

/// Reads the `credential` of a source file.
package struct CredentialDecoder {
    package static let schemes = [
        "none", "url", "query", "bearer", "basic", "header", "body-field", "signature", "client-certificate",
    ]
    package static let presets: JSONObject = {
        guard case .object(let table)? = try? JSONValue.parse(CredentialPresets.table) else { return JSONObject() }
        return table
    }()

    /// Whether clear-text secrets are allowed.
    let isTest: Bool
    package let log: FindingLog

    /// The credential, or nil after findings.
    package func credential(_ value: JSONValue, at pointer: JSONPointer) -> Credential? {
        guard let reader = SettingsReader(value, at: pointer, what: "\"credential\"", log: log) else { return nil }
        guard let name = reader.string("scheme") else {
            log.add(
                .missingSetting,
                at: pointer,
                "The credential does not say its scheme.",
                advice: "Add \"scheme\"; \"none\" must be said."
            )
            return nil
        }
        if let preset = Self.presets[name], case .object(let members) = preset {
            reader.refuseUnknown(
                ["scheme", "secret", "secrets"] + Self.settings(besidePreset: members),
                what: "The credential preset \"\(name)\""
            )
            // The preset's members stand where the file's "scheme" stands, so that a finding has a place.
            var members = members
            if let user = reader.object["user"] { members.append("user", user) }
            let filled = SettingsReader(members, at: pointer, log: log)
            guard let kind = filled.string("scheme"),
                let scheme = scheme(kind, filled, tolerance: reader.filledString("tolerance"))
            else { return nil }
            return finished(scheme, preset: name, reader)
        }
        guard let scheme = scheme(name, reader, tolerance: nil) else { return nil }
        return finished(scheme, preset: nil, reader)
    }

    /// What a vendor leaves to its customers, beside the secret.
    package static func settings(besidePreset members: JSONObject) -> [String] {
        members["scheme"] == "basic" ? ["user"] : ["tolerance"]
    }

    private func finished(_ scheme: CredentialScheme, preset: String?, _ reader: SettingsReader) -> Credential? {
        if case .clientCertificate = scheme { return Credential(scheme: scheme, secrets: []) }
        let secrets = secrets(reader)
        if scheme == .none {
            log.add(.openSource, at: reader.place("scheme"), "The source takes posts from anybody.")
            return Credential(scheme: .none, secrets: [])
        }
        guard !secrets.isEmpty else {
            // A secret that is there and cannot be used has its own finding.
            guard reader.object["secret"] == nil, reader.object["secrets"] == nil else { return nil }
            log.add(
                .missingSecret,
                at: reader.pointer,
                "The credential names no secret.",
                advice: "Add \"secret\": {\"env\": \"NAME\"}."
            )
            return nil
        }
        let usable = secrets.filter { isUsable($0, scheme, at: reader) }
        return usable.isEmpty ? nil : Credential(scheme: scheme, preset: preset, secrets: usable)
    }

    /// Whether a secret that stands in the file can be used; one that stands elsewhere is looked at when it is read.
    private func isUsable(_ secret: SecretReference, _ scheme: CredentialScheme, at reader: SettingsReader) -> Bool {
        guard case .text(let text) = secret else { return true }
        let place = reader.place(reader.object["secrets"] == nil ? "secret" : "secrets")
        do throws(SecretForm.Fault) {
            _ = try SecretForm.key(of: Array(text.utf8), for: scheme, least: SecretForm.leastBytes)
        } catch {
            switch error {
            case .notBase64:
                log.add(
                    .invalidSetting,
                    at: place,
                    "The secret is not base64, as the signature scheme needs it.",
                    advice: "Copy it again as the vendor shows it, with nothing before or behind it."
                )
                return false
            case .unsendable:
                log.add(
                    .invalidSetting,
                    at: place,
                    "No header can bring the secret: it has a line end or another control character, or a blank at an end.",
                    advice: "Write the secret alone."
                )
                return false
            case .empty:
                log.add(.missingSecret, at: place, "Nothing is left of the secret as a key, so anybody could sign.")
                return false
            case .short where text.utf8.count < SecretForm.leastBytes:
                break  // its own length has been found already
            case .short:
                log.add(.weakSecret, at: place, "The secret has less than \(SecretForm.leastBytes) bytes.")
            }
        }
        return true
    }

    private func scheme(_ name: String, _ reader: SettingsReader, tolerance: String?) -> CredentialScheme? {
        let always = ["scheme", "secret", "secrets"]
        switch name {
        case "none":
            reader.refuseUnknown(["scheme"], what: "The scheme \"none\"")
            return CredentialScheme.none
        case "url":
            reader.refuseUnknown(always, what: "The scheme \"url\"")
            return .url
        case "query":
            reader.refuseUnknown(always + ["parameter"], what: "The scheme \"query\"")
            guard let parameter = required("parameter", reader) else { return nil }
            return .query(parameter: parameter)
        case "bearer":
            reader.refuseUnknown(always, what: "The scheme \"bearer\"")
            return .bearer
        case "basic":
            reader.refuseUnknown(always + ["user"], what: "The scheme \"basic\"")
            guard let user = required("user", reader) else { return nil }
            return .basic(user: user)
        case "header":
            reader.refuseUnknown(always + ["header"], what: "The scheme \"header\"")
            return header("header", required("header", reader), reader).map { .header(name: $0) }
        case "body-field":
            reader.refuseUnknown(always + ["field"], what: "The scheme \"body-field\"")
            guard let field = required("field", reader) else { return nil }
            return bodyField(field, reader)
        case "client-certificate":
            reader.refuseUnknown(["scheme", "fingerprints", "names"], what: "The scheme \"client-certificate\"")
            return clientCertificate(reader)
        case "signature":
            reader.refuseUnknown(
                always + ["header", "algorithm", "key", "encoding", "prefix", "list", "jws", "signed", "timestamp"],
                what: "The scheme \"signature\""
            )
            return signature(reader, tolerance: tolerance).map(CredentialScheme.signature)
        default:
            let known = Self.schemes + Self.presets.keys
            log.add(
                .unknownScheme,
                at: reader.place("scheme"),
                "There is no credential scheme \"\(name)\".",
                advice: FindingLog.advice(
                    for: name,
                    among: known,
                    otherwise: "Known: \(FindingLog.some(known, limit: 30))."
                )
            )
            return nil
        }
    }

    func required(_ name: String, _ reader: SettingsReader) -> String? {
        if reader.object[name] == nil {
            log.add(.missingSetting, at: reader.pointer, "The credential lacks \"\(name)\".")
        }
        return reader.filledString(name)
    }

    private func bodyField(_ text: String, _ reader: SettingsReader) -> CredentialScheme? {
        guard let segments = (try? JSONPathQuery(parsing: text))?.singularSegments,
            case .name("payload")? = segments.first
        else {
            log.add(
                .invalidSelector,
                at: reader.place("field"),
                "\"\(text)\" does not point at one value of the payload.",
                advice: "Write a singular selector such as $.payload.google_key."
            )
            return nil
        }
        var pointer = JSONPointer.root
        for segment in segments.dropFirst() {
            switch segment {
            case .name(let name): pointer = pointer.appending(name)
            case .index(let index): pointer = pointer.appending(index)
            }
        }
        return .bodyField(pointer)
    }

    private func clientCertificate(_ reader: SettingsReader) -> CredentialScheme? {
        let texts = reader.strings("fingerprints") ?? []
        let names = reader.strings("names") ?? []
        guard !texts.isEmpty || !names.isEmpty else {
            log.add(
                .missingSetting,
                at: reader.pointer,
                "The credential names no certificate.",
                advice: "Add \"fingerprints\": what `openssl x509 -in FILE -noout -fingerprint -sha256` says; or "
                    + "\"names\", where an authority that the listener trusts has issued it."
            )
            return nil
        }
        var fingerprints: [[UInt8]] = []
        for (index, text) in texts.enumerated() {
            guard let bytes = TextCodings.hex(text.filter { $0 != ":" }), bytes.count == 32 else {
                log.add(
                    .invalidSetting,
                    at: reader.place("fingerprints").appending(index),
                    "\"\(text)\" is no SHA-256 of a certificate.",
                    advice: "Write its 64 hexadecimal digits, with or without colons."
                )
                continue
            }
            fingerprints.append(bytes)
        }
        var isUsable = fingerprints.count == texts.count
        for (index, name) in names.enumerated()
        where name.isEmpty || name.contains(where: \.isWhitespace) || name.contains("*") {
            log.add(
                .invalidSetting,
                at: reader.place("names").appending(index),
                "\"\(name)\" is no name of one client.",
                advice: "Write a host, a mail address or a URI as the certificate has it; no pattern."
            )
            isUsable = false
        }
        return isUsable ? .clientCertificate(ClientCertificateRule(fingerprints: fingerprints, names: names)) : nil
    }

    private func secrets(_ reader: SettingsReader) -> [SecretReference] {
        let name = reader.object["secrets"] == nil ? "secret" : "secrets"
        guard let value = reader.object[name] else { return [] }
        let decoder = SecretDecoder(isTest: isTest, log: log)
        guard case .array(let list) = value else {
            return decoder.secret(value, at: reader.place(name)).map { [$0] } ?? []
        }
        return list.enumerated().compactMap { decoder.secret($1, at: reader.place(name).appending($0)) }
    }
}
