import Europace
import JSON
import Targets
import Testing

@testable import Leads

@Suite("The KreditSmart import")
struct KEXImportTests {
    @Test("remarks get the place they are about, and the applicants' ids are kept")
    func remarks() async throws {
        try await Stand.run { stand in
            let confirmation = try await stand.kexCase([
                "kundenbetreuer": ["partnerId": "LGT01"],
                "antragsteller1": ["personendaten": ["vorname": "Max", "geburtsdatum": "01.01.1980"]],
                "antragsteller2": ["personendaten": ["vorname": "Mia"]],
            ])
            #expect(Set(confirmation.ids.keys) == ["antragsteller1", "antragsteller2"])
            #expect(confirmation.remarks.map(\.place) == ["/antragsteller1/personendaten/geburtsdatum"])
            #expect(confirmation.remarks.map(\.words) == confirmation.messages)
        }
    }

    @Test("the older address works, too")
    func olderAddress() async throws {
        try await Stand.run { stand in
            var endpoints = EuropaceEndpoints.sandbox(baseURL: stand.base)
            endpoints.kexImport = "\(stand.base)/kreditsmart/kex/vorgang"
            let clients = EuropaceClients(endpoints: endpoints, credentials: .sandbox, logger: .quiet)
            let outcome = await KEXVorgangSystem(clients: clients).send(Stand.kex(), .of(.kexVorgang))
            #expect(OutcomeClass(outcome) == .delivered)
            await clients.shutdown()
        }
    }
}
