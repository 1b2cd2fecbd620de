import Synchronization

/// Bounds what all connections together may hold of bodies in memory.
final class BodyBudget: Sendable {
    private let limit: Int
    private let used = Atomic<Int>(0)

    init(limit: Int) {
        self.limit = limit
    }

    /// Takes bytes out of the budget; false if there are not enough left.
    func take(_ bytes: Int) -> Bool {
        guard used.add(bytes, ordering: .relaxed).newValue <= limit else {
            used.subtract(bytes, ordering: .relaxed)
            return false
        }
        return true
    }

    /// Gives bytes back.
    func give(_ bytes: Int) {
        used.subtract(bytes, ordering: .relaxed)
    }

    /// Bytes in use.
    var inUse: Int { used.load(ordering: .relaxed) }
}
