import NIOCore
import Synchronization

/// Whether a connection has a request in hand, as its gate tells it and everybody may ask.
package final class ConnectionStanding: Sendable {
    private static let busy = UInt64.max
    private let since = Atomic<UInt64>(NIODeadline.now().uptimeNanoseconds)

    /// Its listener's connections that are only read to their end; nil where they are not counted.
    let lingering: LingeringConnections?

    package init(lingering: LingeringConnections? = nil) { self.lingering = lingering }

    /// Uptime nanoseconds since when the connection has had no request; nil while it has one.
    var idleSince: Int64? {
        let value = since.load(ordering: .relaxed)
        return value == Self.busy ? nil : Int64(clamping: value)
    }

    func isIdle(since moment: NIODeadline) { since.store(moment.uptimeNanoseconds, ordering: .relaxed) }

    func isBusy() { since.store(Self.busy, ordering: .relaxed) }
}
