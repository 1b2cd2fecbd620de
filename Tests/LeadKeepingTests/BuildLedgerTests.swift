import Foundation
import Leads
import Names
import Targets
import Testing

@testable import LeadKeeping

@Suite("Leads that end the process")
struct BuildLedgerTests {
    private struct Folder: ~Copyable {
        let path = FileManager.default.temporaryDirectory.path + "/leadgate-ledger-" + UUID().uuidString

        init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
        deinit { try? FileManager.default.removeItem(atPath: path) }

        /// What a process leaves that ends while it builds a lead: its files as they are then.
        func dies(building lead: Lead, after number: Int) throws {
            let isCopied = try ledger(number).building(lead) {
                let (from, to) = ("\(path)/\(number)", "\(path)/\(number + 1)")
                return (try? FileManager.default.copyItem(atPath: from, toPath: to)) != nil
            }
            #expect(isCopied == true, "it is tried again")
        }

        func ledger(_ number: Int) throws -> BuildLedger { try BuildLedger(path: path + "/\(number)") }
    }

    private func lead() -> Lead {
        Lead(id: LeadID.make(now: 1), source: "s", target: .kundenangaben, mode: .test, receivedAt: 1)
    }

    @Test("a lead that was in hand three times is not built again until somebody replays it, also over a restart")
    func barred() throws {
        let folder = try Folder()
        let guilty = lead()
        for number in 0..<3 { try folder.dies(building: guilty, after: number) }
        let ledger = try folder.ledger(3)
        #expect(ledger.suspects.map(\.deaths) == [3] && ledger.suspects.first?.lead == guilty.id)
        #expect(ledger.building(guilty) { 1 } == nil)
        #expect(ledger.building(lead()) { 1 } == 1)
        let dead = try LeadTransition.step(guilty, .refused(Cause(.endsProcess)), at: 4)
        let replayed = try LeadTransition.step(dead, .replayed(by: "anna", reason: nil), at: 5)
        #expect(ledger.building(replayed) { 1 } == 1)
        #expect(try folder.ledger(3).building(guilty) { 1 } == nil)
    }

    @Test("one that was in hand by chance is clear once it has been built")
    func chance() throws {
        let folder = try Folder()
        let innocent = lead()
        for number in 0..<2 { try folder.dies(building: innocent, after: number) }
        var ledger = try folder.ledger(2)
        #expect(ledger.suspects.map(\.deaths) == [2])
        #expect(ledger.building(innocent) { 1 } == 1)
        #expect(ledger.suspects.isEmpty)
        ledger = try folder.ledger(2)
        #expect(ledger.suspects.isEmpty)
    }

    @Test("a file that is not as long as one accuses nobody")
    func unreadable() throws {
        let folder = try Folder()
        for bytes in [[], [1, 2, 3]] as [[UInt8]] {
            try Data(bytes).write(to: URL(fileURLWithPath: folder.path + "/0"))
            #expect(try folder.ledger(0).suspects.isEmpty)
        }
    }
}
