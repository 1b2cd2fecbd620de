import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization

/// Takes an answer down as it comes, on the loop of its connection: nothing is handed to another thread before it is all there.
final class AnswerListener: HTTPClientResponseDelegate, Sendable {
    /// There is more of the body than anybody wants to read.
    private struct TooLong: Error {}

    private let limit: Int
    private let heard = Mutex<HTTPAnswer?>(nil)

    /// - Parameter limit: how many bytes of the body are read.
    init(limit: Int) { self.limit = limit }

    /// What has come so far; `nil` before the status line.
    var answer: HTTPAnswer? { heard.withLock { $0 } }

    func didReceiveHead(task: HTTPClient.Task<HTTPAnswer>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        var headers: [String: String] = [:]
        for (name, value) in head.headers { headers[name.lowercased()] = value }
        let answer = HTTPAnswer(status: Int(head.status.code), headers: headers, completeness: .truncated)
        heard.withLock { $0 = answer }
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveBodyPart(task: HTTPClient.Task<HTTPAnswer>, _ part: ByteBuffer) -> EventLoopFuture<Void> {
        let isTooLong = heard.withLock { answer in
            let room = limit - (answer?.body.count ?? 0)
            answer?.body.append(contentsOf: part.readableBytesView.prefix(room))
            if part.readableBytes > room { answer?.completeness = .tooLong }
            return part.readableBytes > room
        }
        return isTooLong ? task.eventLoop.makeFailedFuture(TooLong()) : task.eventLoop.makeSucceededVoidFuture()
    }

    func didFinishRequest(task: HTTPClient.Task<HTTPAnswer>) throws -> HTTPAnswer {
        try heard.withLock { answer in
            answer?.completeness = .whole
            guard let answer else { throw HTTPClientError.remoteConnectionClosed }
            return answer
        }
    }
}
