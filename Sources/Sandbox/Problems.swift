import HTTPTypes
import JSON
import Moments

/// The error bodies of the APIs, as they were seen (fact sheet 1.1 to 1.4).
enum Problems {
    /// Kundenangaben: `application/problem+json`.
    static func kundenangaben(_ status: HTTPResponse.Status, detail: String? = nil, trace: String) -> SandboxAnswer {
        let kind = kinds[status.code] ?? (name: "problem", title: status.reasonPhrase)
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
                "statusMessage": .string(status.reasonPhrase),
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
            .assuming("the body of KEX errors")
    }

    /// No valid token: no body, only the header.
    static func unauthorised() -> SandboxAnswer {
        var answer = SandboxAnswer(.unauthorized)
        answer.headers[.wwwAuthenticate] =
            #"Bearer realm="europace", error="invalid_token", error_description="The access token is missing or expired""#
        return answer
    }

    private static let kinds: [Int: (name: String, title: String)] = [
        400: ("bad-request", "Bad Request"),
        403: ("forbidden", "Forbidden"),
        404: ("not-found", "Not Found"),
        405: ("method-not-allowed", "Method Not Allowed"),
        409: ("conflict", "Conflict"),
        413: ("payload-too-large", "Payload Too Large"),
        415: ("unsupported-media-type", "Unsupported Media Type"),
        422: ("unprocessable-entity", "Unprocessable Entity"),
        429: ("too-many-requests", "Too Many Requests"),
        500: ("internal-server-error", "Internal Server Error"),
        503: ("service-unavailable", "Service Unavailable"),
    ]
}
