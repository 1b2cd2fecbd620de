import Crypto
import Foundation
import HTTPEdge
import Mapping
import NIOHTTP1
import SourceFiles

/// Checks a signature over the raw request, as a template describes it, with any of several keys.
///
/// One verifier for all vendors (payload facts, synthesis B). Every key is tried and every comparison is the library's
/// constant-time one, whatever the outcome.
struct SignatureVerifier: Sendable {
    private let template: SignatureTemplate
    /// The same under Svix's header names, where the template has any.
    private let svix: SignatureTemplate?
    private let secrets: [[UInt8]]
    private let keys: [SymmetricKey]

    /// - Parameter secrets: each as it is written, and the key it stands for.
    init(_ template: SignatureTemplate, secrets: [(text: [UInt8], key: [UInt8])]) {
        self.template = template
        svix = template.svix
        self.secrets = secrets.map(\.text)
        keys = secrets.map { SymmetricKey(data: $0.key) }
    }

    /// The headers that may carry the signature, in lower case; they are not stored with the lead.
    var headers: [String] { [template.header] + (svix.map { [$0.header] } ?? []) }

    /// The template by whose header names a request is signed: Svix's only where all of them are there.
    private func template(of request: IntakeRequest) -> SignatureTemplate {
        guard let svix, request.headers.single(template.header) == nil,
            svix.headers.allSatisfy({ request.headers.single($0) != nil })
        else { return template }
        return svix
    }

    /// Codes made over a body to check it, whatever is presented. A token holds the body's digest, which is made once.
    var codes: Int { if case .token = template.format { 1 } else { keys.count } }

    /// What was signed, if one of the request's signatures is right and fresh. Finding out costs the same whether or not
    /// there is any.
    func verify(_ request: IntakeRequest, _ presented: CredentialVerifier.Presented) -> Proof.Signed? {
        let template = template(of: request)
        if case .token(let claim, let issuer) = template.format {
            let digest = TextCodings.hex(of: SHA256.hash(data: request.body))
            let token = request.headers.single(template.header).flatMap(SignedToken.init)
            guard let token, token.isSigned(byAny: keys), token.says(claim, digest), issuer.map(token.isFrom) ?? true
            else { return nil }
            return Proof.Signed(digest: digest, isDated: false)
        }
        let header = request.headers.single(template.header).map { Header($0, template.format) }
        let timestamp = Self.timestamp(of: request, header, template)
        let isTimely = isTimely(timestamp, template.timestamp, now: presented.now)
        let signatures = header?.signatures.prefix(8).compactMap { decode($0) } ?? []
        var valid: [[UInt8]]?
        for (secret, key) in zip(secrets, keys) {
            let parts = template.signed.map { part -> [UInt8] in
                switch part {
                case .literal(let text): Array(text.utf8)
                case .body: request.body
                case .fields: SignedFields.bytes(of: request)
                case .timestamp: Array((timestamp ?? "").utf8)
                case .method: Array(request.method.rawValue.utf8)
                case .url: Array(SignedAddress.decoded(PublicAddress(of: request, presented.publicURL).url).utf8)
                case .path: Array(PublicAddress(of: request, presented.publicURL).path.utf8)
                case .header(let name): Array((request.headers.single(name) ?? "").utf8)
                case .secret: secret
                }
            }
            if matches(parts, key, signatures) {
                valid = zip(template.signed, parts).filter { $0.0 != .secret }.map(\.1)
            }
        }
        guard isTimely, let valid else { return nil }
        var digest = SHA256()
        for part in valid { digest.update(data: part) }
        return Proof.Signed(digest: TextCodings.hex(of: digest.finalize()), isDated: template.timestamp != nil)
    }

    /// Whether a request brings a signature, right or wrong.
    func isPresented(by request: IntakeRequest) -> Bool {
        request.headers.has(template(of: request).header)
    }

    /// Whether the time of a request's signature is missing or too far from ours.
    func isStale(_ request: IntakeRequest, _ presented: CredentialVerifier.Presented) -> Bool {
        let template = template(of: request)
        let header = request.headers.single(template.header).map { Header($0, template.format) }
        return !isTimely(Self.timestamp(of: request, header, template), template.timestamp, now: presented.now)
    }

    // MARK: Parts

    private static func timestamp(of request: IntakeRequest, _ header: Header?, _ template: SignatureTemplate)
        -> String?
    {
        if let name = template.timestamp?.header { request.headers.single(name) } else { header?.timestamp }
    }

    private func isTimely(_ timestamp: String?, _ rule: SignatureTemplate.Timestamp?, now: Int64) -> Bool {
        guard let rule else { return true }
        return timestamp.map { isFresh($0, rule, now: now) } ?? false
    }

    /// The header that carries the signature.
    private struct Header {
        var signatures: [Substring] = []
        var timestamp: String?

        init(_ value: String, _ format: SignatureTemplate.Format) {
            switch format {
            case .prefixed(let prefix):
                if value.hasPrefix(prefix) { signatures = [value.dropFirst(prefix.count)] }
            case .token: break
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

    /// Whether one of the signatures is the one of these parts; it is made once, however many are presented.
    private func matches(_ parts: [[UInt8]], _ key: SymmetricKey, _ signatures: [[UInt8]]) -> Bool {
        switch template.algorithm {
        case .hmacSHA256:
            var code = HMAC<SHA256>(key: key)
            for part in parts { code.update(data: part) }
            let made = code.finalize()
            return signatures.reduce(false) { made == $1 || $0 }
        case .hmacSHA1:
            var code = HMAC<Insecure.SHA1>(key: key)
            for part in parts { code.update(data: part) }
            let made = code.finalize()
            return signatures.reduce(false) { made == $1 || $0 }
        case .sha256:
            var digest = SHA256()
            for part in parts { digest.update(data: part) }
            let made = digest.finalize()
            return signatures.reduce(false) { made == $1 || $0 }
        }
    }
}
