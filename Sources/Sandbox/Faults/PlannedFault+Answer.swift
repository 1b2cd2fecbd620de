import HTTPTypes
import JSON

extension PlannedFault {
    /// The answer that the plan puts in place of the real one; `nil` where it plans no status.
    func answer(_ api: SandboxAPI, _ request: SandboxRequest, now: Int64) -> SandboxAnswer? {
        guard let status else { return nil }
        let code = HTTPResponse.Status(code: status)
        var answer: SandboxAnswer
        if let page {
            answer = SandboxAnswer(code, text: page)
            answer.headers[.contentType] = "text/html; charset=utf-8"
        } else if let body {
            answer = SandboxAnswer(
                code,
                body,
                type: api == .kundenangaben ? "application/problem+json" : "application/json"
            )
        } else {
            answer = realistic(api, code, request, now)
        }
        answer.headers[.retryAfter] = retryAfter
        if (300..<400).contains(status) { answer.headers[.location] = "http://192.0.2.1/" }
        return answer
    }

    /// What the API answers with this status, as far as it was seen.
    private func realistic(
        _ api: SandboxAPI,
        _ status: HTTPResponse.Status,
        _ request: SandboxRequest,
        _ now: Int64
    ) -> SandboxAnswer {
        switch (api, status.code) {
        case (_, 200..<400): SandboxAnswer(status)
        case (.token, 401): Problems.invalidClient()
        case (.token, 400): Problems.oauth(status, "unauthorized_client", "Unauthorized client: Actor not found")
        case (.token, 429): Problems.oauth(status, "rate_limit_exceeded", "Rate limit exceeded")
        case (.token, 500): Problems.oauth(status, "server_error", "Unexpected server error")
        case (_, 401): Problems.unauthorised(api, trace: request.trace, now: now)
        // A gateway's own page, not the service's.
        case (_, 502), (_, 504): Problems.gatewayPage(status)
        default: Problems.error(api, status, nil, trace: request.trace, now: now)
        }
    }
}
