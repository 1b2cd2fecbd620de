import HTTPEdge
import Moments
import NIOHTTP1

/// Makes the heads of answers: status, the headers every answer has, and its own.
struct ResponseHeads {
    private var date: DateHeader

    init(clock: any Clock) {
        date = DateHeader(clock: clock)
    }

    mutating func head(of response: IntakeResponse) -> HTTPResponseHead {
        var fields: [(String, String)] = []
        fields.reserveCapacity(6 + response.headers.count)
        fields.append(("date", date.text()))
        if let type = response.contentType { fields.append(("content-type", type)) }
        if response.status != .noContent { fields.append(("content-length", String(response.body.count))) }
        fields.append(("cache-control", "no-store"))
        if response.closes { fields.append(("connection", "close")) }
        for (name, value) in response.headers { fields.append((name, value)) }
        return HTTPResponseHead(version: .http1_1, status: response.status, headers: HTTPHeaders(fields))
    }
}
