package import Leads
package import Moments
package import Names

/// Whether leads may pass: the circuit breaker of a source at a target, or of the target itself, as a value.
///
/// Times are uptime in milliseconds: a gate does not open because somebody set the clock.
package struct Gate: Sendable, Equatable {
    /// Where it stands.
    package enum Position: Sendable, Equatable {
        /// As many at a time as the lane allows.
        case open
        /// None before the time; `.max` until an operator opens it.
        case resting(until: Int64)
        /// One at a time, until one gets through.
        case probing
    }

    package private(set) var position: Position = .open
    /// Why it is not open.
    package private(set) var cause: Cause?
    /// When it closed.
    package private(set) var since = Moment(wall: 0, uptime: 0)
    /// Faults since it was open last; the rest grows with them.
    private(set) var faults = 0

    /// Whether nothing may pass.
    var isResting: Bool { if case .resting = position { true } else { false } }

    /// Until when it rests; `nil` for a probe, or without an end.
    var restsUntil: Int64? {
        if case .resting(let until) = position, until != .max { until } else { nil }
    }

    /// A rested gate lets one through once its time has come.
    mutating func wake(at uptime: Int64) {
        if case .resting(let until) = position, until <= uptime { position = .probing }
    }

    /// Closes it. Answers to requests that were on their way together are one fault, not many: a gate that rests already
    /// rests longer only if the target asks for it.
    /// - Parameters:
    ///   - rest: how long to rest for so many faults in a row.
    ///   - asked: what the target asked for.
    mutating func close(_ cause: Cause, at now: Moment, asked: Int64, rest: (Int) -> Int64) {
        if case .resting(let until) = position {
            position = .resting(until: max(until, now.uptime + asked))
            return
        }
        if position == .open { since = now }
        faults += 1
        self.cause = cause
        position = .resting(until: now.uptime + max(asked, rest(faults)))
    }

    /// Closes it until an operator opens it, or for as long as an earlier process said.
    mutating func hold(_ cause: Cause?, since: Moment, until: Int64) {
        self.cause = cause
        self.since = since
        position = .resting(until: until)
    }

    /// Lets one through next: an operator says so, or what closed it is over.
    mutating func probe() {
        guard position != .open else { return }
        position = .probing
        faults = 0
    }

    /// Opens it.
    mutating func open() { self = Gate() }
}

/// What rests, why, since and until when: for the operator.
package struct Rest: Sendable, Hashable {
    /// The source that rests; `nil` is the whole target.
    package let source: SourceName?
    /// Why.
    package let cause: Cause?
    /// Since when, in milliseconds since 1970 UTC.
    package let since: Int64
    /// Until when; `nil` while one lead probes, or until somebody resumes it.
    package let until: Int64?
    /// Whether one lead at a time is tried.
    package let isProbing: Bool

    init(_ gate: Gate, of source: SourceName?, at now: Moment) {
        self.source = source
        cause = gate.cause
        since = gate.since.wall
        until = gate.restsUntil.map(now.wall(atUptime:))
        isProbing = gate.position == .probing
    }
}
