import JSON
package import NIOHTTP1
package import Problems

/// Why a request is turned away before anybody looks at what it means, and the end of its connection.
package struct EdgeRefusal: Sendable {
    package let problem: Problem
    /// What was wrong and what to do, without quoting the request.
    package let detail: String
    package let headers: [(name: String, value: String)]

    package init(_ problem: Problem, _ detail: String, headers: [(name: String, value: String)] = []) {
        self.problem = problem
        self.detail = detail
        // RFC 9110 §15.5.6: 405 says what is allowed.
        let allowed = [("allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS")]
        self.headers = problem == .method ? headers + allowed : headers
    }

    /// The status it is answered with.
    package var status: HTTPResponseStatus { HTTPResponseStatus(statusCode: problem.status) }

    /// The problem document (RFC 9457).
    var body: [UInt8] { problem.json(detail).serialized }
}
