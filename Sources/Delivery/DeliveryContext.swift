package import DeliveryRules
package import Leads
package import Logging
package import Moments

/// What all lanes share.
package struct DeliveryContext: Sendable {
    package let store: any LeadRegister & LeadQueue & LeadAccepting
    package let lease: LeaseKeeper
    package let leads: StoredLeads
    package let outcomes: OutcomeBoard
    package let policy: RetryPolicy
    /// How long a shutdown waits for requests on the wire, in milliseconds, before it cuts them off.
    package let shutdownMilliseconds: Int64
    /// How often a lane looks for leads that became due by time alone, in milliseconds.
    package let heartbeat: Int64
    package let logger: Logger
    package let clock: any Clock
    /// Called when an operator resumes something: what the systems wait for of their own accord is over, too.
    package let onResume: @Sendable () async -> Void
    /// A random number in `0..<1`.
    package let jitter: @Sendable () -> Double

    /// - Parameter owner: who holds the store's lease.
    package init(
        store: any LeadRegister & LeadQueue & LeadAccepting,
        leads: StoredLeads,
        outcomes: OutcomeBoard,
        policy: RetryPolicy = .standard,
        heartbeat: Int64 = 250,
        shutdownMilliseconds: Int64,
        logger: Logger,
        clock: any Clock,
        owner: String = LeaseKeeper.thisProcess,
        onResume: @escaping @Sendable () async -> Void = {},
        jitter: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) {
        self.store = store
        lease = LeaseKeeper(store: store, owner: owner)
        self.leads = leads
        self.outcomes = outcomes
        self.policy = policy
        self.heartbeat = heartbeat
        self.shutdownMilliseconds = shutdownMilliseconds
        self.logger = logger
        self.clock = clock
        self.onResume = onResume
        self.jitter = jitter
    }

    /// The time in milliseconds since 1970.
    func now() -> Int64 { clock.now() }
}
