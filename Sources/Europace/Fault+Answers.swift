import Leads

extension Fault {
    /// How much of an answer is kept.
    static let bodyLimit = 64 * 1024

    /// The fault that an answer other than success stands for.
    ///
    /// - Parameters:
    ///   - code: overrides `target-STATUS`.
    ///   - says: overrides the explanation for the status.
    init(_ answer: HTTPAnswer, code: String? = nil, says: String? = nil) {
        let problem = Problem(answer.body)
        var message = "Europace answered \(answer.status)"
        if let title = problem.title { message += " (\(title))" }
        message += ": \(says ?? Self.explanation(answer.status))"
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
        let says: String? =
            switch answer.status {
            case 403: "a scope or right is missing (reading needs `baufinanzierung:vorgang:lesen`)"
            case 404: "there is no such case, or it is not visible to us"
            case 200..<300, 500...: "it could not be read"
            default: nil
            }
        self.init(answer, says: says)
    }

    /// The fault that the lack of an answer stands for.
    init(_ failure: TransportFailure) {
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
        let consequence =
            failure.documentLeft ? "it may or may not have been created" : "nothing was sent"
        self.init(code: failure.kind.rawValue, message: "Europace: \(what); \(consequence)")
    }

    private static func explanation(_ status: Int) -> String {
        switch status {
        case 200..<300: "not the 201 that a creation is answered with; it may or may not have been created"
        case 300..<400: "a redirect, which is never followed; check the configured address"
        case 400: "the document is refused"
        case 401: "the access token is refused, a fresh one too; check client and rights"
        case 403: "a scope or right is missing (real business needs `baufinanzierung:echtgeschaeft`)"
        case 404, 405, 406, 410, 415: "address or media type is wrong; check the configured address"
        case 408: "the request took too long to arrive"
        case 409:
            "Kundenbetreuer or Bearbeiter cannot be set: rights to take over the case, or the Plakette, are missing. "
                + "This is not a duplicate"
        case 413: "the document is too large"
        case 422: "the document is well-formed but cannot be processed"
        case 429: "the rate limit is reached"
        case 500: "an internal error"
        case 502, 504: "a gateway had no answer from the service; it may or may not have been created"
        case 503: "not ready"
        case 400..<500: "the request is refused"
        default: "unexpected; it may or may not have been created"
        }
    }
}
