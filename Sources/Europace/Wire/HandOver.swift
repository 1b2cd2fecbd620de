import NIOCore
import Synchronization

/// A request body that knows whether it was handed to the network.
///
/// The outcome of a POST hangs on one question: could the other side have got the document? Judging that by error types
/// is a guess. Here it is a fact: the HTTP client asks for the body only once a connection stands and the head is written,
/// and it either takes the body (`handedOver`) or, after `withdraw`, never gets it. A POST whose body did not leave cannot
/// have created anything.
final class HandOver: AsyncSequence, Sendable {
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

    var length: Int { document.readableBytes }

    /// Ends the chance to hand over; says whether it had happened already.
    func withdraw() -> Bool {
        state.withLock { state in
            if state == .waiting { state = .withdrawn }
            return state == .handedOver
        }
    }

    /// The document, once; nothing after it was withdrawn.
    private func take() throws(CancellationError) -> ByteBuffer? {
        let before = state.withLock { state in
            let before = state
            if state == .waiting { state = .handedOver }
            return before
        }
        switch before {
        case .waiting: return document
        case .handedOver: return nil
        case .withdrawn: throw CancellationError()
        }
    }

    struct Iterator: AsyncIteratorProtocol {
        let handOver: HandOver

        mutating func next() async throws -> ByteBuffer? {
            try handOver.take()
        }
    }

    func makeAsyncIterator() -> Iterator { Iterator(handOver: self) }
}
