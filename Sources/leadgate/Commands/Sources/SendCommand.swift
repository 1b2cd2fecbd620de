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
              leadgate source sample typeform | leadgate send typeform

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
        let file = try BodyFile(file, what: "the body", type: type)
        let base = try environment.intakeAddress(flag: url)
        let post = try Console.orExit { try signed(file.bytes, for: source, base: base) }
        var request = HTTPClientRequest(url: base + post.target)
        request.method = .POST
        for header in post.headers { request.headers.add(name: header.name, value: header.value) }
        request.headers.add(name: "Content-Type", value: file.contentType)
        if let wait { request.headers.add(name: "Prefer", value: "wait=\(wait)") }
        request.body = .bytes(ByteBuffer(bytes: post.body))
        let (status, bytes) = try await request.answer(from: base, within: .seconds(120), advice: "--url")
        Console.error("\(status)")
        print((try? JSONValue.parse(bytes))?.text(pretty: true) ?? String(decoding: bytes, as: UTF8.self))
        guard (200..<400).contains(status) else { throw ExitCode.failure }
    }

    private func signed(_ body: [UInt8], for source: Source, base: String) throws -> RequestSigner.Signed {
        guard let credential = source.credentials.first else { throw RequestSigner.Fault.noCredential }
        let secret = try credential.secrets.first.map { try SecretResolver.process.resolve($0) } ?? []
        return try RequestSigner(credential, secret: secret).sign(
            path: "/hooks/\(source.name)",
            suffix: dryRun ? "/dry-run" : "",
            query: query,
            base: base,
            body: body,
            now: SystemClock().now()
        )
    }
}
