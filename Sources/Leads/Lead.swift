package import Names
package import Targets

/// One accepted submission: where it came from, where it goes and where it is. Its content is its ``Submission``.
///
/// A value; only ``LeadTransition/step(_:_:at:)`` makes the next one.
package struct Lead: Sendable, Hashable {
    /// Its name.
    package let id: LeadID
    /// The source that sent it.
    package let source: SourceName
    /// Where it goes; ``Targets/Target/undecided`` as long as it lacks something.
    package internal(set) var target: Target
    /// Real business or trial.
    package internal(set) var mode: DeliveryMode
    /// The mapping that makes its document, by name; `nil` for the first that its source names.
    package internal(set) var mapping: String?
    /// What it does to a case at the target.
    package internal(set) var caseRole: TargetProfile.CaseRole
    /// What has to come before it can be built; `nil` once it has been. It stays with a dead or discarded lead, so that a
    /// replay goes on where it was.
    package internal(set) var lack: Lack?
    /// Since when it may have been built and sent behind the back of a restored data file, in milliseconds since 1970 UTC.
    package internal(set) var fencedAt: Int64?
    /// Where it is, with what that needs.
    package internal(set) var standing: Standing
    /// When it was accepted, in milliseconds since 1970 UTC.
    package let receivedAt: Int64
    /// When it last changed, in milliseconds since 1970 UTC.
    package internal(set) var updatedAt: Int64
    /// Attempts in its life that reached for the target; those ended by a connection fault do not count.
    package internal(set) var attempts: Int
    /// Attempts since it was accepted or last replayed; the retry budget counts these.
    package internal(set) var attemptsThisRound: Int
    /// How often a person put it back into the queue. A lead with none and no attempt is *fresh* and goes first.
    package internal(set) var replays: Int
    /// The mapping of the last verdict or intent.
    package internal(set) var mappingHash: MappingHash?
    /// The `externeVorgangsId` or `eigeneVorgangsnummer` by which the target knows it: the id, unless the mapping
    /// gives one.
    package internal(set) var reference: String
    /// What earlier attempts got through of a document with several operations; it is never sent again.
    package internal(set) var progress: Confirmation?
    /// The sender's own id of it, as it was sent: kept where the sender is told of its leads. Sealed at rest, gone with an
    /// erasure, never logged.
    package internal(set) var senderID: String?
    /// Counts transitions, from 1; equals the sequence of the last timeline entry. For compare-and-set.
    package internal(set) var version: Int

    /// ``dueAt`` of a lead that waits for a person.
    package static let never = Int64.max

    /// The name of where it is.
    package var state: LeadState { standing.state }

    /// Why it is not delivered; in `queued`, why the last attempt failed.
    package var cause: Cause? { standing.cause }

    /// What is being sent or was sent without an answer.
    package var intent: Intent? { standing.intent }

    /// The proof of its delivery.
    package var confirmation: Confirmation? {
        if case .delivered(let confirmation) = standing { confirmation } else { nil }
    }

    /// The number of the case at the target that it opened or changed, as far as it has.
    package var vorgangsnummer: String? {
        switch standing {
        case .delivered(let confirmation): confirmation.vorgangsnummer
        case .erased(let number): number
        case .waiting, .queued, .sending, .dead, .uncertain, .discarded: progress?.vorgangsnummer
        }
    }

    /// When something has to happen next, in milliseconds since 1970 UTC: in `waiting` the next look, in `queued` the
    /// delivery, in `uncertain` the next lookup. ``never`` when only a person can move it.
    package var dueAt: Int64 {
        switch standing {
        case .waiting(_, let dueAt), .queued(let dueAt, _), .sending(_, let dueAt): dueAt
        case .uncertain(_, _, let lookAgainAt): lookAgainAt ?? Lead.never
        case .delivered, .dead, .discarded, .erased: Lead.never
        }
    }

    /// Whether it has never been tried or replayed; fresh leads overtake all others.
    package var isFresh: Bool { attempts == 0 && replays == 0 }

    /// Whether it is, may be or is to be at the target: its reference and its case belong to it alone.
    package var isLive: Bool {
        switch state {
        case .waiting, .queued, .sending, .delivered, .uncertain: true
        case .dead, .discarded, .erased: false
        }
    }

    /// A lead as it is when it is accepted: queued, due at once.
    package init(
        id: LeadID,
        source: SourceName,
        target: Target,
        mode: DeliveryMode,
        mapping: String? = nil,
        caseRole: TargetProfile.CaseRole = .opens,
        receivedAt: Int64,
        mappingHash: MappingHash? = nil,
        reference: String? = nil,
        senderID: String? = nil
    ) {
        self.init(
            id: id,
            source: source,
            target: target,
            mode: mode,
            mapping: mapping,
            caseRole: caseRole,
            standing: .queued(dueAt: receivedAt, after: nil),
            receivedAt: receivedAt,
            updatedAt: receivedAt,
            mappingHash: mappingHash,
            reference: reference ?? id.rawValue,
            senderID: senderID,
            version: 1
        )
    }

    /// A lead of all its parts, for a store that reads one and for tests.
    package init(
        id: LeadID,
        source: SourceName,
        target: Target,
        mode: DeliveryMode,
        mapping: String? = nil,
        caseRole: TargetProfile.CaseRole = .opens,
        lack: Lack? = nil,
        fencedAt: Int64? = nil,
        standing: Standing,
        receivedAt: Int64,
        updatedAt: Int64,
        attempts: Int = 0,
        attemptsThisRound: Int = 0,
        replays: Int = 0,
        mappingHash: MappingHash? = nil,
        reference: String,
        progress: Confirmation? = nil,
        senderID: String? = nil,
        version: Int
    ) {
        self.id = id
        self.source = source
        self.target = target
        self.mode = mode
        self.mapping = mapping
        self.caseRole = caseRole
        self.lack = lack
        self.fencedAt = fencedAt
        self.standing = standing
        self.receivedAt = receivedAt
        self.updatedAt = updatedAt
        self.attempts = attempts
        self.attemptsThisRound = attemptsThisRound
        self.replays = replays
        self.mappingHash = mappingHash
        self.reference = reference
        self.progress = progress
        self.senderID = senderID
        self.version = version
    }
}
