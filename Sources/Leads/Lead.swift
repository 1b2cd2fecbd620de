package import Targets

/// One accepted submission: where it came from, where it goes and where it is. Its content is its ``Submission``.
///
/// A value; only ``LeadTransition/step(_:_:at:)`` makes the next one.
package struct Lead: Sendable, Hashable {
    /// Its name.
    package let id: LeadID
    /// The source that sent it.
    package let source: String
    /// Where it goes.
    package let target: Target
    /// Real business or trial.
    package let mode: DeliveryMode
    /// Where it is.
    package internal(set) var state: LeadState
    /// Why it is not delivered; in `queued`, why the last attempt failed.
    package internal(set) var cause: Cause?
    /// When it was accepted, in milliseconds since 1970 UTC.
    package let receivedAt: Int64
    /// When it last changed, in milliseconds since 1970 UTC.
    package internal(set) var updatedAt: Int64
    /// When something has to happen next, in milliseconds since 1970 UTC: in `queued` the delivery, in `uncertain`
    /// the next lookup. ``never`` when only a person can move it.
    package internal(set) var dueAt: Int64
    /// Attempts in its life that reached for the target; those ended by a connection fault do not count.
    package internal(set) var attempts: Int
    /// Attempts since it was accepted or last replayed; the retry budget counts these.
    package internal(set) var attemptsThisRound: Int
    /// How often a person put it back into the queue. A lead with none and no attempt is *fresh* and goes first.
    package internal(set) var replays: Int
    /// The mapping of the last verdict or intent.
    package internal(set) var mappingHash: String?
    /// The `externeVorgangsId` or `eigeneVorgangsnummer` by which the target knows it: the id, unless the mapping
    /// gives one.
    package internal(set) var reference: String
    /// The case number at the target, once delivered.
    package internal(set) var vorgangsnummer: String?
    /// What the target remarked when it took the lead. A target's words: sealed at rest, never logged.
    package internal(set) var messages: [String]
    /// What is being sent or was sent without an answer.
    package internal(set) var intent: Intent?
    /// Counts transitions, from 1; equals the sequence of the last timeline entry. For compare-and-set.
    package internal(set) var version: Int

    /// ``dueAt`` of a lead that waits for a person.
    package static let never = Int64.max

    /// Whether it has never been tried or replayed; fresh leads overtake all others.
    package var isFresh: Bool { attempts == 0 && replays == 0 }

    /// A lead as it is when it is accepted: queued, due at once.
    package init(
        id: LeadID,
        source: String,
        target: Target,
        mode: DeliveryMode,
        receivedAt: Int64,
        mappingHash: String? = nil,
        reference: String? = nil
    ) {
        self.init(
            id: id,
            source: source,
            target: target,
            mode: mode,
            state: .queued,
            cause: nil,
            receivedAt: receivedAt,
            updatedAt: receivedAt,
            dueAt: receivedAt,
            mappingHash: mappingHash,
            reference: reference ?? id.rawValue,
            version: 1
        )
    }

    /// A lead of all its parts, for a store that reads one and for tests.
    package init(
        id: LeadID,
        source: String,
        target: Target,
        mode: DeliveryMode,
        state: LeadState,
        cause: Cause?,
        receivedAt: Int64,
        updatedAt: Int64,
        dueAt: Int64,
        attempts: Int = 0,
        attemptsThisRound: Int = 0,
        replays: Int = 0,
        mappingHash: String? = nil,
        reference: String,
        vorgangsnummer: String? = nil,
        messages: [String] = [],
        intent: Intent? = nil,
        version: Int
    ) {
        self.id = id
        self.source = source
        self.target = target
        self.mode = mode
        self.state = state
        self.cause = cause
        self.receivedAt = receivedAt
        self.updatedAt = updatedAt
        self.dueAt = dueAt
        self.attempts = attempts
        self.attemptsThisRound = attemptsThisRound
        self.replays = replays
        self.mappingHash = mappingHash
        self.reference = reference
        self.vorgangsnummer = vorgangsnummer
        self.messages = messages
        self.intent = intent
        self.version = version
    }
}
