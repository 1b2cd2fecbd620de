import HTTPEdge
import JSON
import Leads
import NIOHTTP1
import Names

/// One answer, with what the log may say about it.
struct IntakeResponse: Sendable {
    var status: HTTPResponseStatus
    /// Beyond content type and length, which are added when it is written.
    var headers: [(name: String, value: String)] = []
    var contentType: String?
    var body: [UInt8] = []
    /// Whether the connection must not be used again.
    var closes = false
    var note = RequestNote()

    /// An answer without a body.
    static func empty(_ status: HTTPResponseStatus) -> IntakeResponse { IntakeResponse(status: status) }

    /// A JSON answer.
    static func json(_ status: HTTPResponseStatus, _ value: JSONValue) -> IntakeResponse {
        IntakeResponse(status: status, contentType: "application/json", body: value.serialized)
    }

    /// Plain text, as handshakes want it.
    static func text(_ status: HTTPResponseStatus, _ text: String) -> IntakeResponse {
        IntakeResponse(status: status, contentType: "text/plain; charset=utf-8", body: Array(text.utf8))
    }

    /// What of it goes to the sender.
    var answer: Answer {
        Answer(status, contentType: contentType, headers: headers, body: body, closes: closes)
    }

    func adding(_ name: String, _ value: String) -> IntakeResponse {
        var copy = self
        copy.headers.append((name, value))
        return copy
    }

    func noting(_ note: RequestNote) -> IntakeResponse {
        var copy = self
        copy.note = note
        return copy
    }
}

/// What log line and metrics say about a request: names and classes, never values.
struct RequestNote: Sendable, Hashable {
    /// The source, if one was recognised and the credential was right.
    var source: SourceName?
    /// The lead that came of it (the first, for a batch).
    var leadID: LeadID?
    /// Why it was turned away, as a stable word; nil for what was served.
    var rejection: String?
    /// Leads made durable by it.
    var leads = 0

    static func rejected(_ reason: String, source: SourceName? = nil) -> RequestNote {
        RequestNote(source: source, rejection: reason)
    }
}
