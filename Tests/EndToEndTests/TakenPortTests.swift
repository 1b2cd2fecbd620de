import Foundation
import NIOCore
import NIOPosix
import Testing

/// A port that another process has, found before anything listens.
@Suite("A start whose port is taken", .timeLimit(.minutes(3)))
struct TakenPortTests {
    @Test(
        "says which ports it wants and ends, whichever listener it is",
        arguments: ["--port", "--admin-port", "--sandbox-port"]
    )
    func taken(option: String) async throws {
        let other = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton).bind(
            host: "127.0.0.1",
            port: 0
        )
        .get()
        let port = try #require(other.localAddress?.port)
        let data = FileManager.default.temporaryDirectory.appendingPathComponent("leadgate-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: data) }
        var arguments = ["serve", "--data", data.path, "--mappings", TestGateway.shippedMappings]
        for name in ["--port", "--admin-port", "--sandbox-port"] {
            arguments += [name, name == option ? "\(port)" : "0"]
        }
        let ended = try await ServerProcess.run(arguments)
        try await other.close()
        #expect(ended.status == 1, "\(ended.output)")
        #expect(ended.output.contains("leadgate cannot start: port \(port) of the "), "\(ended.output)")
        #expect(ended.output.contains(" is taken by another process; stop that, or choose another by \(option)\n"))
    }

    @Test(
        "says which setting keeps a listener from listening, and nothing else",
        arguments: [
            (["--host", "localhots.invalid"], "no address has that name"),
            (["--admin-host", "http://127.0.0.1"], "without scheme and port, by --admin-host"),
            (["--host", "192.0.2.1"], "which is no address of this machine"),
            (["--port", "PORT", "--admin-port", "PORT"], "is that of the intake and of the admin listener"),
        ]
    )
    func places(arguments: [String], words: String) async throws {
        let data = FileManager.default.temporaryDirectory.appendingPathComponent("leadgate-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: data) }
        let free = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton).bind(
            host: "127.0.0.1",
            port: 0
        )
        .get()
        let port = try #require(free.localAddress?.port)
        try await free.close()
        var all = ["serve", "--data", data.path, "--mappings", TestGateway.shippedMappings, "--sandbox-port", "0"]
        for name in ["--port", "--admin-port"] where !arguments.contains(name) { all += [name, "0"] }
        let ended = try await ServerProcess.run(all + arguments.map { $0 == "PORT" ? "\(port)" : $0 })
        #expect(ended.status == 1, "\(ended.output)")
        #expect(ended.output.contains("leadgate cannot start: "), "\(ended.output)")
        #expect(ended.output.contains(words), "\(ended.output)")
        #expect(!ended.output.contains(#""level":"error""#), "\(ended.output)")
    }

    @Test("says what is wrong with the admin token instead of ending in a trap")
    func adminToken() async throws {
        let data = FileManager.default.temporaryDirectory.appendingPathComponent("leadgate-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: data) }
        var arguments = ["serve", "--data", data.path, "--mappings", TestGateway.shippedMappings]
        for name in ["--port", "--admin-port", "--sandbox-port"] { arguments += [name, "0"] }
        let ended = try await ServerProcess.run(arguments, environment: ["LEADGATE_ADMIN_TOKEN_FILE": "/nowhere"])
        #expect(ended.status == 1, "\(ended.output)")
        #expect(ended.output.contains("leadgate cannot start: the admin token cannot be read from '/nowhere'"))
    }
}
