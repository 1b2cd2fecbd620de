import Hummingbird
import Leads
import Problems

/// What a request of the operators' API carries along: who asks.
struct OperatorContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Whose token opened this request; `nil` before it was looked at.
    var access: Access?

    init(source: ApplicationRequestContextSource) { coreContext = .init(source: source) }

    /// Who asks, by the token's name.
    /// - Throws: `Refusal` where no token was asked for.
    var name: String { get throws { try granted.name } }

    /// Whether words of a mapping and of a target about a lead may be shown: what has to be mended. What a customer typed is
    /// shown for a reason only, see ``reason(_:)``.
    var seesWords: Bool { access.map { $0.role >= .operator } ?? false }

    /// Why values that a customer typed are to be shown: `?reason=…` of whoever may see them; `nil`: they stay masked.
    func reason(_ request: Request) throws -> String? {
        guard seesWords, let reason = request.uri.queryParameters["reason"].map(String.init) else { return nil }
        return try Self.checked(reason)
    }

    /// The reason; a part of a lead that is nothing but values is not shown without one.
    func requiredReason(_ request: Request) throws -> String {
        guard let reason = try reason(request) else {
            throw Refusal.badRequest("say why you look at what a customer typed: ?reason=…; it stands in the audit log")
        }
        return reason
    }

    /// A reason that says something, and is one.
    static func checked(_ reason: String) throws -> String {
        guard !reason.allSatisfy(\.isWhitespace), reason.utf8.count <= 1_000 else {
            throw Refusal.badRequest("a reason says why, in at most 1000 bytes")
        }
        return reason
    }

    /// The right that the request came with.
    var granted: Access {
        get throws {
            guard let access else { throw Refusal(.adminToken, "this needs a token") }
            return access
        }
    }
}

/// A right to use the operators' API: whose, and how much of it.
struct Access: Sendable, Hashable {
    /// The token's name, as the audit log has it.
    let name: String
    let role: AccessToken.Role
}
