import Crypto
import Foundation
import HTTPEdge
import JSON
import Mapping
import SourceFiles
import Submissions

/// A source's credentials with their secrets, ready to check requests. Any one of them, with any of its secrets, will do.
///
/// Texts are compared by their SHA-256 digests, all of them each time, so that neither length nor content nor the
/// position of the right one shows in the time it takes.
struct CredentialVerifier: Sendable {
    /// What a request brings along besides its headers.
    struct Presented {
        /// The secret in the URL's path, decoded.
        let urlSecret: String?
        /// What senders believe to post to, where that is configured: see ``PublicAddress``.
        let publicURL: String?
        /// Milliseconds since 1970.
        let now: Int64
    }

    private enum Check: Sendable {
        case open
        case url(Digests)
        case query(String, Digests)
        case bearer(Digests)
        case basic(Digests)
        case header(String, Digests)
        case bodyField(JSONPointer, Digests)
        case clientCertificate(ClientCertificateRule)
        case signature(SignatureVerifier)
    }

    private let checks: [Check]
    /// Every secret as a bearer token, for asking after a lead: a signature needs a body, a GET has none.
    private let tokens: Digests
    private let verifyTokens: Digests
    private let secrets: [[UInt8]]
    /// Blots them out in what is kept.
    let blot: SecretBlot
    /// Lower-case names of headers that carry credentials of this source.
    let credentialHeaders: Set<String>
    /// Names of parameters of the address that do.
    let credentialParameters: Set<String>
    /// Whether the vendor's handshakes of LinkedIn are answered.
    let answersLinkedIn: Bool

    /// - Parameters:
    ///   - leastBytes: what a secret must have.
    ///   - resolve: finds a secret.
    /// - Returns: a verifier of the credentials whose secrets were found, or nil if there is none: then nobody may post.
    ///   The faults are of all that were not found.
    static func make(
        _ credentials: [Credential],
        leastBytes: Int,
        resolve: (SecretReference) throws(SecretResolver.Fault) -> [UInt8]
    ) -> (verifier: CredentialVerifier?, faults: [String]) {
        var checks: [Check] = []
        var faults: [String] = []
        var all: [[UInt8]] = []
        var headers: Set<String> = []
        var parameters: Set<String> = []
        var isLinkedIn = false
        for credential in credentials {
            var secrets: [(text: [UInt8], key: [UInt8])] = []
            for reference in credential.secrets {
                let text: [UInt8]
                do throws(SecretResolver.Fault) {
                    text = try resolve(reference)
                } catch {
                    faults.append(error.description)
                    continue
                }
                do throws(SecretForm.Fault) {
                    secrets.append((text, try SecretForm.key(of: text, for: credential.scheme, least: leastBytes)))
                } catch {
                    faults.append(Self.description(error, at: reference))
                }
            }
            // Secrets that were looked for and not found leave a credential that nothing can satisfy.
            guard !secrets.isEmpty || credential.secrets.isEmpty else { continue }
            let check = check(credential.scheme, secrets)
            if case .header(let name, _) = check { headers.insert(name) }
            if case .query(let name, _) = check { parameters.insert(name) }
            if case .signature(let verifier) = check { headers.formUnion(verifier.headers) }
            if credential.preset == "linkedin" { isLinkedIn = true }
            checks.append(check)
            all += secrets.map(\.text)
        }
        guard !checks.isEmpty else { return (nil, faults) }
        let verifier = CredentialVerifier(
            checks: checks,
            tokens: Digests(all),
            verifyTokens: Digests(all.map { Array(VerifyToken.of($0).utf8) }),
            secrets: all,
            blot: SecretBlot(all),
            credentialHeaders: headers,
            credentialParameters: parameters,
            answersLinkedIn: isLinkedIn
        )
        return (verifier, faults)
    }

    private static func description(_ fault: SecretForm.Fault, at reference: SecretReference) -> String {
        switch fault {
        case .notBase64: "The secret in \(reference) is not base64, as the signature scheme needs it."
        case .empty: "Nothing is left of the secret in \(reference) as a key, so anybody could sign."
        case .unsendable: "The secret in \(reference) has a line end or a blank at an end, which no header can bring."
        case .short: "The secret in \(reference) has less than \(SecretForm.leastBytes) bytes; only test sources may."
        }
    }

    private static func check(_ scheme: CredentialScheme, _ found: [(text: [UInt8], key: [UInt8])]) -> Check {
        let secrets = found.map(\.text)
        return switch scheme {
        case .none: .open
        case .clientCertificate(let rule): .clientCertificate(rule)
        case .url: .url(Digests(secrets))
        case .query(let name): .query(name, Digests(secrets))
        case .bearer: .bearer(Digests(secrets))
        case .basic(let user): .basic(Digests(secrets.map { Array("\(user):".utf8) + $0 }))
        case .header(let name): .header(name, Digests(secrets))
        case .bodyField(let pointer): .bodyField(pointer, Digests(secrets))
        case .signature(let template): .signature(SignatureVerifier(template, secrets: found))
        }
    }

    /// Whether the head alone decides (no body, no signature).
    var needsBody: Bool {
        checks.contains {
            switch $0 {
            case .bodyField, .signature: true
            default: false
            }
        }
    }

    /// Codes that a check makes over the body, whatever is presented.
    var codes: Int {
        checks.reduce(0) { sum, check in
            if case .signature(let verifier) = check { sum + verifier.codes } else { sum }
        }
    }

    /// Whether anybody may post.
    var isOpen: Bool {
        checks.contains { if case .open = $0 { true } else { false } }
    }

    /// Whether a request's head and URL alone show that it may post: neither an open door nor a signature shows that.
    func verifiesHead(of request: IntakeRequest, _ presented: Presented) -> Bool {
        var isValid = false
        for check in checks {
            switch check {
            case .open, .bodyField, .signature: continue
            case .url, .query, .bearer, .basic, .header, .clientCertificate:
                if passes(check, request, presented) { isValid = true }
            }
        }
        return isValid
    }

    /// What shows that a request may post; nil if nothing does.
    func verify(_ request: IntakeRequest, _ presented: Presented) -> Proof? {
        var proof: Proof?
        for check in checks {
            if case .signature(let verifier) = check {
                guard let signed = verifier.verify(request, presented) else { continue }
                proof = Proof(signed: (proof?.signed ?? []) + [signed])
            } else if passes(check, request, presented) {
                proof = proof ?? Proof()
            }
        }
        return proof
    }

    /// Why nothing has shown that a request may post.
    func shortcoming(of request: IntakeRequest, _ presented: Presented) -> RefusalReason {
        var reason = RefusalReason.credentialMissing
        for check in checks {
            switch check {
            case .signature(let verifier) where verifier.isPresented(by: request):
                if verifier.isStale(request, presented) { return .signatureStale }
                reason = .credentialWrong
            case .signature, .open: continue
            case .url where presented.urlSecret != nil: reason = .credentialWrong
            case .query(let name, _) where Self.parameter(name, of: request) != nil: reason = .credentialWrong
            case .bearer where request.headers.hasSeveralAuthorizations,
                .basic where request.headers.hasSeveralAuthorizations:
                reason = .credentialWrong
            case .bearer where Self.bearerToken(request.headers.authorization) != nil: reason = .credentialWrong
            case .basic where Self.basicPair(request.headers.authorization) != nil: reason = .credentialWrong
            case .header(let name, _) where request.headers.has(name): reason = .credentialWrong
            // Whether a body has the field is not worth reading it once more.
            case .bodyField where !request.body.isEmpty: reason = .credentialWrong
            case .clientCertificate where request.certificate != nil: reason = .credentialWrong
            case .url, .query, .bearer, .basic, .header, .bodyField, .clientCertificate: continue
            }
        }
        return reason
    }

    /// Whether a request without a body may ask after this source's leads: with its own scheme, or any of its secrets
    /// as a bearer token.
    func mayAsk(_ request: IntakeRequest, _ presented: Presented) -> Bool {
        let byToken = tokens.contains(Self.bearerToken(request.headers.authorization))
        return verify(request, presented) != nil || byToken
    }

    /// Whether a text is what Meta is to show as `hub.verify_token`: what is made of a secret for that, or a secret itself.
    func isVerifyToken(_ text: String) -> Bool {
        let (isMade, isSecret) = (verifyTokens.contains(Array(text.utf8)), tokens.contains(Array(text.utf8)))
        return isMade || isSecret
    }

    /// LinkedIn's answer to a challenge: HMAC-SHA256 of it under the (first) secret, in hexadecimal.
    func linkedInResponse(to challenge: String) -> String? {
        guard answersLinkedIn, let secret = secrets.first else { return nil }
        let code = HMAC<SHA256>.authenticationCode(for: Array(challenge.utf8), using: SymmetricKey(data: secret))
        return TextCodings.hex(of: code)
    }

    private func passes(_ check: Check, _ request: IntakeRequest, _ presented: Presented) -> Bool {
        switch check {
        case .open: true
        case .url(let digests): digests.contains(presented.urlSecret.map { Array($0.utf8) })
        case .query(let name, let digests): digests.contains(Self.parameter(name, of: request).map { Array($0.utf8) })
        case .bearer(let digests): digests.contains(Self.bearerToken(request.headers.authorization))
        case .basic(let digests): digests.contains(Self.basicPair(request.headers.authorization))
        case .header(let name, let digests): digests.contains(request.headers.single(name).map { Array($0.utf8) })
        case .bodyField(let pointer, let digests): digests.contains(BodyField.text(at: pointer, in: request))
        // Not a secret: whoever shows a certificate has proved in the handshake that the key is his.
        case .clientCertificate(let rule): request.certificate.map { $0.satisfies(rule) } ?? false
        case .signature(let verifier): verifier.verify(request, presented) != nil
        }
    }

    /// A parameter of the address; nil if it is not there, or there twice with different values.
    private static func parameter(_ name: String, of request: IntakeRequest) -> String? {
        guard let query = request.target.query else { return nil }
        let values = PercentEncoding.pairs(ofQuery: query).filter { $0.name == name }.map(\.value)
        return values.first.flatMap { first in values.allSatisfy { $0 == first } ? first : nil }
    }

    private static func bearerToken(_ authorization: String?) -> [UInt8]? {
        after("bearer", authorization).map { Array(String($0).utf8) }
    }

    private static func basicPair(_ authorization: String?) -> [UInt8]? {
        after("basic", authorization).flatMap { TextCodings.base64($0) }
    }

    /// What follows an authentication scheme (RFC 9110 §11.4), its name in any letter case.
    private static func after(_ scheme: String, _ authorization: String?) -> Substring? {
        guard let authorization, let space = authorization.utf8.firstIndex(of: 0x20) else { return nil }
        guard String(authorization[..<space]).asciiLowercased == scheme else { return nil }
        return authorization[space...].drop { $0 == " " }
    }
}

/// The SHA-256 digests of secrets.
private struct Digests: Sendable {
    private let digests: [SHA256Digest]

    init(_ secrets: [[UInt8]]) {
        digests = secrets.map { SHA256.hash(data: $0) }
    }

    /// Whether a presented text is one of them; nil is compared like an empty text, and never is.
    func contains(_ text: [UInt8]?) -> Bool {
        let presented = SHA256.hash(data: text ?? [])
        var found = false
        for digest in digests where digest == presented { found = true }
        return found && text != nil
    }
}

/// What a refused post costs, whether its source exists or not: as many codes over its body as the source in force with
/// the most signing secrets makes.
struct RefusalWork: Sendable {
    private let key = SymmetricKey(size: .bits256)

    /// Makes so many codes; the result says nothing.
    @inline(never)
    func spend(on request: IntakeRequest, codes: Int) -> Bool {
        let digest = SHA256.hash(data: Array(request.target.path.utf8))
        var isEqual = false
        for _ in 0..<max(0, codes) {
            if HMAC<SHA256>.authenticationCode(for: request.body, using: key) == Array(digest) { isEqual = true }
        }
        return isEqual
    }
}
