import HTTPTypes
import JSON

extension PlannedFault {
    /// The answer that the plan puts in place of the real one; `nil` where it plans no status.
    func answer(_ api: SandboxAPI, request: SandboxRequest, now: Int64) -> SandboxAnswer? {
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
        case (_, 200..<400): return SandboxAnswer(status)
        case (.token, 401):
            return Problems.oauth(
                status,
                "invalid_client",
                "Client authentication failed: Client id unknown / deactivated or client secret invalid / expired."
            )
        case (.token, 400): return Problems.oauth(status, "unauthorized_client", "Unauthorized client: Actor not found")
        case (.token, 500): return Problems.oauth(status, "server_error", "Unexpected server error")
        case (_, 401): return Problems.unauthorised()
        case (_, 502), (_, 504):
            // A gateway's own page, not the service's.
            var answer = SandboxAnswer(
                status,
                text: "<html><head><title>\(status.code) \(status.reasonPhrase)</title></head></html>\n"
            )
            answer.headers[.contentType] = "text/html"
            return answer
        case (.token, _): return Problems.oauth(status, "error", status.reasonPhrase)
        case (.kundenangaben, _):
            return Problems.kundenangaben(status, detail: Self.details[status.code], trace: request.trace)
        case (.kex, 422): return Problems.kex(status, "A valid Kundenbetreuer-Partner-ID is missing")
        case (.kex, _): return Problems.kex(status, status.reasonPhrase)
        case (.vorgaenge, _): return Problems.vorgaenge(status, status.reasonPhrase, now: now, trace: request.trace)
        }
    }

    private static let details: [Int: String] = [
        400: "The request is not readable",
        409: "importMetadaten.betreuung.kundenbetreuer is not allowed",
        503: "The server is not ready to handle the request",
    ]
}
