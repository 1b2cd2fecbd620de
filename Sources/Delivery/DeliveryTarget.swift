package import Europace
package import Leads

/// What a lane needs of the API it delivers to: one request per call, every answer already classified.
///
/// Two implementations exist: Europace (and its sandbox) over HTTP, and the scripted targets of the tests.
package protocol DeliveryTarget: Sendable {
    /// Whether a lost answer can be cleared up by asking the target (BaufiSmart: yes; KreditSmart: no, fact sheet 2.8).
    var canLookUp: Bool { get }

    /// Sends the finished document of `lead` once. Never retries by itself.
    func send(_ document: [UInt8], for lead: Lead) async -> DeliveryOutcome

    /// Looks for a Vorgang that carries the lead's reference.
    /// - Parameter changedSince: milliseconds since 1970; five minutes before the intent of the attempt in question.
    func find(_ lead: Lead, changedSince: Int64) async -> LookupOutcome
}

/// BaufiSmart Kundenangaben.
package struct KundenangabenTarget: DeliveryTarget {
    private let client: EuropaceClient

    package init(client: EuropaceClient) {
        self.client = client
    }

    package var canLookUp: Bool { true }

    package func send(_ document: [UInt8], for lead: Lead) async -> DeliveryOutcome {
        await client.createKundenangaben(document, trace: lead.trace)
    }

    package func find(_ lead: Lead, changedSince: Int64) async -> LookupOutcome {
        await client.findVorgang(
            reference: lead.reference,
            mode: lead.mode,
            changedSince: changedSince,
            trace: lead.trace
        )
    }
}

/// KreditSmart KEX Vorgang Import.
package struct KEXVorgangTarget: DeliveryTarget {
    private let client: EuropaceClient

    package init(client: EuropaceClient) {
        self.client = client
    }

    package var canLookUp: Bool { false }

    package func send(_ document: [UInt8], for lead: Lead) async -> DeliveryOutcome {
        await client.importKEXVorgang(document, mode: lead.mode, trace: lead.trace)
    }

    package func find(_ lead: Lead, changedSince: Int64) async -> LookupOutcome {
        .notFound
    }
}

extension Lead {
    /// `X-TraceId`: a fixed part and a changing one (fact sheet 1.0), so that Europace's support finds the request.
    var trace: String { "leadgate-\(id.rawValue)" }
}
