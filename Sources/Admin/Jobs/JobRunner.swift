package import Leads
package import Logging
package import Moments
import ServiceLifecycle
import Telemetry

/// Does the jobs of operators, a step at a time, until none has anything left to do.
///
/// What a step has done is kept with it, so a job goes on after a restart where it was. Between two steps others write: a
/// job of a million leads holds up no receipt for longer than one step.
package struct JobRunner: Service {
    /// Leads a step at most; a step is one transaction.
    static let atOnce = 50
    /// Steps a second at most for a job with a rate.
    private static let stepsPerSecond = 4
    /// How long to wait when the store could not be asked.
    private static let rest: Int64 = 2_000

    private let store: any JobStoring
    private let logger: Logger
    private let clock: any Clock
    private let rings: AsyncStream<Void>
    private let bell: AsyncStream<Void>.Continuation

    package init(
        store: any JobStoring,
        logger: Logger,
        clock: any Clock
    ) {
        self.store = store
        self.logger = logger
        self.clock = clock
        (rings, bell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        bell.yield()
    }

    /// Says that there may be something to do; never waits.
    package func ring() { bell.yield() }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            for await _ in rings {
                do {
                    try await work()
                } catch is CancellationError {
                    return
                } catch {
                    logger.record(.jobsRest, [.error: "\(error)"])
                    guard (try? await clock.sleep(Self.rest)) != nil else { return }
                    ring()
                }
            }
        }
    }

    /// Does steps until no job is active.
    private func work() async throws {
        /// When the next step of a job with a rate may be made, by ``Moments/Clock/uptime()``.
        var notBefore: [String: Int64] = [:]
        while true {
            let jobs = try await store.activeJobs()
            if jobs.isEmpty { return }
            let now = clock.uptime()
            let ready = jobs.filter { notBefore[$0.order.id] ?? 0 <= now }
            if ready.isEmpty {
                let next = jobs.compactMap { notBefore[$0.order.id] }.min() ?? now
                try await clock.sleep(max(1, next - now))
            }
            for job in ready {
                try Task.checkCancellation()
                _ = try await step(job)
                if let rate = job.order.rate {
                    notBefore[job.order.id] = now + Int64(Self.leads(of: job)) * 1_000 / Int64(rate)
                }
            }
        }
    }

    /// Does one step of a job; returns the job after it.
    func step(_ job: Job) async throws -> Job {
        let job = try await store.advance(job.order.id, limit: Self.leads(of: job), at: clock.now())
        if !job.state.isActive { job.log(to: logger) }
        return job
    }

    /// Leads of one step, so that a job with a rate goes evenly.
    private static func leads(of job: Job) -> Int {
        guard let rate = job.order.rate else { return atOnce }
        return min(atOnce, max(1, rate / stepsPerSecond))
    }
}

extension Job {
    fileprivate func log(to logger: Logger) {
        logger.record(
            .jobEnded,
            [
                .job: "\(order.id)", .action: "\(order.action.rawValue)", .state: "\(state.rawValue)",
                .changed: "\(changed)", .skipped: "\(skipped)", .undone: "\(undone)",
            ]
        )
    }
}
