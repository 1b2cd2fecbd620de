/// A signature scheme as data: what is signed with what, and where the signature stands.
///
/// One verifier works for every vendor (payload facts, synthesis B): over the raw bytes, before parsing, in constant
/// time. This type says what it has to do and does nothing itself.
package struct SignatureTemplate: Sendable, Hashable {
    package enum Algorithm: String, Sendable, Hashable, CaseIterable {
        case hmacSHA256 = "hmac-sha256"
        case hmacSHA1 = "hmac-sha1"
        /// A plain digest; the secret is then one of the signed parts.
        case sha256
    }

    /// How the configured secret becomes the key's bytes.
    package enum KeyForm: String, Sendable, Hashable, CaseIterable {
        case utf8, base64
        /// `whsec_` and base64 (Standard Webhooks).
        case whsec
    }

    package enum Encoding: String, Sendable, Hashable, CaseIterable {
        case hex, base64, base64url
    }

    /// How the header holds the signature.
    package enum Format: Sendable, Hashable {
        /// The signature after a prefix that may be empty, such as `sha256=`.
        case prefixed(String)
        /// Several `key=value` entries. Every entry with the signature's key is a signature; one valid one is enough.
        case list(entrySeparator: String, pairSeparator: String, signatureKey: String, timestampKey: String?)
        /// A token signed by HS256 (RFC 7515) with the body's SHA-256, in hexadecimal digits, as a claim.
        case token(digestClaim: String, issuer: String?)
    }

    /// A piece of the signed bytes, in the order they are joined.
    package enum Part: Sendable, Hashable {
        case literal(String)
        /// The raw body.
        case body
        /// The raw body; of a form its fields as PHP's `json_encode` writes them, which is what WordPress plug-ins sign.
        case fields
        /// The timestamp exactly as it was sent.
        case timestamp
        case method
        /// The webhook's public URL as configured, percent escapes as HubSpot decodes them.
        case url
        /// The request's path without the query.
        case path
        /// A header's value, by its lower-case name.
        case header(String)
        case secret
    }

    package struct Timestamp: Sendable, Hashable {
        package enum Unit: String, Sendable, Hashable, CaseIterable {
            case seconds = "s"
            case milliseconds = "ms"
        }
        /// The header that holds it, in lower case; nil where it stands in the signature's own header (``Format/list``).
        package let header: String?
        package let unit: Unit
        /// How far from now it may be, before and after, in seconds.
        package let toleranceSeconds: Int
    }

    /// The header with the signature, in lower case.
    package let header: String
    package let algorithm: Algorithm
    package let key: KeyForm
    package let encoding: Encoding
    package let format: Format
    package let signed: [Part]
    package let timestamp: Timestamp?
}

extension SignatureTemplate {
    /// Standard Webhooks' template under the header names of Svix, from which it came and which many of its senders still use;
    /// nil for any other template.
    package var svix: SignatureTemplate? {
        guard header == "webhook-signature", timestamp?.header == "webhook-timestamp",
            signed.contains(.header("webhook-id"))
        else { return nil }
        return SignatureTemplate(
            header: "svix-signature",
            algorithm: algorithm,
            key: key,
            encoding: encoding,
            format: format,
            signed: signed.map { $0 == .header("webhook-id") ? .header("svix-id") : $0 },
            timestamp: timestamp.map {
                Timestamp(header: "svix-timestamp", unit: $0.unit, toleranceSeconds: $0.toleranceSeconds)
            }
        )
    }

    /// The headers that a signed post has, in lower case.
    package var headers: [String] {
        let signed = signed.compactMap { if case .header(let name) = $0 { name } else { nil } }
        return [header] + (timestamp?.header.map { [$0] } ?? []) + signed
    }

    /// Parses `"{timestamp}.{body}"`; nil if a name in braces is unknown or a brace is open.
    package static func parts(of text: String) -> [Part]? {
        var parts: [Part] = []
        var literal = ""
        var rest = text[...]
        while let character = rest.first {
            guard character == "{" else {
                literal.append(character)
                rest.removeFirst()
                continue
            }
            guard let end = rest.firstIndex(of: "}"),
                let part = part(named: rest[rest.index(after: rest.startIndex)..<end])
            else { return nil }
            if !literal.isEmpty { parts.append(.literal(literal)) }
            literal = ""
            parts.append(part)
            rest = rest[rest.index(after: end)...]
        }
        if !literal.isEmpty { parts.append(.literal(literal)) }
        return parts
    }

    private static func part(named name: Substring) -> Part? {
        switch name {
        case "body": .body
        case "fields": .fields
        case "timestamp": .timestamp
        case "method": .method
        case "url": .url
        case "path": .path
        case "secret": .secret
        default:
            name.hasPrefix("header:") && name.count > 7 && name.dropFirst(7).utf8.allSatisfy(isOfHeaderName)
                ? .header(name.dropFirst(7).lowercased()) : nil
        }
    }

    /// Whether a header's name may have this byte (RFC 9110 §5.6.2, `tchar`).
    static func isOfHeaderName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
