import LeadBuilding
package import Leads
package import Logging
package import Mapping
package import Moments
import ServiceLifecycle
import Targets
import Telemetry

/// Builds leads that were kept without a mapping, once somebody has released them, and those whose data has been fetched: in
/// the order in which they came, each once.
///
/// A lead and all that its post makes of it are one write of the store. A process that dies before it builds the lead again;
/// one that dies after it finds nothing left to build.
package struct BuildingService: Service {
    /// Leads of one look.
    private static let atOnce = 100

    private let store: any LeadRegister & LeadPreparing
    private let leads: StoredLeads
    private let onBuilt: @Sendable (Lead, LeadDocument, Int) -> Void
    private let heartbeat: Int64
    private let logger: Logger
    private let clock: any Clock

    /// - Parameters:
    ///   - leads: what makes documents of leads.
    ///   - onBuilt: told of each lead with its document and the size of its post, as of one that has just come.
    ///   - heartbeat: how often it looks by itself while leads wait, in milliseconds.
    package init(
        store: any LeadRegister & LeadPreparing,
        leads: StoredLeads,
        onBuilt: @escaping @Sendable (Lead, LeadDocument, Int) -> Void = { _, _, _ in },
        heartbeat: Int64 = 1_000,
        logger: Logger,
        clock: any Clock
    ) {
        self.store = store
        self.leads = leads
        self.onBuilt = onBuilt
        self.heartbeat = heartbeat
        self.logger = logger
        self.clock = clock
    }

    package func run() async {
        let (wakeups, alarm) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let changes = store.changes { $0.queues.contains(.undecided) }
        let pulse = Pulse { [clock, heartbeat] in try? await clock.sleep(heartbeat) }
        await withDiscardingTaskGroup { group in
            group.addTask { await pulse.run { alarm.yield() } }
            group.addTask { for await _ in changes { alarm.yield() } }
            alarm.yield()
            await withGracefulShutdownHandler {
                for await _ in wakeups {
                    await look()
                    if await store.mayWait(for: .mapping) { pulse.request() }
                }
            } onGracefulShutdown: {
                alarm.finish()
            }
            group.cancelAll()
        }
    }

    /// Builds all that is due now.
    package func look() async {
        var tried: Set<LeadID> = []
        do throws(StoreError) {
            while !Task.isCancelled, !Task.isShuttingDownGracefully {
                let due = try await store.waiting(
                    for: .mapping,
                    of: nil,
                    at: clock.now(),
                    limit: Self.atOnce,
                    excluding: tried
                )
                for lead in due {
                    try await complete(lead)
                    // Whatever became of it, it does not come up twice in one look.
                    tried.insert(lead.id)
                }
                if due.count < Self.atOnce { return }
            }
        } catch { logger.record(.waitingUnreadable, [.error: "\(error)"]) }
    }

    private func complete(_ lead: Lead) async throws(StoreError) {
        do throws(StoreError) {
            guard let submission = try await store.submission(lead.id) else { return }
            switch leads.completion(of: lead, submission) {
            case .held(let cause): try await record(.deferred(cause, retryAt: Lead.never), for: lead)
            case .dead(let cause): try await record(.refused(cause), for: lead)
            case .ignored:
                let reason = "\"ignore\" of its source or form says that there is no lead in the post"
                try await record(.discarded(by: "source:\(lead.source)", reason: reason), for: lead)
            case .built(let post, let source):
                let new = post.new(submission, source: source, receivedAt: lead.receivedAt)
                announce(post, try await keep(new, of: lead), bytes: submission.readable.body.count)
            }
        } catch {
            switch error {
            case .conflict, .transition, .notFound: return  // a person was faster
            case .corrupt: try await record(.refused(Cause(.payloadUnreadable)), for: lead)
            case .unavailable, .cancelled: throw error
            default: logger.record(.buildUnkept, [.error: "\(error)", .lead: "\(lead.id)"])
            }
        }
    }

    private func keep(_ new: [NewLead], of lead: Lead) async throws(StoreError) -> [Lead] {
        guard let first = new.first else { return [] }
        // The ids of the others are drawn anew, so nobody can be asked whether they were sent behind the file's back.
        let others =
            lead.fencedAt == nil ? Array(new.dropFirst()) : new.dropFirst().map { $0.refused(Cause(.restored)) }
        let built = try await store.build(lead.id, version: lead.version, as: first, adding: others, at: clock.now())
        for lead in built { LeadLog.write(.built(Destination(of: lead)), lead, to: logger) }
        return built
    }

    /// Tells whoever watches the sender's form, as of leads that have just come.
    private func announce(_ post: BuiltPost, _ stored: [Lead], bytes: Int) {
        for lead in stored where lead.mapping == nil {
            guard let document = post.leads.first(where: { $0.id == lead.id })?.document else { continue }
            onBuilt(lead, document, bytes)
        }
    }

    private func record(_ event: LeadEvent, for lead: Lead) async throws(StoreError) {
        do throws(StoreError) {
            let changed = try await store.record(event, for: lead.id, version: lead.version, at: clock.now())
            LeadLog.write(event, changed, to: logger)
        } catch {
            switch error {
            case .conflict, .transition, .notFound: return
            default: throw error
            }
        }
    }
}

extension LeadPreparing {
    /// Whether leads may lack this: none becomes due by time alone where none waits.
    package func mayWait(for lack: Lead.Lack) async -> Bool {
        do throws(StoreError) { return try await waitingLengths().contains { $0.lack == lack && $0.due > 0 } } catch {
            return true
        }
    }
}
