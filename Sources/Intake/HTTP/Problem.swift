import JSON
import NIOHTTP1

/// An error as RFC 9457 wants it: a type to look up, a title, the status, and a detail that a person can act on.
///
/// One table of all errors of the listener; each title and code stands here and nowhere else.
enum Problem: String, Sendable, CaseIterable {
    case malformedRequest = "malformed-request"
    case headersTooLarge = "headers-too-large"
    case httpVersion = "http-version"
    case expectation = "expectation"
    case timeout = "timeout"
    case bodyTooLarge = "body-too-large"
    case contentEncoding = "content-encoding"
    case unsupportedBody = "unsupported-body"
    case malformedBody = "malformed-body"
    case credential = "credential"
    case notFound = "not-found"
    case method = "method"
    case duplicateConflict = "idempotency-key-reused"
    case rateLimit = "rate-limit"
    case overloaded = "overloaded"
    case storeFull = "store-full"
    case storeUnavailable = "store-unavailable"
    case unexpected = "unexpected"

    /// Where the types are explained; a fragment of the product's documentation.
    static let typePrefix = "urn:leadgate:problem:"

    var status: HTTPResponseStatus {
        switch self {
        case .malformedRequest, .malformedBody: .badRequest
        case .headersTooLarge: .requestHeaderFieldsTooLarge
        case .httpVersion: .httpVersionNotSupported
        case .expectation: .expectationFailed
        case .timeout: .requestTimeout
        case .bodyTooLarge: .payloadTooLarge
        case .contentEncoding, .unsupportedBody: .unsupportedMediaType
        case .credential: .unauthorized
        case .notFound: .notFound
        case .method: .methodNotAllowed
        case .duplicateConflict: .unprocessableEntity
        case .rateLimit: .tooManyRequests
        case .overloaded, .storeFull, .storeUnavailable: .serviceUnavailable
        case .unexpected: .internalServerError
        }
    }

    var title: String {
        switch self {
        case .malformedRequest: "The request is not valid HTTP"
        case .headersTooLarge: "The request's headers are too large"
        case .httpVersion: "This HTTP version is not spoken here"
        case .expectation: "The expectation cannot be met"
        case .timeout: "The request took too long"
        case .bodyTooLarge: "The body is too large"
        case .contentEncoding: "Compressed bodies are not accepted"
        case .unsupportedBody: "The body's type cannot be read"
        case .malformedBody: "The body cannot be read"
        case .credential: "The credential is missing or wrong"
        case .notFound: "There is nothing here"
        case .method: "This method is not allowed here"
        case .duplicateConflict: "The key was used for another body"
        case .rateLimit: "Too many posts"
        case .overloaded: "Too much at once"
        case .storeFull: "The disk is nearly full"
        case .storeUnavailable: "Leads cannot be stored right now"
        case .unexpected: "Something unexpected happened"
        }
    }

    /// The answer. `detail` says what was wrong with this request and what to do, without quoting it; `members` are
    /// extensions such as `line`.
    func response(
        _ detail: String,
        members: [(String, JSONValue)] = [],
        headers: [(name: String, value: String)] = [],
        source: String? = nil
    ) -> IntakeResponse {
        var object: JSONObject = [
            "type": .string(Self.typePrefix + rawValue),
            "title": .string(title),
            "status": .number(JSONNumber(Int(status.code))),
            "detail": .string(detail),
        ]
        for (name, value) in members { object[name] = value }
        return IntakeResponse(
            status: status,
            headers: headers,
            contentType: "application/problem+json",
            body: JSONValue.object(object).serialized,
            note: .rejected(rawValue, source: source)
        )
    }

    /// The answer on a connection that cannot be used again.
    func closing(_ detail: String, headers: [(name: String, value: String)] = []) -> IntakeResponse {
        var response = response(detail, headers: headers)
        response.closes = true
        return response
    }
}
