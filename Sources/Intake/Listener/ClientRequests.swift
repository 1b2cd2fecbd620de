import HTTPEdge
import Synchronization

/// Counts the requests in hand of every sender behind a trusted proxy: all of them share the proxy's connections, and none
/// may have more of them than it could have by itself.
final class ClientRequests: Sendable {
    private let most: Int
    private let counts = Mutex<[String: Int]>([:])

    init(_ limits: EdgeLimits) { most = limits.connectionsPerAddress }

    /// Counts one more; false if the sender has as many as it may.
    func enter(_ sender: String) -> Bool {
        guard most > 0 else { return true }
        return counts.withLock { counts in
            guard counts[sender, default: 0] < most else { return false }
            counts[sender, default: 0] += 1
            return true
        }
    }

    /// One of them is over.
    func leave(_ sender: String) {
        guard most > 0 else { return }
        counts.withLock { counts in
            let left = counts[sender, default: 0] - 1
            counts[sender] = left > 0 ? left : nil
        }
    }
}
