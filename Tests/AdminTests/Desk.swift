import Admin
import AsyncHTTPClient
import Delivery
import Drift
import Fetching
import Foundation
import GuardedHTTP
import JSON
import LeadBuilding
import LeadKeeping
import Leads
import Logging
import Mapping
import MappingDesk
import Moments
import NIOCore
import NIOHTTP1
import Names
import SQLiteLeads
import Targets
import TestSupport

/// The operators' listener on a port of its own, over the real store and real mappings, spoken to in plain HTTP.
struct Desk: Sendable {
    static let token = "operators-token"
    static let canary = "Kanarienvogel"
    static let now: Int64 = 1_790_000_000_000

    let base: String
    let port: Int
    let store: SQLiteLeadStore
    let library: CurrentLibrary
    let drift: DriftWatch
    let target: ScriptedSystem
    let server: AdminServer
    let posts: PostWatch

    /// - Parameters:
    ///   - delivers: whether the lanes run; without them leads stay where the test put them.
    ///   - tells: the sources that are told of state changes.
    static func run(
        delivers: Bool = false,
        tells: Set<SourceName> = [],
        configure: (inout AdminConfiguration) -> Void = { _ in },
        finds: LookupOutcome = .notFound(shown: []),
        archive: MappingArchive = MappingArchive(read: { _ in nil }, write: { _, _ in true }),
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        _ body: @escaping @Sendable (Desk) async throws -> Void
    ) async throws {
        let path = FileManager.default.temporaryDirectory.path + "/leadgate-admin-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        var options = StoreOptions()
        options.reservedBytes = 0
        options.isTold = { tells.contains($0) }
        let store = try SQLiteLeadStore(
            path: path + "/leads.sqlite",
            masterKey: .bytes([UInt8](repeating: 7, count: 32)),
            options: options
        )
        let library = CurrentLibrary(
            MappingLibrary.load(files: files.map { LibraryFile(path: $0, bytes: Array($1.utf8)) })
        )
        let building = LeadBuilding(library: library, targets: [.kundenangaben, .kexVorgang], gatewayMode: .test)
        let leads = StoredLeads(building: building, store: store)
        let target = ScriptedSystem(.kundenangaben, canLookUp: true, finds: finds)
        let kex = ScriptedSystem(.kexVorgang, canLookUp: false, finds: .notFound(shown: []))
        let delivery = DeliveryService(
            systems: [target, kex],
            context: DeliveryContext(
                store: store,
                leads: leads,
                outcomes: OutcomeBoard(),
                heartbeat: 1,
                shutdownMilliseconds: 1_000,
                logger: logger,
                clock: ManualClock(now),
                owner: "test"
            ),
            pauses: []
        )
        let drift = try await DriftWatch(
            library: library,
            store: store,
            heartbeat: 10,
            logger: logger,
            clock: ManualClock(now)
        )
        let fetching = FetchService(
            store: store,
            building: building,
            vendors: VendorClient(GuardedClient(clock: ManualClock(now))),
            secret: { _ in "token" },
            shutdownMilliseconds: 0,
            logger: logger,
            clock: ManualClock(now)
        )
        let jobs = JobRunner(store: store, logger: logger, clock: ManualClock(now))
        let posts = PostWatch(store: store, clock: SystemClock())
        var configuration = AdminConfiguration(
            host: "127.0.0.1",
            port: 0,
            access: AccessControl(token: token, tokens: store)
        )
        configure(&configuration)
        let (ports, listening) = AsyncStream.makeStream(of: Int.self)
        let server = AdminServer(
            configuration: configuration,
            desk: OperatorsDesk(
                store: store,
                leads: leads,
                library: library,
                archive: archive,
                delivery: delivery,
                drift: drift,
                fetching: fetching,
                jobs: jobs,
                posts: posts,
                clock: ManualClock(now),
                rateUse: {
                    [RateUse(clientID: "client", taken: 2_000, limit: 2_000, waiting: 8, restingMilliseconds: 1_200)]
                }
            ),
            metrics: { "# TYPE leadgate_leads gauge\n" },
            logger: logger,
            onRunning: { listening.yield($0) }
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try? await server.run()
                listening.finish()
            }
            group.addTask { try? await drift.run() }
            group.addTask { try? await jobs.run() }
            group.addTask { try? await posts.run() }
            if delivers { group.addTask { try? await delivery.run() } }
            let result: Result<Void, any Error>
            do {
                guard let port = await ports.first(where: { _ in true }) else { throw NotListening() }
                let desk = Desk(
                    base: "http://127.0.0.1:\(port)",
                    port: port,
                    store: store,
                    library: library,
                    drift: drift,
                    target: target,
                    server: server,
                    posts: posts
                )
                result = .success(try await body(desk))
            } catch {
                result = .failure(error)
            }
            group.cancelAll()
            try await group.waitForAll()
            await store.close()
            try result.get()
        }
    }

    struct NotListening: Error {}

    func ask(
        _ method: HTTPMethod,
        _ path: String,
        _ body: String? = nil,
        token: String? = Desk.token,
        headers: [(String, String)] = []
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: base + path)
        request.method = method
        request.headers = HTTPHeaders(headers)
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        if let body { request.body = .bytes(ByteBuffer(string: body)) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
        let buffer = try await response.body.collect(upTo: 16 << 20)
        return Answer(
            status: Int(response.status.code),
            headers: response.headers,
            text: String(buffer: buffer)
        )
    }

    func get(_ path: String) async throws -> Answer { try await ask(.GET, "/admin/api" + path) }
    func post(_ path: String, _ body: String? = nil, headers: [(String, String)] = []) async throws -> Answer {
        try await ask(.POST, "/admin/api" + path, body, headers: headers)
    }

    /// A lead in the state.
    @discardableResult
    func lead(
        _ state: LeadState = .queued,
        source: SourceName = "seite",
        target: Target = .kundenangaben,
        at time: Int64 = now,
        body: String = #"{"nachname": "\#(canary)", "geburtsdatum": "\#(canary)"}"#,
        code: String = "target-422"
    ) async throws -> LeadID {
        let id = LeadID.make(now: time)
        let new =
            state == .waiting
            ? Lead(id: id, source: source, mode: .test, lack: .mapping, receivedAt: time)
            : Lead(id: id, source: source, target: target, mode: .test, receivedAt: time)
        let submission = Submission(body: Array(body.utf8), contentType: "application/json")
        _ = try await store.accept(NewLead(lead: new, submission: submission))
        guard state != .queued, state != .waiting else { return id }
        let intent = Intent(
            attempt: 1,
            startedAt: time,
            target: target,
            mode: .test,
            mappingHash: "c0ffee",
            reference: id.rawValue,
            epoch: try await store.leased().epoch
        )
        try await store.record(.sendingStarted(intent), for: id, at: time)
        let cause = Cause(
            class: .data,
            code: code,
            message: "the target refused the document",
            violations: [Violation(field: "kunden[0]", message: "missing")]
        )
        let answer = Array(#"{"detail": "\#(Self.canary) is no name"}"#.utf8)
        switch state {
        case .waiting, .queued, .sending: break
        case .delivered:
            let event = LeadEvent.delivered(
                Confirmation(vorgangsnummer: "AB1234", messages: ["\(Self.canary) was adapted"])
            )
            try await store.record(event, for: id, at: time)
        case .uncertain:
            let lost = Cause(class: .unknown, code: "timeout", message: "no answer came")
            try await store.record(.lostSight(lost), for: id, version: nil, at: time, answer: answer)
        case .dead, .discarded, .erased:
            try await store.record(.refused(cause), for: id, version: nil, at: time, answer: answer)
            if state == .discarded { try await store.record(.discarded(by: "x", reason: "y"), for: id, at: time) }
            if state == .erased { try await store.record(.erased(by: "x", reason: "y"), for: id, at: time) }
        }
        return id
    }

    func state(_ id: LeadID) async throws -> LeadState? { try await store.lead(id)?.state }

    static let files = [
        "abbildung.json": """
        { "target": "kundenangaben", "missing": "omit", "unreadable": "omit",
          "document": { "kundenangaben": { "haushalte": [ { "kunden": [ { "referenzId": "k1",
            "personendaten": { "person": { "nachname": { "$from": "$.form.nachname", "$missing": "fail" } },
              "geburtsdatum": "$.form.geburtsdatum" } } ] } ] } } }
        """,
        "sources/seite.json": """
        { "mapping": "abbildung", "mode": "test", "credential": { "scheme": "bearer", "secret": { "env": "SECRET" } } }
        """,
        "kaputt.json": #"{ "target": "kundenangaben", "document": { "kundenangabe": 1 } }"#,
    ]
}

struct Answer: Sendable {
    var status: Int
    var headers: HTTPHeaders
    var text: String

    var json: JSONValue { (try? JSONValue.parse(text)) ?? .null }
    var detail: String { json["detail"]?.stringValue ?? "" }
    var isProblem: Bool { headers["content-type"].first == "application/problem+json" }
    var ids: [String] { (json["leads"]?.arrayValue ?? []).compactMap { $0["id"]?.stringValue } }
}

/// A target that takes everything and finds what it is told.
actor ScriptedSystem: TargetSystem, Lookup {
    nonisolated let profile: TargetProfile
    private nonisolated let canLookUp: Bool
    nonisolated var lookup: (any Lookup)? { canLookUp ? self : nil }
    private let finds: LookupOutcome
    private(set) var sent: [LeadID] = []
    private(set) var lookups = 0

    init(_ profile: TargetProfile, canLookUp: Bool, finds: LookupOutcome) {
        self.profile = profile
        self.canLookUp = canLookUp
        self.finds = finds
    }

    func send(_ document: [UInt8], _ context: SendingContext) async -> Outcome {
        sent.append(context.lead.id)
        return .confirmed(Confirmation(vorgangsnummer: "AB1234"))
    }

    func find(_ document: [UInt8]?, _ context: SendingContext, changedSince: Int64) async -> LookupOutcome {
        lookups += 1
        return finds
    }
}
