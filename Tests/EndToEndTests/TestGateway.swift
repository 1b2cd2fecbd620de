import AsyncHTTPClient
import Crypto
import Foundation
import JSON
import NIOCore
import NIOHTTP1

/// A gateway and a sandbox, each a process, on ports of their own and with a data folder of their own.
actor TestGateway {
    nonisolated let folder: URL
    nonisolated let sandboxURL: String
    private let sandbox: ServerProcess
    private var gateway: ServerProcess
    private let mappings: String
    private let environment: [String: String]
    private(set) var intake = ""
    private(set) var admin = ""

    /// - Parameters:
    ///   - files: mappings and sources beside the shipped ones, by their paths below the folder.
    ///   - environment: what the gateway's process gets beside this one's.
    ///   - umask: what the gateway's parent allows; nil for what this process has.
    init(files: [String: String] = [:], environment: [String: String] = [:], umask: String? = nil) async throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("leadgate-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        self.environment = environment
        mappings = files.isEmpty ? Self.shippedMappings : folder.appendingPathComponent("mappings").path
        if !files.isEmpty {
            try FileManager.default.copyItem(atPath: Self.shippedMappings, toPath: mappings)
            for (path, text) in files { try Data(text.utf8).write(to: URL(fileURLWithPath: "\(mappings)/\(path)")) }
        }
        sandbox = try ServerProcess(["sandbox", "--port", "0"])
        sandboxURL = try await sandbox.printed("the sandbox's address") { text in
            text.firstMatch(of: /http:\/\/127\.0\.0\.1:[1-9][0-9]*/).map { String($0.output) }
        }
        gateway = try ServerProcess(
            Self.arguments(folder, mappings, sandboxURL),
            environment: environment,
            umask: umask
        )
        try await awaitReady()
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    /// The gateway's data folder.
    nonisolated var data: String { folder.appendingPathComponent("data").path }

    /// Ends the gateway at once, as a crash would.
    func crash() async {
        await gateway.killHard()
    }

    /// Starts the gateway again on the same data.
    func restart() async throws {
        gateway = try ServerProcess(arguments, environment: environment)
        try await awaitReady()
    }

    /// Stops the gateway as an operator would; its exit status.
    func stop() async -> Int32 { await gateway.stop() }

    /// How the gateway is started; for a second process on the same data.
    nonisolated var arguments: [String] { Self.arguments(folder, mappings, sandboxURL) }

    private static func arguments(_ folder: URL, _ mappings: String, _ sandboxURL: String) -> [String] {
        [
            "serve", "--data", folder.appendingPathComponent("data").path, "--mappings", mappings,
            "--port", "0", "--admin-port", "0", "--sandbox-url", sandboxURL,
        ]
    }

    private func awaitReady() async throws {
        intake = try await gateway.printed("the intake's address") { text in
            text.firstMatch(of: /webhooks +(http:\/\/[0-9.:]+).*token/.dotMatchesNewlines()).map { String($0.output.1) }
        }
        admin = try await gateway.printed("the admin's address") { text in
            text.firstMatch(of: /admin +(http:\/\/[0-9.:]+).*token/.dotMatchesNewlines()).map { String($0.output.1) }
        }
    }

    /// The mappings of this checkout.
    static let shippedMappings = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("mappings").path

    /// Everything the gateway printed since it was started last.
    var printed: String { gateway.text }

    // MARK: As a sender

    /// Posts a form to a source.
    func post(
        _ form: String,
        to source: String = "trisalis",
        bearer: String = "trisalis-demo-secret",
        headers: [(String, String)] = []
    ) async throws -> Answer {
        try await send(
            .POST,
            intake + "/hooks/" + source,
            body: Array(form.utf8),
            headers: [
                ("Content-Type", "application/x-www-form-urlencoded"), ("Authorization", "Bearer \(bearer)"),
            ] + headers
        )
    }

    /// Posts JSON to a source as it is, with the headers that its credential asks for.
    func post(json: String, to source: String, headers: [(String, String)]) async throws -> Answer {
        try await send(
            .POST,
            intake + "/hooks/" + source,
            body: Array(json.utf8),
            headers: [("Content-Type", "application/json")] + headers
        )
    }

    /// Writes a file of the mappings, whole or not at all, as an editor does.
    func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(mappings)/\(path)"), options: .atomic)
    }

    /// Sends what a sender sends, byte for byte.
    func send(
        _ body: [UInt8],
        type: String?,
        to path: String,
        method: HTTPMethod = .POST,
        headers: [(String, String)] = []
    ) async throws -> Answer {
        try await send(
            method,
            intake + path,
            body: body,
            headers: (type.map { [("Content-Type", $0)] } ?? []) + headers
        )
    }

    /// Posts a status event as the lender of the shipped source does, signed by Standard Webhooks.
    func tell(event: String, state: String, secret: String = "musterbank-demo-secret") async throws -> Answer {
        let body = #"{"eventId":"\#(event)","applicationId":"12919351","state":"\#(state)"}"#
        let time = Int(Date().timeIntervalSince1970)
        let code = HMAC<SHA256>.authenticationCode(
            for: Data("\(event).\(time).\(body)".utf8),
            using: SymmetricKey(data: Data(secret.utf8))
        )
        return try await send(
            .POST,
            intake + "/hooks/bankstatus",
            body: Array(body.utf8),
            headers: [
                ("Content-Type", "application/json"), ("webhook-id", event), ("webhook-timestamp", "\(time)"),
                ("webhook-signature", "v1,\(Data(code).base64EncodedString())"),
            ]
        )
    }

    /// The state of a lead for its own sender.
    func lead(_ id: String, bearer: String = "trisalis-demo-secret") async throws -> JSONValue {
        try await send(.GET, intake + "/leads/" + id, headers: [("Authorization", "Bearer \(bearer)")]).json
    }

    /// Waits until the lead is in `state`.
    func lead(_ id: String, reaches state: String) async throws -> JSONValue {
        try await eventually("lead \(id) \(state)", details: { self.printed }) {
            let lead = try await self.operatorAsks(.GET, "/admin/api/leads/\(id)").json
            return lead["state"]?.stringValue == state ? lead : nil
        }
    }

    // MARK: As an operator

    func operatorAsks(_ method: HTTPMethod, _ path: String, _ body: JSONValue? = nil) async throws -> Answer {
        let token = try String(contentsOfFile: data + "/admin.token", encoding: .utf8)
        return try await send(
            method,
            admin + path,
            body: body?.serialized,
            headers: [("Authorization", "Bearer \(token)"), ("Content-Type", "application/json")]
        )
    }

    /// The sources that rest at some target.
    func rests() async throws -> [JSONValue] {
        let targets = try await operatorAsks(.GET, "/admin/api/targets").json["targets"]?.arrayValue ?? []
        return targets.flatMap { $0["sources"]?.arrayValue ?? [] }
            .filter { ["resting", "probing"].contains($0["state"]?.stringValue) }
    }

    // MARK: As Europace

    /// What the sandbox was made to create.
    func vorgaenge() async throws -> [JSONValue] {
        let answer = try await send(.GET, sandboxURL + "/_sandbox/vorgaenge").json
        return answer.arrayValue ?? []
    }

    /// Lets the sandbox misbehave.
    func faults(_ faults: JSONValue...) async throws {
        let answer = try await send(
            .PUT,
            sandboxURL + "/_sandbox/faults",
            body: JSONValue.object(["faults": .array(faults)]).serialized,
            headers: [("Content-Type", "application/json")]
        )
        guard answer.status < 300 else { throw HarnessError("the sandbox refused the plan: \(answer.text)") }
    }

    func sandboxAsks(_ method: HTTPMethod, _ path: String, _ body: JSONValue? = nil) async throws -> Answer {
        try await send(method, sandboxURL + path, body: body?.serialized)
    }

    func noFaults() async throws {
        _ = try await send(.DELETE, sandboxURL + "/_sandbox/faults")
    }

    // MARK: HTTP

    struct Answer: Sendable {
        let status: UInt
        let headers: HTTPHeaders
        let bytes: [UInt8]

        var text: String { String(decoding: bytes, as: UTF8.self) }
        var json: JSONValue {
            get throws { try JSONValue.parse(bytes) }
        }
        /// The id of the accepted lead.
        var id: String {
            get throws {
                guard let id = try json["id"]?.stringValue else { throw HarnessError("no receipt: \(status) \(text)") }
                return id
            }
        }
    }

    private func send(
        _ method: HTTPMethod,
        _ url: String,
        body: [UInt8]? = nil,
        headers: [(String, String)] = []
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: url)
        request.method = method
        for (name, value) in headers { request.headers.replaceOrAdd(name: name, value: value) }
        if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
        let bytes = Array(try await response.body.collect(upTo: 64 << 20).readableBytesView)
        return Answer(status: response.status.code, headers: response.headers, bytes: bytes)
    }
}
