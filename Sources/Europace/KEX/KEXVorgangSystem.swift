package import Leads
import NIOHTTP1
package import Targets

/// KreditSmart KEX Vorgang Import. Nobody can be asked about a lost answer (fact sheet 2.8).
package struct KEXVorgangSystem: EuropaceSystem {
    package let clients: EuropaceClients

    /// The system behind these clients.
    package init(clients: EuropaceClients) {
        self.clients = clients
    }

    package var profile: TargetProfile { .kexVorgang }
    package var lookup: (any Lookup)? { nil }

    package func send(_ document: [UInt8], _ context: SendingContext) async -> Outcome {
        await clients.sending(to: .kexVorgang, context) { client in
            await client.importKEXVorgang(document, mode: context.lead.mode, trace: context.trace)
        }
    }
}

extension EuropaceClient {
    /// Creates a KreditSmart Vorgang.
    ///
    /// The test environment is the API's default; production needs `environment=PRODUCTION` (fact sheet 1.4) and the
    /// settings' permission. What was not taken over is said in `messages` of the 201.
    package func importKEXVorgang(_ document: [UInt8], mode: DeliveryMode, trace: String) async -> Outcome {
        if let fault = refusal(of: mode) { return .dataFault(fault) }
        let url =
            switch mode {
            case .test: endpoints.kexImport
            case .production: "\(endpoints.kexImport)?environment=PRODUCTION"
            }
        var request = request(.POST, url, document, trace: trace)
        // A kept connection may be closing while we send on it, and an import without an answer can never be looked up
        // (fact sheet 2.8): it gets a connection of its own.
        request.headers.add(name: "connection", value: "close")
        let table = AnswerTable.kexImport
        switch await judged(request, by: table, scopes: table.profile.scopes.delivering(mode), trace: trace) {
        case .success(let answer): return CreationAnswer.outcome(answer, table: table, document: document)
        case .failure(let outcome): return outcome
        }
    }
}
