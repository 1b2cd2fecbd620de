import Foundation
import JSON
import NIOHTTP1
import Testing

/// A short post of the Trisalis landing page.
let trisalisForm = """
    anrede=Herr&vorname=Max&nachname=Mustermann&email=max.mustermann%40example.org&telefon=030+420860\
    &vorhaben=Kauf&kaufpreis=358.000%2C00+%E2%82%AC&datenschutz=on
    """

/// A short post of the consumer-loan form.
let kexForm = """
    anrede=Frau&vorname=Erika&nachname=Musterfrau&email=erika.musterfrau%40example.org&verwendung=Auto\
    &kreditbetrag=15.000&laufzeit=48&datenschutz=on
    """

/// The main job, with real processes: a form post becomes a Vorgang, and what fails waits and is replayed.
@Suite("A form post becomes a Vorgang", .serialized)
struct MainJobTests {
    @Test("a landing page's post is delivered with leadtracking and tippgeber, and its sender can see so")
    func delivered() async throws {
        let gateway = try await TestGateway()
        let receipt = try await gateway.post(trisalisForm)
        #expect(receipt.status == 200)
        let id = try receipt.id
        _ = try await gateway.lead(id, reaches: "delivered")
        let lead = try await gateway.lead(id)
        let vorgaenge = try await gateway.vorgaenge()
        #expect(vorgaenge.count == 1)
        #expect(lead["state"] == "delivered")
        #expect(lead["vorgangsnummer"] == vorgaenge.first?["vorgangsnummer"])
        // The link that opens the case, for the sender and for the operator.
        let number = try #require(lead["vorgangsnummer"]?.stringValue)
        let page = JSONValue.string("\(gateway.sandboxURL)/_sandbox/vorgaenge/\(number)")
        #expect(lead["links"]?["case"] == page)
        #expect(try await gateway.operatorAsks(.GET, "/admin/api/leads/\(id)").json["casePage"] == page)
        #expect(vorgaenge.first?["externeVorgangsId"] == .string(id))
        #expect(vorgaenge.first?["datenkontext"] == "TEST_MODUS")
        let metadata = vorgaenge.first?["document"]?["importMetadaten"]
        #expect(metadata?["leadtracking"]?["kampagne"] != nil)
        #expect(metadata?["tippgeber"]?["tippgeberPartnerId"] != nil)
        #expect(vorgaenge.first?["dropped"] == [], "the real API would have lost nothing in silence")
        #expect(await gateway.stop() == 0)
        let verified = try await ServerProcess.run(["verify", "--data", gateway.data])
        #expect(verified.status == 0, "\(verified.output)")
    }

    @Test("a sender that waits gets the Vorgangsnummer in its receipt")
    func waits() async throws {
        let gateway = try await TestGateway()
        let receipt = try await gateway.post(trisalisForm, headers: [("Prefer", "wait=10")])
        #expect(try receipt.json["state"] == "delivered")
        #expect(try receipt.json["vorgangsnummer"]?.stringValue?.count == 6)
    }

    @Test("a repeat with the same Idempotency-Key gets the first receipt and makes no second Vorgang")
    func repeated() async throws {
        let gateway = try await TestGateway()
        let first = try await gateway.post(trisalisForm, headers: [("Idempotency-Key", "a-key")])
        let second = try await gateway.post(trisalisForm, headers: [("Idempotency-Key", "a-key")])
        #expect(try first.id == second.id)
        _ = try await gateway.lead(first.id, reaches: "delivered")
        #expect(try await gateway.vorgaenge().count == 1)
    }

    @Test("a wrong secret and an unknown source get the same answer, and nothing is stored")
    func refusedAlike() async throws {
        let gateway = try await TestGateway()
        let wrong = try await gateway.post(trisalisForm, bearer: "wrong")
        let unknown = try await gateway.post(trisalisForm, to: "nobody")
        #expect(wrong.status == 401)
        #expect(unknown.status == 401)
        #expect(wrong.text == unknown.text)
        let books = try await gateway.operatorAsks(.GET, "/admin/api/books").json
        #expect(books["accepted"] == 0)
    }
}

/// What the sandbox refuses, and what becomes of the leads.
@Suite("What the target refuses", .serialized)
struct RefusalTests {
    @Test("400: the lead is a dead letter with its cause; one replay delivers it after the fault is lifted")
    func badRequest() async throws {
        let gateway = try await TestGateway()
        try await gateway.faults(["path": "/kundenangaben", "next": 2, "status": 400])
        let ids = [
            try await gateway.post(trisalisForm).id,
            try await gateway.post(trisalisForm).id,
        ]
        for id in ids {
            let lead = try await gateway.lead(id, reaches: "dead")
            #expect(lead["cause"]?["class"] == "data")
        }
        let answer = try await gateway.operatorAsks(.POST, "/admin/api/dead-letters/replay", ["source": "trisalis"])
        #expect(try answer.json["replayed"] == 2)
        for id in ids { _ = try await gateway.lead(id, reaches: "delivered") }
        #expect(try await gateway.vorgaenge().count == 2)
        let again = try await gateway.operatorAsks(.POST, "/admin/api/dead-letters/\(ids[0])/replay")
        #expect(again.status == 409, "a delivered lead is never sent twice")
    }

    @Test("409: rights are missing, so the source rests and the lead stays queued")
    func conflict() async throws {
        let gateway = try await TestGateway()
        try await gateway.faults(["path": "/kundenangaben", "next": 1, "status": 409])
        let id = try await gateway.post(trisalisForm).id
        let rest = try await eventually("the rest") { try await gateway.rests().first }
        #expect(rest["source"] == "trisalis")
        #expect(rest["cause"]?["class"] == "connection")
        _ = try await gateway.lead(id, reaches: "queued")
        _ = try await gateway.operatorAsks(.POST, "/admin/api/targets/kundenangaben/resume")
        _ = try await gateway.lead(id, reaches: "delivered")
        #expect(try await gateway.vorgaenge().count == 1)
    }

    @Test("503: the lead is tried again and delivered once")
    func unavailable() async throws {
        let gateway = try await TestGateway()
        try await gateway.faults(["path": "/kundenangaben", "next": 1, "status": 503])
        let id = try await gateway.post(trisalisForm).id
        let lead = try await gateway.lead(id, reaches: "delivered")
        #expect(lead["attempts"] == 2)
        #expect(try await gateway.vorgaenge().count == 1)
    }

    @Test("an answer lost after Kundenangaben was stored is looked up, not sent again")
    func lostKundenangabenAnswer() async throws {
        let gateway = try await TestGateway()
        try await gateway.faults(["path": "/kundenangaben", "next": 1, "drop": "after-store"])
        let id = try await gateway.post(trisalisForm).id
        let lead = try await gateway.lead(id, reaches: "delivered")
        let events = lead["timeline"]?.arrayValue?.compactMap { $0["event"]?.stringValue } ?? []
        #expect(events.contains("lost-sight"))
        #expect(events.contains("found"))
        #expect(try await gateway.vorgaenge().count == 1)
    }

    @Test("an answer lost after a KEX Vorgang was stored makes the lead uncertain, and only a person sends it again")
    func lostKEXAnswer() async throws {
        let gateway = try await TestGateway()
        try await gateway.faults(["path": "kex", "next": 1, "drop": "after-store"])
        let id = try await gateway.post(kexForm, to: "kex", bearer: "kex-demo-secret-1").id
        let lead = try await gateway.lead(id, reaches: "uncertain")
        #expect(lead["cause"]?["class"] == "unknown")
        let bulk = try await gateway.operatorAsks(.POST, "/admin/api/dead-letters/replay", ["source": "kex"])
        #expect(try bulk.json["matched"] == 0, "an uncertain lead is no dead letter")
        #expect(try await gateway.operatorAsks(.POST, "/admin/api/leads/\(id)/replay").status == 409)
        let vorgangsnummer = try await gateway.vorgaenge().first?["vorgangsnummer"]?.stringValue ?? ""
        // A script learns of a line that was refused; what was right in the file is done.
        let file = FileManager.default.temporaryDirectory.path + "/found-\(id).csv"
        try "\(id);\(vorgangsnummer)\nnobody;not-there\n".write(toFile: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: file) }
        func leads(_ words: String...) async throws -> (status: Int32, output: String) {
            try await ServerProcess.run(
                ["leads"] + words + ["--admin-url", await gateway.admin, "--data", gateway.data]
            )
        }
        let early = try await leads("resolve", "--not-there", "--source", "kex", "--override", "--preview")
        #expect(early.status == 0 && early.output.contains("1 would be sent"), "\(early.output)")
        let resolved = try await leads("resolve", "--file", file, "--reason", "Anna looked")
        #expect(resolved.status == 1 && resolved.output.contains("1 leads are resolved"), "\(resolved.output)")
        #expect(resolved.output.contains("nobody: no uncertain lead"), "\(resolved.output)")
        let last = try await gateway.operatorAsks(.GET, "/admin/api/leads/\(id)").json["timeline"]?.arrayValue?.last
        #expect(last?["event"] == "found" && last?["reason"] == "Anna looked")
        #expect(try await gateway.vorgaenge().count == 1)
        let discard = try await leads("discard", "--source", "kex", "--preview")
        #expect(discard.status == 0 && discard.output.contains("0 leads match"), "\(discard.output)")
    }

    @Test("a refused token lets the source rest; no lead dies of it")
    func tokenRefused() async throws {
        let gateway = try await TestGateway()
        // The gateway asked for a token at its start, so that one has to end first.
        try await gateway.faults(
            ["path": "/auth/token", "next": "all", "status": 401],
            ["path": "/kundenangaben", "next": "all", "expireToken": true]
        )
        let id = try await gateway.post(trisalisForm).id
        _ = try await eventually("the rest") { try await gateway.rests().first }
        _ = try await gateway.lead(id, reaches: "queued")
        try await gateway.noFaults()
        _ = try await gateway.operatorAsks(.POST, "/admin/api/targets/kundenangaben/resume")
        _ = try await gateway.lead(id, reaches: "delivered")
    }
}
