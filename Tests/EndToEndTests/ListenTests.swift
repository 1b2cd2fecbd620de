import Foundation
import JSON
import NIOHTTP1
import Testing

/// `leadgate listen` as a process beside a gateway.
@Suite("Listening to a source", .serialized)
struct ListenTests {
    private static let canary = "Kanarienvogel"

    @Test("shows each post as it comes and what becomes of it, and of its fields the names only; Ctrl-C ends it")
    func live() async throws {
        let gateway = try await TestGateway()
        let listener = try ServerProcess([
            "listen", "trisalis", "--admin-url", await gateway.admin, "--data", gateway.data,
        ])
        _ = try await listener.printed("that it listens") { $0.contains("listening to 'trisalis'") ? true : nil }
        let form = "nachname=\(Self.canary)&email=e@example.org&haustier=\(Self.canary)"
        let id = try await gateway.post(form, headers: [("Idempotency-Key", "k1")]).id
        try await Self.see("the lead, delivered", in: listener) {
            $0.contains("queued     \(id)") && $0.contains("unread     haustier") && $0.contains("delivered  \(id)")
        }
        #expect(try await gateway.post(form, headers: [("Idempotency-Key", "k1")]).id == id)
        #expect(try await gateway.post(form, bearer: "guessed-it").status == 401)
        try await Self.see("the repeat and the refused post", in: listener) {
            $0.contains("repeated   \(id)") && $0.contains("refused    credential-wrong")
        }
        // Another source's posts are somebody else's.
        _ = try await gateway.post("nachname=x", to: "zweistufig", bearer: "guessed-it")
        #expect(!listener.text.contains(Self.canary) && !listener.text.contains("guessed"))
        #expect(await listener.interrupt() == 0)
    }

    @Test("shows what a customer typed for a reason, which stands in the audit log; of an unknown source it says so")
    func reason() async throws {
        let gateway = try await TestGateway()
        let options = ["--admin-url", await gateway.admin, "--data", gateway.data]
        let listener = try ServerProcess(
            ["listen", "trisalis", "--reason", "connecting the form", "--count", "1"] + options
        )
        _ = try await listener.printed("that it listens") { $0.contains("listening") ? true : nil }
        let id = try await gateway.post("nachname=\(Self.canary)").id
        try await Self.see("the value", in: listener) { $0.contains(Self.canary) }
        let audit = try await gateway.operatorAsks(.GET, "/admin/api/audit?subject=\(id)").json
        #expect(audit["entries"]?[0]?["act"] == "report-viewed")
        #expect(audit["entries"]?[0]?["reason"] == "connecting the form")
        let unknown = try await ServerProcess.run(["listen", "nobody"] + options)
        #expect(unknown.status == 1 && unknown.output.contains("there is no source 'nobody'"), "\(unknown.output)")
    }

    @Test("waits while the gateway restarts, and shows what came in before it looked again")
    func restart() async throws {
        let gateway = try await TestGateway()
        let (intake, admin) = (await gateway.intake, await gateway.admin)
        let listener = try ServerProcess(["listen", "trisalis", "--admin-url", admin, "--data", gateway.data])
        _ = try await listener.printed("that it listens") { $0.contains("listening") ? true : nil }
        #expect(await gateway.stop() == 0)
        try await Self.see("that nobody answers", in: listener) { $0.contains("waiting for it") }
        var arguments = gateway.arguments
        func fix(_ option: String, _ address: String) throws {
            let place = try #require(arguments.firstIndex(of: option))
            arguments[place + 1] = String(try #require(address.split(separator: ":").last))
        }
        try fix("--port", intake)
        try fix("--admin-port", admin)
        let again = try ServerProcess(arguments)
        _ = try await again.printed("its addresses") { $0.contains("token") ? true : nil }
        let id = try await gateway.post("nachname=\(Self.canary)").id
        try await Self.see("the lead of the new process", in: listener) {
            $0.contains("there again") && $0.contains(id)
        }
        #expect(await listener.interrupt() == 0)
        #expect(await again.stop() == 0)
    }

    private static func see(_ what: String, in process: ServerProcess, _ isThere: @escaping (String) -> Bool)
        async throws
    {
        _ = try await process.printed(what) { isThere($0) ? true : nil }
    }
}
