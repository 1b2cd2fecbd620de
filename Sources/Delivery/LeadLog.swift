package import Leads
package import Logging
import Targets

/// One log line for what became of a lead: ids, places and classes, never a value. Retries and look-ups that changed nothing
/// are for `debug`.
package enum LeadLog {
    /// Writes the line of an event that is recorded; `lead` is as it is then.
    package static func write(_ event: LeadEvent, _ lead: Lead, to logger: Logger) {
        var metadata: Logger.Metadata = [
            "lead": "\(lead.id)", "source": "\(lead.source)", "target": "\(lead.target.rawValue)",
            "state": "\(lead.state.rawValue)", "attempt": "\(lead.attempts)",
        ]
        if let cause = event.cause { metadata["code"] = "\(cause.code)" }
        if let number = lead.vorgangsnummer { metadata["vorgangsnummer"] = "\(number)" }
        switch event {
        case .notThere(let witness?): metadata["witness"] = "\(witness)"
        case .replayed(let by, _), .resendOrdered(let by, _), .discarded(let by, _), .erased(let by, _),
            .recalled(let by):
            metadata["by"] = "\(by)"
        default: break
        }
        logger.log(level: level(of: event), "lead \(event.kind.rawValue)", metadata: metadata)
    }

    private static func level(of event: LeadEvent) -> Logger.Level {
        switch event {
        case .sendingStarted, .progressed, .stillUncertain: .debug
        case .refused, .exhausted, .lostSight, .foundUnanswered: .warning
        default: .info
        }
    }
}
