package import Leads
package import Targets

/// KreditSmart KEX Vorgang Import. Nobody can be asked about a lost answer (fact sheet 2.8).
package struct KEXVorgangSystem: TargetSystem {
    private let client: EuropaceClient

    /// The system behind a client.
    package init(client: EuropaceClient) {
        self.client = client
    }

    package var profile: TargetProfile { .kexVorgang }
    package var lookup: (any Lookup)? { nil }

    package func send(_ document: [UInt8], _ context: SendingContext) async -> Outcome {
        await client.importKEXVorgang(document, mode: context.lead.mode, trace: context.trace)
    }
}
