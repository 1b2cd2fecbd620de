import AsyncHTTPClient
import JSON
import Logging
import NIOCore
import NIOHTTP1
import Sandbox

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// An answer of the sandbox, read whole.
struct Answer: Sendable {
    var status: Int
    var headers: HTTPHeaders
    var body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }
    var json: JSONValue { (try? JSONValue.parse(body)) ?? .null }
    var assumption: String? { headers["x-sandbox-assumption"].first }
}

/// A sandbox on a port of its own, spoken to in plain HTTP.
struct Server: Sendable {
    let base: String

    static func run(
        configure: (inout SandboxConfiguration) -> Void = { _ in },
        _ body: @escaping @Sendable (Server) async throws -> Void
    ) async throws {
        var configuration = SandboxConfiguration(port: 0)
        configure(&configuration)
        let server = SandboxServer(configuration, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try? await server.run() }
            let base = "http://127.0.0.1:\(try await server.boundPort())"
            do {
                try await body(Server(base: base))
            } catch {
                group.cancelAll()
                throw error
            }
            group.cancelAll()
        }
    }

    func ask(
        _ method: HTTPMethod,
        _ path: String,
        _ body: [UInt8]? = nil,
        headers: [(String, String)] = []
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: base + path)
        request.method = method
        request.headers = HTTPHeaders(headers)
        if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
        let buffer = try await response.body.collect(upTo: 64 * 1024 * 1024)
        return Answer(
            status: Int(response.status.code),
            headers: response.headers,
            body: Array(buffer.readableBytesView)
        )
    }

    /// Asks for a token with form fields.
    func token(
        _ form: String = "grant_type=client_credentials",
        basic: String = "leadgate-sandbox:leadgate-sandbox"
    ) async throws -> Answer {
        try await ask(
            .POST,
            "/auth/token",
            Array(form.utf8),
            headers: [
                ("authorization", "Basic \(Data(basic.utf8).base64EncodedString())"),
                ("content-type", "application/x-www-form-urlencoded"),
            ]
        )
    }

    /// Posts JSON with a token of these scopes.
    func post(_ path: String, _ json: JSONValue, scope: String? = nil) async throws -> Answer {
        try await post(path, text: json.text(), scope: scope)
    }

    /// Posts a text as JSON.
    func post(
        _ path: String,
        text: String,
        scope: String? = nil,
        headers: [(String, String)] = []
    ) async throws -> Answer {
        let all = try await authorization(scope) + [("content-type", "application/json")] + headers
        return try await ask(.POST, path, Array(text.utf8), headers: all)
    }

    /// Gets with a token of these scopes.
    func get(
        _ path: String,
        scope: String? = nil,
        as client: String = "leadgate-sandbox:leadgate-sandbox"
    ) async throws -> Answer {
        try await ask(.GET, path, headers: try await authorization(scope, as: client))
    }

    /// Sends JSON with a token of the client `as`.
    func send(
        _ method: HTTPMethod,
        _ path: String,
        _ json: JSONValue,
        as client: String = "leadgate-sandbox:leadgate-sandbox",
        type: String = "application/json"
    ) async throws -> Answer {
        let headers = try await authorization(as: client) + [("content-type", type)]
        return try await ask(method, path, json.serialized, headers: headers)
    }

    func authorization(
        _ scope: String? = nil,
        as client: String = "leadgate-sandbox:leadgate-sandbox"
    ) async throws -> [(String, String)] {
        let form = "grant_type=client_credentials" + (scope.map { "&scope=\($0)" } ?? "")
        let token = try await token(form, basic: client).json["access_token"]?.stringValue ?? ""
        return [("authorization", "Bearer \(token)")]
    }

    /// Sends a GraphQL document.
    func graphQL(
        _ query: String,
        _ variables: JSONValue = [:],
        path: String = "/vorgaenge",
        as client: String = "leadgate-sandbox:leadgate-sandbox"
    ) async throws -> Answer {
        try await send(.POST, path, ["query": .string(query), "variables": variables], as: client)
    }

    /// Changes settings.
    func settings(_ json: JSONValue) async throws -> Answer {
        try await ask(.PUT, "/_sandbox/settings", json.serialized)
    }

    /// The case as it stands now.
    func stored(_ number: String) async throws -> JSONValue {
        try await ask(.GET, "/_sandbox/vorgaenge/\(number)").json
    }

    /// Puts a fault plan.
    func faults(_ plan: String) async throws -> Answer {
        try await ask(.PUT, "/_sandbox/faults", Array(plan.utf8))
    }

    /// What was created.
    func cases() async throws -> [JSONValue] {
        try await ask(.GET, "/_sandbox/vorgaenge").json.arrayValue ?? []
    }
}

/// Documents that the APIs take.
enum Sample {
    /// Three partners with a client each: the head of an organisation, an adviser in it, and a stranger.
    static let partners: @Sendable (inout SandboxConfiguration) -> Void = { configuration in
        configuration.clients = [
            .standard,
            SandboxClient(id: "head", secret: "s", partner: "ORG01"),
            SandboxClient(id: "adviser", secret: "s", partner: "ABC12"),
            SandboxClient(id: "stranger", secret: "s", partner: "DEF34"),
        ]
        configuration.partners.superiors = ["ABC12": "ORG01"]
    }

    static func kundenangaben(
        _ kundenangaben: JSONValue = [:],
        metadata: JSONObject = [:],
        context: String = "TEST_MODUS"
    ) -> JSONValue {
        var all: JSONObject = ["datenkontext": .string(context), "externeVorgangsId": "lead-1"]
        for member in metadata.members { all[member.key] = member.value }
        return ["importMetadaten": .object(all), "kundenangaben": kundenangaben]
    }

    static func kex(_ members: JSONObject = [:]) -> JSONValue {
        var all: JSONObject = ["eigeneVorgangsnummer": "lead-1", "kundenbetreuer": ["partnerId": "ABC12"]]
        for member in members.members { all[member.key] = member.value }
        return .object(all)
    }
}
