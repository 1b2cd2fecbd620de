import Foundation
import JSON
import NIOHTTP1
import Testing

/// What can be said of the five systems from outside: addresses by settings, attachments by the source.
@Suite("What is set of the systems", .serialized)
struct SystemSettingsTests {
    private static let waits = [("Prefer", "wait=20")]

    @Test("KreditSmart's older address and version 2 of the Vorgaenge API are settings")
    func addresses() async throws {
        // The ports are not known before; the sandbox of the first gateway serves the second, too.
        let first = try await TestGateway()
        let gateway = try await TestGateway(environment: [
            "LEADGATE_KEX_IMPORT_URL": "\(first.sandboxURL)/kreditsmart/kex/vorgang",
            "LEADGATE_VORGAENGE_URL": "\(first.sandboxURL)/v2/vorgaenge",
            "LEADGATE_KUNDENANGABEN_URL": "\(first.sandboxURL)/kundenangaben",
            "LEADGATE_TOKEN_URL": "\(first.sandboxURL)/auth/access-token",
        ])
        let settings: JSONValue = ["behaviour": ["vorgaengeV2": "works"]]
        #expect(try await first.sandboxAsks(.PUT, "/_sandbox/settings", settings).status == 200)
        // Every request to the newer addresses would fail.
        try await first.faults(
            ["path": "/vorgang", "status": 422, "next": "all"],
            ["path": "/v3", "status": 400, "next": "all"]
        )
        let loan = try await gateway.post(kexForm, to: "kex", bearer: "kex-demo-secret-1", headers: Self.waits)
        #expect(try loan.json["state"] == "delivered", "\(loan.text)")
        let opened = try await gateway.post(trisalisForm, headers: Self.waits)
        let number = try #require(try opened.json["vorgangsnummer"]?.stringValue)
        let change = try await gateway.post(
            "case=\(number)&advisor=AAV43&note=x",
            to: "beraterwechsel",
            bearer: "crm-demo-secret-0001",
            headers: Self.waits
        )
        #expect(try change.json["state"] == "delivered", "\(change.text)")
        #expect(try await gateway.vorgaenge().isEmpty)
        let cases = try await first.vorgaenge()
        #expect(cases.count == 2)
        #expect(cases.last?["kundenbetreuer"] == "AAV43")
    }

    @Test(
        "every attachment that a source may name arrives as its system reads it",
        arguments: [
            (#"{"betrag": 50}"#, ["@type": "BETRAG", "betrag": 50]),
            (#"{"prozentDerDarlehenssumme": 0.5}"#, ["@type": "PROZENT_DER_DARLEHENSSUMME", "prozent": 0.5]),
            (#"{"prozentDerProvision": 10}"#, ["@type": "PROZENT_DER_PROVISION", "prozent": 10]),
        ] as [(String, JSONValue)]
    )
    func attachments(provision: String, written: JSONValue) async throws {
        let source = """
            {"mapping": "trisalis", "mode": "test", "credential": {"scheme": "bearer", "secret": "all-demo-secret-1"},
             "attach": {"importquelle": "$.form.quelle", "prioritaet": "HOCH", "ereignistext": "Premium-Kunde",
               "leadtracking": {"sendNotification": "ja"}, "reference": {"$join": ["X", "$.form.nr"], "$with": "-"},
               "kundenbetreuer": "ABC12", "bearbeiter": "DEF34",
               "tippgeber": {"partnerId": "TRI01", "provision": \(provision)}}}
            """
        let gateway = try await TestGateway(files: ["sources/alles.json": source])
        let receipt = try await gateway.post(
            "\(trisalisForm)&quelle=Messe&nr=7",
            to: "alles",
            bearer: "all-demo-secret-1",
            headers: Self.waits
        )
        #expect(try receipt.json["state"] == "delivered", "\(receipt.text)")
        let stored = try #require(try await gateway.vorgaenge().first)
        #expect(
            stored["importMetadaten"] == [
                "datenkontext": "TEST_MODUS", "externeVorgangsId": "X-7", "importquelle": "Messe",
                "leadtracking": ["sendNotification": true], "zusaetzlicherEreignistext": "Premium-Kunde",
                "prioritaet": "HOCH", "betreuung": ["kundenbetreuer": "ABC12", "bearbeiter": "DEF34"],
                "tippgeber": ["tippgeberPartnerId": "TRI01", "tippgeberprovisionswunsch": written],
            ]
        )
        #expect(stored["dropped"] == [])
    }

    @Test("so does every attachment of a loan")
    func loanAttachments() async throws {
        let source = """
            {"mapping": "kex-konsumentenkredit", "mode": "test",
             "credential": {"scheme": "bearer", "secret": "all-demo-secret-1"},
             "attach": {"importquelle": "$.form.quelle", "benachrichtigung": true, "baufiSmartVorgangsnummer": "$.form.baufi",
               "kundenbetreuer": "ABC12", "bearbeiter": "DEF34", "tippgeber": {"partnerId": "TRI01"}}}
            """
        let gateway = try await TestGateway(files: ["sources/alles.json": source])
        let receipt = try await gateway.post(
            "\(kexForm)&quelle=Messe&baufi=AB1234",
            to: "alles",
            bearer: "all-demo-secret-1",
            headers: Self.waits
        )
        #expect(try receipt.json["state"] == "delivered", "\(receipt.text)")
        let stored = try #require(try await gateway.vorgaenge().first?["stored"])
        #expect(stored["leadquelle"] == "Messe")
        #expect(stored["benachrichtigung"] == ["aktiv": true])
        #expect(stored["baufiSmartVorgangsnummer"] == "AB1234")
        #expect(stored["tippgeber"] == ["partnerId": "TRI01"])
        #expect(stored["bearbeiter"] == ["partnerId": "DEF34"])
        #expect(stored["eigeneVorgangsnummer"]?.stringValue == (try receipt.id))
    }
}
