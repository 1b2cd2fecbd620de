import Synchronization

/// Tells of what somebody else can make happen as often as they like, without letting them fill the log: the first of a kind
/// is told at once, those of the next minute are counted, and told by the first after it.
///
/// Kinds are remembered for ever, so there must be few of them, whatever is sent.
package final class EventThrottle<Kind: Hashable & Sendable>: Sendable {
    private struct Told {
        var at: Int64
        var untold: Int
    }

    private let kinds = Mutex<[Kind: Told]>([:])

    /// Nothing has been told yet.
    package init() {}

    /// Counts one.
    ///
    /// - Parameter now: milliseconds that never go back.
    /// - Returns: how many there are to tell of, this one among them; nil while nothing is told.
    package func count(_ kind: Kind, now: Int64) -> Int? {
        kinds.withLock { kinds in
            guard let told = kinds[kind] else {
                kinds[kind] = Told(at: now, untold: 0)
                return 1
            }
            guard now - told.at >= throttleSilence else {
                kinds[kind] = Told(at: told.at, untold: told.untold + 1)
                return nil
            }
            kinds[kind] = Told(at: now, untold: 0)
            return told.untold + 1
        }
    }
}

/// Milliseconds for which nothing more is told of a kind.
private let throttleSilence: Int64 = 60_000
