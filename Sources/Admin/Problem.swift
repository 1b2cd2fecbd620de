import HTTPTypes
import Hummingbird
import JSON
import Leads

/// An error answer for people: RFC 9457 `application/problem+json`.
struct Problem: Error {
    let status: HTTPResponse.Status
    let title: String
    let detail: String

    init(_ status: HTTPResponse.Status, _ title: String, _ detail: String) {
        self.status = status
        self.title = title
        self.detail = detail
    }

    static func notFound(_ what: String) -> Problem {
        Problem(.notFound, "not found", "there is no \(what)")
    }

    static func badRequest(_ detail: String) -> Problem {
        Problem(.badRequest, "bad request", detail)
    }

    static func conflict(_ detail: String) -> Problem {
        Problem(.conflict, "not possible in this state", detail)
    }

    /// What the store says, as an answer.
    init(_ error: StoreError) {
        switch error {
        case .conflict, .transition: self = .conflict(error.description)
        case .notFound: self = Problem(.notFound, "not found", error.description)
        case .invalidCursor: self = .badRequest(error.description)
        case .unavailable, .full, .busy, .staleEpoch, .unusable, .corrupt, .unexpected, .cancelled:
            self = Problem(.serviceUnavailable, "store unavailable", error.description)
        }
    }

    var response: Response {
        var response = answer
        if status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer" }
        return response
    }

    private var answer: Response {
        let slug = String(title.map { $0 == " " ? "-" : $0 })
        return Response(
            json: [
                "type": .string("urn:leadgate:problem:\(slug)"),
                "title": .string(title),
                "status": .number(JSONNumber(status.code)),
                "detail": .string(detail),
            ],
            status: status,
            contentType: "application/problem+json"
        )
    }
}

extension Response {
    /// An answer with a JSON body, readable by people and programs.
    init(json: JSONValue, status: HTTPResponse.Status = .ok, contentType: String = "application/json") {
        self.init(text: json.text(pretty: true) + "\n", status: status, contentType: contentType)
    }

    /// An answer with a text body.
    init(
        text: String,
        status: HTTPResponse.Status = .ok,
        contentType: String = "text/plain; charset=utf-8"
    ) {
        self.init(
            status: status,
            headers: [.contentType: contentType],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }
}
