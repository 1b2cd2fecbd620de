import HTTPTypes
import JSON
import Moments

/// The error bodies of the APIs, as they were seen (fact sheet 1.1 to 1.6).
enum Problems {
    /// An error in the form of this API.
    static func error(
        _ api: SandboxAPI,
        _ status: HTTPResponse.Status,
        _ message: String?,
        trace: String,
        now: Int64
    ) -> SandboxAnswer {
        switch api {
        case .token: oauth(status, oauthCodes[status.code] ?? "server_error", message ?? text(status))
        case .kundenangaben: kundenangaben(status, detail: message ?? details[status.code], trace: trace)
        case .vorgaenge: vorgaenge(status, message ?? text(status), now: now, trace: trace)
        case .kex, .kexUpdate, .kexExport, .antragsstatus:
            kex(status, message ?? kexDetails[status.code] ?? text(status))
        }
    }

    /// Kundenangaben: `application/problem+json`.
    static func kundenangaben(_ status: HTTPResponse.Status, detail: String? = nil, trace: String) -> SandboxAnswer {
        let kind =
            kinds[status.code] ?? (
                name: "problem", title: status.reasonPhrase.isEmpty ? "Status \(status.code)" : status.reasonPhrase
            )
        var problem: JSONObject = [
            "type": .string("https://api.europace.de/kundenangaben/problem/\(kind.name)"),
            "title": .string(kind.title),
            "status": .number(JSONNumber(status.code)),
        ]
        if let detail { problem["detail"] = .string(detail) }
        problem["traceId"] = .string(trace)
        return SandboxAnswer(status, .object(problem), type: "application/problem+json")
    }

    /// Kundenangaben: constraint violations. The published schema says an object, reality is an array.
    static func violations(_ violations: [(field: String, message: String)], trace: String) -> SandboxAnswer {
        let entries = violations.map { JSONValue.object(["field": .string($0.field), "message": .string($0.message)]) }
        let problem: JSONObject = [
            "type": "https://api.europace.de/problem/constraint-violation",
            "status": 400,
            "violations": .array(entries),
            "title": "Constraint Violation",
            "traceId": .string(trace),
        ]
        return SandboxAnswer(.badRequest, .object(problem), type: "application/problem+json")
    }

    /// Vorgaenge: `Error{message, statusCode, statusMessage, timestamp, traceId}`.
    static func vorgaenge(_ status: HTTPResponse.Status, _ message: String, now: Int64, trace: String) -> SandboxAnswer
    {
        SandboxAnswer(
            status,
            [
                "message": .string(message),
                "statusCode": .number(JSONNumber(status.code)),
                "statusMessage": .string(text(status)),
                "timestamp": .string(Timestamp.text(now)),
                "traceId": .string(trace),
            ]
        )
    }

    /// The Authorization API: `{error, error_description}`.
    static func oauth(_ status: HTTPResponse.Status, _ error: String, _ description: String) -> SandboxAnswer {
        SandboxAnswer(status, ["error": .string(error), "error_description": .string(description)])
    }

    /// KEX: what an error body looks like is not documented.
    static func kex(_ status: HTTPResponse.Status, _ message: String) -> SandboxAnswer {
        SandboxAnswer(status, ["status": .number(JSONNumber(status.code)), "message": .string(message)])
            .assuming(.kexErrors)
    }

    /// The Authorization API's answer to a wrong client id or secret.
    static func invalidClient() -> SandboxAnswer {
        var answer = oauth(
            .unauthorized,
            "invalid_client",
            "Client authentication failed: Client id unknown / deactivated or client secret invalid / expired."
        )
        answer.headers[.wwwAuthenticate] = #"Basic realm="europace""#
        return answer
    }

    /// The page of a load balancer that stands before the API.
    static func gatewayPage(_ status: HTTPResponse.Status) -> SandboxAnswer {
        let title = "\(status.code) \(text(status))"
        let page = "<html><head><title>\(title)</title></head><body><h1>\(title)</h1></body></html>\n"
        var answer = SandboxAnswer(status, text: page)
        answer.headers[.contentType] = "text/html"
        return answer
    }

    /// No valid token: Kundenangaben answers without a body, Vorgaenge with its own; of the KreditSmart APIs nobody says.
    static func unauthorised(_ api: SandboxAPI, trace: String, now: Int64) -> SandboxAnswer {
        var answer: SandboxAnswer
        switch api {
        case .vorgaenge: answer = error(api, .unauthorized, nil, trace: trace, now: now)
        case .token, .kundenangaben: answer = SandboxAnswer(.unauthorized)
        case .kex, .kexUpdate, .kexExport, .antragsstatus: answer = SandboxAnswer(.unauthorized).assuming(.kexErrors)
        }
        answer.headers[.wwwAuthenticate] =
            #"Bearer realm="europace", error="invalid_token", error_description="The access token is missing or expired""#
        return answer
    }

    /// The words of a status, also where HTTP's own registry gives none.
    static func text(_ status: HTTPResponse.Status) -> String {
        kinds[status.code]?.title ?? (status.reasonPhrase.isEmpty ? "Status \(status.code)" : status.reasonPhrase)
    }

    private static let oauthCodes = [
        400: "invalid_request", 401: "invalid_client", 404: "not_found", 405: "invalid_request",
        415: "invalid_request", 429: "rate_limit_exceeded", 503: "temporarily_unavailable",
    ]

    private static let kexDetails = [422: "A valid Kundenbetreuer-Partner-ID is missing"]

    private static let details = [
        400: "The request is not readable",
        409: "importMetadaten.betreuung.kundenbetreuer is not allowed",
        503: "The server is not ready to handle the request",
    ]

    private static let kinds: [Int: (name: String, title: String)] = [
        400: ("bad-request", "Bad Request"),
        403: ("forbidden", "Forbidden"),
        404: ("not-found", "Not Found"),
        401: ("unauthorized", "Unauthorized"),
        405: ("method-not-allowed", "Method Not Allowed"),
        409: ("conflict", "Conflict"),
        410: ("gone", "Gone"),
        413: ("payload-too-large", "Payload Too Large"),
        415: ("unsupported-media-type", "Unsupported Media Type"),
        422: ("unprocessable-entity", "Unprocessable Entity"),
        429: ("too-many-requests", "Too Many Requests"),
        500: ("internal-server-error", "Internal Server Error"),
        502: ("bad-gateway", "Bad Gateway"),
        503: ("service-unavailable", "Service Unavailable"),
        504: ("gateway-timeout", "Gateway Timeout"),
    ]
}
