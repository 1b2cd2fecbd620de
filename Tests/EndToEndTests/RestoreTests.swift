import Foundation
import JSON
import NIOHTTP1
import Testing

@Suite("A data file that is put back")
struct RestoreTests {
    @Test("20 queued leads, a copy, their delivery, the copy put back: 20 Vorgänge", arguments: ["by hand", "restore"])
    func once(how: String) async throws {
        let gateway = try await TestGateway()
        _ = try await gateway.operatorAsks(.POST, "/admin/api/targets/kundenangaben/pause", ["reason": "a test"])
        var ids: [String] = []
        for _ in 0..<20 { ids.append(try await gateway.post(trisalisForm).id) }
        let copy = gateway.folder.appendingPathComponent("copy.sqlite").path
        let address = await gateway.admin
        let taken = try await ServerProcess.run(["backup", copy, "--admin-url", address, "--data", gateway.data])
        #expect(taken.status == 0, "\(taken.output)")

        _ = try await gateway.operatorAsks(.POST, "/admin/api/targets/kundenangaben/resume")
        for id in ids { _ = try await gateway.lead(id, reaches: "delivered") }
        #expect(try await gateway.vorgaenge().count == 20)
        #expect(await gateway.stop() == 0)

        if how == "restore" {
            let restored = try await ServerProcess.run(["restore", copy, "--data", gateway.data])
            #expect(restored.status == 0 && restored.output.contains("20 queued leads"), "\(restored.output)")
        } else {
            let file = gateway.data + "/leads.sqlite"
            for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file + suffix) }
            try FileManager.default.copyItem(atPath: copy, toPath: file)
        }
        try await gateway.restart()
        #expect(try await gateway.operatorAsks(.GET, "/metrics").text.contains("leadgate_fenced_leads "))
        _ = try await gateway.operatorAsks(.POST, "/admin/api/targets/kundenangaben/resume")
        for id in ids { _ = try await gateway.lead(id, reaches: "delivered") }
        #expect(try await gateway.vorgaenge().count == 20)
        let timeline = try await gateway.operatorAsks(.GET, "/admin/api/leads/\(ids[0])").json["timeline"]?.arrayValue
        #expect(timeline?.compactMap { $0["event"]?.stringValue } == ["accepted", "fenced", "found"])
        #expect(await gateway.stop() == 0)
        #expect(try await ServerProcess.run(["verify", "--data", gateway.data]).status == 0)
    }
}
