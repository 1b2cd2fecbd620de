import ArgumentParser
import AsyncHTTPClient
import Foundation
import JSON
import Logging
import NIOCore
import NIOHTTP1
import ServiceLifecycle
import Telemetry

@testable import leadgate

/// The whole gateway inside the test's process, on ports and with folders of its own, for as long as a body runs.
struct RunningGateway: Sendable {
    let intake: String
    let admin: String
    let token: String
    let folder: URL

    /// Runs a gateway.
    ///
    /// - Parameters:
    ///   - targets: the targets that it has.
    ///   - files: mappings and sources, by their paths below the folder.
    static func with(
        targets: TargetSet = .shipped,
        files: [String: String],
        environment: [String: String] = [:],
        _ body: @escaping @Sendable (RunningGateway) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("leadgate-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for (path, text) in files {
            let url = folder.appendingPathComponent("mappings/\(path)")
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: url)
        }
        let options = try GatewayOptions.parse([
            "--data", folder.appendingPathComponent("data").path,
            "--mappings", folder.appendingPathComponent("mappings").path,
            // Nobody is there: what is delivered to in these tests is made by them.
            "--port", "0", "--admin-port", "0", "--sandbox-url", "http://127.0.0.1:9",
        ])
        let settings = try Settings(options, environment: Environment(environment), targets: targets)
        let instruments = Instruments(
            logger: { label in Logger(label: label) { _ in SwiftLogNoOpLogHandler() } },
            metrics: PrometheusRegistry()
        )
        let (places, listening) = AsyncStream.makeStream(of: Welcome.Addresses.self)
        let gateway = try await Gateway(settings, instruments) { addresses, _ in listening.yield(addresses) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { listening.finish() }
                try await gateway.run()
            }
            let result: Result<Void, any Error>
            do {
                guard let addresses = await places.first(where: { _ in true }) else { throw NotListening() }
                let running = RunningGateway(
                    intake: addresses.intake,
                    admin: addresses.admin,
                    token: try String(
                        contentsOf: folder.appendingPathComponent("data/admin.token"),
                        encoding: .utf8
                    ),
                    folder: folder
                )
                result = .success(try await body(running))
            } catch {
                result = .failure(error)
            }
            group.cancelAll()
            try? await group.waitForAll()
            try result.get()
        }
    }

    struct NotListening: Error {}

    /// Writes a mapping or a source, as somebody does while the gateway runs.
    func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: folder.appendingPathComponent("mappings/\(path)"))
    }

    /// Posts JSON as a sender does, and waits for the outcome.
    func post(_ source: String, _ body: String, secret: String) async throws -> (status: Int, json: JSONValue) {
        try await send(
            .POST,
            "\(intake)/hooks/\(source)",
            ["authorization": "Bearer \(secret)", "content-type": "application/json", "prefer": "wait=20"],
            body
        )
    }

    /// What the operators' API says.
    func admin(_ path: String) async throws -> JSONValue {
        try await send(.GET, admin + path, ["authorization": "Bearer \(token)"]).json
    }

    func send(
        _ method: HTTPMethod,
        _ url: String,
        _ headers: HTTPHeaders = [:],
        _ body: String? = nil
    ) async throws -> (status: Int, json: JSONValue) {
        var request = HTTPClientRequest(url: url)
        request.method = method
        request.headers = headers
        if let body { request.body = .bytes(ByteBuffer(string: body)) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
        let bytes = try await response.body.collect(upTo: 1 << 20)
        return (Int(response.status.code), (try? JSONValue.parse(Array(bytes.readableBytesView))) ?? .null)
    }

    /// Asks until there is an answer; fails after a time that no healthy run needs.
    func eventually<Value>(_ ask: () async throws -> Value?) async throws -> Value {
        for _ in 0..<3_000 {
            if let value = try await ask() { return value }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw NotListening()
    }
}
