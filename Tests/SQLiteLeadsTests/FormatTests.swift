import Foundation
import Leads
import Testing

@testable import LeadKeeping
@testable import SQLiteLeads

/// Data files as earlier versions have left them.
@Suite("Data files of earlier versions")
struct FormatTests {
    @Test("is read as it was, and every row has its tag from then on", arguments: [4])
    func migrated(version: Int) async throws {
        let place = try Workplace()
        let kept =
            URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path
            + "/Fixtures/store/version-\(version)"
        let key = place.directory + "/master.key"
        try FileManager.default.copyItem(atPath: kept + ".leads", toPath: place.dataFile)
        try FileManager.default.copyItem(atPath: kept + ".key", toPath: key)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
        #expect(throws: StoreError.self) { try SQLiteLeadStore(readingOnly: place.dataFile, masterKey: .file(key)) }

        let store = try SQLiteLeadStore(path: place.dataFile, masterKey: .file(key))
        let verification = try await store.verify()
        #expect(verification.isSound, "\(verification.findings)")
        let leads = try await store.leads(matching: LeadFilter(), after: nil, limit: 10).leads
        #expect(leads.map(\.state) == [.dead, .delivered, .delivered, .delivered])
        for lead in leads {
            #expect(try await store.submission(lead.id) != nil)
            #expect(try await store.timeline(lead.id).count == lead.version)
        }
        let attributes = try FileManager.default.attributesOfItem(atPath: place.dataFile)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        _ = try await store.accept(newLead())
        await store.close()
    }
}
