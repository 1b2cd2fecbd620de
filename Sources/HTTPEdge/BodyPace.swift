import NIOCore
import Synchronization

/// Lets bytes that may be for nothing through at so many a second altogether: large bodies of senders who have not shown that
/// they may post, and what is only read to be thrown away.
///
/// They cost their reading, and a signature is a code over all of them. However many connections send them, and however
/// fast, the rest of the machine stays for the others; each of them gets its part, since whoever has taken bytes waits for
/// as long as all that was taken before lasts.
package final class BodyPace: Sendable {
    private let bytesPerSecond: Int64
    private let until: Mutex<NIODeadline>

    /// A pace of so many bytes a second; 0: none.
    package init(bytesPerSecond: Int) {
        self.bytesPerSecond = Int64(bytesPerSecond)
        until = Mutex(.uptimeNanoseconds(0))
    }

    /// Takes bytes that have come. Returns how long their sender has to wait before more are read.
    func take(_ bytes: Int, at now: NIODeadline) -> TimeAmount {
        guard bytesPerSecond > 0, bytes > 0 else { return .zero }
        let lasts = TimeAmount.nanoseconds(Int64(bytes) * 1_000_000_000 / bytesPerSecond)
        return until.withLock { until in
            until = max(until, now) + lasts
            return until - now
        }
    }
}
