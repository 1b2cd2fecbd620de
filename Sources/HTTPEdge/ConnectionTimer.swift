import NIOCore

/// One deadline of one connection, moved often and checked seldom.
///
/// Moving a deadline later costs a store: the scheduled task finds out when it fires and schedules itself again. So a
/// busy connection schedules about one task per idle time instead of several per request. Confined to the event loop.
final class ConnectionTimer {
    private let loop: any EventLoop
    private var deadline = NIODeadline.distantFuture
    private var scheduled: (task: Scheduled<Void>, for: NIODeadline)?
    /// Called when the deadline has passed.
    var onExpiry: (() -> Void)?

    init(loop: any EventLoop) {
        self.loop = loop
    }

    /// The loop's time, which tests advance by hand.
    var now: NIODeadline { loop.now }

    /// Sets the deadline, replacing the one before.
    func set(_ deadline: NIODeadline) {
        self.deadline = deadline
        guard let scheduled else { return schedule(for: deadline) }
        if deadline < scheduled.for {
            scheduled.task.cancel()
            schedule(for: deadline)
        }
    }

    /// Nothing runs out until the next `set`.
    func pause() { deadline = .distantFuture }

    /// Ends for good.
    func cancel() {
        scheduled?.task.cancel()
        scheduled = nil
        onExpiry = nil
    }

    /// Does something once, after a time, whatever the deadline is.
    func after(_ time: TimeAmount, _ action: @escaping () -> Void) {
        loop.assumeIsolated().scheduleTask(in: time, action)
    }

    private func schedule(for moment: NIODeadline) {
        let task = loop.assumeIsolated().scheduleTask(deadline: moment) { self.fire() }
        scheduled = (task, moment)
    }

    private func fire() {
        scheduled = nil
        guard deadline != .distantFuture else { return }
        if loop.now >= deadline { onExpiry?() } else { schedule(for: deadline) }
    }
}
