import Leads

extension Fault {
    /// How much of an answer is kept.
    static let bodyLimit = 64 * 1024

    /// The fault that an answer other than success stands for.
    ///
    /// - Parameters:
    ///   - code: overrides `target-STATUS`.
    ///   - says: what the status means here, and what to do.
    init(_ answer: HTTPAnswer, code: String? = nil, says: String) {
        let problem = Problem(answer.body)
        var message = "Europace answered \(answer.status)"
        if let title = problem.title { message += " (\(title))" }
        message += ": \(says)"
        if !problem.violations.isEmpty {
            let fields = problem.violations.prefix(5).map { "\($0.field) \($0.message)" }
            message += ": " + fields.joined(separator: "; ")
            if problem.violations.count > 5 { message += "; and \(problem.violations.count - 5) more" }
        }
        if let position = problem.position { message += " (\(position) of what was sent)" }
        self.init(
            code: code ?? "target-\(answer.status)",
            message: message,
            status: answer.status,
            violations: problem.violations,
            traceID: problem.traceID ?? answer.headers["x-traceid"].flatMap { SafeWords.traceID($0) },
            body: Array(answer.body.prefix(Self.bodyLimit))
        )
    }

    /// The fault of an answer to a request that reads: nothing can have been created.
    init(reading answer: HTTPAnswer) {
        let says =
            switch answer.status {
            case 300..<400: "a redirect, which is never followed; check the configured address"
            case 401: "the access token is refused, a fresh one too; check client and rights"
            case 403: "a scope or right is missing (reading needs `baufinanzierung:vorgang:lesen`)"
            case 404: "there is no such case, or it is not visible to us"
            case 429: "the rate limit is reached"
            default: "it could not be read"
            }
        self.init(answer, says: says)
    }

    /// The fault that the lack of an answer stands for.
    /// - Parameter consequence: what that means for what was to be sent.
    init(_ failure: TransportFailure, consequence: String = "nothing was changed by it") {
        let what =
            switch failure.kind {
            case .dns: "the host's name could not be resolved"
            case .connect: "no connection"
            case .tls: "the TLS handshake failed"
            case .trust: "the certificate of the other side is not trusted; check address, proxy and trust roots"
            case .timeout: "no answer in time"
            case .reset: "the connection ended before the answer"
            case .cancelled: "stopped by our own shutdown"
            case .address: "the configured address is no usable URL"
            case .malformed: "what came back is not HTTP"
            }
        self.init(code: failure.kind.rawValue, message: "Europace: \(what); \(consequence)")
    }
}
