import Europace
import JSON
import Sandbox
import Targets
import Testing

@testable import Leads

@Suite("Replacing what a BaufiSmart case holds")
struct ReplacementTests {
    static let patch: JSONValue = [
        "kundenangaben": ["haushalte": [["kunden": [["personendaten": ["person": ["nachname": "Mustermann"]]]]]]]
    ]

    @Test("a patch is merged into what is there, and the applicant stays the same")
    func merged() async throws {
        try await Stand.run { stand in
            let number = try await stand.baufiCase()
            let before = try await stand.stored(number)
            let system = KundenangabenSystem(clients: stand.clients)
            let context = SendingContext.of(.kundenangaben, case: number, operation: "replace")
            let outcome = await system.send(Self.patch.serialized, context)
            #expect(outcome.confirmation?.vorgangsnummer == number)
            #expect(outcome.confirmation?.differences == [])
            let after = try await stand.stored(number)
            let kunde = try JSONPointer(parsing: "/haushalte/0/kunden/0")
            #expect(after[pointer: kunde.appending("id")] == before[pointer: kunde.appending("id")])
            let person = after[pointer: kunde]?["personendaten"]?["person"]
            #expect(person?["vorname"] == "Max" && person?["nachname"] == "Mustermann")
            #expect(after[pointer: kunde]?["kontakt"]?["telefonnummer"]?["nummer"] == "420860")
            #expect(
                after["bankverbindung"]?["kundenreferenzIdsDerKontoinhaber"]?.arrayValue?.first
                    == after[pointer: kunde]?["referenzId"]
            )
            let found = await system.find(Self.patch.serialized, context, changedSince: 0)
            #expect(found == .found(vorgangsnummer: number))
        }
    }

    @Test("a case without us as Bearbeiter is a matter of rights to that case, whatever the answer says")
    func withoutEditor() async throws {
        try await Stand.run { stand in
            let created = await stand.client.createKundenangaben(Stand.kundenangaben(), trace: "t")
            let number = try #require(created.confirmation?.vorgangsnummer)
            let system = KundenangabenSystem(clients: stand.clients)
            let context = SendingContext.of(.kundenangaben, case: number, operation: "replace")
            let outcome = await system.send(Self.patch.serialized, context)
            #expect(OutcomeClass(outcome) == .data, "other cases are not affected")
            #expect(outcome.fault?.message.contains("Bearbeiter") == true)
            #expect(outcome.fault?.message.contains(number) == true)
            let found = await system.find(Self.patch.serialized, context, changedSince: 0)
            #expect(found == .mayBeSentAgain)
        }
    }

    @Test("a lost answer is cleared up by the case itself: put, or not put")
    func lostAnswer() async throws {
        try await Stand.run { stand in
            let number = try await stand.baufiCase()
            let system = KundenangabenSystem(clients: stand.clients)
            let context = SendingContext.of(.kundenangaben, case: number, operation: "replace")
            try await stand.fail([["path": "kundenangaben", "method": "PUT", "next": 1, "drop": "before-store"]])
            let unsent = await system.send(Self.patch.serialized, context)
            #expect(OutcomeClass(unsent) == .transient)
            try await stand.fail([["path": "kundenangaben", "method": "PUT", "next": 1, "drop": "after-store"]])
            let sent = await system.send(Self.patch.serialized, context)
            #expect(OutcomeClass(sent) == .delivered)
        }
    }

    @Test("of the metadata the Tippgeber is replaced, and nothing else")
    func metadata() async throws {
        try await Stand.run { stand in
            let number = try await stand.baufiCase()
            var document = Self.patch.objectValue ?? [:]
            document["updateMetadaten"] = ["tippgeber": ["tippgeberPartnerId": "TRI01"]]
            let outcome = await KundenangabenSystem(clients: stand.clients).send(
                JSONValue.object(document).serialized,
                .of(.kundenangaben, case: number, operation: "replace")
            )
            #expect(OutcomeClass(outcome) == .delivered)
            let shown = await stand.client.readVorgang(number, trace: "t")
            guard case .document(let bytes) = shown else {
                Issue.record("\(shown)")
                return
            }
            #expect(try JSONValue.parse(bytes)["tippGeber"]?["partnerId"] == "TRI01")
        }
    }

    @Test("an unknown case, no case and an unknown operation name what is wrong")
    func wrong() async throws {
        try await Stand.run { stand in
            let system = KundenangabenSystem(clients: stand.clients)
            let unknown = await system.send(
                Self.patch.serialized,
                .of(.kundenangaben, case: "ZZZZZ9", operation: "replace")
            )
            #expect(OutcomeClass(unknown) == .data && unknown.fault?.message.contains("ZZZZZ9") == true)
            let none = await system.send(Self.patch.serialized, .of(.kundenangaben, operation: "replace"))
            #expect(none.fault?.code == "case-missing")
            let other = await system.send(Self.patch.serialized, .of(.kundenangaben, operation: "erase"))
            #expect(other.fault?.code == "operation-unknown")
        }
    }

    @Test("what was dropped in silence is named after a creation")
    func dropped() async throws {
        try await Stand.run { stand in
            let document: JSONValue = [
                "importMetadaten": ["datenkontext": "TEST_MODUS"],
                "kundenangaben": [
                    "haushalte": [["kunden": [["referenzId": "k1", "persondendaten": ["person": ["vorname": "Max"]]]]]]
                ],
            ]
            let outcome = await KundenangabenSystem(clients: stand.clients)
                .send(document.serialized, .of(.kundenangaben))
            let expected = ReadBackDifference(
                place: "/kundenangaben/haushalte/0/kunden/0/persondendaten",
                kind: .missing
            )
            #expect(outcome.confirmation?.differences == [expected])
        }
    }

    @Test("without the right to read nothing is read back, and the delivery counts all the same")
    func unreadable() async throws {
        let client = SandboxClient(id: "c", secret: "s", scopes: [SandboxScope.writeCase])
        let credentials = EuropaceCredentials(clientID: "c", clientSecret: "s")
        try await Stand.run(configure: { $0.clients = [client] }, credentials: credentials) { stand in
            let outcome = await stand.client.createKundenangaben(Stand.kundenangaben(), trace: "t")
            #expect(OutcomeClass(outcome) == .delivered)
            #expect(outcome.confirmation?.differences == [])
        }
    }
}
