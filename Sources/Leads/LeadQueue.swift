package import Names
package import Targets

/// Which leads wait, in whose turn, and from when on.
///
/// Times are milliseconds since 1970 UTC. Moving a lead's time is no step of its life: it changes neither version nor
/// timeline.
package protocol LeadQueue: Sendable {
    /// Takes the right to send, or prolongs it. Throws ``StoreError/leased(to:until:)`` while it is another's.
    func lease(to owner: String, until end: Int64, at now: Int64) async throws(StoreError) -> Lease

    /// The first queued leads of each source of a target that are due and that no other lead of their case holds up, for the
    /// holder of the lease alone (``StoreError/leaseLost``).
    func claim(_ request: QueueRequest, under lease: Lease) async throws(StoreError) -> [QueuedLead]

    /// When the first of the leads that are queued for a target is due, of those that are due after a moment; `nil` where there
    /// is none: then time alone makes none due.
    func firstDue(for target: Target, after moment: Int64) async throws(StoreError) -> Int64?

    /// Turns every lead whose intent of an earlier lease has no answer into an uncertain one, and returns them.
    ///
    /// To be called once at start-up, before the first delivery.
    func recover(now: Int64) async throws(StoreError) -> [LeadID]

    /// Uncertain leads of a target whose next lookup is due, oldest due first.
    func dueForLookup(target: Target, now: Int64, limit: Int, excluding: Set<LeadID>)
        async throws(StoreError) -> [Lead]

    /// When the next lookup of an uncertain lead of a target is due; `nil` when none waits.
    func nextLookup(target: Target) async throws(StoreError) -> Int64?

    /// Targets that get nothing for now.
    func pauses() async throws(StoreError) -> [TargetPause]

    /// Pauses a target. Returns whether it was running until now: one alarm per pause. A longer or endless pause
    /// replaces a shorter one. `act` is the order of the operator who pauses it, for the audit log.
    @discardableResult
    func pause(_ target: Target, cause: Cause, at now: Int64, until: Int64?, act: OperatorAct?)
        async throws(StoreError) -> Bool

    /// Ends a pause. Returns whether there was one. `act` is the order of the operator who ends it, for the audit log.
    @discardableResult
    func resume(_ target: Target, at now: Int64, act: OperatorAct?) async throws(StoreError) -> Bool

    /// How many leads wait, by target and source, whether anything delivers them or not.
    func queueLengths() async throws(StoreError) -> [QueueLength]

    /// How many leads are uncertain, by target and source.
    func uncertainLengths() async throws(StoreError) -> [QueueLength]

    /// Makes every queued lead of a target (or of one source there) due, whatever it waits for. Returns how many waited.
    @discardableResult
    func hasten(_ target: Target, source: SourceName?, at now: Int64) async throws(StoreError) -> Int

    /// Puts all due times right after the time of day has jumped by `shift`, or at a start (`nil`), when nobody knows.
    ///
    /// What waited goes on to wait for the rest of its time, what was due stays due, and nothing waits longer than
    /// `longest` milliseconds from `now`.
    func reanchor(by shift: Int64?, at now: Int64, longest: Int64) async throws(StoreError)
}

extension LeadQueue {
    /// A store that cannot tell at little cost says that there may be one at any time.
    package func firstDue(for target: Target, after moment: Int64) async throws(StoreError) -> Int64? { moment }

    /// Pauses a target by itself: no operator is behind it.
    @discardableResult
    package func pause(_ target: Target, cause: Cause, at now: Int64, until: Int64?) async throws(StoreError) -> Bool {
        try await pause(target, cause: cause, at: now, until: until, act: nil)
    }

    /// Ends a pause by itself: no operator is behind it.
    @discardableResult
    package func resume(_ target: Target, at now: Int64) async throws(StoreError) -> Bool {
        try await resume(target, at: now, act: nil)
    }
}

/// What a lane asks its queue for.
package struct QueueRequest: Sendable, Hashable {
    /// The target.
    package var target: Target
    /// Leads that are due then.
    package var now: Int64
    /// Leads that came after this and were never tried are fresh: they are returned besides the oldest.
    package var freshSince: Int64
    /// How many of the oldest, and how many of the fresh, of each source at most.
    package var perSource: Int
    /// Sources that are left out.
    package var without: Set<SourceName>
    /// Sources of which the newest lead is wanted as well.
    package var newestOf: Set<SourceName>

    /// A request of its parts.
    package init(
        target: Target,
        now: Int64,
        freshSince: Int64,
        perSource: Int,
        without: Set<SourceName> = [],
        newestOf: Set<SourceName> = []
    ) {
        self.target = target
        self.now = now
        self.freshSince = freshSince
        self.perSource = perSource
        self.without = without
        self.newestOf = newestOf
    }
}

/// A lead in the queue, as far as its turn is concerned.
package struct QueuedLead: Sendable, Hashable {
    /// The lead.
    package let id: LeadID
    /// Who sent it.
    package let source: SourceName
    /// Since when it is due.
    package let dueAt: Int64
    /// Whether it came just now and was never tried: it overtakes all that waited longer.
    package let isFresh: Bool
    /// The lead as it was then, from whoever has read it on the way.
    package var lead: Lead? { known?.lead }
    private let known: Known?

    /// Lines are sorted, and a lead is much to copy.
    private final class Known: Sendable {
        let lead: Lead

        init(_ lead: Lead) { self.lead = lead }
    }

    /// A place in the queue of its parts.
    package init(id: LeadID, source: SourceName, dueAt: Int64, isFresh: Bool, lead: Lead? = nil) {
        self.id = id
        self.source = source
        self.dueAt = dueAt
        self.isFresh = isFresh
        known = lead.map(Known.init)
    }

    package static func == (one: QueuedLead, other: QueuedLead) -> Bool {
        one.id == other.id && one.source == other.source && one.dueAt == other.dueAt && one.isFresh == other.isFresh
            && one.lead == other.lead
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// How many leads of one source wait at one target.
package struct QueueLength: Sendable, Hashable {
    /// The target.
    package let target: Target
    /// The source.
    package let source: SourceName
    /// How many.
    package let count: Int
    /// When the first of them was accepted.
    package let oldest: Int64

    /// A length of its parts.
    package init(target: Target, source: SourceName, count: Int, oldest: Int64) {
        self.target = target
        self.source = source
        self.count = count
        self.oldest = oldest
    }
}
