import Delivery
import DeliveryRules
import Foundation
import JSON
import LeadBuilding
import LeadKeeping
import Leads
import Logging
import Mapping
import MappingDesk
import Names
import SQLiteLeads
import Synchronization
import Targets
import TestSupport

/// A delivery service over the real store and real mappings, with a target that answers by plan and a clock that only
/// the test moves.
struct Stand: Sendable {
    let folder: Folder
    let sqlite: SQLiteLeadStore
    let store: WatchedStore
    let library: CurrentLibrary
    let building: LeadBuilding
    let clock = ManualClock(1_000_000)
    let outcomes = OutcomeBoard()
    let api: ScriptedSystem
    let target: Target
    let service: DeliveryService

    init(
        _ target: Target = .kundenangaben,
        folder: Folder? = nil,
        policy: RetryPolicy = .standard,
        gatewayMode: DeliveryMode = .test,
        concurrency: Int = 8,
        shutdownMilliseconds: Int64 = 60_000,
        files: [String: String] = Stand.files,
        watch: (any BuildWatching)? = nil,
        answers: @escaping ScriptedSystem.Answers = { _, _ in .confirmed(Confirmation(vorgangsnummer: "AB1234")) },
        finds: @escaping ScriptedSystem.Finds = { _, _ in .notFound(shown: []) },
        admits: @escaping ScriptedSystem.Admits = { _ in .granted(nil) }
    ) async throws {
        let folder = try folder ?? Folder()
        self.folder = folder
        sqlite = try folder.open()
        store = WatchedStore(store: sqlite)
        library = CurrentLibrary(Stand.library(files))
        building = LeadBuilding(library: library, targets: [target], gatewayMode: gatewayMode)
        let profile = TargetProfile.shipped(target) ?? .kundenangaben
        api = ScriptedSystem(
            profile: profile,
            canLookUp: profile.lookup == .reference,
            answers: answers,
            finds: finds,
            admits: admits
        )
        self.target = target
        service = DeliveryService(
            systems: [api],
            context: DeliveryContext(
                store: store,
                leads: StoredLeads(building: building, store: store, watch: watch),
                outcomes: outcomes,
                policy: policy,
                heartbeat: 1,
                shutdownMilliseconds: shutdownMilliseconds,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
                clock: clock,
                owner: "test",
                jitter: { 0.5 }
            ),
            pauses: try await store.pauses(),
            concurrency: concurrency
        )
    }

    /// Runs the service while the body runs; ends it as a shutdown's last resort does.
    func running(_ body: @escaping @Sendable (Stand) async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try? await service.run() }
            let result: Result<Void, any Error>
            do { result = .success(try await body(self)) } catch { result = .failure(error) }
            group.cancelAll()
            try await group.waitForAll()
            try result.get()
        }
    }

    /// Accepts a lead as intake does.
    @discardableResult
    func accept(
        _ body: String = #"{"nachname": "Kanarienvogel"}"#,
        source: SourceName = "seite",
        mode: DeliveryMode = .test
    ) async throws -> LeadID {
        let now = clock.now()
        let lead = Lead(id: LeadID.make(now: now), source: source, target: target, mode: mode, receivedAt: now)
        let submission = Submission(body: Array(body.utf8), contentType: "application/json")
        let accepted = try await store.accept(NewLead(lead: lead, submission: submission)).lead
        return accepted.id
    }

    // Without typed errors, for the expectations' sake.
    func lead(_ id: LeadID) async throws -> Lead? { try await store.lead(id) }
    func books() async throws -> Books { try await store.books() }
    func pauses() async throws -> [TargetPause] { try await store.pauses() }
    func nextLookup() async throws -> Int64? { try await store.nextLookup(target: target) }
    func recover() async throws -> [LeadID] { try await store.recover(now: clock.now()) }

    static func library(_ files: [String: String]) -> MappingLibrary {
        MappingLibrary.load(files: files.map { LibraryFile(path: $0, bytes: Array($1.utf8)) })
    }

    static let files = [
        "abbildung.json": mapping(),
        "kredit.json": #"{ "target": "kex-vorgang", "missing": "omit", "unreadable": "omit", "document": {} }"#,
        "sources/seite.json": source(),
        "sources/zweite.json": source(),
        "sources/kredit.json": source(mapping: "kredit", more: #", "attach": { "kundenbetreuer": "ABC12" }"#),
    ]

    static func source(mapping: String = "abbildung", mode: DeliveryMode = .test, more: String = "") -> String {
        #"{ "mapping": "\#(mapping)", "mode": "\#(mode.rawValue)", "#
            + #""credential": { "scheme": "bearer", "secret": { "env": "SECRET" } }\#(more) }"#
    }

    static func mapping(reference: String = "") -> String {
        """
        { "target": "kundenangaben", "missing": "omit", "unreadable": "omit",
          "document": { \(reference) "kundenangaben": { "haushalte": [ { "kunden": [ { "referenzId": "k1",
            "personendaten": { "person": { "nachname": { "$from": "$.form.nachname", "$missing": "fail" } } }
          } ] } ] } } }
        """
    }
}

/// A directory for one test; gone with it.
final class Folder: Sendable {
    private let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/leadgate-delivery-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func open() throws -> SQLiteLeadStore {
        var options = StoreOptions()
        options.reservedBytes = 0
        return try SQLiteLeadStore(
            path: path + "/leads.sqlite",
            masterKey: .bytes([UInt8](repeating: 7, count: 32)),
            options: options
        )
    }
}

final class Counter: Sendable {
    private let state = Mutex(0)

    var count: Int { state.withLock { $0 } }

    func next() -> Int {
        state.withLock {
            $0 += 1
            return $0
        }
    }
}

/// Something that happens once, and those who wait for it.
actor Signal {
    /// Answers of a target that takes everything, once this has happened.
    nonisolated var answers: ScriptedSystem.Answers {
        { _, _ in
            await self.wait()
            return delivered
        }
    }

    private var isRaised = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func raise() {
        isRaised = true
        for continuation in waiting { continuation.resume() }
        waiting = []
    }

    func wait() async {
        guard !isRaised else { return }
        await withCheckedContinuation { waiting.append($0) }
    }
}

/// A target that answers by plan and remembers what it was asked.
actor ScriptedSystem: TargetSystem, Lookup {
    /// The answer to a lead; the number counts all requests from 1.
    typealias Answers = @Sendable (Lead, Int) async -> Outcome
    typealias Finds = @Sendable (Lead, Int) async -> LookupOutcome
    typealias Admits = @Sendable (Lead) async -> Admission

    nonisolated let profile: TargetProfile
    private nonisolated let canLookUp: Bool
    nonisolated var lookup: (any Lookup)? { canLookUp ? self : nil }
    private let answers: Answers
    private let finds: Finds
    private let admits: Admits
    private(set) var sent: [Lead] = []
    private(set) var documents: [JSONValue] = []
    /// What each request was told to leave out.
    private(set) var done: [[String]] = []
    private(set) var lookups: [(lead: Lead, changedSince: Int64)] = []
    private(set) var mostAtOnce = 0
    /// How often it was asked about lost answers, whatever their number.
    private(set) var readings = 0
    private(set) var twiceAtOnce: [LeadID] = []
    private var running: Set<LeadID> = []

    init(
        profile: TargetProfile = .kundenangaben,
        canLookUp: Bool,
        answers: @escaping Answers,
        finds: @escaping Finds,
        admits: @escaping Admits
    ) {
        self.profile = profile
        self.canLookUp = canLookUp
        self.answers = answers
        self.finds = finds
        self.admits = admits
    }

    nonisolated func admit(_ context: SendingContext) async -> Admission { await admits(context.lead) }

    func send(_ document: [UInt8], _ context: SendingContext) async -> Outcome {
        let lead = context.lead
        sent.append(lead)
        documents.append((try? JSONValue.parse(document)) ?? .null)
        done.append(context.done.map(\.name))
        let number = sent.count
        if !running.insert(lead.id).inserted { twiceAtOnce.append(lead.id) }
        mostAtOnce = max(mostAtOnce, running.count)
        let outcome = await answers(lead, number)
        running.remove(lead.id)
        return outcome
    }

    func find(_ questions: [LookupQuestion]) async -> [LeadID: LookupOutcome] {
        readings += 1
        var outcomes: [LeadID: LookupOutcome] = [:]
        for question in questions {
            let outcome = await find(question.document, question.context, changedSince: question.changedSince)
            outcomes[question.context.lead.id] = outcome
        }
        return outcomes
    }

    func find(_ document: [UInt8]?, _ context: SendingContext, changedSince: Int64) async -> LookupOutcome {
        lookups.append((context.lead, changedSince))
        return await finds(context.lead, lookups.count)
    }
}

func fault(_ code: String) -> Fault { Fault(code: code, message: "words for an operator", body: Array("answer".utf8)) }

let delivered = Outcome.confirmed(Confirmation(vorgangsnummer: "AB1234"))
