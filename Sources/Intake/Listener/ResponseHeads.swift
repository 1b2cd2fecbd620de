import Moments
import NIOHTTP1

/// Makes the heads of answers: status, the headers every answer has, and its own.
struct ResponseHeads {
    private let clock: any Clock
    private var date: (second: Int64, text: String) = (-1, "")

    init(clock: any Clock) {
        self.clock = clock
    }

    mutating func head(of response: IntakeResponse, staysOpen: Bool) -> HTTPResponseHead {
        var fields: [(String, String)] = []
        fields.reserveCapacity(6 + response.headers.count)
        fields.append(("date", currentDate()))
        if let type = response.contentType { fields.append(("content-type", type)) }
        if response.status != .noContent { fields.append(("content-length", String(response.body.count))) }
        fields.append(("cache-control", "no-store"))
        if !staysOpen { fields.append(("connection", "close")) }
        for (name, value) in response.headers { fields.append((name, value)) }
        return HTTPResponseHead(version: .http1_1, status: response.status, headers: HTTPHeaders(fields))
    }

    /// The Date header, written anew once a second.
    private mutating func currentDate() -> String {
        let milliseconds = clock.now()
        if milliseconds / 1_000 != date.second {
            date = (milliseconds / 1_000, HTTPDate.text(milliseconds))
        }
        return date.text
    }
}
