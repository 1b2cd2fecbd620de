import Foundation
import GRDB
import Leads
import Testing

@testable import LeadKeeping
@testable import SQLiteLeads

@Suite("The audit log")
struct AuditTests {
    private static func filled(_ place: Workplace) async throws -> SQLiteLeadStore {
        let store = try place.open()
        for number in 1...5 {
            try await store.audit(OperatorAct(by: "anna", .payloadViewed, "lead-\(number)"), at: Int64(number))
        }
        return store
    }

    @Test("is written in the transaction of the act: both are there, or neither")
    func together() async throws {
        let place = try Workplace()
        let store = try place.open()
        let lead = try await store.accept(newLead()).lead
        let act = OperatorAct(by: "anna", .discarded, lead.id.rawValue, reason: "a test")
        let event = LeadEvent.discarded(by: "anna", reason: "a test")
        try await store.record(event, for: lead.id, version: nil, at: 2_000, answer: nil, act: act)
        await #expect(throws: StoreError.self) {
            try await store.record(event, for: lead.id, version: nil, at: 3_000, answer: nil, act: act)
        }
        let entries = try await store.auditEntries(matching: AuditFilter(), before: nil, limit: 10)
        #expect(entries == [AuditEntry(sequence: 1, at: 2_000, act: act)])
        #expect(try await store.verify().isSound)
        await store.close()
    }

    @Test("is whole after a restart, and goes on where it was")
    func goesOn() async throws {
        let place = try Workplace()
        await (try await Self.filled(place)).close()
        let again = try place.open()
        try await again.audit(OperatorAct(by: "otto", .backedUp, "/backup"), at: 9)
        let entries = try await again.auditEntries(matching: AuditFilter(), before: nil, limit: 2)
        #expect(entries.map(\.sequence) == [6, 5])
        #expect(try await again.verify().isSound)
        await again.close()
    }

    /// What somebody with the file, but without the key, could do to it.
    static let tampering = [
        "UPDATE audit SET actor = 'otto' WHERE sequence = 3",
        "UPDATE audit SET at = at + 1 WHERE sequence = 1",
        "UPDATE audit SET reason = 'because' WHERE sequence = 5",
        "DELETE FROM audit WHERE sequence = 3",
        "DELETE FROM audit WHERE sequence = 1",
        "DELETE FROM audit WHERE sequence = 5",
        "DELETE FROM audit",
        "DELETE FROM audit WHERE sequence = 3; UPDATE audit SET sequence = sequence - 1 WHERE sequence > 3",
        """
        UPDATE audit SET sequence = 99 WHERE sequence = 2; UPDATE audit SET sequence = 2 WHERE sequence = 3;
        UPDATE audit SET sequence = 3 WHERE sequence = 99
        """,
        "INSERT INTO audit SELECT 6, at, actor, kind, subject, reason, link, tag FROM audit WHERE sequence = 5",
    ]

    @Test("what was changed, taken away, exchanged or added behind its back is found", arguments: tampering)
    func tampered(sql: String) async throws {
        let place = try Workplace()
        await (try await Self.filled(place)).close()
        let database = try DatabaseQueue(path: place.dataFile)
        try await database.write { try $0.execute(sql: sql) }
        try database.close()
        let store = try place.open()
        let verification = try await store.verify()
        #expect(verification.findings.contains { $0.code == .auditBroken }, "\(verification.findings)")
        await store.close()
    }

    @Test("a token that was changed in the file opens nothing, and is on the board")
    func token() async throws {
        let place = try Workplace()
        let store = try place.open()
        let token = AccessToken(
            name: "anna",
            role: .viewer,
            digest: Array(repeating: 7, count: 32),
            createdAt: 1,
            createdBy: "root"
        )
        try await store.create(token)
        await #expect(throws: StoreError.nameTaken("anna")) { try await store.create(token) }
        #expect(try await store.accessTokens() == [token])
        await store.close()
        let database = try DatabaseQueue(path: place.dataFile)
        try await database.write { try $0.execute(sql: "UPDATE access_token SET role = 'admin'") }
        try database.close()
        let again = try place.open()
        #expect(try await again.accessTokens().isEmpty)
        #expect(again.damages.contains { $0.code == .rowDamaged })
        await again.close()
    }
}
