import AsyncHTTPClient
import NIOCore
import Synchronization

/// A request body that knows whether it was handed to the network.
///
/// The outcome of a POST hangs on one question: could the other side have got the document? Judging that by error types
/// is a guess. Here it is a fact: the HTTP client asks for the body only once a connection stands and the head is written,
/// and it either takes the body (`handedOver`) or, after `withdraw`, never gets it. A POST whose body did not leave cannot
/// have created anything.
final class HandOver: Sendable {
    private enum State {
        case waiting
        case handedOver
        case withdrawn
    }

    private let document: ByteBuffer
    private let state = Mutex(State.waiting)

    init(_ document: [UInt8]) {
        self.document = ByteBuffer(bytes: document)
    }

    /// The body for the HTTP client.
    var body: HTTPClient.Body {
        .stream(contentLength: Int64(document.readableBytes)) { [self] writer in
            if take() { return writer.write(.byteBuffer(document)) }
            return writer.write(.byteBuffer(ByteBuffer())).flatMapThrowing { throw CancellationError() }
        }
    }

    /// Ends the chance to hand over; says whether it had happened already.
    func withdraw() -> Bool {
        state.withLock { state in
            if state == .waiting { state = .withdrawn }
            return state == .handedOver
        }
    }

    /// Whether the document leaves now: once, and not after it was withdrawn.
    func take() -> Bool {
        state.withLock { state in
            guard state == .waiting else { return false }
            state = .handedOver
            return true
        }
    }
}
