import Leads
import Logging
import Mapping
import Metrics
import Moments
import Names
import ServiceLifecycle
import SourceFiles
import Telemetry

/// Destroys the content of leads that have been kept as long as their sources say, every hour, and gives the space back.
///
/// What is destroyed stays so, and a machine whose clock is a year ahead would destroy everything: so nothing goes by a time
/// of day that has not kept pace with the uptime for the hour before, beginning with the start.
///
/// Each is one step of its lead with an entry in its timeline; each run tells how many of which source. Dead letters go
/// only where the source says so, and a week before that it is said (``Event/contentExpiring``, a metric, an alert): none goes of
/// which it was not said as long before, whatever the source's file says since this morning (``RetentionWarnings``).
struct RetentionService: Service {
    /// By how many milliseconds an hour of the time of day may differ from one of the uptime.
    private static let tolerance: Int64 = 60_000

    let store: any Retaining
    let library: CurrentLibrary
    /// Where is written down what was said when.
    let warnings: RetentionWarnings.File
    let clock: any Clock
    let logger: Logger

    func run() async {
        var before = clock.now() - clock.uptime()
        while true {
            try? await cancelWhenGracefulShutdown { try await clock.sleep(3_600_000) }
            if Task.isCancelled || Task.isShuttingDownGracefully { return }
            let offset = clock.now() - clock.uptime()
            let hasJumped = abs(offset - before) > Self.tolerance
            before = offset
            if hasJumped { continue }
            do throws(StoreError) { try await look() } catch {
                logger.record(.retentionRests, [.error: "\(error)"])
            }
        }
    }

    /// One look at everything.
    func look() async throws(StoreError) {
        let now = clock.now()
        let sources = library.value.sources
        let said = try await warn(of: sources, at: now)
        let cutoffs = RetentionCutoffs(
            sources: Dictionary(
                sources.map { ($0.name, $0.retention.cutoffs(at: now, dead: said.cutoff($0, at: now))) }
            ) { first, _ in first },
            others: Retention.standard.cutoffs(at: now, dead: nil)
        )
        var place: RetentionPlace? = .start
        var erased: [RetentionGroup: Int] = [:]
        var keys = 0
        while let from = place, !Task.isCancelled, !Task.isShuttingDownGracefully {
            let step = try await store.expire(cutoffs, from: from, at: now)
            erased.merge(step.erased) { $0 + $1 }
            keys += step.keys
            place = step.next
            // Senders and deliveries go first.
            await Task.yield()
        }
        for (group, count) in erased {
            logger.record(
                .contentExpired,
                [.source: "\(group.source)", .state: "\(group.state.rawValue)", .leads: "\(count)"]
            )
            Metric.expiredLeads(group.source.rawValue, group.state.rawValue).increment(by: count)
        }
        if !erased.isEmpty || keys > 0 { try await store.giveSpaceBack() }
    }

    /// Says which dead letters go soon, and returns what has been said so far and is written down.
    private func warn(of sources: [Source], at now: Int64) async throws(StoreError) -> RetentionWarnings {
        let before = warnings.read()
        var said = before
        said.forget(allBut: sources)
        for source in sources {
            guard let dead = source.retention.dead else {
                Metric.expiringLeads(source.name.rawValue).record(0)
                continue
            }
            let soon = now - Int64(dead) * 1_000 + RetentionWarnings.ahead(of: dead)
            let count = try await store.resting(.dead, of: source.name, since: soon)
            Metric.expiringLeads(source.name.rawValue).record(count)
            if count > 0 { logger.record(.contentExpiring, [.source: "\(source.name)", .leads: "\(count)"]) }
            said.note(source, at: now)
        }
        guard said != before else { return said }
        // What is not on the disk was not said.
        do { try warnings.write(said) } catch {
            logger.record(.retentionRests, [.error: "\(error)"])
            return before
        }
        return said
    }
}

extension Retention {
    /// Before when leads must have come to rest, by the state in which they do.
    ///
    /// - Parameter dead: that of dead letters; `nil` where none may go.
    fileprivate func cutoffs(at now: Int64, dead: Int64?) -> [LeadState: Int64] {
        var cutoffs: [LeadState: Int64] = [
            .delivered: now - Int64(delivered) * 1_000, .discarded: now - Int64(discarded) * 1_000,
        ]
        if let dead { cutoffs[.dead] = dead }
        return cutoffs
    }
}
