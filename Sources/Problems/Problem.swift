/// What can be wrong with a request, at whichever listener: a type to look up, a title and a status (RFC 9457).
///
/// The one table of all problems. Each means one thing everywhere, so that a program may act on its type alone; what was
/// wrong with this request stands in the answer's `detail`.
package enum Problem: String, Sendable, Hashable, CaseIterable {
    // The request.
    case malformedRequest = "malformed-request"
    case headersTooLarge = "headers-too-large"
    case httpVersion = "http-version"
    case expectation = "expectation"
    case timeout = "timeout"
    case bodyTooLarge = "body-too-large"
    case contentEncoding = "content-encoding"
    case unsupportedBody = "unsupported-body"
    case malformedBody = "malformed-body"
    case badRequest = "bad-request"
    case method = "method"
    case notFound = "not-found"

    // Who asks, and how often.
    case credential = "credential"
    case foreignOrigin = "foreign-origin"
    case adminToken = "admin-token-needed"
    case role = "role-too-low"
    case rateLimit = "rate-limit"
    case overloaded = "overloaded"

    // What is asked for, and what there is.
    case postKey = "idempotency-key-unusable"
    case duplicateConflict = "idempotency-key-reused"
    case operationReused = "operation-id-in-use"
    case stillRunning = "still-running"
    case conflict = "not-possible-in-this-state"
    case gone = "gone"
    case mappingInError = "mapping-in-error"
    case noDocument = "no-document"
    case editsUnfit = "edits-unfit"

    // The gateway itself.
    case storeFull = "store-full"
    case storeUnavailable = "store-unavailable"
    case leadDamaged = "lead-damaged"
    case unexpected = "unexpected"

    /// The problem's type, a URI that stays the same for ever.
    package var type: String { "urn:leadgate:problem:\(rawValue)" }

    /// The HTTP status it is answered with.
    package var status: Int { row.status }

    /// What is wrong, in a few words that are the same every time.
    package var title: String { row.title }

    private var row: (status: Int, title: String) {
        switch self {
        case .malformedRequest: (400, "The request is not valid HTTP")
        case .headersTooLarge: (431, "The request's headers are too large")
        case .httpVersion: (505, "This HTTP version is not spoken here")
        case .expectation: (417, "The expectation cannot be met")
        case .timeout: (408, "The request took too long")
        case .bodyTooLarge: (413, "The body is too large")
        case .contentEncoding: (415, "Compressed bodies are not accepted")
        case .unsupportedBody: (415, "The body's type cannot be read")
        case .malformedBody: (400, "The body cannot be read")
        case .badRequest: (400, "The request asks for something that cannot be")
        case .method: (405, "This method is not allowed here")
        case .notFound: (404, "There is nothing here")
        case .credential: (401, "The credential is missing or wrong")
        case .foreignOrigin: (403, "Pages of this origin may not post here")
        case .adminToken: (401, "The admin token is missing or wrong")
        case .role: (403, "The token's role is too low for this")
        case .rateLimit: (429, "Too many posts")
        case .overloaded: (503, "Too much at once")
        case .postKey: (400, "The key of the post cannot be used")
        case .duplicateConflict: (422, "The key was used for another body")
        case .operationReused: (422, "The operation's id was used for another order")
        case .stillRunning: (409, "The operation is still running")
        case .conflict: (409, "This is not possible in this state")
        case .gone: (410, "This was erased")
        case .mappingInError: (422, "The mapping has errors")
        case .noDocument: (422, "No document comes of this lead")
        case .editsUnfit: (422, "The edits do not fit what came")
        case .storeFull: (503, "The disk is nearly full")
        case .storeUnavailable: (503, "Leads cannot be stored right now")
        case .leadDamaged: (503, "This lead is damaged")
        case .unexpected: (500, "Something unexpected happened")
        }
    }

    /// The answer's media type.
    package static let contentType = "application/problem+json"
}
