import NIOCore
import Synchronization

/// Whether a connection has a request in hand, as its gate tells it and everybody may ask.
package final class ConnectionStanding: Sendable {
    private static let busy = UInt64.max
    private let since = Atomic<UInt64>(NIODeadline.now().uptimeNanoseconds)

    /// What it shares with the others of its listener; nil where there are no others.
    let shared: SharedBounds?

    package init(_ shared: SharedBounds? = nil) { self.shared = shared }

    /// Uptime nanoseconds since when the connection has had no request; nil while it has one.
    var idleSince: Int64? {
        let value = since.load(ordering: .relaxed)
        return value == Self.busy ? nil : Int64(clamping: value)
    }

    func isIdle(since moment: NIODeadline) { since.store(moment.uptimeNanoseconds, ordering: .relaxed) }

    func isBusy() { since.store(Self.busy, ordering: .relaxed) }
}
