package import HTTPEdge
package import HummingbirdCore
package import Logging
package import Moments
package import NIOCore
import NIOHTTP1
import Problems
import Telemetry

/// A connection of Hummingbird's server behind the same gate as intake's: one set of rules for every listener.
package struct GuardedChannel: ServerChildChannel {
    package typealias Value = HTTP1Channel.Value

    private let channel: HTTP1Channel
    private let limits: EdgeLimits
    private let registry: ConnectionRegistry
    private let observer: any EdgeObserver
    private let clock: any Clock

    init(
        _ channel: HTTP1Channel,
        limits: EdgeLimits,
        observer: any EdgeObserver,
        clock: any Clock
    ) {
        self.channel = channel
        self.limits = limits
        self.observer = observer
        self.clock = clock
        registry = ConnectionRegistry(limits)
    }

    package func setup(channel child: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        let standing: ConnectionStanding
        do throws(ConnectionRegistry.Refusal) {
            standing = try registry.admit(child)
        } catch {
            observer.dropped(reason: error.rawValue)
            child.close(promise: nil)
            return child.eventLoop.makeFailedFuture(error)
        }
        return channel.setup(channel: child, logger: logger).flatMapThrowing { value in
            try limits.apply(to: child)
            try RequestGate.insert(into: child, limits: limits, observer: observer, standing: standing, clock: clock)
            return value
        }
    }

    package func handle(value: Value, logger: Logger) async {
        await channel.handle(value: value, logger: logger)
    }
}

extension HTTPServerBuilder {
    /// HTTP/1.1 behind the gate of ``HTTPEdge``.
    ///
    /// - Parameters:
    ///   - bodyBytes: what the body of a request may have.
    ///   - clock: for the Date header of refusals.
    package static func guarded(
        limits: EdgeLimits,
        bodyBytes: Int,
        logger: Logger,
        clock: any Clock
    ) -> HTTPServerBuilder {
        HTTPServerBuilder { responder in
            GuardedChannel(
                HTTP1Channel(responder: responder),
                limits: limits,
                observer: ServerObserver(bodyBytes: bodyBytes, logger: logger),
                clock: clock
            )
        }
    }
}

/// One limit for all bodies, and a line in the log for what is turned away.
private struct ServerObserver: EdgeObserver {
    let bodyBytes: Int
    let logger: Logger

    func bodyTerms(_ plan: HeadRules.Plan) -> BodyTerms { BodyTerms(limit: bodyBytes, isProven: false) }

    func refused(_ refusal: EdgeRefusal, _ method: HTTPMethod) {
        logger.record(.requestRefused, [.reason: .string(refusal.problem.rawValue)])
    }

    func dropped(reason: String) { logger.record(.connectionDropped, [.reason: .string(reason)]) }
}
