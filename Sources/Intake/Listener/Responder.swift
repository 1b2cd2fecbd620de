import HTTPEdge
import NIOHTTP1

/// What a connection asks of whoever knows sources and leads. The connection knows bytes, limits and time only.
protocol Responder: Sendable {
    /// On what terms this request may have a body, judged by its head alone: of the body nothing is there
    /// yet.
    func bodyTerms(_ head: IntakeRequest) -> BodyTerms

    /// Answers a whole request. Called on the connection's event loop: what takes long belongs into `.aside`.
    func respond(to request: IntakeRequest) -> Reply

    /// Told once for every request that got an answer, when the answer is handed to the wire.
    func answered(
        _ response: IntakeResponse,
        _ method: HTTPMethod,
        bodyBytes: Int,
        nanoseconds: Int64
    )

    /// Told when a connection is cut off without an answer.
    func dropped(reason: String)
}

/// An answer now, or work that ends in one.
enum Reply: Sendable {
    case now(IntakeResponse)
    /// Short steps between waits; runs on the connection's event loop.
    case later(@Sendable () async -> IntakeResponse)
    /// Work that takes its time; runs off the event loop.
    case aside(@Sendable () async -> IntakeResponse)
}
