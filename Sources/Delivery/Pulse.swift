/// Wakes somebody a while after that was asked for, and not otherwise: who waits for nothing is woken by what happens alone.
package struct Pulse: Sendable {
    private let pause: @Sendable () async -> Void
    private let requests: AsyncStream<Void>
    private let entrance: AsyncStream<Void>.Continuation

    /// - Parameter pause: waits for as long as a beat takes.
    package init(_ pause: @escaping @Sendable () async -> Void) {
        self.pause = pause
        (requests, entrance) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// One whose beats take so many milliseconds.
    init(every milliseconds: Int64) {
        self.init { try? await Task.sleep(for: .milliseconds(milliseconds)) }
    }

    /// Asks for the next beat; however many ask for it, it is one.
    package func request() { entrance.yield() }

    /// Beats as often as it is asked to, until it is cancelled.
    package func run(_ beat: @Sendable () -> Void) async {
        for await _ in requests {
            await pause()
            beat()
        }
    }
}
