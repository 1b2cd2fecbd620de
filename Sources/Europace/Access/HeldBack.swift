import Leads
import Moments

/// Why a request did not leave: there is no token for it, or no room for it in the rate budget. Nothing was sent to the
/// target, so no lead is in doubt.
enum HeldBack: Error, Sendable, Equatable {
    /// Client, secret, scope, subject or address is wrong: every lead is affected until somebody changes it.
    case connection(Fault)
    /// It may work later.
    case transient(Fault, retryAfterMilliseconds: Int64?)

    var fault: Fault {
        switch self {
        case .connection(let fault), .transient(let fault, _): fault
        }
    }

    /// The outcome of a delivery that was held back.
    var outcome: Outcome {
        switch self {
        case .connection(let fault): .connectionFault(fault)
        case .transient(let fault, let after): .transient(fault, retryAfterMilliseconds: after)
        }
    }

    /// The client's rate budget is used up, or the target asked it to wait.
    init(_ refusal: RateRefusal) {
        let fault =
            switch refusal {
            case .cancelled: Fault(code: "cancelled", message: "stopped by our own shutdown; nothing was sent")
            case .full(let milliseconds):
                Fault(
                    code: "rate-limited",
                    message: """
                        Europace's rate limit for this client is reached; nothing was sent, and the next request leaves in \
                        \(max(1, milliseconds / 1_000)) s
                        """
                )
            }
        self = .transient(fault, retryAfterMilliseconds: refusal.retryAfterMilliseconds)
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
