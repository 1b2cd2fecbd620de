import HTTPTypes
import JSON

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// `POST /auth/token` and `/auth/access-token`: OAuth2 client credentials (fact sheet 1.1).
struct TokenEndpoint: Endpoint {
    func answer(_ call: Call, _ world: inout World) -> SandboxAnswer {
        let request = call.request
        guard request.method == .post else {
            return Problems.oauth(.methodNotAllowed, "invalid_request", "Invalid request: use POST")
                .assuming(.tokenMethod)
        }
        guard let client = client(request.headers[.authorization], world.settings.clients) else {
            return Problems.invalidClient()
        }
        guard request.mediaType == "application/x-www-form-urlencoded" else {
            return Problems.oauth(.badRequest, "invalid_request", #"Invalid request: Missing "grant_type" parameter"#)
                .assuming(request.body.isEmpty ? nil : .tokenMethod)
        }
        let form = FormDecoding.pairs(String(decoding: request.body, as: UTF8.self))
        guard let grantType = form["grant_type"], !grantType.isEmpty else {
            return Problems.oauth(.badRequest, "invalid_request", #"Invalid request: Missing "grant_type" parameter"#)
        }
        guard grantType == "client_credentials" else {
            return Problems.oauth(.badRequest, "unsupported_grant_type", "Unsupported grant type")
                .assuming(.grantType)
        }
        return grant(client, form, &world)
    }

    private func grant(_ client: SandboxClient, _ form: [String: String], _ world: inout World) -> SandboxAnswer {
        var scopes = client.scopes
        if let asked = form["scope"]?.split(separator: " ").map(String.init), !asked.isEmpty {
            guard asked.allSatisfy({ SandboxScope.genuine.contains($0) || client.scopes.contains($0) }) else {
                return Problems.oauth(.badRequest, "invalid_scope", "Invalid, unknown or malformed scope")
            }
            // Asking for more than one has is no error; the answer just says less.
            scopes = asked.filter(client.scopes.contains)
        }
        let actor = form["actor"] ?? client.partner
        let subject = form["subject"] ?? actor
        if let refusal = refuse(client.partner, actor: actor, subject: subject, scopes, world.settings.partners) {
            return refusal
        }
        let lifetime = world.settings.tokenLifetime
        let token = world.issue(
            Grant(
                client: client.id,
                scopes: Set(scopes),
                subject: subject,
                contexts: client.contexts,
                isTrusted: client.isTrusted,
                expiresAt: world.now + Int64(lifetime) * 1_000
            )
        )
        var answer = SandboxAnswer(
            .ok,
            [
                "access_token": .string(token),
                "token_type": "Bearer",
                "expires_in": .number(JSONNumber(lifetime)),
                "scope": .string(scopes.joined(separator: " ")),
            ]
        )
        answer.headers[.cacheControl] = "no-store"
        return answer
    }

    /// Who may act for whom: both must exist, the client's owner must stand above the actor and the actor above the
    /// subject, and `impersonieren` must be granted.
    private func refuse(
        _ owner: String,
        actor: String,
        subject: String,
        _ scopes: [String],
        _ partners: Partners
    ) -> SandboxAnswer? {
        func refusal(_ why: String) -> SandboxAnswer {
            Problems.oauth(.badRequest, "unauthorized_client", "Unauthorized client: \(why)")
        }
        guard partners.exists(actor) else { return refusal("Actor not found") }
        guard partners.isAbove(owner, actor) else { return refusal("Actor not found").assuming(.subjectAboveActor) }
        guard partners.exists(subject) else { return refusal("Subject not found") }
        guard subject != actor else { return nil }
        guard scopes.contains(SandboxScope.impersonate) else {
            return refusal("Scope `impersonieren` is required if subject != actor")
        }
        guard partners.isAbove(actor, subject) else {
            return refusal("Subject not found").assuming(.subjectAboveActor)
        }
        return nil
    }

    /// The client that HTTP Basic names; id and secret are form-encoded in it (RFC 6749 §2.3.1).
    private func client(_ header: String?, _ clients: [SandboxClient]) -> SandboxClient? {
        guard let header, header.lowercased().hasPrefix("basic "),
            let data = Data(base64Encoded: String(header.dropFirst(6))),
            let pair = String(validating: data, as: UTF8.self), let colon = pair.firstIndex(of: ":"),
            let id = FormDecoding.value(pair[..<colon]),
            let secret = FormDecoding.value(pair[pair.index(after: colon)...])
        else { return nil }
        return clients.first { $0.id == id && $0.secret == secret }
    }
}
