import Leads
import Logging
import ServiceLifecycle
import Telemetry

/// Looks through the whole data file for damage: soon after the start, and once a day.
///
/// A lead whose row has rotted out of the queue is met by no delivery; only this finds it.
struct DamagePatrol: Service {
    let store: any DamageReporting
    let logger: Logger

    func run() async {
        while !Task.isCancelled, !Task.isShuttingDownGracefully {
            do throws(StoreError) { try await store.patrol() } catch {
                logger.record(.patrolFailed, [.error: "\(error)"])
            }
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(86_400)) }
        }
    }
}
