import Names
import Synchronization

/// Why a post without a right to it was refused, as the operator's log says it. The sender is told nothing of it.
enum RefusalReason: String, Sendable {
    case unknownSource = "unknown-source"
    /// The source's file or its mapping is not in force.
    case brokenSource = "broken-source"
    /// None of the source's secrets can be found.
    case secretNotFound = "secret-not-found"
    /// The post brings nothing of what the source asks for.
    case credentialMissing = "credential-missing"
    /// What the source asks for is there, and wrong.
    case credentialWrong = "credential-wrong"
    /// The time of its signature is missing or too far from ours.
    case signatureStale = "signature-stale"
}

/// Says of which source posts are refused and why, without letting whoever sends them fill the log.
///
/// The first refusal for a reason is told at once, those of the next minute are counted, and told by the first after it.
/// Sources that do not exist are one: what was asked for instead is somebody else's text.
final class RefusalLog: Sendable {
    private struct Kind: Hashable {
        let source: SourceName?
        let reason: RefusalReason
    }

    private struct Told {
        var at: Int64
        var untold: Int
    }

    /// Milliseconds for which nothing more is told of a kind.
    private static let silence: Int64 = 60_000

    private let kinds = Mutex<[Kind: Told]>([:])

    /// Counts a refusal.
    ///
    /// - Parameters:
    ///   - source: nil for one that does not exist.
    ///   - now: milliseconds that never go back.
    /// - Returns: how many there are to tell of, this one among them; nil while nothing is told.
    func count(_ reason: RefusalReason, of source: SourceName?, now: Int64) -> Int? {
        kinds.withLock { kinds in
            let kind = Kind(source: source, reason: reason)
            guard let told = kinds[kind] else {
                kinds[kind] = Told(at: now, untold: 0)
                return 1
            }
            guard now - told.at >= Self.silence else {
                kinds[kind] = Told(at: told.at, untold: told.untold + 1)
                return nil
            }
            kinds[kind] = Told(at: now, untold: 0)
            return told.untold + 1
        }
    }
}
