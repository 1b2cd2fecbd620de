import Synchronization

/// Counts the connections of a listener that have had their last answer and are still read, so that the answer is not lost on
/// its way (RFC 9112 §9.6). That is a courtesy, and costs: where many want it, the others are closed at once.
package final class LingeringConnections: Sendable {
    private let most: Int
    private let count = Atomic<Int>(0)

    package init(atMost most: Int) { self.most = most }

    /// Counts one more; false if there are as many as there may be.
    func enter() -> Bool {
        guard count.add(1, ordering: .relaxed).newValue <= most else {
            leave()
            return false
        }
        return true
    }

    func leave() { count.subtract(1, ordering: .relaxed) }
}
