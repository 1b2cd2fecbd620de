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
        #expect(ended.output.contains("leadgate cannot start: a port is taken by another process"), "\(ended.output)")
        #expect(ended.output.contains("(\(option))"))
    }
}
