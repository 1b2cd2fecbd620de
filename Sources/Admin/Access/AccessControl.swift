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

    /// What a token opens. A wrong one costs the same however wrong it is, since digests are compared. A token that was
    /// revoked opens nothing from the next request on.
    func admission(with candidate: some StringProtocol) async throws(StoreError) -> Admission {
        let digest = SHA256.hash(data: Array(candidate.utf8))
        if digest == root { return .granted(Access(name: Self.rootName, role: .admin)) }
        guard candidate.hasPrefix(NewAccessToken.prefix) else { return .refused(.tokenWrong) }
        let bytes = Array(digest)
        let known = try await tokens.accessTokens().filter { $0.digest == bytes }
        if let token = known.first(where: { $0.revokedAt == nil }) {
            return .granted(Access(name: token.name, role: token.role))
        }
        return known.first.map { .revoked(name: $0.name) } ?? .refused(.tokenWrong)
    }
}

/// What a token opens.
enum Admission: Sendable, Hashable {
    case granted(Access)
    /// It was good once.
    case revoked(name: String)
    case refused(AccessRefusal)
}

/// Why a request was refused, as log and metric have it.
enum AccessRefusal: String, Sendable, Hashable {
    case tokenMissing = "token-missing"
    case tokenWrong = "token-wrong"
    case tokenRevoked = "token-revoked"
    case roleTooLow = "role-too-low"
}

/// Lets a request through only with `Authorization: Bearer` and a token that is good. Refusals are counted and told of.
struct TokenMiddleware: RouterMiddleware {
    let control: AccessControl
    let log: AccessLog

    func handle(
        _ request: Request,
        context: OperatorContext,
        next: (Request, OperatorContext) async throws -> Response
    ) async throws -> Response {
        var admission = Admission.refused(.tokenMissing)
        if let header = request.headers[.authorization], header.lowercased().hasPrefix("bearer ") {
            admission = try await control.admission(with: header.dropFirst(7))
        }
        guard case .granted(let access) = admission else {
            try await log.refused(admission)
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
        return try await log.following(request, by: access) { try await next(request, context) }
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
