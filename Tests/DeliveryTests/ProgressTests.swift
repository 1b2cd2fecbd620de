import Delivery
import JSON
import Leads
import Names
import SQLiteLeads
import Targets
import TestSupport
import Testing

@Suite("What is done in part", .timeLimit(.minutes(1)))
struct ProgressTests {
    private static func done(_ index: Int, _ name: String) -> Leads.Confirmation {
        Leads.Confirmation(results: [OperationResult(index: index, name: name, id: "id-\(index)")])
    }

    @Test("what a target did of a document is kept, and a replay sends only the rest")
    func partial() async throws {
        let stand = try await Stand(answers: { _, number in
            number == 1
                ? .partial(Self.done(0, "addKind"), rest: .dataFault(fault("target-422")))
                : .confirmed(
                    Leads.Confirmation(vorgangsnummer: "AB1234", results: [OperationResult(index: 1, name: "addJob")])
                )
        })
        let id = try await stand.accept()
        try await stand.running { stand in
            let dead = await stand.store.watch.event(.refused, of: id)
            #expect(dead?.progress?.results.map(\.name) == ["addKind"])
            try await stand.store.record(.replayed(by: "anna", reason: nil), for: id, at: stand.clock.now())
            let lead = await stand.store.watch.event(.delivered, of: id)
            #expect(lead?.confirmation?.results.map(\.name) == ["addKind", "addJob"])
            #expect(lead?.confirmation?.results.first?.id == "id-0")
            #expect(lead?.progress == nil)
            #expect(await stand.api.done == [[], ["addKind"]])
        }
    }

    @Test("what was done survives a crash before anything else was said of the lead")
    func crash() async throws {
        let stand = try await Stand()
        let id = try await stand.accept()
        let intent = Intent(
            attempt: 1,
            startedAt: 1,
            target: stand.target,
            mode: .test,
            mappingHash: "c0ffee",
            reference: id.rawValue,
            epoch: try await stand.store.leased().epoch
        )
        try await stand.sqlite.record(.sendingStarted(intent), for: id, at: 1)
        try await stand.sqlite.record(.progressed(Self.done(0, "addKind")), for: id, at: 2)
        await stand.sqlite.close()
        let again = try await Stand(folder: stand.folder)
        _ = try await again.recover()
        let lead = try await again.lead(id)
        #expect(lead?.state == .uncertain)
        #expect(lead?.progress?.results.map(\.name) == ["addKind"])
    }

    @Test("an intent that may be repeated is sent again after a crash, any other is not", arguments: [true, false])
    func repeatable(mayRepeat: Bool) async throws {
        let stand = try await Stand()
        let id = try await stand.accept()
        let intent = Intent(
            attempt: 1,
            startedAt: 1,
            target: stand.target,
            mode: .test,
            mappingHash: "c0ffee",
            reference: id.rawValue,
            epoch: try await stand.store.leased().epoch,
            mayRepeat: mayRepeat
        )
        try await stand.sqlite.record(.sendingStarted(intent), for: id, at: 1)
        await stand.sqlite.close()
        let again = try await Stand(folder: stand.folder)
        _ = try await again.recover()
        #expect(try await again.lead(id)?.state == (mayRepeat ? .queued : .uncertain))
    }
}

@Suite("Leads that would be taken for others", .timeLimit(.minutes(1)))
struct MistakenLeadTests {
    @Test("a second lead with the reference of a live one is never found as that one's case")
    func reference() async throws {
        var files = Stand.files
        files["abbildung.json"] = Stand.mapping(
            reference: #""importMetadaten": { "externeVorgangsId": "$.form.nummer" },"#
        )
        // One at a time: of two that are sent at once either could be the one that is taken.
        let stand = try await Stand(
            concurrency: 1,
            files: files,
            answers: { _, number in number == 1 ? delivered : .unknown(fault("timeout")) },
            finds: { _, _ in .found(vorgangsnummer: "AB1234") }
        )
        let body = #"{"nachname": "Kanarienvogel", "nummer": "A-1"}"#
        let first = try await stand.accept(body)
        let second = try await stand.accept(body)
        try await stand.running { stand in
            await stand.store.watch.event(.delivered, of: first)
            let lead = await stand.store.watch.event(.refused, of: second)
            #expect(lead?.cause?.known == .referenceTaken)
            #expect(await stand.api.sent.count == 1)
        }
    }

    @Test("a post that was stored without a lead becomes all its leads when the mapping is mended")
    func split() async throws {
        var files = Stand.files
        files["abbildung.json"] = """
            { "target": "kundenangaben", "missing": "omit", "unreadable": "omit", "leads": "$.payload.leads[*]",
              "document": { "kundenangaben": { "haushalte": [ { "kunden": [ { "referenzId": "k1",
                "personendaten": { "person": { "nachname": "$.item.n" } } } ] } ] } } }
            """
        let stand = try await Stand(files: files)
        let id = try await stand.accept(#"{"leads": [{"n": "Amsel"}, {"n": "Drossel"}, {"n": "Fink"}]}"#)
        try await stand.running { stand in
            await stand.store.watch.event(.delivered, of: id)
            let counter = Counter()
            await stand.store.watch.first { sight in
                guard case .recorded(let event, _) = sight, event.kind == .delivered else { return false }
                return counter.next() >= 3
            }
            let names = await stand.api.documents.compactMap {
                $0["kundenangaben"]?["haushalte"]?.arrayValue?.first?["kunden"]?.arrayValue?.first?["personendaten"]?[
                    "person"
                ]?["nachname"]?.stringValue
            }
            #expect(names.sorted() == ["Amsel", "Drossel", "Fink"])
            let books = try await stand.books()
            #expect(books.accepted == 3)
        }
    }
}
