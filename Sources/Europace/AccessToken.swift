import JSON
import Leads

/// A bearer token of the Authorization API.
struct AccessToken: Sendable, Equatable {
    /// What goes into `Authorization: Bearer …`.
    var value: String
    /// What it is good for; may be less than was asked for (fact sheet 1.1).
    var scopes: [String]
    /// Seconds it lives, as the server says.
    var lifetime: Int64
    /// Uptime milliseconds until which it is used; a while before it ends.
    var usableUntil: Int64

    /// Reads the answer of the token endpoint; `nil` if it is none.
    ///
    /// `requestedAt` is uptime *before* the request left: the token cannot be younger than that.
    init?(_ body: [UInt8], requestedAt: Int64) {
        guard let document = try? JSONValue.parse(body),
            let value = document["access_token"]?.stringValue, !value.isEmpty,
            value.utf8.allSatisfy({ (33...126).contains($0) }),
            document["token_type"]?.stringValue.map({ $0.lowercased() == "bearer" }) ?? true
        else { return nil }
        self.value = value
        self.scopes = (document["scope"]?.stringValue ?? "").split(separator: " ").map(String.init)
        self.lifetime = Int64(document["expires_in"]?.numberValue?.int ?? 0)
        self.usableUntil = requestedAt + Self.usableSeconds(lifetime: lifetime) * 1_000
    }

    /// How long a token is used: until max(60 s, 10 %) before its end. One that lives less than two minutes is used for
    /// half its life, so that very short lifetimes work, too.
    static func usableSeconds(lifetime: Int64) -> Int64 {
        guard lifetime > 120 else { return max(0, lifetime / 2) }
        return lifetime - max(60, lifetime / 10)
    }
}

/// Why there is no token. Without one nothing was sent to the target, so no lead is in doubt.
enum TokenFault: Error, Sendable, Equatable {
    /// Client, secret, scope, subject or address is wrong: every lead is affected until somebody changes it.
    case connection(Fault)
    /// It may work later.
    case transient(Fault, retryAfterMilliseconds: Int64?)

    var fault: Fault {
        switch self {
        case .connection(let fault), .transient(let fault, _): fault
        }
    }

    /// The outcome of a delivery that got no token.
    var outcome: Outcome {
        switch self {
        case .connection(let fault): .connectionFault(fault)
        case .transient(let fault, let after): .transient(fault, retryAfterMilliseconds: after)
        }
    }

    /// What an exchange with the token endpoint that brought no token means (fact sheet 1.1).
    init(_ result: ExchangeResult, now: Int64) {
        switch result {
        case .failed(let failure):
            let fault = Fault(
                code: "token-\(failure.kind.rawValue)",
                message: "no access token: \(Fault(failure).message.split(separator: ";")[0]); nothing was sent"
            )
            switch failure.kind {
            case .trust, .address: self = .connection(fault)
            default: self = .transient(fault, retryAfterMilliseconds: nil)
            }
        case .answered(let answer):
            let problem = Problem(answer.body)
            let fault = Fault(
                code: answer.status == 200 ? "token-unreadable" : "token-\(answer.status)",
                message: "no access token: the token endpoint answered \(answer.status)"
                    + (problem.oauthError.map { " (\($0))" } ?? "") + "; \(Self.advice(answer.status))",
                status: answer.status,
                traceID: answer.headers["x-traceid"].flatMap { SafeWords.traceID($0) },
                body: Array(answer.body.prefix(Fault.bodyLimit))
            )
            switch answer.status {
            case 408, 425, 429, 500...599:
                let after = RetryAfter.milliseconds(answer.headers["retry-after"], now: now)
                self = .transient(fault, retryAfterMilliseconds: after)
            case 200 where answer.completeness == .truncated:
                self = .transient(fault, retryAfterMilliseconds: nil)
            default: self = .connection(fault)
            }
        }
    }

    private static func advice(_ status: Int) -> String {
        switch status {
        case 200: "without a readable token; check the token address"
        case 400: "check scope, subject and actor"
        case 401: "check client id and secret"
        case 429: "the rate limit is reached"
        case 500...599: "it will be tried again"
        default: "check the token address"
        }
    }
}
