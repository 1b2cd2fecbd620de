package import Europace
package import Leads
import Logging
import ServiceLifecycle
package import TargetSchemas

/// Delivers leads: one lane per target, and a reconciler where the target can be asked about lost answers.
package final class DeliveryService: Service, Sendable {
    /// The targets that leads can go to.
    package let targets: [Target]
    private let lanes: [Target: Lane]
    private let reconcilers: [Reconciler]
    private let apis: [Target: any DeliveryTarget]
    private let context: DeliveryContext

    /// - Parameters:
    ///   - apis: the target APIs; at most `concurrency` requests run at a time towards each.
    ///   - pauses: the pauses in force, as the store knows them from the last run.
    package init(
        apis: [Target: any DeliveryTarget],
        context: DeliveryContext,
        pauses: [TargetPause],
        concurrency: Int = 8
    ) {
        targets = apis.keys.sorted { $0.rawValue < $1.rawValue }
        lanes = Dictionary(
            uniqueKeysWithValues: apis.map { target, api in
                let pause = pauses.first { $0.target == target }
                return (target, Lane(target: target, api: api, context: context, limit: concurrency, pause: pause))
            }
        )
        reconcilers = apis.filter(\.value.canLookUp).map { Reconciler(target: $0, api: $1, context: context) }
        self.apis = apis
        self.context = context
    }

    /// Asks the target once whether it has the lead, before a person sends an uncertain lead again.
    /// - Returns: nil if this target cannot be asked.
    package func lookUp(_ lead: Lead) async -> LookupOutcome? {
        guard let api = apis[lead.target], api.canLookUp else { return nil }
        let since = (lead.intent?.startedAt ?? lead.receivedAt) - Reconciler.margin
        return await api.find(lead, changedSince: since)
    }

    /// Says that a lead for this target waits.
    package func wake(_ target: Target) {
        lanes[target]?.wake()
    }

    /// An operator pauses a target; its leads stay queued.
    package func pause(_ target: Target, cause: Cause) async throws(StoreError) {
        try await context.store.pause(target, cause: cause, at: context.now(), until: nil)
        await lanes[target]?.pause()
    }

    /// An operator ends a pause; the lane probes with one lead first.
    package func resume(_ target: Target) async throws(StoreError) {
        try await context.store.resume(target)
        await lanes[target]?.resume()
    }

    package func run() async throws {
        await withDiscardingTaskGroup { group in
            for lane in lanes.values {
                group.addTask { await lane.run() }
            }
            for reconciler in reconcilers {
                group.addTask { await reconciler.run() }
            }
        }
    }
}
