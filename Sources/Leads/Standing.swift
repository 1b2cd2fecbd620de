/// Where a lead is, with all that being there needs: a lead that is being sent has its intent, a dead one its cause.
///
/// ``LeadState`` is its name. The database keeps it in columns of its own.
package enum Standing: Sendable, Hashable {
    /// Lacks something and says why it is not there; looked at again from `dueAt` on, in milliseconds since 1970 UTC, or
    /// not before somebody says so (``Lead/never``).
    case waiting(Cause, dueAt: Int64)
    /// Waits for its delivery from `dueAt` on, in milliseconds since 1970 UTC; `after` is why the last attempt failed.
    case queued(dueAt: Int64, after: Cause?)
    /// An intent is on disk, and the request may be on the wire. `dueAt` is its place in the queue, if it has to go back
    /// as if it had not been tried.
    case sending(Intent, dueAt: Int64)
    /// The target took it; this is its proof.
    case delivered(Confirmation)
    /// Ended without success; a person can replay it.
    case dead(Cause)
    /// It was sent and no trustworthy answer came. It is looked up again from `lookAgainAt` on; `nil`: a person decides.
    case uncertain(Intent, Cause, lookAgainAt: Int64?)
    /// A person decided that it shall not be delivered; the cause is why it stood aside before.
    case discarded(Cause?)
    /// Its content is destroyed. The case number stays: it is what has to be erased at the target too.
    case erased(vorgangsnummer: String?)

    /// Its name.
    package var state: LeadState {
        switch self {
        case .waiting: .waiting
        case .queued: .queued
        case .sending: .sending
        case .delivered: .delivered
        case .dead: .dead
        case .uncertain: .uncertain
        case .discarded: .discarded
        case .erased: .erased
        }
    }

    /// Why the lead is not delivered; in `queued`, why the last attempt failed.
    package var cause: Cause? {
        switch self {
        case .queued(_, let cause), .discarded(let cause): cause
        case .waiting(let cause, _), .dead(let cause), .uncertain(_, let cause, _): cause
        case .sending, .delivered, .erased: nil
        }
    }

    /// What is being sent, or was sent without an answer.
    package var intent: Intent? {
        switch self {
        case .sending(let intent, _), .uncertain(let intent, _, _): intent
        case .waiting, .queued, .delivered, .dead, .discarded, .erased: nil
        }
    }
}
