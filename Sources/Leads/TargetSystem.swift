package import Targets

/// A system that takes leads: one request per call, every answer already classified.
///
/// Implementations: Europace's five APIs (and their sandbox) over HTTP, and the scripted systems of tests. Adding one is
/// a profile, a schema and this protocol.
package protocol TargetSystem: Sendable {
    /// What it is.
    var profile: TargetProfile { get }

    /// Waits for what has to be there before a request can leave and may take long: a token, room within a rate limit. It is
    /// asked for before the intent is written, because whatever is on its way when the process dies is in doubt.
    func admit(_ context: SendingContext) async -> Admission

    /// Sends a finished document once, in ``Admission/place`` if there is one. Never repeats by itself what could take effect twice.
    func send(_ document: [UInt8], _ context: SendingContext) async -> Outcome

    /// How a lost answer is cleared up; `nil` where nobody can be asked.
    var lookup: (any Lookup)? { get }
}

extension TargetSystem {
    /// Nothing has to be waited for.
    package func admit(_ context: SendingContext) async -> Admission { .granted(nil) }
}

/// What a system has to know of a lead besides its document.
package struct SendingContext: Sendable, Hashable {
    /// The lead, in state `sending`; `queued` while it asks to be admitted.
    package let lead: Lead
    /// What the mapping wants done where a target can do more than one thing with a document: `replace`; `nil` is the
    /// target's first, which opens a case.
    package let operation: String?
    /// The case that the document changes, where it changes one.
    package let `case`: CaseReference?
    /// The operations of the document that an earlier attempt got through; they are not sent again.
    package let done: [OperationResult]
    /// The name of the identity that the source sends under; `nil` is the target's own.
    package let identity: String?

    /// The context of a lead.
    package init(
        lead: Lead,
        operation: String? = nil,
        case: CaseReference? = nil,
        done: [OperationResult] = [],
        identity: String? = nil
    ) {
        self.lead = lead
        self.operation = operation
        self.case = `case`
        self.done = done
        self.identity = identity
    }

    /// `X-TraceId`: a fixed part and a changing one (fact sheet 1.0), so that the target's support finds the request.
    package var trace: String { "leadgate-\(lead.id.rawValue)" }
}

/// Asking a target what became of a request whose answer was lost.
package protocol Lookup: Sendable {
    /// Looks for what was sent.
    /// - Parameters:
    ///   - document: what was sent. Needed wherever a case is compared with it: by a target whose profile looks up the
    ///     state, and by one that was told an operation.
    ///   - changedSince: milliseconds since 1970; five minutes before the intent of the attempt in question.
    func find(_ document: [UInt8]?, _ context: SendingContext, changedSince: Int64) async -> LookupOutcome

    /// Looks for several at once; one that shares what it reads among them costs the target less. What is not in the answer
    /// was not asked for.
    func find(_ questions: [LookupQuestion]) async -> [LeadID: LookupOutcome]
}

extension Lookup {
    /// One after the other, until the target cannot be asked.
    package func find(_ questions: [LookupQuestion]) async -> [LeadID: LookupOutcome] {
        var outcomes: [LeadID: LookupOutcome] = [:]
        for question in questions {
            let outcome = await find(question.document, question.context, changedSince: question.changedSince)
            outcomes[question.context.lead.id] = outcome
            if case .failed = outcome { break }
        }
        return outcomes
    }
}

/// What a look-up is asked about one lead.
package struct LookupQuestion: Sendable {
    /// What was sent, where it is needed.
    package let document: [UInt8]?
    /// The lead and how it was sent.
    package let context: SendingContext
    /// Milliseconds since 1970; some minutes before its request began.
    package let changedSince: Int64

    /// A question of its parts.
    package init(document: [UInt8]?, context: SendingContext, changedSince: Int64) {
        self.document = document
        self.context = context
        self.changedSince = changedSince
    }
}

/// Whether what was sent is at the target.
package enum LookupOutcome: Sendable, Hashable {
    /// It is there.
    case found(vorgangsnummer: String)
    /// The whole list since then was read and does not show it. That is evidence, not proof: the index lags, and the
    /// caller may lack the right to see the case (fact sheet 2.7). `shown` are the numbers of all cases in that list:
    /// one of them that this gateway opened *later* is a witness.
    case notFound(shown: Set<String>)
    /// The case was read and is not what was sent, and sending it again takes effect only once: there is nothing to wait for.
    case mayBeSentAgain
    /// It could not be told.
    case failed(Fault)
}
