import Foundation
import JSON
import NIOHTTP1
import Testing

/// The shipped mappings of all five systems, posted as their senders would; the oracle is what the sandbox stored.
@Suite("All five systems", .serialized)
struct FiveSystemsTests {
    private static let waits = [("Prefer", "wait=20")]

    @Test("the second step of a loan form changes the case that the first has opened, once")
    func kexUpdate() async throws {
        let gateway = try await TestGateway()
        let first = try await gateway.post(Self.loan, to: "zweistufig", bearer: Self.loanSecret, headers: Self.waits)
        #expect(try first.json["state"] == "delivered")
        let number = try #require(try first.json["vorgangsnummer"]?.stringValue)
        let second = "antrag_id=A-1&schritt=2&warmmiete=850"
        let update = try await gateway.post(second, to: "zweistufig", bearer: Self.loanSecret, headers: Self.waits)
        #expect(try update.json["state"] == "delivered")
        #expect(try update.id != first.id)
        let again = try await gateway.post(second, to: "zweistufig", bearer: Self.loanSecret, headers: Self.waits)
        #expect(try again.id == update.id)

        let cases = try await gateway.vorgaenge()
        #expect(cases.count == 1)
        #expect(cases[0]["vorgangsnummer"]?.stringValue == number)
        let stored = cases[0]["stored"]?.text() ?? ""
        #expect(stored.contains("850"))
        #expect(stored.components(separatedBy: "mietausgaben").count == 2)
    }

    @Test("a second step that is there before the first has been delivered waits for it")
    func waits() async throws {
        let gateway = try await TestGateway()
        _ = try await gateway.operatorAsks(.POST, "/admin/api/targets/kex-vorgang/pause", ["reason": "test"])
        let first = try await gateway.post(Self.loan, to: "zweistufig", bearer: Self.loanSecret).id
        let second = try await gateway.post(
            "antrag_id=A-1&schritt=2&warmmiete=850",
            to: "zweistufig",
            bearer: Self.loanSecret
        ).id
        let waiting = try await gateway.operatorAsks(.GET, "/admin/api/leads/\(second)").json
        #expect(waiting["state"] == "queued")
        #expect(waiting["case"]?["waitsFor"]?.stringValue == first)
        _ = try await gateway.operatorAsks(.POST, "/admin/api/targets/kex-vorgang/resume")
        _ = try await gateway.lead(first, reaches: "delivered")
        _ = try await gateway.lead(second, reaches: "delivered")
        #expect(try await gateway.vorgaenge().count == 1)
    }

    @Test("a second step without a first is a dead letter that says so")
    func withoutCase() async throws {
        let gateway = try await TestGateway()
        let form = "anfrage_id=B-9&nettoeinkommen=3200"
        let id = try await gateway.post(form, to: "baufi-ergaenzung", bearer: Self.mortgageSecret).id
        let lead = try await gateway.lead(id, reaches: "dead")
        #expect(lead["cause"]?["code"] == "case-unknown")
        #expect(try await gateway.vorgaenge().isEmpty)
    }

    @Test("a mortgage form's second step replaces what the case holds, and keeps what it does not name")
    func replace() async throws {
        let gateway = try await TestGateway()
        let first = "anfrage_id=B-1&vorname=Erika&nachname=Mustermann&email=erika@example.org"
        let opened = try await gateway.post(
            first,
            to: "baufi-anfrage",
            bearer: Self.mortgageSecret,
            headers: Self.waits
        )
        #expect(try opened.json["state"] == "delivered")
        let second = "anfrage_id=B-1&geburtsdatum=1.2.1980&nettoeinkommen=3200&vorhaben=Kauf&kaufpreis=358000"
        let replaced = try await gateway.post(
            second,
            to: "baufi-ergaenzung",
            bearer: Self.mortgageSecret,
            headers: Self.waits
        )
        #expect(try replaced.json["state"] == "delivered")
        let cases = try await gateway.vorgaenge()
        #expect(cases.count == 1)
        let stored = cases[0]["stored"]?.text() ?? ""
        for part in ["Erika", "1980-02-01", "358000"] { #expect(stored.contains(part), "\(part) is not stored") }
    }

    @Test("an adviser's change reaches the case that it names")
    func vorgaenge() async throws {
        let gateway = try await TestGateway()
        let form = "anfrage_id=B-2&vorname=Erika&nachname=Mustermann&email=erika@example.org"
        let opened = try await gateway.post(form, to: "baufi-anfrage", bearer: Self.mortgageSecret, headers: Self.waits)
        let number = try #require(try opened.json["vorgangsnummer"]?.stringValue)
        let change = try await gateway.post(
            "case=\(number)&advisor=AAV43&note=R%C3%BCckruf+ab+18+Uhr",
            to: "beraterwechsel",
            bearer: "crm-demo-secret-0001",
            headers: Self.waits
        )
        #expect(try change.json["state"] == "delivered")
        #expect(try change.json["vorgangsnummer"]?.stringValue == number)
        #expect(try await gateway.vorgaenge()[0].text().contains("AAV43"))
    }

    @Test("one post feeds BaufiSmart and KreditSmart, with one receipt, and a repeat makes nothing new")
    func fanOut() async throws {
        let gateway = try await TestGateway()
        let form = "anfrage_id=C-1&antrag_id=C-1&vorname=Erika&nachname=Mustermann&email=erika@example.org"
        let secret = "baufi-und-kredit-demo-secret"
        let receipt = try await gateway.post(
            form,
            to: "baufi-und-kredit",
            bearer: secret,
            headers: Self.waits + [("Idempotency-Key", "post-1")]
        )
        let leads = try receipt.json["leads"]?.arrayValue ?? []
        #expect(leads.map { $0["state"] } == ["delivered", "delivered"])
        let again = try await gateway.post(
            form,
            to: "baufi-und-kredit",
            bearer: secret,
            headers: [("Idempotency-Key", "post-1")]
        )
        #expect(try again.json["leads"]?.arrayValue?.map { $0["id"] } == leads.map { $0["id"] })
        #expect(Set(try await gateway.vorgaenge().compactMap { $0["api"]?.stringValue }).count == 2)
        #expect(try await gateway.vorgaenge().count == 2)
    }

    @Test("a lender's signed events reach the application in the order received, although the first has to wait")
    func antragsstatus() async throws {
        let gateway = try await TestGateway()
        try await gateway.faults(["path": "antragsstatus", "status": 503])
        let first = try await gateway.tell(event: "e-1", state: "documents_missing")
        let second = try await gateway.tell(event: "e-2", state: "signed")
        #expect([first.status, second.status] == [200, 200])
        _ = try await gateway.lead(first.id, reaches: "delivered")
        _ = try await gateway.lead(second.id, reaches: "delivered")
        let applications = try await gateway.sandboxAsks(.GET, "/_sandbox/antraege").json.arrayValue ?? []
        #expect(applications.map { $0["nummer"] } == ["12919351"])
        let events = applications.first?["ereignisse"]?.arrayValue?.map { $0["ereignis"]?["produktanbieterstatus"] }
        #expect(events == ["ZURUECKGESTELLT", "UNTERSCHRIEBEN"])
        let again = try await gateway.tell(event: "e-2", state: "signed")
        #expect(try again.id == second.id)
        let forged = try await gateway.tell(event: "e-3", state: "declined", secret: "another")
        #expect(forged.status == 401)
    }

    private static let loanSecret = "zweistufig-demo-secret"
    private static let mortgageSecret = "baufi-schritte-demo-secret"
    private static let loan =
        "antrag_id=A-1&schritt=1&anrede=Frau&vorname=Erika&nachname=Mustermann&email=erika@example.org&kreditbetrag=15000"
}
