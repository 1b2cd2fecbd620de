/// What became of a document that was sent to a target.
///
/// A request is *answered*, *not sent* or *unknown*; only unknown is dangerous, because the APIs know no idempotency and a
/// second POST makes a second Vorgang (fact sheet 0.1). The classes are those of the fact sheet 2.6.
package indirect enum Outcome: Sendable, Hashable {
    /// The target took it, and brought the proof that its profile asks for.
    case confirmed(Confirmation)
    /// Some of its operations were taken; `rest` says what became of the others, and is none of the first two cases.
    /// What was taken must not be sent again: the next attempt gets it as ``SendingContext/done``.
    case partial(Confirmation, rest: Outcome)
    /// The target refuses this document; others are not affected.
    case dataFault(Fault)
    /// Credentials, rights or configuration: every lead of this target is affected, none is to blame.
    case connectionFault(Fault)
    /// Certainly not taken, and it may work later. `retryAfterMilliseconds` is what the target asked for, at most 1 h.
    case transient(Fault, retryAfterMilliseconds: Int64?)
    /// Nobody can say whether it was taken.
    case unknown(Fault)

    /// The fault, unless confirmed.
    package var fault: Fault? {
        switch self {
        case .confirmed: nil
        case .dataFault(let fault), .connectionFault(let fault), .transient(let fault, _), .unknown(let fault): fault
        case .partial(_, let rest): rest.fault
        }
    }

    /// What the target confirmed, wholly or in part.
    package var confirmation: Confirmation? {
        switch self {
        case .confirmed(let confirmation), .partial(let confirmation, _): confirmation
        default: nil
        }
    }
}
