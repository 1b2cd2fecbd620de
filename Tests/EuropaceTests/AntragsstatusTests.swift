import Europace
import JSON
import Sandbox
import Targets
import Testing

@testable import Leads

@Suite("Passing on an application's status")
struct AntragsstatusTests {
    @Test("either number, both statuses, comment and hints arrive")
    func arrives() async throws {
        try await Stand.run { stand in
            let system = AntragsstatusSystem(clients: stand.clients)
            for document in [
                #"{"produktanbieterantragsnummer":"12919351","produktanbieterstatus":"UNTERSCHRIEBEN"}"#,
                #"{"antragsnummer":"985132/1/1","antragstellerstatus":"UNTERSCHRIEBEN","kommentar":"x","hinweise":["y"]}"#,
                #"{"antragsnummer":"985132/1/1","kommentar":"nur ein Kommentar"}"#,
            ] {
                let outcome = await system.send(Array(document.utf8), .of(.antragsstatus))
                #expect(OutcomeClass(outcome) == .delivered, "\(document)")
            }
        }
    }

    @Test(
        "the rules of both published versions",
        arguments: [
            (#"{"produktanbieterstatus":"ABGELEHNT"}"#, false, "/antragsnummer"),
            (#"{"antragsnummer":"","produktanbieterstatus":"ABGELEHNT"}"#, false, "/antragsnummer"),
            (#"{"antragsnummer":"985132/1/1"}"#, false, "/produktanbieterstatus"),
            (#"{"antragsnummer":"985132/1/1","kommentar":"x"}"#, true, "/produktanbieterstatus"),
        ]
    )
    func rules(document: String, strict: Bool, place: String) async throws {
        var settings = EuropaceSettings()
        settings.antragsstatusNeedsStatus = strict
        try await Stand.run(settings: settings) { stand in
            let outcome = await AntragsstatusSystem(clients: stand.clients)
                .send(Array(document.utf8), .of(.antragsstatus))
            #expect(outcome.fault?.code == "event-incomplete")
            #expect(outcome.fault?.violations.first?.field == place)
        }
    }

    @Test("a lost answer is only a danger where there are words for people")
    func lostAnswer() async throws {
        try await Stand.run { stand in
            try await stand.fail([["path": "antragsstatus", "next": "all", "drop": "after-store"]])
            let system = AntragsstatusSystem(clients: stand.clients)
            let plain =
                #"{"antragsnummer":"985132/1/1","produktanbieterstatus":"ABGELEHNT","kommentar":"","hinweise":[]}"#
            #expect(OutcomeClass(await system.send(Array(plain.utf8), .of(.antragsstatus))) == .transient)
            let spoken = #"{"antragsnummer":"985132/1/1","produktanbieterstatus":"ABGELEHNT","kommentar":"x"}"#
            #expect(OutcomeClass(await system.send(Array(spoken.utf8), .of(.antragsstatus))) == .unknown)
        }
    }

    @Test("an unknown application is named; a missing scope is the connection's fault")
    func refused() async throws {
        let client = SandboxClient(id: "c", secret: "s", scopes: [SandboxScope.writeCase])
        let document = Array(#"{"antragsnummer":"985132/9/9","produktanbieterstatus":"ABGELEHNT"}"#.utf8)
        try await Stand.run(configure: {
            $0.clients = [.standard, client]
            $0.unknownApplications = ["985132/9/9"]
        }) { stand in
            let unknown = await AntragsstatusSystem(clients: stand.clients).send(document, .of(.antragsstatus))
            #expect(OutcomeClass(unknown) == .data)
            #expect(unknown.fault?.message.contains("985132/9/9") == true)
            let clients = EuropaceClients(
                endpoints: .sandbox(baseURL: stand.base),
                credentials: EuropaceCredentials(clientID: "c", clientSecret: "s"),
                logger: .quiet
            )
            let narrow = await AntragsstatusSystem(clients: clients).send(document, .of(.antragsstatus))
            #expect(OutcomeClass(narrow) == .connection)
            #expect(narrow.fault?.message.contains("privatkredit:antrag:schreiben") == true)
            await clients.shutdown()
        }
    }
}
