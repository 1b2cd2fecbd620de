import Leads
import Synchronization

/// A slot of a rate budget that was taken for one request before that is made.
final class ReservedSlot: KeptPlace {
    private let budget: RateBudget
    private let isKept = Mutex(true)

    /// - Parameter budget: from which the slot was taken.
    init(of budget: RateBudget) { self.budget = budget }

    /// Takes it for a request of this budget; `false` if it is another's, or used already.
    func use(in budget: RateBudget) -> Bool { budget === self.budget && isStillKept() }

    func giveBack() async {
        if isStillKept() { await budget.giveBack() }
    }

    /// Whether it was kept until now.
    private func isStillKept() -> Bool {
        isKept.withLock { kept in
            defer { kept = false }
            return kept
        }
    }
}
