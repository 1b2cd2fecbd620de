/// Rings when there may be something to tell; rings that nobody has heard yet are one.
///
/// The store rings it after a commit that holds callbacks, before anybody listens as well.
package struct CallbackBell: Sendable {
    let rings: AsyncStream<Void>
    private let hammer: AsyncStream<Void>.Continuation

    /// A bell that has not rung.
    package init() {
        (rings, hammer) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// Rings; never waits.
    package func ring() { hammer.yield() }
}
