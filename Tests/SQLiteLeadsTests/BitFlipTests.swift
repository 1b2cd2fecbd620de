import Foundation
import GRDB
import JSON
import Leads
import Logging
import Names
import SeededRandom
import Targets
import TestSupport
import Testing

@testable import LeadKeeping
@testable import SQLiteLeads

/// Flips single bits of a data file and looks at what a gateway and `verify` make of it.
///
/// A flip is *refused* (the file does not open), *held back* (found by reading or by the patrol), *found* by `verify`, or
/// *meaningless*: every row of every table is as it was. Anything else is a silent change, and there must be none.
/// `LEADGATE_BIT_FLIPS` says how many flips there are; 200 without it.
@Suite("A data file in which a bit flips")
struct BitFlipTests {
    private static let shards = 4
    private static let flips =
        (ProcessInfo.processInfo.environment["LEADGATE_BIT_FLIPS"].flatMap { Int($0) } ?? 200) / shards

    private enum Fate: String, CaseIterable {
        case refused
        case heldBack = "held back"
        case found
        case meaningless
        /// A row has changed, and nobody has noticed.
        case silent
        /// Something else is said than was written, whether it was noticed or not.
        case told = "told wrongly"
    }

    @Test("changes nothing in silence and ends no process", arguments: 0..<shards)
    func flips(shard: Int) async throws {
        let place = try Workplace()
        let expected = try await Expected(place)
        let whole = try Data(contentsOf: URL(fileURLWithPath: place.dataFile))
        var random = SeededRandom(seed: UInt64(1_000 + shard))
        var fates: [Fate: Int] = [:]
        for _ in 0..<Self.flips {
            let bit = Int.random(in: 0..<whole.count * 8, using: &random)
            var bytes = whole
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            let fate = try await fate(of: bytes, in: place, expected)
            fates[fate, default: 0] += 1
            #expect(fate != .silent && fate != .told, "bit \(bit)")
        }
        let text = Fate.allCases.map { "\($0.rawValue) \(fates[$0] ?? 0)" }.joined(separator: ", ")
        print("bit flips in \(whole.count / 1_024) KiB, shard \(shard): \(Self.flips) flips: \(text)")
    }

    /// What became of a file.
    private func fate(of bytes: Data, in place: Workplace, _ expected: Expected) async throws -> Fate {
        let path = place.directory + "/flipped.sqlite"
        for suffix in ["", "-wal", "-shm", ".witness"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        try bytes.write(to: URL(fileURLWithPath: path))
        try FileManager.default.copyItem(atPath: place.dataFile + ".witness", toPath: path + ".witness")
        let isSound: Bool
        do {
            let reader = try SQLiteLeadStore(readingOnly: path, masterKey: .bytes(testKey))
            isSound = (try? await reader.verify())?.isSound ?? false
            await reader.close()
        } catch { isSound = false }

        var options = StoreOptions()
        options.reservedBytes = 0
        let store: SQLiteLeadStore
        do {
            store = try SQLiteLeadStore(
                path: path,
                masterKey: .bytes(testKey),
                options: options,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            )
        } catch { return .refused }
        let isAsItWas = try await expected.holds(for: store)
        try? await store.patrol()
        let isHeldBack = !store.damages.isEmpty
        let rows = try? await store.pool.read { try Expected.rows($0) }
        await store.close()
        guard isAsItWas else { return .told }
        if rows == expected.rows { return isHeldBack ? .heldBack : isSound ? .meaningless : .found }
        return isHeldBack && !isSound ? .heldBack : .silent
    }

    /// A small store with something in every table, and what it says.
    private struct Expected {
        let leads: [LeadID: Lead]
        let submissions: [LeadID: Submission]
        let timelines: [LeadID: [TimelineEntry]]
        let callbacks: [LeadID: [LeadCallback]]
        let due: Set<LeadID>
        let rows: [[StoredValue]]

        init(_ place: Workplace) async throws {
            let store = try place.open { $0.isTold = { $0 == "trisalis" } }
            for number in 0..<24 {
                let lead = try await store.accepted(
                    newLead(
                        at: 1_000 + Int64(number),
                        source: number % 2 == 0 ? "trisalis" : "other",
                        body: String(repeating: "Kanarienvogel \(number) ", count: 40),
                        key: number % 3 == 0 ? "key \(number)" : nil
                    )
                )
                guard number % 4 != 0 else { continue }
                try await store.startSending(lead)
                switch number % 4 {
                case 1: try await store.record(.refused(dataFault), for: lead.id, at: 3_000)
                case 2:
                    let number = Confirmation(vorgangsnummer: "AB12\(number)", messages: ["taken"])
                    try await store.record(.delivered(number), for: lead.id, at: 3_000)
                default: try await store.record(.lostSight(unknownFault), for: lead.id, at: 3_000)
                }
                if number == 11 {
                    try await store.record(.erased(by: "anna", reason: "on request"), for: lead.id, at: 4_000)
                }
            }
            try await store.pause(.kexVorgang, cause: connectionFault, at: 3_000, until: nil)
            try await store.keepDriftLedger(Array("what is known".utf8), of: "trisalis", revision: 3)
            var leads: [LeadID: Lead] = [:]
            for lead in try await store.leads(matching: LeadFilter(), after: nil, limit: 100).leads {
                leads[lead.id] = lead
            }
            self.leads = leads
            var submissions: [LeadID: Submission] = [:]
            var timelines: [LeadID: [TimelineEntry]] = [:]
            var callbacks: [LeadID: [LeadCallback]] = [:]
            for id in leads.keys {
                submissions[id] = try await store.submission(id)
                timelines[id] = try await store.timeline(id)
                callbacks[id] = try await store.callbacks(of: id)
            }
            self.submissions = submissions
            self.timelines = timelines
            self.callbacks = callbacks
            due = Set(try await store.turns(at: 9_000))
            rows = try await store.pool.read { try Self.rows($0) }
            await store.close()
        }

        /// All rows of all tables but the head, which every opening writes anew.
        static func rows(_ db: Database) throws -> [[StoredValue]] {
            try StoredTable.allCases.filter { $0 != .store }.flatMap { table in
                try db.rows(of: table, "NOT INDEXED ORDER BY \(table.keyColumns.joined(separator: ", "))").map(\.values)
            }
        }

        /// Whether everything that a store says is what it said before; it may refuse to say it.
        func holds(for store: SQLiteLeadStore) async throws -> Bool {
            for (id, lead) in leads {
                if let now = try? await store.lead(id), now != lead, !isNoticed(id, store) { return false }
                if let now = try? await store.submission(id), now != submissions[id] { return false }
                if let now = try? await store.timeline(id), !now.isEmpty, !now.allSatisfy(isKnown(timelines[id])) {
                    return false
                }
                if let now = try? await store.callbacks(of: id), !Set(now).isSubset(of: callbacks[id] ?? []) {
                    return false
                }
            }
            let queued = (try? await store.turns(at: 9_000_000)) ?? []
            return queued.allSatisfy { due.contains($0) }
        }

        /// Whether it was told, by the very reading, that words of the lead are damaged.
        private func isNoticed(_ id: LeadID, _ store: SQLiteLeadStore) -> Bool {
            store.damages.contains { $0.lead == id && $0.code == .contentDamaged }
        }

        /// An entry as it was, or with words that say that they are damaged.
        private func isKnown(_ entries: [TimelineEntry]?) -> (TimelineEntry) -> Bool {
            { entry in
                entries?.contains { known in
                    known.sequence == entry.sequence && known.event == entry.event && known.at == entry.at
                        && known.state == entry.state && known.detail == entry.detail
                        && (known.evidence == entry.evidence
                            || entry.evidence?.cause?.code == KnownCause.wordsDamaged.rawValue)
                } ?? false
            }
        }
    }
}
