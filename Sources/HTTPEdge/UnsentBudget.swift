import Synchronization

/// Bounds what all connections of a listener together hold of answers that nobody reads.
///
/// Each connection has a bound of its own, but a thousand of them that are used up to it are a great deal of memory and of
/// work for nobody. So they share one budget. While it is used up, connections that hold their part of it, or more, have no
/// further request answered; whoever reads his answers holds nothing, and goes on.
package final class UnsentBudget: Sendable {
    private struct State {
        var total = 0
        var holders = 0
    }

    private let most: Int
    private let state = Mutex(State())

    /// - Parameter most: bytes.
    package init(_ most: Int) { self.most = most }

    /// The share of a connection is another than before.
    func move(from old: Int, to new: Int) {
        guard old != new else { return }
        state.withLock { state in
            state.total += new - old
            state.holders += (new > 0 ? 1 : 0) - (old > 0 ? 1 : 0)
        }
    }

    /// Whether a connection with this share may have another request answered: while there is more, and after that up to an
    /// equal part for each that holds anything.
    func admits(_ share: Int) -> Bool {
        state.withLock { $0.total <= most || share * $0.holders < most }
    }

    /// Bytes that all connections hold.
    package var inUse: Int { state.withLock { $0.total } }
}

/// What one connection holds of it; on its event loop.
struct UnsentShare {
    private let budget: UnsentBudget?
    private var bytes = 0
    /// About how many bytes of answers were written since it was looked at.
    private var written = 0
    /// A sender who reads his answers is not asked after each of them: asking is a system call.
    private static let unnoticed = 2_048

    init(of budget: UnsentBudget?) { self.budget = budget }

    /// Another answer is on its way.
    mutating func wrote(_ bytes: Int) { written += bytes }

    /// Whether it is time to see what the connection holds.
    var isDue: Bool { bytes > 0 || written >= Self.unnoticed }

    /// Notes what the connection holds now. False if it has to wait until its answers are read.
    mutating func admits(_ unsent: Int) -> Bool {
        guard let budget else { return true }
        budget.move(from: bytes, to: unsent)
        bytes = unsent
        written = 0
        return budget.admits(unsent)
    }

    /// The connection has ended.
    mutating func giveBack() {
        budget?.move(from: bytes, to: 0)
        bytes = 0
    }
}
