import Foundation
import GRDB
import JSON
import Leads
import Names
import Targets
import Testing

@testable import LeadKeeping
@testable import SQLiteLeads

/// A data file with a key file, and something in each of its tables.
struct Vault {
    let place: Workplace
    let masterKey: MasterKeySource

    static let max = PersonTrait(.email, "max@example.org")

    var keyFile: String { place.directory + "/master.key" }
    var draft: String { keyFile + ".new" }

    init() throws {
        place = try Workplace()
        masterKey = .file(place.directory + "/master.key")
    }

    /// A file with leads of every kind.
    static func filled() async throws -> Vault {
        let vault = try Vault()
        let store = try vault.open()
        let plain = newLead(key: "A-1")
        let first = try await store.accept(
            NewLead(lead: plain.lead, submission: plain.submission, keys: plain.keys, traits: [max])
        ).lead
        let sending = try await store.startSending(first)
        try await store.record(
            .delivered(Confirmation(vorgangsnummer: "AB1234", messages: ["Nymphensittich"])),
            for: first.id,
            version: sending.version,
            at: 3_000,
            answer: Array("Zebrafink".utf8)
        )
        _ = try await store.accept(try batch())
        let erased = try await store.accepted(newLead(key: "E-1"))
        try await store.record(.erased(by: "anna", reason: "asked"), for: erased.id, at: 3_000)
        let dead = try await store.accepted(newLead())
        try await store.record(.refused(dataFault), for: dead.id, at: 3_000)
        _ = try await store.accept(opening("k"))
        try await store.keepDriftLedger(Array("ledger".utf8), of: "trisalis", revision: 3)
        try await store.create(token)
        for number in 1...3 {
            try await store.audit(OperatorAct(by: "anna", .payloadViewed, "lead-\(number)"), at: Int64(number))
        }
        try await store.pause(.kundenangaben, cause: connectionFault, at: 4_000, until: nil, act: nil)
        await store.close()
        return vault
    }

    static let token = AccessToken(
        name: "bot",
        role: .viewer,
        digest: Array(repeating: 9, count: 32),
        createdAt: 1,
        createdBy: "root"
    )

    /// A lead that opens a case.
    static func opening(_ key: String) -> NewLead {
        let lead = Lead(
            id: LeadID.make(now: 1_000),
            source: "trisalis",
            target: .kexVorgang,
            mode: .test,
            caseRole: .opens,
            receivedAt: 1_000
        )
        return NewLead(
            lead: lead,
            submission: Submission(body: Array("{}".utf8)),
            case: CaseClaim(group: "trisalis", target: "kex-vorgang", key: key)
        )
    }

    /// Leads that share a body.
    private static func batch() throws -> [NewLead] {
        let names = ["Amsel", "Drossel", "Fink"]
        let text = "[" + names.map { "{\"nachname\": \"\($0)\"}" }.joined(separator: ", ") + "]"
        return try names.enumerated().map { item, name in
            let own = try #require(text.range(of: "{\"nachname\": \"\(name)\"}"))
            let start = text.utf8.distance(from: text.startIndex, to: own.lowerBound)
            let submission = Submission(body: Array(text.utf8), contentType: "application/json")
                .selecting(item: item, part: start..<start + text[own].utf8.count)
            return NewLead(lead: newLead().lead, submission: submission)
        }
    }

    func open(_ path: String? = nil, key: MasterKeySource? = nil) throws -> SQLiteLeadStore {
        var options = StoreOptions()
        options.reservedBytes = 0
        options.isTold = { $0 == "trisalis" }
        return try SQLiteLeadStore(path: path ?? place.dataFile, masterKey: key ?? masterKey, options: options)
    }

    @discardableResult
    func rekey(_ change: (inout StoreOptions) -> Void = { _ in }) async throws -> MasterKeyChange {
        var options = StoreOptions()
        options.reservedBytes = 0
        change(&options)
        return try await SQLiteLeadStore.changeMasterKey(
            of: place.dataFile,
            masterKey: masterKey,
            options: options,
            by: "anna",
            at: Date(timeIntervalSince1970: 1_000_000_000)
        )
    }

    /// Changes the file behind the store's back.
    func change(_ sql: String) throws {
        let database = try DatabaseQueue(path: place.dataFile)
        try database.write { try $0.execute(sql: sql) }
        try database.close()
    }

    /// All that a look at the file finds.
    func verify() async throws -> StoreVerification {
        let store = try SQLiteLeadStore(readingOnly: place.dataFile, masterKey: masterKey)
        let verification = try await store.verify()
        await store.close()
        return verification
    }

    /// A copy of the data file, its log, its witness and its keys as they are now.
    func copy() throws -> Vault {
        let copy = try Vault()
        for name in try FileManager.default.contentsOfDirectory(atPath: place.directory)
        where !name.hasSuffix("-shm") && !name.hasSuffix(".lock") {
            try FileManager.default.copyItem(
                atPath: "\(place.directory)/\(name)",
                toPath: "\(copy.place.directory)/\(name)"
            )
        }
        return copy
    }

    func bytes(_ path: String) -> Data? { FileManager.default.contents(atPath: path) }

    /// The names of the keys that are kept beside the one in force.
    func keptKeys() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: place.directory).filter { $0.hasPrefix("master.key.") }
            .sorted()
    }
}

/// All that a store says of its leads and of what it knows beside them.
struct Said: Hashable {
    var leads: [Lead] = []
    var submissions: [Submission?] = []
    var timelines: [[TimelineEntry]] = []
    var callbacks: [[LeadCallback]] = []
    var jobs: [Job] = []
    var pauses: [TargetPause] = []
    var tokens: [AccessToken] = []
    var ledgers: [SourceName: [UInt8]] = [:]
    var acts: [AuditEntry] = []
    var books: Books

    init(_ store: SQLiteLeadStore) async throws {
        leads = try await store.leads(matching: LeadFilter(), after: nil, limit: 100).leads
        books = try await store.verify().books
        for lead in leads {
            submissions.append(try await store.submission(lead.id))
            timelines.append(try await store.timeline(lead.id))
            callbacks.append(try await store.callbacks(of: lead.id))
        }
        jobs = try await store.jobs(after: nil, limit: 100)
        pauses = try await store.pauses()
        tokens = try await store.accessTokens()
        ledgers = try await store.driftLedgers()
        acts = try await store.auditEntries(matching: AuditFilter(), before: nil, limit: 100)
            .filter { $0.act.kind != .masterKeyChanged }
    }
}
