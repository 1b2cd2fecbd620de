import JSON
import Leads
import SQLiteLeads
import Testing

@Suite("What an operator sees of what a target confirmed", .timeLimit(.minutes(1)))
struct LeadConfirmationTests {
    @Test("where it stored something else than was sent, and what it has remarks about, by place and without a value")
    func differences() async throws {
        try await Desk.run { desk in
            let id = try await desk.lead(.sending)
            let place = "/kundenangaben/haushalte/0/kunden/0"
            let confirmation = Confirmation(
                vorgangsnummer: "AB1234",
                messages: ["\(Desk.canary) was adapted"],
                remarks: [Remark(place: "/antragsteller1/personendaten/geburtsdatum", words: "\(Desk.canary)?")],
                differences: [
                    ReadBackDifference(place: "\(place)/persondendaten", kind: .missing),
                    ReadBackDifference(place: "\(place)/kinder", kind: .moved(to: "\(place)/kinderErfassung")),
                ]
            )
            try await desk.store.record(.delivered(confirmation), for: id, at: Desk.now)
            let shown = try await desk.get("/leads/\(id)")
            #expect(shown.json["vorgangsnummer"] == "AB1234")
            #expect(shown.json["messages"] == 1)
            #expect(shown.json["remarks"] == ["/antragsteller1/personendaten/geburtsdatum"])
            let differences = shown.json["differences"]?.arrayValue ?? []
            #expect(differences.count == 2)
            #expect(differences.first?["place"] == .string("\(place)/persondendaten"))
            #expect(differences.last?.text().contains("kinderErfassung") == true)
            #expect(!shown.text.contains(Desk.canary))
        }
    }
}
