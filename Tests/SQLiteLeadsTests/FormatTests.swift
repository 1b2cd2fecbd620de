import Foundation
import JSON
import Leads
import Names
import Testing

@testable import LeadKeeping
@testable import SQLiteLeads

/// Data files as earlier versions have left them, one for each that could be in use; each was written by that version's code,
/// with a key of its own.
@Suite("Data files of earlier versions")
struct FormatTests {
    /// A version by the number of its last migration, and the states of its leads, newest first.
    private static let versions: [(version: Int, states: [LeadState])] = [
        (4, [.dead, .delivered, .delivered, .delivered]),
        (14, [.queued, .erased, .discarded, .dead, .delivered, .delivered]),
        (12, [.queued, .discarded, .dead, .delivered, .delivered]),
        (9, [.queued, .queued, .queued, .queued, .erased, .uncertain, .queued, .delivered]),
    ]

    /// A copy of a version's file and its key, for a test that writes to it.
    private static func copy(_ version: Int, to place: Workplace) throws -> MasterKeySource {
        let kept =
            URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path
            + "/Fixtures/store/version-\(version)"
        let key = place.directory + "/master.key"
        try FileManager.default.copyItem(atPath: kept + ".leads", toPath: place.dataFile)
        try FileManager.default.copyItem(atPath: kept + ".key", toPath: key)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
        return .file(key)
    }

    @Test("is read as it was, and every row has its tag from then on", arguments: versions)
    func migrated(version: Int, states: [LeadState]) async throws {
        let place = try Workplace()
        let key = try Self.copy(version, to: place)
        #expect(throws: StoreError.self) { try SQLiteLeadStore(readingOnly: place.dataFile, masterKey: key) }

        let store = try SQLiteLeadStore(path: place.dataFile, masterKey: key)
        let verification = try await store.verify()
        #expect(verification.isSound, "\(verification.findings)")
        let leads = try await store.leads(matching: LeadFilter(), after: nil, limit: 10).leads
        #expect(leads.map(\.state) == states)
        for lead in leads {
            let submission = try await store.submission(lead.id)
            #expect((submission == nil) == (lead.state == .erased))
            #expect(try await store.timeline(lead.id).count == lead.version)
        }
        // Whom they are about is looked at once, where a version before has not done so; of what comes from now on it is known.
        let unindexed = try await store.unindexedCount()
        #expect(unindexed == (version < 12 ? leads.count : 0), "\(unindexed)")
        let part = try await store.unindexed(after: nil, limit: 100)
        let entries = part.leads.map { PersonEntry(sequence: $0.sequence, version: $0.lead.version, traits: []) }
        try await store.index(entries, upTo: part.next)
        #expect(try await store.unindexedCount() == 0)
        let attributes = try FileManager.default.attributesOfItem(atPath: place.dataFile)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let new = newLead()
        _ = try await store.accept(NewLead(lead: new.lead, submission: new.submission, traits: []))
        #expect(try await store.unindexedCount() == 0)
        #expect(try await store.verify().isSound)
        await store.close()
    }

    @Test("what leads shared and a person has mended is there, and none of them lacks anything")
    func waiting() async throws {
        let place = try Workplace()
        let store = try SQLiteLeadStore(path: place.dataFile, masterKey: try Self.copy(12, to: place))
        let leads = try await store.leads(matching: LeadFilter(), after: nil, limit: 10).leads
        #expect(leads.allSatisfy { $0.lack == nil && $0.fencedAt == nil })
        let dead = try #require(leads.first { $0.state == .dead })
        let submission = try #require(try await store.submission(dead.id))
        #expect(submission.edits?[0]?["value"] == "Star" && submission.item == 2 && submission.data == nil)
        #expect(try await store.waitingLengths().isEmpty)
        try await store.record(.erased(by: "anna", reason: nil), for: leads[4].id, at: 20_000)
        #expect(try await store.submission(dead.id) != nil)
        #expect(try await store.verify().isSound)
        await store.close()
    }

    @Test("keeps all that it had: batches, keys, jobs, pauses, tokens and what is known of forms")
    func content() async throws {
        let place = try Workplace()
        let store = try SQLiteLeadStore(path: place.dataFile, masterKey: try Self.copy(9, to: place))
        let batch = try await store.leads(matching: LeadFilter(), after: nil, limit: 3).leads
        for (item, lead) in batch.reversed().enumerated() {
            let submission = try #require(try await store.submission(lead.id))
            #expect(submission.item == item)
            #expect(String(decoding: submission.body, as: UTF8.self).contains("Drossel"))
        }
        try await store.record(.erased(by: "anna", reason: nil), for: batch[1].id, at: 20_000)
        #expect(try await store.submission(batch[0].id) != nil)
        guard case .repeated(let first) = try await store.accept(newLead(at: 2_000, key: "A-1")) else {
            Issue.record("a key is forgotten")
            return
        }
        #expect(first.vorgangsnummer == "AB1234")
        #expect(try await store.job("op-1")?.changed == 1)
        #expect(try await store.pauses().map(\.cause) == [connectionFault])
        #expect(try await store.accessTokens().map(\.name) == ["bot"])
        #expect(try await store.driftLedgers()["trisalis"] == Array("ledger".utf8))
        #expect(try await !store.auditEntries(matching: AuditFilter(), before: nil, limit: 10).isEmpty)
        #expect(try await !store.callbacks(of: first.id).isEmpty)
        #expect(try await store.verify().isSound)
        await store.close()
    }
}
