import Synchronization

/// Bounds what all connections together may hold of bodies in memory, in two shares.
///
/// Whoever has shown in head or URL that he may post draws on all of it. Bodies whose sender is not known before they
/// are complete (signatures, secrets inside the body, and everybody who has no right at all) share a smaller part, and
/// no address may have more than a piece of that: so those who bring nothing but bytes cannot shut out the others.
final class BodyBudget: Sendable {
    private struct Unproven {
        var total = 0
        var ofAddress: [String: Int] = [:]
    }

    private let limits: IntakeLimits
    private let used = Atomic<Int>(0)
    private let unproven = Mutex(Unproven())

    init(_ limits: IntakeLimits) {
        self.limits = limits
    }

    /// Takes bytes out of the budget; false if there are not enough left.
    func take(_ bytes: Int, for account: BodyAccount) -> Bool {
        guard used.add(bytes, ordering: .relaxed).newValue <= limits.bufferedBytes else {
            used.subtract(bytes, ordering: .relaxed)
            return false
        }
        guard case .unproven(let address) = account else { return true }
        let isTaken = unproven.withLock { state in
            let ofAddress = state.ofAddress[address, default: 0] + bytes
            guard state.total + bytes <= limits.unprovenBytes, ofAddress <= limits.unprovenBytesPerAddress else {
                return false
            }
            state.total += bytes
            state.ofAddress[address] = ofAddress
            return true
        }
        if !isTaken { used.subtract(bytes, ordering: .relaxed) }
        return isTaken
    }

    /// Gives bytes back.
    func give(_ bytes: Int, from account: BodyAccount) {
        guard bytes > 0 else { return }
        used.subtract(bytes, ordering: .relaxed)
        guard case .unproven(let address) = account else { return }
        unproven.withLock { state in
            state.total -= bytes
            let left = state.ofAddress[address, default: 0] - bytes
            state.ofAddress[address] = left > 0 ? left : nil
        }
    }

    /// Bytes in use.
    var inUse: Int { used.load(ordering: .relaxed) }
}

/// On whose account a body's bytes go.
enum BodyAccount: Sendable, Hashable {
    /// A sender whose credential in head or URL is right.
    case proven
    /// Anybody at this address.
    case unproven(address: String)
}
