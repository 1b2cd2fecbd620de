import HTTPTypes
import JSON

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// `POST /auth/token` and `/auth/access-token`: OAuth2 client credentials (fact sheet 1.1).
struct TokenEndpoint: Sendable {
    let configuration: SandboxConfiguration
    let memory: SandboxMemory

    func answer(_ request: SandboxRequest) async -> SandboxAnswer {
        guard request.method == .post else {
            return Problems.oauth(.methodNotAllowed, "invalid_request", "Invalid request: use POST")
                .assuming("how the token endpoint refuses other methods")
        }
        guard let client = client(request.headers[.authorization]) else {
            var answer = Problems.oauth(
                .unauthorized,
                "invalid_client",
                "Client authentication failed: Client id unknown / deactivated or client secret invalid / expired."
            )
            answer.headers[.wwwAuthenticate] = #"Basic realm="europace""#
            return answer
        }
        let isForm = request.mediaType == "application/x-www-form-urlencoded"
        let form = isForm ? FormDecoding.pairs(String(decoding: request.body, as: UTF8.self)) : [:]
        guard let grantType = form["grant_type"] else {
            return Problems.oauth(.badRequest, "invalid_request", #"Invalid request: Missing "grant_type" parameter"#)
        }
        guard grantType == "client_credentials" else {
            return Problems.oauth(.badRequest, "unsupported_grant_type", "Unsupported grant type")
                .assuming("the error for other grant types")
        }
        return await grant(client, form)
    }

    private func grant(_ client: SandboxClient, _ form: [String: String]) async -> SandboxAnswer {
        var scopes = client.scopes
        if let asked = form["scope"]?.split(separator: " ").map(String.init), !asked.isEmpty {
            guard asked.allSatisfy({ SandboxScope.all.contains($0) || client.scopes.contains($0) }) else {
                return Problems.oauth(.badRequest, "invalid_scope", "Invalid, unknown or malformed scope")
            }
            // Asking for more than one has is no error; the answer just says less.
            scopes = asked.filter(client.scopes.contains)
        }
        let actor = form["actor"] ?? client.partner
        let subject = form["subject"] ?? actor
        guard Partner.exists(actor, configuration) else {
            return Problems.oauth(.badRequest, "unauthorized_client", "Unauthorized client: Actor not found")
        }
        guard Partner.exists(subject, configuration) else {
            return Problems.oauth(.badRequest, "unauthorized_client", "Unauthorized client: Subject not found")
        }
        guard subject == actor || scopes.contains(SandboxScope.impersonate) else {
            return Problems.oauth(
                .badRequest,
                "unauthorized_client",
                "Unauthorized client: Scope `impersonieren` is required if subject != actor"
            )
        }
        let token = await memory.issue(
            SandboxMemory.Grant(
                client: client.id,
                scopes: Set(scopes),
                subject: subject,
                expiresAt: configuration.now() + Int64(configuration.tokenLifetime) * 1_000
            )
        )
        var answer = SandboxAnswer(
            .ok,
            [
                "access_token": .string(token),
                "token_type": "Bearer",
                "expires_in": .number(JSONNumber(configuration.tokenLifetime)),
                "scope": .string(scopes.joined(separator: " ")),
            ]
        )
        answer.headers[.cacheControl] = "no-store"
        return answer
    }

    /// The client that HTTP Basic names; id and secret are form-encoded in it (RFC 6749 §2.3.1).
    private func client(_ header: String?) -> SandboxClient? {
        guard let header, header.lowercased().hasPrefix("basic "),
            let data = Data(base64Encoded: String(header.dropFirst(6))),
            let pair = String(validating: data, as: UTF8.self), let colon = pair.firstIndex(of: ":"),
            let id = FormDecoding.value(pair[..<colon]),
            let secret = FormDecoding.value(pair[pair.index(after: colon)...])
        else { return nil }
        return configuration.clients.first { $0.id == id && $0.secret == secret }
    }
}

/// Partner ids such as `ABC12`.
enum Partner {
    /// Whether the sandbox knows a partner with this id.
    static func exists(_ id: String, _ configuration: SandboxConfiguration) -> Bool {
        let bytes = Array(id.utf8)
        return bytes.count == 5 && bytes[..<3].allSatisfy { (65...90).contains($0) }
            && bytes[3...].allSatisfy { (48...57).contains($0) } && !configuration.unknownPartners.contains(id)
    }
}
