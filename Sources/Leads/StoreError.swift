/// Why the store could not do what was asked. No case holds a value of a lead.
package enum StoreError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The disk failed or the store is closed. Nothing is accepted any more; restart the gateway to recover.
    case unavailable(String)
    /// The disk is nearly full: new leads are refused, deliveries go on. Free some space.
    case full(String)
    /// More writes wait than the store will hold in memory; try again in a moment.
    case busy
    /// The sealed content of this lead is damaged or was changed from outside.
    case corrupt(LeadID, String)
    /// Somebody else moved the lead: it has this version now. Read it again and decide anew.
    case conflict(version: Int)
    /// There is no such lead.
    case notFound(LeadID)
    /// A post's key belongs to another post, whose first lead this is. Nothing of the post is stored.
    case keyReused(LeadID)
    /// What this lead claims (``KnownCause/referenceTaken``, ``KnownCause/caseTaken``) belongs to another live one.
    case taken(KnownCause, by: LeadID)
    /// Another lead of its case has to come to its end first.
    case caseBusy(LeadID)
    /// The operation's id belongs to another order.
    case operationReused(String)
    /// The job is where this cannot happen.
    case jobState(Job.State)
    /// A token has, or had, this name; what was done under it must stay that token's.
    case nameTaken(String)
    /// There is no such job.
    case noJob(String)
    /// There is no such erasure.
    case noErasure(String)
    /// The lead is where this cannot happen.
    case transition(TransitionError)
    /// Another has the right to send, until this time.
    case leased(to: String, until: Int64)
    /// The right to send has ended, or is another's now. Take it again and decide anew.
    case leaseLost
    /// The cursor is not one of this store's.
    case invalidCursor
    /// The task that asked was cancelled; nothing was read.
    case cancelled
    /// The data file or its key cannot be used as they are; the text says why and what to do.
    case unusable(String)
    /// A statement failed that should not have; a mistake in the program.
    case unexpected(String)

    package var description: String {
        switch self {
        case .unavailable(let reason): "The lead store is unavailable: \(reason)"
        case .full(let reason): "The disk is nearly full: \(reason)"
        case .busy: "Too many leads wait to be stored. Try again in a moment."
        case .corrupt(let id, let what):
            """
            Lead \(id): \(what) is damaged on disk, so it is held back; the other leads are not affected. `leadgate damage` \
            shows it: release or erase it there, or restore a backup.
            """
        case .conflict(let version): "Somebody else moved this lead (it has version \(version) now). Read it again."
        case .notFound(let id): "There is no lead \(id)."
        case .keyReused(let id): "This key belongs to another post (lead \(id))."
        case .taken(let cause, let id): "\(cause.words) The other lead is \(id)."
        case .caseBusy(let id): "Lead \(id) of the same case has to come to its end first."
        case .operationReused(let id): "Operation '\(id)' was another order; take a new id for a new order."
        case .nameTaken(let name): "A token is, or was, called '\(name)'; choose another name."
        case .jobState(let state): "The job is \(state.rawValue); this is not possible now."
        case .noJob(let id): "There is no job '\(id)'."
        case .noErasure(let id): "There is no erasure '\(id)'."
        case .transition(let error): error.description
        case .leased(let owner, _): "\(owner) sends from this store; only one may."
        case .leaseLost: "The right to send from this store has ended, or is another's now."
        case .invalidCursor: "This cursor is not valid. Start again from the first page."
        case .cancelled: "The reading task was cancelled."
        case .unusable(let reason): reason
        case .unexpected(let reason): "The lead store failed unexpectedly: \(reason)"
        }
    }
}
