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
                no admin token: there is no file '\(file.path)'; name the gateway's data folder by --data, or \
                set \(Setting.adminToken.variable) or \(Setting.adminTokenFile.variable)
                """
            )
            throw ExitCode.failure
        }
        self.token = token
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
