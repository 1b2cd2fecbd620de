import NIOCore

/// When a connection has to wait for the others: because it has sent requests ahead, because its answers are not read, or
/// because its bytes are of those that come at a pace.
extension RequestGate {
    /// Requests that a sender may have sent ahead before other connections have their turn, and how long that is.
    private static let requestsPerTurn = 4
    private static let turnPause = TimeAmount.milliseconds(5)
    /// How long a connection waits whose answers are to be read first, before it is looked at again.
    private static let unsentPause = TimeAmount.milliseconds(250)

    /// Why the next request has to wait: a sender who sends requests ahead, whether or not he reads the answers, must not keep
    /// the loop from the others; and one who does not read them must not fill the memory with them.
    func pauseBeforeRequest(_ context: ChannelHandlerContext) -> TimeAmount? {
        if requestsOfTurn >= Self.requestsPerTurn { return Self.turnPause }
        guard unsent.isDue, !unsent.admits(context.channel.unsentBytes) else { return nil }
        return Self.unsentPause
    }

    func pause(for time: TimeAmount) {
        awaitsTurn = true
        timer.after(time) {
            self.requestsOfTurn = 0
            self.awaitsTurn = false
            self.resume?()
        }
    }

    /// Waits as long as the pace says that these bytes last, to which nobody has a right yet.
    func keepPace(_ bytes: Int) {
        guard !awaitsTurn, let time = standing.shared?.pace.take(bytes, at: timer.now), time > .zero else { return }
        pause(for: time)
    }

    /// All that has come so far has gone through: whoever sends now has waited for his answers.
    func inputIsDealtWith() { if queue.isEmpty { requestsOfTurn = 0 } }
}
