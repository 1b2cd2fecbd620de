import Crypto
import Foundation
package import JSON
package import SourceFiles

/// Makes a post as a sender with a credential would: for trying a source from the desk.
package struct RequestSigner: Sendable {
    /// Why a post cannot be made.
    package enum Fault: Error, CustomStringConvertible {
        case noCredential
        case certificate
        case notJSON(JSONPointer)
        case secret(SecretForm.Fault)

        package var description: String {
            switch self {
            case .noCredential: "The source has no credential that could be shown."
            case .certificate: "The source asks for a client certificate; send the post with a program that has it."
            case .notJSON(let place): "The secret belongs at \(place) of the body, so the body must be a JSON object."
            case .secret(let fault): "The secret cannot be used (\(fault))."
            }
        }
    }

    /// A post that can be sent.
    package struct Signed: Sendable {
        /// The path below the gateway's address.
        package let path: String
        package let query: String?
        package fileprivate(set) var headers: [(name: String, value: String)] = []
        package fileprivate(set) var body: [UInt8]

        /// Path and query.
        package var target: String { path + (query.map { "?\($0)" } ?? "") }
    }

    private let credential: Credential
    private let secret: [UInt8]

    /// - Parameter secret: as it is written.
    package init(_ credential: Credential, secret: [UInt8]) {
        self.credential = credential
        self.secret = secret
    }

    /// - Parameters:
    ///   - path: of the source.
    ///   - suffix: what follows behind a secret that stands in the path: `/dry-run`.
    ///   - base: where the gateway is reached, for signatures that cover the address.
    ///   - now: milliseconds since 1970.
    package func sign(
        path: String,
        suffix: String = "",
        query: String? = nil,
        base: String,
        body: [UInt8],
        now: Int64
    ) throws(Fault) -> Signed {
        let text = String(decoding: secret, as: UTF8.self)
        let escaped = text.addingPercentEncoding(withAllowedCharacters: .urlUnreserved) ?? text
        var (path, query) = (path, query)
        if case .url = credential.scheme { path += "/" + escaped }
        if case .query(let parameter) = credential.scheme {
            query = [query, "\(parameter)=\(escaped)"].compactMap(\.self).joined(separator: "&")
        }
        var post = Signed(path: path + suffix, query: query, body: body)
        switch credential.scheme {
        case .none, .url, .query: break
        case .bearer: post.headers.append(("Authorization", "Bearer \(text)"))
        case .basic(let user):
            post.headers.append(("Authorization", "Basic " + Data("\(user):\(text)".utf8).base64EncodedString()))
        case .header(let name): post.headers.append((name, text))
        case .bodyField(let place):
            guard var value = try? JSONValue.parse(body), value.set(.string(text), at: place, creatingParents: true)
            else {
                throw .notJSON(place)
            }
            post.body = value.serialized
        case .clientCertificate: throw .certificate
        case .signature(let template): try add(template, to: &post, base: base, now: now)
        }
        return post
    }

    private func add(_ template: SignatureTemplate, to post: inout Signed, base: String, now: Int64) throws(Fault) {
        let key: [UInt8]
        do throws(SecretForm.Fault) { key = try SecretForm.key(of: secret, for: credential.scheme, least: 1) } catch {
            throw .secret(error)
        }
        let timestamp = template.timestamp.map { String($0.unit == .milliseconds ? now : now / 1_000) } ?? ""
        for case .header(let name) in template.signed { post.headers.append((name, UUID().uuidString.lowercased())) }
        let parts = template.signed.map { part -> [UInt8] in
            switch part {
            case .literal(let text): Array(text.utf8)
            // What is sent is no form: its fields are signed as they stand in the body.
            case .body, .fields: post.body
            case .timestamp: Array(timestamp.utf8)
            case .method: Array("POST".utf8)
            case .url: Array(SignedAddress.decoded(base + post.target).utf8)
            case .path: Array(post.path.utf8)
            case .header(let name): Array((post.headers.first { $0.name == name }?.value ?? "").utf8)
            case .secret: secret
            }
        }
        let code = encoded(template.algorithm.code(of: parts, key: SymmetricKey(data: key)), template.encoding)
        switch template.format {
        case .prefixed(let prefix): post.headers.append((template.header, prefix + code))
        case .list(let entries, let pairs, let signature, let time):
            let dated = time.map { "\($0)\(pairs)\(timestamp)\(entries)" } ?? ""
            post.headers.append((template.header, "\(dated)\(signature)\(pairs)\(code)"))
        case .token(let claim, let issuer):
            var claims: JSONObject = [claim: .string(TextCodings.hex(of: SHA256.hash(data: post.body)))]
            if let issuer { claims["iss"] = .string(issuer) }
            let head = encoded(Array(#"{"alg":"HS256"}"#.utf8), .base64url)
            let signed = head + "." + encoded(JSONValue.object(claims).serialized, .base64url)
            let code = SignatureTemplate.Algorithm.hmacSHA256.code(
                of: [Array(signed.utf8)],
                key: SymmetricKey(data: key)
            )
            post.headers.append((template.header, signed + "." + encoded(code, .base64url)))
        }
        if let name = template.timestamp?.header { post.headers.append((name, timestamp)) }
    }

    private func encoded(_ code: [UInt8], _ encoding: SignatureTemplate.Encoding) -> String {
        let base64 = Data(code).base64EncodedString()
        return switch encoding {
        case .hex: TextCodings.hex(of: code)
        case .base64: base64
        case .base64url:
            base64.replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
                .trimmingCharacters(in: ["="])
        }
    }
}

extension SignatureTemplate.Algorithm {
    /// The code over the joined parts, to be sent; what is received is compared by the verifier, in constant time.
    func code(of parts: [[UInt8]], key: SymmetricKey) -> [UInt8] {
        switch self {
        case .hmacSHA256:
            var code = HMAC<SHA256>(key: key)
            for part in parts { code.update(data: part) }
            return Array(code.finalize())
        case .hmacSHA1:
            var code = HMAC<Insecure.SHA1>(key: key)
            for part in parts { code.update(data: part) }
            return Array(code.finalize())
        case .sha256:
            var digest = SHA256()
            for part in parts { digest.update(data: part) }
            return Array(digest.finalize())
        }
    }
}

extension CharacterSet {
    /// What stands for itself everywhere in an address (RFC 3986 §2.3).
    fileprivate static let urlUnreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
    )
}
