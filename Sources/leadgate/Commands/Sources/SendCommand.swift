import ArgumentParser
import AsyncHTTPClient
import Foundation
import Intake
import JSON
import Moments
import NIOCore
import NIOHTTP1
import SourceFiles

/// `leadgate send`: a post as the sender would make it.
struct SendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send",
        abstract: "Post a file to a source as its sender would, with its secret or signed.",
        discussion: """
            The secret is read where the source file says, so this runs where the gateway runs.

              leadgate send trisalis lead.json
              leadgate send typeform post.json --dry-run      nothing is stored
              leadgate send partner form.txt --type application/x-www-form-urlencoded --wait 10

            Exit code 0: the gateway took the post; 1: it did not.
            """
    )

    @Argument(help: "The source's name.")
    var source: String

    @Argument(help: "The body; '-' is standard input.")
    var file = "-"

    @Option(help: "Its content type (default: JSON, or a form if it is none).")
    var type: String?

    @Option(help: "The query string of the address, such as 'utm_source=google'.")
    var query: String?

    @Option(help: "Seconds to wait for the outcome.")
    var wait: Int?

    @Flag(help: "Ask what would become of it; nothing is stored.")
    var dryRun = false

    @Option(help: "Where the gateway is (default: \(Setting.publicURL.variable), else this machine).")
    var url: String?

    @Option(name: Setting.mappings.flag, help: Setting.mappings.help)
    var mappings: String?

    @OptionGroup var schemas: SchemasOption

    func run() async throws {
        let environment = Environment.process
        let folder = try MappingsFolder([environment.text(.mappings, flag: mappings)], targets: schemas.load())
        let source = try folder.source(named: source)
        if file == "-" { Console.awaitInput("the body") }
        let body = try Console.bytes(file)
        let base = environment.value(.publicURL, flag: url) ?? "http://127.0.0.1:\(environment.text(.port))"
        let post = try Console.orExit { try signed(body, for: source, base: base) }
        let path = dryRun ? post.path + "/dry-run" : post.path
        var request = HTTPClientRequest(url: base + path + (query.map { "?\($0)" } ?? ""))
        request.method = .POST
        for header in post.headers { request.headers.add(name: header.name, value: header.value) }
        let isJSON = body.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }.map { $0 == 0x7B || $0 == 0x5B } ?? false
        let guess = isJSON ? "application/json" : "application/x-www-form-urlencoded"
        request.headers.add(name: "Content-Type", value: type ?? guess)
        if let wait { request.headers.add(name: "Prefer", value: "wait=\(wait)") }
        request.body = .bytes(ByteBuffer(bytes: post.body))
        try await send(request, to: base)
    }

    private func signed(_ body: [UInt8], for source: Source, base: String) throws -> RequestSigner.Signed {
        guard let credential = source.credentials.first else { throw RequestSigner.Fault.noCredential }
        let secret = try credential.secrets.first.map { try SecretResolver.process.resolve($0) } ?? []
        return try RequestSigner(credential, secret: secret)
            .sign(path: "/hooks/\(source.name)", base: base, body: body, now: SystemClock().now())
    }

    private func send(_ request: HTTPClientRequest, to base: String) async throws {
        let status: UInt
        let bytes: [UInt8]
        do {
            let response = try await HTTPClient.shared.execute(request, timeout: .seconds(120))
            status = response.status.code
            bytes = Array(try await response.body.collect(upTo: 64 << 20).readableBytesView)
        } catch {
            Console.error("no gateway answers at \(base): is `leadgate serve` running there? (--url)")
            throw ExitCode.failure
        }
        Console.error("\(status)")
        let text = (try? JSONValue.parse(bytes))?.text(pretty: true) ?? String(decoding: bytes, as: UTF8.self)
        print(text)
        guard (200..<400).contains(status) else { throw ExitCode.failure }
    }
}
