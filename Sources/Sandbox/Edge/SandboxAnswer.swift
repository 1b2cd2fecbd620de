import HTTPTypes
import JSON

/// What the stand-in answers, and how honest that is.
struct SandboxAnswer: Sendable {
    var status: HTTPResponse.Status
    var headers: HTTPFields = [:]
    var body: [UInt8] = []
    /// The case that was created or changed, for the journal.
    var stored: StoredCase?

    /// An answer without a body.
    init(_ status: HTTPResponse.Status) {
        self.status = status
    }

    /// An answer in JSON.
    init(_ status: HTTPResponse.Status, _ json: JSONValue, type: String = "application/json") {
        self.status = status
        headers[.contentType] = type
        body = json.serialized
    }

    /// An answer in plain text.
    init(_ status: HTTPResponse.Status, text: String) {
        self.status = status
        headers[.contentType] = "text/plain; charset=utf-8"
        body = Array(text.utf8)
    }

    /// The same answer, marked: how the real API behaves here is not documented (fact sheet 6, honesty rule).
    func assuming(_ what: Assumption) -> SandboxAnswer {
        var answer = self
        let already = headers[.sandboxAssumption].map { "\($0); " } ?? ""
        guard !already.contains(what.rawValue + ":") else { return self }
        answer.headers[.sandboxAssumption] = "\(already)\(what.rawValue): \(what.text)"
        return answer
    }

    /// Marked with each.
    func assuming(_ what: [Assumption]) -> SandboxAnswer { what.reduce(self) { $0.assuming($1) } }

    /// Marked only where `what` is something.
    func assuming(_ what: Assumption?) -> SandboxAnswer {
        what.map { assuming($0) } ?? self
    }
}

extension HTTPField.Name {
    /// Says that the real behaviour is not documented and which one was assumed.
    static let sandboxAssumption = known("X-Sandbox-Assumption")
    /// How many of the oldest cases were forgotten to keep memory bounded.
    static let sandboxForgotten = known("X-Sandbox-Forgotten")
    /// The predecessor of `Authorization`, deprecated since.
    static let oldAuthentication = known("X-Authentication")
    /// Europace's trace header.
    static let traceID = known("X-TraceId")

    /// A header name written in this file; it is valid, so the fallback is never taken.
    private static func known(_ name: String) -> HTTPField.Name { HTTPField.Name(name) ?? .server }
}
