import Hummingbird
import JSON
import Leads
import Moments

/// `/admin/api/tokens`: who may use this API. A token is shown once, when it is made.
struct TokenRoutes: Sendable {
    let desk: OperatorsDesk

    func add(to api: RoleRoutes) {
        api.admins.get("/tokens", use: list)
        api.admins.post("/tokens", use: create)
        api.admins.post("/tokens/:name/revoke", use: revoke)
    }

    @Sendable private func list(_ request: Request, _ context: OperatorContext) async throws -> Response {
        Response(json: ["tokens": .array(try await desk.store.accessTokens().map { .object($0.json) })])
    }

    /// `{"name": "anna", "role": "operator"}`.
    @Sendable private func create(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let order = try await desk.order(request, allows: ["name", "role"])
        guard let role = order["role"]?.stringValue.flatMap(AccessToken.Role.init(rawValue:)),
            let name = order["name"]?.stringValue
        else {
            let roles = AccessToken.Role.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal.badRequest("say whose and how much: {\"name\": \"anna\", \"role\": …}; roles: \(roles)")
        }
        let token = try NewAccessToken(name: name, role: role, by: context.name, at: desk.clock.now())
        try await desk.store.create(token.kept)
        var json = token.kept.json
        json["token"] = .string(token.text)
        return Response(json: .object(json), status: .created)
    }

    @Sendable private func revoke(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let name = try context.parameters.require("name")
        _ = try await desk.order(request, allows: [])
        let revoked = try await desk.store.revokeAccessToken(name, by: context.name, at: desk.clock.now())
        guard let revoked else { throw Refusal.notFound("good token '\(name)'") }
        return Response(json: .object(revoked.json))
    }
}

extension AccessToken {
    /// The token as the operators' API shows it.
    fileprivate var json: JSONObject {
        [
            "name": .string(name),
            "role": .string(role.rawValue),
            "createdAt": .time(createdAt),
            "createdBy": .string(createdBy),
            "revokedAt": revokedAt.map { .time($0) } ?? .null,
        ]
    }
}
