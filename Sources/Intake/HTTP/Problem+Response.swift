import JSON
import NIOHTTP1
import Names
import Problems

/// Problems as the intake answers them.
extension Problem {
    /// The answer. `detail` says what was wrong with this request and what to do, without quoting it; `members` are
    /// extensions such as `line`.
    func response(
        _ detail: String,
        members: [(String, JSONValue)] = [],
        headers: [(name: String, value: String)] = [],
        source: SourceName? = nil
    ) -> IntakeResponse {
        IntakeResponse(
            status: HTTPResponseStatus(statusCode: status),
            headers: headers,
            contentType: Self.contentType,
            body: json(detail, members: members).serialized,
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
