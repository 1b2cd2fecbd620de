import Delivery
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
import NIOHTTP1
import Names
import SQLiteLeads
import SourceFiles
import Synchronization
import Targets
import TestSupport

/// A real store, real mappings, the services that fetch and build, and a vendor at a port of its own.
final class FetchStand: Sendable {
    static let token = "a-token-that-nobody-may-read"
    static let mapping = """
        {"target": "kundenangaben", "missing": "omit", "unreadable": "omit",
         "document": {"kundenangaben": {"haushalte": [{"kunden": [{"referenzId": "k1", "personendaten": {"person": {
           "nachname": {"$from": "$.payload.nachname", "$missing": "fail"}}}}]}]}}}
        """

    let clock = ManualClock()
    let store: SQLiteLeadStore
    let building: LeadBuilding
    let service: FetchService
    let builder: BuildingService
    /// What the secret is; `nil` for none.
    let secret = Secret()
    private let folder: String

    /// - Parameter fetch: what stands in the source's `fetch` beside `id`.
    init(
        fetch: String,
        more: String = "",
        resolver: HostResolver = .system,
        client: GuardedClient.Settings = GuardedClient.Settings()
    ) throws {
        folder = FileManager.default.temporaryDirectory.path + "/leadgate-fetching-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var options = StoreOptions()
        options.reservedBytes = 0
        store = try SQLiteLeadStore(
            path: folder + "/leads.sqlite",
            masterKey: .bytes([UInt8](repeating: 7, count: 32)),
            options: options
        )
        let files = [
            "m.json": Self.mapping,
            "sources/ads.json": """
            {"mapping": "m", "credential": {"scheme": "bearer", "secret": {"env": "S"}}, \(more)
             "fetch": {"id": "$.payload.ids[*]", \(fetch)}}
            """,
        ]
        let library = MappingLibrary.load(files: files.map { LibraryFile(path: $0, bytes: Array($1.utf8)) })
        guard library.rejected.isEmpty else { throw Unusable(text: "\(library.findings)") }
        building = LeadBuilding(
            library: CurrentLibrary(library),
            targets: [.kundenangaben],
            gatewayMode: .test
        )
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        service = FetchService(
            store: store,
            building: building,
            vendors: VendorClient(GuardedClient(resolver: resolver, settings: client, clock: clock)),
            secret: { [secret] _ in
                guard let secret = secret.value.withLock({ $0 }) else {
                    throw Unusable(text: "There is no secret in S.")
                }
                return secret
            },
            shutdownMilliseconds: 0,
            logger: logger,
            clock: clock,
            jitter: { 0.5 }
        )
        builder = BuildingService(
            store: store,
            leads: StoredLeads(building: building, store: store),
            logger: logger,
            clock: clock
        )
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    final class Secret: Sendable {
        let value = Mutex<String?>(FetchStand.token)
    }

    struct Unusable: Error, CustomStringConvertible {
        let text: String
        var description: String { text }
    }

    /// Stores the leads of a post as intake does.
    @discardableResult
    func post(_ ids: String...) async throws -> [LeadID] {
        guard let source = building.library.value.source("ads") else { throw Unusable(text: "no source") }
        let body = #"{"ids": [\#(ids.map { "\"\($0)\"" }.joined(separator: ","))]}"#
        let post = Submission(body: Array(body.utf8), contentType: "application/json")
        let now = clock.now()
        let built = try building.unbuilt(
            of: post,
            from: source,
            lacking: .data,
            at: now,
            keys: [],
            makeID: { LeadID.make(now: now) }
        )
        let leads = built.new(post, source: source, receivedAt: now)
        return try await store.accept(leads).map(\.lead.id)
    }

    /// Runs the services for the length of `body`.
    func running(_ body: () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await self.service.run() }
            group.addTask { await self.builder.run() }
            let result: Result<Void, any Error>
            do { result = .success(try await body()) } catch { result = .failure(error) }
            group.cancelAll()
            try await group.waitForAll()
            try result.get()
        }
    }

    /// Lets time pass until a lead is as it should be.
    func lead(_ id: LeadID, until isSo: (Lead) -> Bool) async throws -> Lead {
        while true {
            if let lead = try await store.lead(id), isSo(lead) { return lead }
            clock.advance(100)
            await Task.yield()
        }
    }
}

extension Receiver.Reply {
    static func json(_ text: String, _ status: Int = 200, headers: [(String, String)] = []) -> Receiver.Reply {
        Receiver.Reply(status: .init(statusCode: status), headers: .init(headers), body: Array(text.utf8))
    }
}
