import ArgumentParser
import AsyncHTTPClient
import Foundation
import JSON
import NIOCore
import NIOHTTP1

/// Where a running gateway's admin listener is, and how to be let in.
struct AdminAddress: ParsableArguments {
    @Option(name: Setting.adminURL.flag, help: Setting.adminURL.help)
    var adminURL: String?

    @Option(name: Setting.data.flag, help: Setting.data.help)
    var data: String?
}

/// What commands have that ask a running gateway.
struct AdminOptions: ParsableArguments {
    @OptionGroup var address: AdminAddress

    @Flag(help: "Print the gateway's JSON answer as it is.")
    var json = false
}

/// Talks to a running gateway. One process owns the data file, so commands never open it beside a gateway.
struct AdminClient {
    private let base: String
    private let token: String

    /// - Throws: an exit code, after having said what is missing.
    init(_ options: AdminAddress) throws {
        let environment = Environment.process
        base = environment.text(.adminURL, flag: options.adminURL)
        if let token = environment.value(.adminToken) {
            self.token = token
            return
        }
        let file = AdminTokenFile(data: environment.text(.data, flag: options.data), environment: environment)
        guard let token = try Console.orExit({ try file.existing() }) else {
            Console.error(
                """
                no admin token: there is no file '\(file.path)' that this user may read; name the gateway's data folder by --data, or \
                set \(Setting.adminToken.variable) or \(Setting.adminTokenFile.variable)
                """
            )
            throw ExitCode.failure
        }
        self.token = token
    }

    /// A client of the gateway that runs here, if one may: its token is in the data folder.
    static func ifThere(_ options: AdminAddress) -> AdminClient? {
        let environment = Environment.process
        let file = AdminTokenFile(data: environment.text(.data, flag: options.data), environment: environment)
        let token = environment.value(.adminToken) ?? (try? file.existing())
        return token.map { AdminClient(base: environment.text(.adminURL, flag: options.adminURL), token: $0) }
    }

    private init(base: String, token: String) {
        self.base = base
        self.token = token
    }

    /// What came of a question.
    enum Attempt {
        case answer(JSONValue)
        /// A status and the gateway's words.
        case refused(UInt, String)
        /// Nobody answered.
        case nobody
    }

    /// One question, for those who go on asking; nothing is said and nothing ended.
    func attempt(_ path: String) async -> Attempt {
        var request = HTTPClientRequest(url: base + path)
        request.headers.add(name: "Authorization", value: "Bearer \(token)")
        guard let response = try? await HTTPClient.ofCommands.execute(request, timeout: .seconds(60)),
            let body = try? await response.body.collect(upTo: 64 << 20)
        else { return .nobody }
        let value = (try? JSONValue.parse(Array(body.readableBytesView))) ?? .null
        switch response.status.code {
        case 200..<300: return .answer(value)
        // A gateway that stops may say so.
        case 502...504: return .nobody
        default: return .refused(response.status.code, value["detail"]?.stringValue ?? response.status.reasonPhrase)
        }
    }

    /// The answer to a question that may well have none: `nil` where nobody answers, or not to us.
    func answer(_ path: String) async -> JSONValue? {
        if case .answer(let answer) = await attempt(path) { answer } else { nil }
    }

    /// One request with an answer in JSON; an error answer is said in its own words and ends the command.
    func request(_ method: HTTPMethod, _ path: String, body: JSONValue? = nil) async throws -> JSONValue {
        let bytes = try await bytes(method, path, body: body)
        return try Console.orExit { try JSONValue.parse(bytes) }
    }

    /// One request with an answer of any kind.
    func bytes(_ method: HTTPMethod, _ path: String, body: JSONValue? = nil) async throws -> [UInt8] {
        var request = HTTPClientRequest(url: base + path)
        request.method = method
        request.headers.add(name: "Authorization", value: "Bearer \(token)")
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: body.serialized))
        }
        let (status, bytes) = try await request.answer(
            from: base,
            within: .seconds(60),
            advice: "--admin-url, \(Setting.adminURL.variable)"
        )
        guard (200..<300).contains(status) else {
            let problem = try? JSONValue.parse(bytes)
            let words = problem?["detail"]?.stringValue ?? String(decoding: bytes.prefix(500), as: UTF8.self)
            Console.error("the gateway answered \(status): \(words)")
            throw ExitCode.failure
        }
        return bytes
    }
}
