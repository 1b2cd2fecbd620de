import Europace
import JSON
import Sandbox
import Targets
import Testing

@testable import Leads

@Suite("A case that cannot be changed as it is wished")
struct UnwillingCaseTests {
    /// A way to change a case, the place that is named when it is refused, and a word of the remedy.
    struct Change: Sendable, CustomTestStringConvertible {
        let name: String
        let isKreditSmart: Bool
        let document: JSONValue
        let words: [String]
        var testDescription: String { name }
    }

    static let comment = Change(
        name: "a comment on an archived KreditSmart case",
        isKreditSmart: true,
        document: [["addKommentare": ["kommentare": ["x"]]]],
        words: ["/0/addKommentare", "archived"]
    )
    static let wrongEditor = Change(
        name: "an editor at KreditSmart whom nobody knows",
        isKreditSmart: true,
        document: [["updateBearbeiter": ["partnerId": "XXX99"]]],
        words: ["/0/updateBearbeiter"]
    )
    static let wrongAdviser = Change(
        name: "an adviser at BaufiSmart whom nobody knows",
        isKreditSmart: false,
        document: [["kundenBetreuer": ["partnerId": "XXX99"]]],
        words: ["/0/kundenBetreuer"]
    )

    @Test(
        "is one lead's matter, and the cause names operation, case and remedy",
        arguments: [comment, wrongEditor, wrongAdviser]
    )
    func refused(change: Change) async throws {
        try await Stand.run(configure: { $0.unknownPartners = ["XXX99"] }) { stand in
            let number: String
            let system: any TargetSystem
            if change.isKreditSmart {
                number = try #require(try await stand.kexCase().vorgangsnummer)
                system = KEXUpdateSystem(clients: stand.clients)
            } else {
                number = try await stand.baufiCase()
                system = VorgaengeSystem(clients: stand.clients)
            }
            if change.words.contains("archived") { try await stand.put(number, status: "ARCHIVIERT") }
            let target: Target = change.isKreditSmart ? .kexUpdate : .vorgaenge
            let outcome = await system.send(change.document.serialized, .of(target, case: number))
            #expect(OutcomeClass(outcome) == .data, "\(outcome)")
            let fault = try #require(outcome.fault)
            #expect(fault.message.contains(number))
            for word in change.words { #expect(fault.message.contains(word), "\(fault.message)") }
        }
    }
}
