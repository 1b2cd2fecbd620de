import AsyncHTTPClient
import Foundation
import JSON
import LeadBuilding
import LeadKeeping
import Leads
import Logging
import Mapping
import MappingDesk
import Metrics
import NIOCore
import NIOHTTP1
import NIOPosix
import SQLiteLeads
import ServiceLifecycle
import Synchronization
import Targets
import TestSupport
import Testing

@testable import Intake

/// What a real listener over a real store answered.
struct Answer: Sendable {
    let status: Int
    let headers: HTTPHeaders
    let body: [UInt8]

    var json: JSONValue { (try? JSONValue.parse(body)) ?? .null }
    var text: String { String(decoding: body, as: UTF8.self) }
    /// The code of a problem document: the fragment of its type.
    var problem: String? { json["type"]?.stringValue?.split(separator: ":").last.map(String.init) }
}

/// A gateway's intake on a port of its own, with a store in a directory of its own; gone when `with` returns.
struct Gateway: Sendable {
    let port: Int
    let store: SQLiteLeadStore
    let library: CurrentLibrary
    let clock: ManualClock
    /// Ids of the leads that were handed over to be looked at, with the sizes of their bodies.
    let mapped: Shared<[String]>
    let log: Shared<[String]>

    /// Runs a gateway with these sources (name → file, without `mapping`) for the length of the body.
    static func with(
        sources: [String: String],
        mappings: [String: String] = ["m": Self.mapping],
        outcomes: (any OutcomeWaiting)? = nil,
        reservedBytes: UInt64 = 0,
        targets: Set<Target> = [.kundenangaben, .kexVorgang],
        gatewayMode: DeliveryMode = .test,
        configure: (inout IntakeConfiguration) -> Void = { _ in },
        _ body: @Sendable (Gateway) async throws -> Void
    ) async throws {
        let directory = FileManager.default.temporaryDirectory.path + "/leadgate-intake-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        var options = StoreOptions()
        options.reservedBytes = reservedBytes
        let store = try SQLiteLeadStore(
            path: directory + "/leads.sqlite",
            masterKey: .bytes([UInt8](repeating: 7, count: 32)),
            options: options
        )
        let library = MappingLibrary.load(files: files(sources, mappings))
        let current = CurrentLibrary(library)
        let clock = ManualClock(1_790_000_001_000)
        let mapped = Shared<[String]>([])
        let log = Shared<[String]>([])
        var configuration = IntakeConfiguration()
        configuration.host = "127.0.0.1"
        configuration.port = 0
        configuration.threads = 1
        configure(&configuration)
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        let server = IntakeServer(
            configuration: configuration,
            building: LeadBuilding(library: current, targets: targets, gatewayMode: gatewayMode),
            store: store,
            secrets: SecretResolver(
                environment: { ["TEST_SECRET": "from-the-environment"][$0] },
                file: { $0 == "/secret" ? Array("from-a-file\n".utf8) : nil }
            ),
            outcomes: outcomes,
            onMapped: { lead, document, bytes in
                mapped.change { $0.append("\(lead.id) \(document.reference == lead.reference) \(bytes)") }
            },
            clock: clock,
            logger: Logger(label: "intake") { _ in MemoryLog(lines: log) },
            metrics: NOOPMetricsHandler.instance,
            onListening: { continuation.yield($0) }
        )
        let group = ServiceGroup(services: [server], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next())
            let gateway = Gateway(
                port: port,
                store: store,
                library: current,
                clock: clock,
                mapped: mapped,
                log: log
            )
            do {
                try await body(gateway)
                await group.triggerGracefulShutdown()
                try await tasks.waitForAll()
            } catch {
                await group.triggerGracefulShutdown()
                try await tasks.waitForAll()
                throw error
            }
        }
        await store.close()
    }

    static func files(_ sources: [String: String], _ mappings: [String: String]) -> [LibraryFile] {
        mappings.map { LibraryFile(path: "\($0.key).json", bytes: Array($0.value.utf8)) }
            + sources.map { name, text in
                let file = text.contains("\"mapping\"") ? text : "{\"mapping\": \"m\", " + text.dropFirst()
                return LibraryFile(path: "sources/\(name).json", bytes: Array(file.utf8))
            }
    }

    /// A mapping that needs a name.
    static let mapping = """
        {"target": "kundenangaben", "missing": "omit", "unreadable": "omit",
         "document": {"kundenangaben": {"haushalte": [{"kunden": [{"referenzId": "k1", "personendaten": {"person": {
           "nachname": {"$from": "$.form.nachname", "$missing": "fail"}, "vorname": "$.form.vorname"}}}]}]}}}
        """

    /// One that makes a lead of every element.
    static let batch = """
        {"target": "kundenangaben", "missing": "omit", "unreadable": "omit", "leads": "$.payload.leads[*]",
         "document": {"kundenangaben": {"haushalte": [{"kunden": [{"referenzId": "k1", "personendaten": {"person": {
           "nachname": {"$from": "$.item.nachname", "$missing": "fail"}}}}]}]}}}
        """

    /// Sends one request.
    func send(
        _ method: HTTPMethod = .POST,
        _ path: String,
        _ headers: [(String, String)] = [],
        body: [UInt8] = []
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)")
        request.method = method
        request.headers = HTTPHeaders(headers)
        if !body.isEmpty || method == .POST { request.body = .bytes(ByteBuffer(bytes: body)) }
        let response = try await Self.client.execute(request, timeout: .seconds(30))
        let bytes = try await response.body.collect(upTo: 8 << 20)
        return Answer(
            status: Int(response.status.code),
            headers: response.headers,
            body: Array(bytes.readableBytesView)
        )
    }

    /// Posts JSON.
    func post(_ path: String, _ json: String, _ headers: [(String, String)] = []) async throws -> Answer {
        try await send(.POST, path, [("content-type", "application/json")] + headers, body: Array(json.utf8))
    }

    /// The one client of all tests; redirects are answers here.
    static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()
}

/// Something shared, for test code.
final class Shared<Value: Sendable>: Sendable {
    private let mutex: Mutex<Value>
    init(_ value: Value) { mutex = Mutex(value) }
    var value: Value { mutex.withLock { $0 } }
    func change(_ body: (inout Value) -> Void) { mutex.withLock { body(&$0) } }
}

/// Keeps log lines with all that is on them.
struct MemoryLog: LogHandler {
    let lines: Shared<[String]>
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .trace
    var metadataProvider: Logger.MetadataProvider?

    init(lines: Shared<[String]>) { self.lines = lines }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let text = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        lines.change { $0.append("\(event.message) \(text.joined(separator: " "))") }
    }
}
