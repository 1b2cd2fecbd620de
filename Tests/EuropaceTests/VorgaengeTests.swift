import Europace
import JSON
import Sandbox
import Targets
import TestSupport
import Testing

@testable import Leads

@Suite("Changing a BaufiSmart case")
struct VorgaengeTests {
    static let list: JSONValue = [
        ["patch": ["externeVorgangsNummer": "crm-1", "status": "AKTIV"]],
        ["kundenBetreuer": ["partnerId": "LGT02"]],
        ["vorgangsBearbeiter": ["partnerId": "LGT03"]],
        ["nachricht": ["text": "Bitte zurückrufen"]],
    ]

    @Test("every operation is carried out, and the case shows it", arguments: ["readme", "specification"])
    func all(statuses: String) async throws {
        try await Stand.run(configure: {
            $0.behaviour.partnerStatus = statuses == "readme" ? .readme : .specification
        }) { stand in
            let number = try await stand.baufiCase()
            let outcome = await VorgaengeSystem(clients: stand.clients)
                .send(Self.list.serialized, .of(.vorgaenge, case: number))
            #expect(OutcomeClass(outcome) == .delivered)
            #expect(outcome.confirmation?.results.map(\.index) == [0, 1, 2, 3])
            #expect(outcome.confirmation?.differences == [])
            guard case .document(let bytes) = await stand.client.readVorgang(number, trace: "t") else {
                Issue.record("the case can be read")
                return
            }
            let state = try JSONValue.parse(bytes)
            #expect(state["externeVorgangsNummer"] == "crm-1")
            #expect(state["kundenBetreuer"]?["partnerId"] == "LGT02")
            #expect(state["vorgangsBearbeiter"]?["partnerId"] == "LGT03")
        }
    }

    @Test("what was done before a refusal is kept, and the rest alone is sent again")
    func partial() async throws {
        let journal = JournalFile()
        defer { journal.remove() }
        try await Stand.run(configure: { $0.journal = journal.path }) { stand in
            let number = try await stand.baufiCase()
            let list: JSONValue = [
                ["patch": ["externeVorgangsNummer": "crm-1"]], ["kundenBetreuer": ["partnerId": "XXX99"]],
                ["nachricht": ["text": "x"]],
            ]
            let system = VorgaengeSystem(clients: stand.clients)
            guard
                case .partial(let done, let rest) = await system.send(
                    list.serialized,
                    .of(.vorgaenge, case: number)
                )
            else {
                Issue.record("the first is done, the second refused")
                return
            }
            #expect(done.results.map(\.index) == [0])
            #expect(rest.fault?.message.contains("/1/kundenBetreuer") == true)
            let patches = journal.count("vorgaenge")
            _ = await system.send(list.serialized, .of(.vorgaenge, case: number, done: done.results))
            #expect(journal.count("vorgaenge") == patches + 1)
        }
    }

    @Test("a lost answer is sent again, but never a message")
    func lostAnswer() async throws {
        try await Stand.run { stand in
            let number = try await stand.baufiCase()
            let system = VorgaengeSystem(clients: stand.clients)
            let context = SendingContext.of(.vorgaenge, case: number)
            try await stand.fail([["path": "vorgaenge", "method": "PATCH", "next": 1, "drop": "after-store"]])
            let patch = await system.send(Self.list.serialized, context)
            #expect(OutcomeClass(patch) == .transient)
            #expect(await system.find(Self.list.serialized, context, changedSince: 0) == .mayBeSentAgain)
            try await stand.fail([["path": "vorgaenge", "method": "POST", "next": 1, "drop": "after-store"]])
            guard case .partial(let done, rest: .unknown) = await system.send(Self.list.serialized, context) else {
                Issue.record("nobody knows of the message")
                return
            }
            #expect(done.results.count == 3)
            guard case .failed(let fault) = await system.find(Self.list.serialized, context, changedSince: 0) else {
                Issue.record("the case does not show a message")
                return
            }
            #expect(fault.code == "lookup-hidden")
            let silent: JSONValue = [["patch": ["externeVorgangsNummer": "crm-1"]]]
            #expect(await system.find(silent.serialized, context, changedSince: 0) == .found(vorgangsnummer: number))
        }
    }

    @Test(
        "what cannot be done is refused before anything is sent",
        arguments: [
            (#"[{"patch":{"erstelltAm":"x"}}]"#, "/0/patch/erstelltAm"), (#"[{"patch":{}}]"#, "/0/patch"),
            (
                #"[{"patch":{"antrag":{"antragsnummer":"../x","antragsteller":"BEANTRAGT"}}}]"#,
                "/0/patch/antrag/antragsnummer"
            ),
            (#"[{"kundenBetreuer":{}}]"#, "/0/kundenBetreuer/partnerId"),
            (#"[{"nachricht":{"text":""}}]"#, "/0/nachricht/text"),
            (#"[{"patch":{"status":"AKTIV"}},{"archivieren":{}}]"#, "/1/archivieren"),
        ]
    )
    func invalid(document: String, place: String) async throws {
        try await Stand.run { stand in
            let outcome = await VorgaengeSystem(clients: stand.clients)
                .send(Array(document.utf8), .of(.vorgaenge, case: "AB1234"))
            #expect(OutcomeClass(outcome) == .data)
            #expect(outcome.fault?.violations.map(\.field) == [place])
        }
    }

    @Test("version 2 is an address; its end is the configuration's fault")
    func version2() async throws {
        for (behaviour, expected) in [(SandboxBehaviour.EndOfLife.works, OutcomeClass.delivered), (.gone, .data)] {
            try await Stand.run(configure: { $0.behaviour.vorgaengeV2 = behaviour }) { stand in
                let number = try await stand.baufiCase()
                var endpoints = EuropaceEndpoints.sandbox(baseURL: stand.base)
                endpoints.vorgaenge = "\(stand.base)/v2/vorgaenge"
                let clients = EuropaceClients(endpoints: endpoints, credentials: .sandbox, logger: .quiet)
                let outcome = await VorgaengeSystem(clients: clients)
                    .send(Self.list.serialized, .of(.vorgaenge, case: number))
                #expect(OutcomeClass(outcome) == expected)
                await clients.shutdown()
            }
        }
    }

    @Test("the status of an application is patched at its place in the case")
    func application() async throws {
        try await Stand.run { stand in
            let number = try await stand.baufiCase()
            try await stand.put(number, ["antraege": ["1/1", "2/1"]])
            let list: JSONValue = [
                ["patch": ["antrag": ["antragsnummer": .string("\(number)/2/1"), "antragsteller": "UNTERSCHRIEBEN"]]]
            ]
            let system = VorgaengeSystem(clients: stand.clients)
            let outcome = await system.send(list.serialized, .of(.vorgaenge, case: number))
            #expect(OutcomeClass(outcome) == .delivered, "\(outcome)")
            guard case .document(let bytes) = await stand.client.readVorgang(number, trace: "t") else {
                Issue.record("the case can be read")
                return
            }
            let shown = try JSONValue.parse(bytes)["antraege"]
            #expect(shown?[0]?["status"]?["antragsteller"] == "BEANTRAGT")
            #expect(shown?[1]?["status"]?["antragsteller"] == "UNTERSCHRIEBEN")
            let other: JSONValue = [
                ["patch": ["antrag": ["antragsnummer": .string("\(number)/9/9"), "antragsteller": "WIDERRUFEN"]]]
            ]
            let unknown = await system.send(other.serialized, .of(.vorgaenge, case: number))
            #expect(OutcomeClass(unknown) == .data)
            #expect(unknown.fault?.message.contains("/0/patch") == true)
        }
    }
}
