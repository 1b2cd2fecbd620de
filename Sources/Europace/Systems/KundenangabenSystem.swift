package import Leads
package import Targets

/// BaufiSmart Kundenangaben.
package struct KundenangabenSystem: TargetSystem, Lookup {
    private let client: EuropaceClient

    /// The system behind a client.
    package init(client: EuropaceClient) {
        self.client = client
    }

    package var profile: TargetProfile { .kundenangaben }
    package var lookup: (any Lookup)? { self }

    package func send(_ document: [UInt8], _ context: SendingContext) async -> Outcome {
        await client.createKundenangaben(document, trace: context.trace)
    }

    package func find(_ document: [UInt8]?, _ context: SendingContext, changedSince: Int64) async -> LookupOutcome {
        await client.findVorgang(
            reference: context.lead.reference,
            mode: context.lead.mode,
            changedSince: changedSince,
            trace: context.trace
        )
    }
}
