import AsyncHTTPClient
import Europace
import JSON
import Leads
import Logging
import Moments
import NIOCore
import NIOHTTP1
import Sandbox
import Targets
import Testing

/// A sandbox on a port of its own and a client that talks to it over real HTTP.
struct Stand: Sendable {
    let base: String
    let clients: EuropaceClients
    let client: EuropaceClient

    /// Runs `body` against a fresh sandbox and ends both.
    static func run(
        configure: (inout SandboxConfiguration) -> Void = { _ in },
        settings: EuropaceSettings = EuropaceSettings(),
        credentials: EuropaceCredentials = .sandbox,
        clock: any Clock = SystemClock(),
        logger: Logger = .quiet,
        _ body: @escaping @Sendable (Stand) async throws -> Void
    ) async throws {
        var configuration = SandboxConfiguration(port: 0)
        configure(&configuration)
        let server = SandboxServer(configuration, logger: .quiet)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try? await server.run() }
            let base = "http://127.0.0.1:\(try await server.boundPort())"
            let clients = EuropaceClients(
                endpoints: .sandbox(baseURL: base),
                credentials: credentials,
                settings: settings,
                clock: clock,
                logger: logger
            )
            let result = await Result {
                let client = try clients.client(for: .kundenangaben)
                try await body(Stand(base: base, clients: clients, client: client))
            }
            await clients.shutdown()
            group.cancelAll()
            try await group.waitForAll()
            try result.get()
        }
    }

    /// Puts a fault plan into force.
    func fail(_ plan: JSONValue) async throws {
        var request = HTTPClientRequest(url: "\(base)/_sandbox/faults")
        request.method = .PUT
        request.body = .bytes(ByteBuffer(bytes: plan.serialized))
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(10))
        let answer = try await response.body.collect(upTo: 1 << 20)
        #expect(response.status.code == 200, "\(String(buffer: answer))")
    }

    /// What the sandbox created.
    func cases() async throws -> [JSONValue] {
        let response = try await HTTPClient.shared.execute(
            HTTPClientRequest(url: "\(base)/_sandbox/vorgaenge"),
            timeout: .seconds(10)
        )
        let answer = try await response.body.collect(upTo: 8 * 1024 * 1024)
        return try JSONValue.parse(Array(answer.readableBytesView)).arrayValue ?? []
    }

    /// How many cases there are; -1 if that cannot be told.
    func created() async -> Int { (try? await cases().count) ?? -1 }

    /// A document that Kundenangaben takes.
    static func kundenangaben(reference: String = "lead-1", context: String = "TEST_MODUS") -> [UInt8] {
        let document: JSONValue = [
            "importMetadaten": ["datenkontext": .string(context), "externeVorgangsId": .string(reference)],
            "kundenangaben": ["haushalte": [["kunden": [["referenzId": "kunde1"]]]]],
        ]
        return document.serialized
    }

    /// A document that the KEX import takes.
    static func kex(reference: String = "lead-1") -> [UInt8] {
        let document: JSONValue = [
            "eigeneVorgangsnummer": .string(reference),
            "kundenbetreuer": ["partnerId": "ABC12"],
        ]
        return document.serialized
    }
}

/// A deadline that elapses when the sandbox says so, not when time does: exactly while it withholds an answer.
struct Withheld: Sendable {
    /// A clock that is the machine's own but for some waits.
    struct WaitingClock: Clock {
        fileprivate let wait: @Sendable (Int64) async throws -> Void

        func now() -> Int64 { SystemClock().now() }
        func uptime() -> Int64 { SystemClock().uptime() }
        func sleep(_ milliseconds: Int64) async throws { try await wait(milliseconds) }
    }

    /// For the sandbox: it waits as planned, and lets the deadline elapse first.
    let sandboxClock: WaitingClock
    /// For the client.
    let clientClock: WaitingClock

    /// Stands for the deadline of so many milliseconds; other waits are real.
    init(deadline: Int64) {
        let (reached, reach) = AsyncStream<Void>.makeStream()
        sandboxClock = WaitingClock { milliseconds in
            if milliseconds == Self.planned { reach.yield() }
            try await SystemClock().sleep(milliseconds)
        }
        clientClock = WaitingClock { milliseconds in
            guard milliseconds == deadline else { return try await SystemClock().sleep(milliseconds) }
            for await _ in reached { return }
            throw CancellationError()
        }
    }

    /// The delay to plan.
    static let planned: Int64 = 3_000_000
}

extension Logger {
    /// A logger that says nothing.
    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}

extension Result where Failure == any Error {
    /// The result of an asynchronous body.
    init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}

extension EuropaceClient {
    /// Looks for one case.
    func findVorgang(
        reference: String,
        mode: DeliveryMode,
        changedSince: Int64,
        trace: String
    ) async -> LookupOutcome {
        let list = await findVorgaenge(references: [reference], mode: mode, changedSince: changedSince, trace: trace)
        return list.outcome(reference)
    }
}
