package import Targets

/// A system that takes leads: one request per call, every answer already classified.
///
/// Implementations: Europace's five APIs (and their sandbox) over HTTP, and the scripted systems of tests. Adding one is
/// a profile, a schema and this protocol.
package protocol TargetSystem: Sendable {
    /// What it is.
    var profile: TargetProfile { get }

    /// Sends a finished document once. Never repeats by itself what could take effect twice.
    func send(_ document: [UInt8], _ context: SendingContext) async -> Outcome

    /// How a lost answer is cleared up; `nil` where nobody can be asked.
    var lookup: (any Lookup)? { get }
}

/// What a system has to know of a lead besides its document.
package struct SendingContext: Sendable, Hashable {
    /// The lead, in state `sending`.
    package let lead: Lead

    /// The context of a lead.
    package init(lead: Lead) {
        self.lead = lead
    }

    /// `X-TraceId`: a fixed part and a changing one (fact sheet 1.0), so that the target's support finds the request.
    package var trace: String { "leadgate-\(lead.id.rawValue)" }
}

/// Asking a target what became of a request whose answer was lost.
package protocol Lookup: Sendable {
    /// Looks for the lead's reference.
    /// - Parameter changedSince: milliseconds since 1970; five minutes before the intent of the attempt in question.
    func find(_ lead: Lead, changedSince: Int64) async -> LookupOutcome
}

/// Whether what was sent is at the target.
package enum LookupOutcome: Sendable, Hashable {
    /// It is there.
    case found(vorgangsnummer: String)
    /// The whole list since then was read and does not show it. That is evidence, not proof: the index lags, and the
    /// caller may lack the right to see the case (fact sheet 2.7).
    case notFound
    /// It could not be told.
    case failed(Fault)
}
