import Crypto
import Hummingbird
package import Leads
import Problems

/// Who may use the operators' API: the token that the gateway has from its file or settings, and those that were made.
package struct AccessControl: Sendable {
    /// What the gateway's own token is called in the audit log.
    static let rootName = "root"

    private let root: SHA256.Digest
    private let tokens: any AccessTokenStoring

    /// - Parameters:
    ///   - token: the gateway's own token, of the role admin; only its digest is kept in memory.
    ///   - tokens: those that were made, and revoked, since.
    package init(token: String, tokens: any AccessTokenStoring) {
        root = SHA256.hash(data: Array(token.utf8))
        self.tokens = tokens
    }

    /// The right of whoever shows this token; `nil` for none. A wrong one costs the same however wrong it is, since digests
    /// are compared. A token that was revoked opens nothing from the next request on.
    func access(with candidate: some StringProtocol) async throws(StoreError) -> Access? {
        let digest = SHA256.hash(data: Array(candidate.utf8))
        if digest == root { return Access(name: Self.rootName, role: .admin) }
        guard candidate.hasPrefix(NewAccessToken.prefix) else { return nil }
        let bytes = Array(digest)
        let known = try await tokens.accessTokens().first { $0.digest == bytes && $0.revokedAt == nil }
        return known.map { Access(name: $0.name, role: $0.role) }
    }
}

/// Lets a request through only with `Authorization: Bearer` and a token that is good.
struct TokenMiddleware: RouterMiddleware {
    let control: AccessControl

    func handle(
        _ request: Request,
        context: OperatorContext,
        next: (Request, OperatorContext) async throws -> Response
    ) async throws -> Response {
        guard let header = request.headers[.authorization], header.lowercased().hasPrefix("bearer "),
            let access = try await control.access(with: header.dropFirst(7))
        else {
            throw Refusal(
                .adminToken,
                """
                send 'Authorization: Bearer …' with the token in the gateway's data folder (admin.token), or one made by \
                `leadgate tokens create`
                """
            )
        }
        var context = context
        context.access = access
        return try await next(request, context)
    }
}

/// Lets a request through only with a role that is high enough.
struct RoleMiddleware: RouterMiddleware {
    let role: AccessToken.Role

    func handle(
        _ request: Request,
        context: OperatorContext,
        next: (Request, OperatorContext) async throws -> Response
    ) async throws -> Response {
        let access = try context.granted
        guard access.role >= role else {
            throw Refusal(
                .role,
                "this needs a token of the role \(role.rawValue); '\(access.name)' is of the role \(access.role.rawValue)"
            )
        }
        return try await next(request, context)
    }
}

/// The routes by the role that they ask for: none can be added without one.
struct RoleRoutes {
    let metrics: RouterGroup<OperatorContext>
    let viewers: RouterGroup<OperatorContext>
    let operators: RouterGroup<OperatorContext>
    let admins: RouterGroup<OperatorContext>

    init(_ group: RouterGroup<OperatorContext>) {
        func routes(_ role: AccessToken.Role) -> RouterGroup<OperatorContext> {
            group.group("").add(middleware: RoleMiddleware(role: role))
        }
        metrics = routes(.metrics)
        viewers = routes(.viewer)
        operators = routes(.operator)
        admins = routes(.admin)
    }
}
