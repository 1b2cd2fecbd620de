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

    /// Whether values that a customer typed, and words of a target, may be shown.
    var seesValues: Bool { access.map { $0.role >= .operator } ?? false }

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
