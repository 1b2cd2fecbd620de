package import Leads
package import Logging
import Moments
import Targets
import Telemetry

/// One log line for what became of a lead: ids, places and classes, never a value. Retries and look-ups that changed nothing
/// are for `debug`.
package enum LeadLog {
    /// Writes the line of an event that is recorded; `lead` is as it is then.
    package static func write(_ event: LeadEvent, _ lead: Lead, to logger: Logger) {
        guard event.kind.logged.level >= logger.logLevel else { return }
        var values: [Event.Attribute: Logger.MetadataValue] = [
            .lead: "\(lead.id)", .source: "\(lead.source)", .target: "\(lead.target.rawValue)",
            .state: "\(lead.state.rawValue)", .attempt: "\(lead.attempts)",
        ]
        if let cause = event.cause {
            values[.code] = "\(cause.code)"
            values[.class] = "\(cause.class.rawValue)"
        }
        if let number = lead.vorgangsnummer { values[.vorgangsnummer] = "\(number)" }
        switch event {
        case .notThere(let witness?, _): values[.witness] = "\(witness)"
        case .found(_, let testimony?), .notThere(_, let testimony?): values[.by] = "\(testimony.by)"
        case .deferred(_, let retryAt): values[.until] = "\(Timestamp.text(retryAt))"
        case .released(let by, _), .replayed(let by, _), .resendOrdered(let by, _), .discarded(let by, _),
            .erased(let by, _),
            .recalled(let by), .edited(let by, _, _):
            values[.by] = "\(by)"
        default: break
        }
        logger.record(event.kind.logged, values)
    }
}

extension LeadEvent.Kind {
    /// Its row in the table of log events.
    fileprivate var logged: Event {
        switch self {
        case .released: .leadReleased
        case .fetched: .leadFetched
        case .built: .leadBuilt
        case .sendingStarted: .leadLeaves
        case .progressed: .leadProgressed
        case .delivered: .leadDelivered
        case .refused: .leadRefused
        case .deferred: .leadDeferred
        case .paused: .leadPaused
        case .exhausted: .leadExhausted
        case .lostSight: .leadLost
        case .foundUnanswered: .leadUnanswered
        case .fenced: .leadFenced
        case .stillUncertain: .leadStillUncertain
        case .found: .leadFound
        case .notThere: .leadNotThere
        case .split: .leadSplit
        case .repeatedDifferently: .leadRepeated
        case .edited: .leadEdited
        case .replayed: .leadReplayed
        case .recalled: .leadRecalled
        case .resendOrdered: .leadResent
        case .discarded: .leadDiscarded
        case .erased: .leadErased
        }
    }
}
