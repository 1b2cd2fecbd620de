import Hummingbird
import Leads
import Logging
import Metrics
import Moments
import Problems
import Telemetry

/// One log line for each request with which an operator changes or looks at something, and for those who have no right to
/// it. Who, what and which thing; never a value, nor why: that stands in the audit log.
struct AccessLog: Sendable {
    private struct Refused: Hashable {
        let reason: AccessRefusal
        let name: String?
    }

    private let logger: Logger
    private let store: any AuditStoring
    private let clock: any Clock
    private let refusals = EventThrottle<Refused>()

    init(logger: Logger, store: any AuditStoring, clock: any Clock) {
        self.logger = logger
        self.store = store
        self.clock = clock
    }

    /// Tells of what came of a request of somebody known. Lists and figures that are asked for all day are for `debug`; what
    /// changes something, or shows values for a reason, is not.
    func following(_ request: Request, by access: Access, _ answer: () async throws -> Response) async throws
        -> Response
    {
        var status = 500
        defer {
            let isRead = request.method == .get || request.method == .head
            let level = isRead && request.uri.queryParameters["reason"] == nil ? Logger.Level.debug : nil
            logger.record(
                .operatorAsked,
                [
                    .by: "\(access.name)", .method: "\(request.method.rawValue)",
                    .path: "\(request.uri.path.prefix(200))", .status: "\(status)",
                ],
                level: level
            )
        }
        do {
            let response = try await answer()
            status = Int(response.status.code)
            return response
        } catch {
            if let refusal = Refusal(any: error) {
                status = refusal.problem.status
                if refusal.problem == .role { tell(Refused(reason: .roleTooLow, name: access.name)) }
            }
            throw error
        }
    }

    /// Counts a request without a good token. One that was good once and is used again stands in the audit log.
    func refused(_ admission: Admission) async throws(StoreError) {
        switch admission {
        case .granted: break
        case .refused(let reason): tell(Refused(reason: reason, name: nil))
        case .revoked(let name):
            guard tell(Refused(reason: .tokenRevoked, name: name)) else { return }
            try await store.audit(OperatorAct(by: name, .revokedTokenUsed, name), at: clock.now())
        }
    }

    /// Whether it is told of, and not only counted.
    @discardableResult
    private func tell(_ refused: Refused) -> Bool {
        Metric.adminRefused(refused.reason.rawValue).increment()
        guard let count = refusals.count(refused, now: clock.uptime()) else { return false }
        var values: [Event.Attribute: Logger.MetadataValue] = [
            .reason: "\(refused.reason.rawValue)", .count: "\(count)",
        ]
        if let name = refused.name { values[.by] = "\(name)" }
        logger.record(.operatorRefused, values)
        return true
    }
}
