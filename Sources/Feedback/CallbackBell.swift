/// Rings when there may be something to tell; rings that nobody has heard yet are one.
struct CallbackBell: Sendable {
    let rings: AsyncStream<Void>
    private let hammer: AsyncStream<Void>.Continuation

    /// A bell that has not rung.
    init() {
        (rings, hammer) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// Rings; never waits.
    func ring() { hammer.yield() }
}
