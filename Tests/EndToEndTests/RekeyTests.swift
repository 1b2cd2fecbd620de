import Foundation
import JSON
import NIOHTTP1
import Testing

@Suite("leadgate rekey")
struct RekeyTests {
    @Test("leads that were queued under the old key are delivered under the new one; a backup of before comes back")
    func rekeyed() async throws {
        let gateway = try await TestGateway()
        _ = try await gateway.operatorAsks(.POST, "/admin/api/targets/kundenangaben/pause", ["reason": "a test"])
        var ids: [String] = []
        for _ in 0..<5 { ids.append(try await gateway.post(trisalisForm).id) }
        let copy = gateway.folder.appendingPathComponent("copy.sqlite").path
        let taken = try await ServerProcess.run([
            "backup", copy, "--admin-url", await gateway.admin, "--data", gateway.data,
        ])
        #expect(taken.status == 0, "\(taken.output)")
        let running = try await ServerProcess.run(["rekey", "--data", gateway.data])
        #expect(running.status == 1 && running.output.contains("is in use by"), "\(running.output)")
        #expect(await gateway.stop() == 0)

        let key = gateway.data + "/master.key"
        let old = FileManager.default.contents(atPath: key)
        let rekeyed = try await ServerProcess.run(["rekey", "--data", gateway.data])
        #expect(
            rekeyed.status == 0 && rekeyed.output.contains("leads under the new master key: 5"),
            "\(rekeyed.output)"
        )
        #expect(FileManager.default.contents(atPath: key) != old)
        let kept = try #require(rekeyed.output.firstMatch(of: /kept as (\S+)/)).output.1
        #expect(FileManager.default.contents(atPath: String(kept)) == old)
        let verified = try await ServerProcess.run(["verify", "--data", gateway.data])
        #expect(verified.status == 0 && verified.output.contains("accepted 5"), "\(verified.output)")

        try await gateway.restart()
        _ = try await gateway.operatorAsks(.POST, "/admin/api/targets/kundenangaben/resume")
        for id in ids { _ = try await gateway.lead(id, reaches: "delivered") }
        #expect(try await gateway.vorgaenge().count == 5)
        let audit = try await gateway.operatorAsks(.GET, "/admin/api/audit?act=master-key-changed")
        #expect(audit.text.contains("command line ("))
        #expect(await gateway.stop() == 0)

        let refused = try await ServerProcess.run(["restore", copy, "--data", gateway.data])
        #expect(refused.status == 1 && refused.output.contains("--key"), "\(refused.output)")
        let restored = try await ServerProcess.run(["restore", copy, "--key", String(kept), "--data", gateway.data])
        #expect(restored.status == 0 && restored.output.contains("5 queued leads"), "\(restored.output)")
        #expect(try await ServerProcess.run(["verify", "--data", gateway.data]).status == 0)
        try await gateway.restart()
        _ = try await gateway.operatorAsks(.POST, "/admin/api/targets/kundenangaben/resume")
        for id in ids { _ = try await gateway.lead(id, reaches: "delivered") }
        #expect(try await gateway.vorgaenge().count == 5)
        #expect(await gateway.stop() == 0)
    }
}
