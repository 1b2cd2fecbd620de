import Foundation
import JSON
import Leads
import Mapping
import MappingDesk
import Names
import SQLiteLeads
import Synchronization
import Targets
import TestSupport
import Testing

@Suite("A preview shows a lead's document as it was and as it would be", .timeLimit(.minutes(1)))
struct PreviewTests {
    /// An archive in memory.
    final class Shelf: Sendable {
        private let versions = Mutex<[MappingHash: [UInt8]]>([:])

        var archive: MappingArchive {
            MappingArchive(
                read: { hash in self.versions.withLock { $0[hash] } },
                write: { hash, version in
                    self.versions.withLock { $0[hash] = version }
                    return true
                }
            )
        }
    }

    /// A mapping that was in force before, and read another field.
    static let oldFile = Desk.files["abbildung.json", default: ""].replacing(
        "$.form.geburtsdatum",
        with: "$.form.geboren"
    )

    static func shelf() -> (shelf: Shelf, hash: MappingHash) {
        let shelf = Shelf()
        let library = MappingLibrary.load(files: [LibraryFile(path: "abbildung.json", bytes: Array(oldFile.utf8))])
        _ = shelf.archive.keep(library)
        return (shelf, library.mapping("abbildung")?.hash ?? "")
    }

    static let body = #"{"nachname": "Mustermann", "geboren": "1.2.1980", "geburtsdatum": "3.4.1990"}"#
    static let place = "/kundenangaben/haushalte/0/kunden/0/personendaten/geburtsdatum"

    /// A lead that was mapped with a version.
    static func lead(_ desk: Desk, mappedWith hash: MappingHash?) async throws -> LeadID {
        let lead = Lead(
            id: LeadID.make(now: Desk.now),
            source: "seite",
            target: .kundenangaben,
            mode: .test,
            receivedAt: Desk.now,
            mappingHash: hash
        )
        let submission = Submission(body: Array(body.utf8), contentType: "application/json")
        return try await desk.store.accept(NewLead(lead: lead, submission: submission)).lead.id
    }

    @Test("with the mapping in force, against the version that the lead was mapped with")
    func inForce() async throws {
        let (shelf, hash) = Self.shelf()
        try await Desk.run(archive: shelf.archive) { desk in
            let id = try await Self.lead(desk, mappedWith: hash)
            let before = try await desk.store.lead(id)
            let answer = try await desk.post("/leads/\(id)/preview", #"{"reason": "a test"}"#)
            #expect(answer.status == 200, "\(answer.text)")
            #expect(answer.json["was"]?["mappingHash"] == .string(hash.rawValue))
            #expect(answer.json["wouldBe"]?["mappingHash"] != .string(hash.rawValue))
            #expect(
                answer.json["changes"] == [
                    ["place": .string(Self.place), "kind": "changed", "was": "1980-02-01", "wouldBe": "1990-04-03"]
                ]
            )
            #expect(answer.json["wouldBe"]?["verdict"] == "queued")
            #expect(try await desk.store.lead(id) == before, "nothing is stored")
            #expect(try await desk.store.timeline(id).count == 1)
            #expect(await desk.target.sent.isEmpty, "nothing is sent")
        }
    }

    @Test("with a candidate that is in no file, which may extend a mapping in force")
    func candidate() async throws {
        let (shelf, hash) = Self.shelf()
        try await Desk.run(archive: shelf.archive) { desk in
            let id = try await Self.lead(desk, mappedWith: hash)
            let patch = #"""
                {"reason": "a test", "mapping": {"extends": "abbildung", "tests": [{"payload": {}, "expect": {"x": 1}}], "document": {"kundenangaben":
                  {"haushalte": [{"kunden": [{"referenzId": "k1", "personendaten": {"geburtsdatum": "$.form.geboren"}}]}]}}}}
                """#
            let answer = try await desk.post("/leads/\(id)/preview", patch)
            #expect(answer.status == 200, "\(answer.text)")
            let changes = answer.json["changes"]?.arrayValue ?? []
            #expect(
                changes.map { $0["place"]?.stringValue } == [
                    "/kundenangaben/haushalte/0/kunden/0/personendaten/person"
                ]
            )
            #expect(changes.first?["wouldBe"] == .null)
        }
    }

    @Test("says what is wrong with a candidate, and names what it does not have")
    func refused() async throws {
        let (shelf, hash) = Self.shelf()
        try await Desk.run(archive: shelf.archive) { desk in
            let id = try await Self.lead(desk, mappedWith: hash)
            let wrong = #"{"mapping": {"extends": "abbildung", "document": {"kundenangabe": {}}}}"#
            let refused = try await desk.post("/leads/\(id)/preview", wrong)
            #expect(refused.status == 422)
            #expect(refused.detail.contains("kundenangabe"), "\(refused.detail)")
            for (body, status) in [
                (#"{"version": "00"}"#, 404), (#"{"version": "../../admin.token"}"#, 404), (#"{"version": 1}"#, 400),
                (#"{"mapping": {}, "version": "00"}"#, 400), (#"{"mappings": {}}"#, 400),
            ] {
                #expect(try await desk.post("/leads/\(id)/preview", body).status == status, "\(body)")
            }
            let unknown = try await Self.lead(
                desk,
                mappedWith: MappingHash(rawValue: String(repeating: "0", count: 64))
            )
            let answer = try await desk.post("/leads/\(unknown)/preview", #"{"reason": "It was asked for."}"#)
            #expect(answer.json["was"] == .null)
            #expect(answer.json["note"]?.stringValue?.contains("not kept") == true)
            #expect(answer.json["wouldBe"]?["document"]?["kundenangaben"] != nil)
        }
    }

    @Test("an old version can be read, and previewed by its hash")
    func version() async throws {
        let (shelf, hash) = Self.shelf()
        try await Desk.run(archive: shelf.archive) { desk in
            let id = try await Self.lead(desk, mappedWith: nil)
            let answer = try await desk.post("/leads/\(id)/preview", #"{"version": "\#(hash)", "reason": "a test"}"#)
            #expect(answer.json["wouldBe"]?["mappingHash"] == .string(hash.rawValue))
            #expect(answer.text.contains("1980-02-01"))
            let file = try await desk.get("/mappings/versions/\(hash)")
            #expect(file.json["target"] == "kundenangaben")
            #expect(try await desk.get("/mappings/versions/\(hash.rawValue.dropLast())").status == 404)
        }
    }
}
