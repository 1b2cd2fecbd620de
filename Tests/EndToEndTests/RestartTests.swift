import Foundation
import Synchronization
import Testing

/// Restarts under load with a socket that outlives the process: who comes meanwhile waits, and is not refused.
@Suite("A gateway whose socket is kept open for it", .serialized)
struct RestartTests {
    private static let count = ProcessInfo.processInfo.environment["LEADGATE_RESTARTS"].flatMap { Int($0) } ?? 4

    @Test("refuses no connection while it is stopped, or killed, and started again")
    func restarts() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("leadgate-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let gateway = try ActivatedGateway(
            [
                "serve", "--data", folder.appendingPathComponent("data").path, "--mappings",
                TestGateway.shippedMappings,
                "--admin-port", "0", "--sandbox-port", "0",
            ],
            log: folder.appendingPathComponent("log").path
        )
        let tally = Tally()
        var process = try gateway.start()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask { while !tally.isOver { await post(to: gateway.address, tally) } }
            }
            for restart in 0..<Self.count {
                let before = tally.counts.receipts
                _ = try await eventually("receipts", details: { gateway.printed }) {
                    tally.counts.receipts > before + 20 ? true : nil
                }
                let isStop = restart % 4 != 3
                let status = try await gateway.end(process, by: isStop ? SIGTERM : SIGKILL)
                #expect(status == (isStop ? 0 : nil))
                process = try gateway.start()
            }
            let before = tally.counts.receipts
            _ = try await eventually("receipts", details: { gateway.printed }) {
                tally.counts.receipts > before + 20 ? true : nil
            }
            tally.end()
        }
        #expect(try await gateway.end(process, by: SIGTERM) == 0)
        let counts = tally.counts
        print("restarts: \(Self.count), \(counts)")
        #expect(counts.refused == 0)
    }

    private func post(to address: String, _ tally: Tally) async {
        guard let connection = try? await RawConnection(to: address) else { return tally.count(\.refused) }
        let head = """
            POST /hooks/trisalis HTTP/1.1\r
            Host: localhost\r
            Authorization: Bearer trisalis-demo-secret\r
            Content-Type: application/x-www-form-urlencoded\r
            Content-Length: \(trisalisForm.utf8.count)\r
            Connection: close\r
            \r

            """
        try? await connection.send(head + trisalisForm)
        let answer = await connection.receive { $0.contains("\"id\"") }
        await connection.close()
        tally.count(answer.hasPrefix("HTTP/1.1 200") ? \.receipts : \.unanswered)
    }

    private final class Tally: Sendable {
        struct Counts { var receipts = 0, refused = 0, unanswered = 0 }

        private let state = Mutex((Counts(), isOver: false))

        var counts: Counts { state.withLock { $0.0 } }
        var isOver: Bool { state.withLock { $0.isOver } }

        func count(_ path: WritableKeyPath<Counts, Int>) { state.withLock { $0.0[keyPath: path] += 1 } }
        func end() { state.withLock { $0.isOver = true } }
    }
}
