import Foundation
import JSON
import LeadKeeping
import Leads
import Logging
import Mapping
import Names
import SQLiteLeads
import Synchronization
import TargetSchemas
import Targets
import TestSupport
import Testing

@testable import Drift

@Suite("Watching leads, across restarts", .timeLimit(.minutes(3)))
struct WatchTests {
    @Test("a notice is written down, told once, and there again after a restart, once")
    func restart() async throws {
        let place = try Place()
        let sender = Posts()
        try await place.run { watch in
            try sender.post(30, Sender.form(), to: watch)
            try sender.post(20, Sender.renamed, to: watch)
            let notices = try await place.notices(of: watch, after: sender.count)
            #expect(notices.map(\.kind) == [.fieldRenamed])
        }
        #expect(place.told.count == 1)
        try await place.run { watch in
            #expect(await watch.notices.map(\.id) == ["seite-1"])
            try sender.post(20, Sender.renamed, to: watch)
            let notices = try await place.notices(of: watch, after: sender.count)
            #expect(notices.map(\.leads) == [40])
            #expect(await watch.ledger(of: "seite")?.ledger.leads == 70)
        }
        #expect(place.told.count == 1)
    }

    @Test("a crash loses counts of seconds at most, and no notice; none is raised twice")
    func crash() async throws {
        let place = try Place()
        let sender = Posts()
        var copy: Place?
        try await place.run { watch in
            try sender.post(30, Sender.form(), to: watch)
            try sender.post(20, Sender.renamed, to: watch)
            _ = try await place.notices(of: watch, after: sender.count)
            try await place.untilTold(1)
            copy = try place.asAfterKill()
        }
        let after = try #require(copy)
        try await after.run { watch in
            #expect(await watch.notices.map(\.kind) == [.fieldRenamed])
            try sender.post(30, Sender.renamed, to: watch)
            let ledger = try await after.ledger(of: watch, after: 30)
            #expect(ledger.notices.count == 1)
        }
        #expect(after.told == [])
    }

    @Test("an acknowledged notice stays so after a restart; of an ended or unknown one there is nothing to acknowledge")
    func acknowledged() async throws {
        let place = try Place()
        let sender = Posts()
        try await place.run { watch in
            try sender.post(30, Sender.form(), to: watch)
            try sender.post(20, Sender.renamed, to: watch)
            _ = try await place.notices(of: watch, after: sender.count)
            #expect(await watch.acknowledge("seite-1", reason: "the partner is asked")?.state == .acknowledged)
            #expect(await watch.acknowledge("seite-2", reason: nil) == nil)
        }
        try await place.run { watch in
            let notice = await watch.notice("seite-1")
            #expect(notice?.state == .acknowledged)
            #expect(notice?.reason == "the partner is asked")
        }
    }

    @Test("a lead that came again differently is told of at once, of a source without a mapping too")
    func repeatedDifferently() async throws {
        let place = try Place()
        place.library.value = MappingLibrary.empty
        let id = LeadID.make(now: 1_000)
        try await place.run { watch in
            watch.observeDifference(at: id, of: "seite")
            let notice = try await place.until { await watch.notices.first }
            #expect(notice.kind == .repeatedDifferently && notice.examples == [id.rawValue])
        }
    }

    @Test("a mended mapping ends the notice before the next lead comes, and so does a source that was taken away")
    func mended() async throws {
        for files in [Sender.library(Sender.mapping(phone: #""$.form.phone""#)), MappingLibrary.empty] {
            let place = try Place()
            let sender = Posts()
            try await place.run { watch in
                try sender.post(30, Sender.form(), to: watch)
                try sender.post(20, Sender.renamed, to: watch)
                _ = try await place.notices(of: watch, after: sender.count)
                place.library.value = files
                let ended = try await place.until { await watch.notices.first { $0.end != nil } }
                #expect(ended.end == (files.sources.isEmpty ? .sourceRemoved : .mappingChanged))
            }
        }
    }

    @Test("a flood is looked at in part, and says so")
    func flood() async throws {
        let place = try Place()
        let sender = Posts()
        try await place.run { watch in
            try sender.post(300, every: 1, Sender.form(), to: watch)
            let ledger = try await place.ledger(of: watch, after: 300)
            #expect(ledger.leads == 100)
            #expect(ledger.skipped == 200)
        }
    }

    @Test("what is written down is sealed")
    func sealed() async throws {
        let place = try Place()
        let sender = Posts()
        try await place.run { watch in
            try sender.post(10, Sender.form(["geheimesFeld": "Kanarienvogel"]), to: watch)
            _ = try await place.ledger(of: watch, after: 10)
        }
        let bytes = try place.bytes()
        for word in ["Kanarienvogel", "geheimesFeld", "telefon"] {
            #expect(bytes.range(of: Data(word.utf8)) == nil, "\(word)")
        }
    }
}

/// Hands leads to a watch as intake does, a minute apart.
final class Posts: Sendable {
    private let state = Mutex((count: 0, now: Int64(1_790_000_000_000)))
    private let library = Sender.library(Sender.mapping())

    var count: Int { state.withLock { $0.count } }

    func post(_ times: Int, every milliseconds: Int64 = 60_000, _ payload: JSONValue, to watch: DriftWatch) throws {
        let document = try Sender.document(payload, library)
        for _ in 0..<times {
            let now = state.withLock { state in
                state.count += 1
                state.now += milliseconds
                return state.now
            }
            let lead = Lead(
                id: LeadID.make(now: now),
                source: "seite",
                target: .kundenangaben,
                mode: .test,
                receivedAt: now
            )
            watch.observe(lead, document, bytes: 100)
        }
    }
}

/// A data folder with a store, and the watch over it; gone with the test.
final class Place: Sendable {
    let directory: String
    let library = CurrentLibrary(Sender.library(Sender.mapping()))
    private let log = Log()

    init() throws {
        directory = FileManager.default.temporaryDirectory.path + "/leadgate-drift-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    /// Runs a watch over the store for the length of the body, and stops it as a shutdown does.
    func run(_ body: (DriftWatch) async throws -> Void) async throws {
        var options = StoreOptions()
        options.reservedBytes = 0
        let store = try SQLiteLeadStore(
            path: directory + "/leads.sqlite",
            masterKey: .bytes([UInt8](repeating: 7, count: 32)),
            options: options
        )
        let watch = try await DriftWatch(
            library: library,
            store: store,
            heartbeat: 10,
            logger: Logger(label: "drift") { [log] _ in Keeper(log: log) },
            clock: ManualClock(1_790_000_000_000)
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try? await watch.run() }
            let result: Result<Void, any Error>
            do { result = .success(try await body(watch)) } catch { result = .failure(error) }
            group.cancelAll()
            try await group.waitForAll()
            await store.close()
            try result.get()
        }
    }

    /// What operators were told of new notices.
    var told: [String] { log.lines.withLock { $0 } }

    func untilTold(_ count: Int) async throws {
        _ = try await until { told.count >= count ? true : nil }
    }

    /// The notices once so many leads were looked at.
    func notices(of watch: DriftWatch, after leads: Int) async throws -> [Notice] {
        _ = try await ledger(of: watch, after: leads)
        return await watch.notices
    }

    func ledger(of watch: DriftWatch, after leads: Int) async throws -> DriftLedger {
        try await until {
            guard let ledger = await watch.ledger(of: "seite")?.ledger, ledger.leads + ledger.skipped >= leads else {
                return nil
            }
            return ledger
        }
    }

    func until<Value>(_ ask: () async throws -> Value?) async throws -> Value {
        while true {
            if let value = try await ask() { return value }
            try Task.checkCancellation()
            await Task.yield()
        }
    }

    /// What a `kill -9` leaves.
    func asAfterKill() throws -> Place {
        let copy = try Place()
        for suffix in ["", "-wal", ".witness"]
        where FileManager.default.fileExists(atPath: directory + "/leads.sqlite" + suffix) {
            try FileManager.default.copyItem(
                atPath: directory + "/leads.sqlite" + suffix,
                toPath: copy.directory + "/leads.sqlite" + suffix
            )
        }
        return copy
    }

    /// All bytes of the data file and its log.
    func bytes() throws -> Data {
        ["", "-wal"].reduce(into: Data()) { all, suffix in
            all.append(FileManager.default.contents(atPath: directory + "/leads.sqlite" + suffix) ?? Data())
        }
    }
}

final class Log: Sendable {
    let lines = Mutex<[String]>([])
}

/// Keeps the lines that tell an operator of a new notice.
struct Keeper: LogHandler {
    let log: Log
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .trace
    var metadataProvider: Logger.MetadataProvider?

    init(log: Log) { self.log = log }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let message = "\(event.message)"
        if message.hasPrefix("a sender's form has changed") { log.lines.withLock { $0.append(message) } }
    }
}
