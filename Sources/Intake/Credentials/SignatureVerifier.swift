import Crypto
import Foundation
import Mapping
import NIOHTTP1
import SourceFiles

/// Checks a signature over the raw request, as a template describes it, with any of several keys.
///
/// One verifier for all vendors (payload facts, synthesis B). Every key is tried and every comparison is the library's
/// constant-time one, whatever the outcome.
struct SignatureVerifier: Sendable {
    private let template: SignatureTemplate
    private let secrets: [[UInt8]]
    private let keys: [SymmetricKey]

    /// Nil if a secret is not in the form the template says (base64).
    init?(_ template: SignatureTemplate, secrets: [[UInt8]]) {
        self.template = template
        self.secrets = secrets
        var keys: [SymmetricKey] = []
        for secret in secrets {
            guard let key = Self.key(secret, template.key) else { return nil }
            keys.append(SymmetricKey(data: key))
        }
        self.keys = keys
    }

    /// The header that carries the signature, in lower case; it is not stored with the lead.
    var header: String { template.header }

    /// Whether one of the request's signatures is right and fresh.
    ///
    /// - Parameters:
    ///   - url: the request's public URL, for templates that sign it.
    ///   - now: milliseconds since 1970.
    func verify(_ request: IntakeRequest, url: @autoclosure () -> String, now: Int64) -> Bool {
        guard let value = request.headers.single(template.header) else { return false }
        let presented = Presented(value, template.format)
        var timestamp = presented.timestamp
        if let rule = template.timestamp {
            if let header = rule.header { timestamp = request.headers.single(header) }
            guard let text = timestamp, isFresh(text, rule, now: now) else { return false }
        }
        let signatures = presented.signatures.prefix(8).compactMap { decode($0) }
        guard !signatures.isEmpty else { return false }
        var isValid = false
        for (secret, key) in zip(secrets, keys) {
            let parts = template.signed.map { part -> [UInt8] in
                switch part {
                case .literal(let text): Array(text.utf8)
                case .body: request.body
                case .timestamp: Array((timestamp ?? "").utf8)
                case .method: Array(request.method.rawValue.utf8)
                case .url: Array(url().utf8)
                case .path: Array(request.target.path.utf8)
                case .header(let name): Array((request.headers.single(name) ?? "").utf8)
                case .secret: secret
                }
            }
            for signature in signatures where matches(parts, key, signature) { isValid = true }
        }
        return isValid
    }

    // MARK: Parts

    private struct Presented {
        var signatures: [Substring] = []
        var timestamp: String?

        init(_ value: String, _ format: SignatureTemplate.Format) {
            switch format {
            case .prefixed(let prefix):
                if value.hasPrefix(prefix) { signatures = [value.dropFirst(prefix.count)] }
            case .list(let entrySeparator, let pairSeparator, let signatureKey, let timestampKey):
                for entry in value.split(separator: entrySeparator) {
                    let pair = entry.split(separator: pairSeparator, maxSplits: 1, omittingEmptySubsequences: false)
                    guard pair.count == 2 else { continue }
                    let name = pair[0].drop { $0 == " " }
                    if name == signatureKey { signatures.append(pair[1]) }
                    if let timestampKey, name == timestampKey { timestamp = String(pair[1]) }
                }
            }
        }
    }

    private func isFresh(_ text: String, _ rule: SignatureTemplate.Timestamp, now: Int64) -> Bool {
        guard (1...15).contains(text.utf8.count), text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
            let number = Int64(text)
        else { return false }
        let moment = rule.unit == .milliseconds ? number : number * 1_000
        return abs(moment - now) <= Int64(rule.toleranceSeconds) * 1_000
    }

    private func decode(_ text: Substring) -> [UInt8]? {
        switch template.encoding {
        case .hex: TextCodings.hex(text)
        case .base64, .base64url: TextCodings.base64(text)
        }
    }

    private func matches(_ parts: [[UInt8]], _ key: SymmetricKey, _ signature: [UInt8]) -> Bool {
        switch template.algorithm {
        case .hmacSHA256:
            var code = HMAC<SHA256>(key: key)
            for part in parts { code.update(data: part) }
            return code.finalize() == signature
        case .hmacSHA1:
            var code = HMAC<Insecure.SHA1>(key: key)
            for part in parts { code.update(data: part) }
            return code.finalize() == signature
        case .sha256:
            var digest = SHA256()
            for part in parts { digest.update(data: part) }
            return digest.finalize() == signature
        }
    }

    private static func key(_ secret: [UInt8], _ form: SignatureTemplate.KeyForm) -> [UInt8]? {
        switch form {
        case .utf8: return secret
        case .base64: return TextCodings.base64(String(decoding: secret, as: UTF8.self))
        case .whsec:
            let text = String(decoding: secret, as: UTF8.self)
            return TextCodings.base64(text.hasPrefix("whsec_") ? text.dropFirst(6) : text[...])
        }
    }
}
