package import Leads

extension ChangeReporting {
    /// The changes from now on, all that a test has not come to; ends when the store is closed.
    package func changeStream(
        where isWanted: @escaping @Sendable (StoreChange) -> Bool = { _ in true }
    ) -> AsyncStream<StoreChange> {
        let (stream, continuation) = AsyncStream.makeStream(of: StoreChange.self)
        follow { change in
            if isWanted(change) { continuation.yield(change) }
            return true
        } closed: {
            continuation.finish()
        }
        return stream
    }
}
