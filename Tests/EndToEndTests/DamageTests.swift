import Foundation
import JSON
import NIOHTTP1
import Testing

@Suite("Damage to the data folder, as an operator meets it")
struct DamageTests {
    @Test("a damaged lead is held back, listed, counted and alarmed; the others are delivered")
    func heldBack() async throws {
        let gateway = try await TestGateway()
        _ = try await gateway.operatorAsks(.POST, "/admin/api/targets/kundenangaben/pause", ["reason": "a test"])
        let damaged = try await gateway.post(trisalisForm).id
        let whole = try await gateway.post(trisalisForm).id
        #expect(await gateway.stop() == 0)
        try flipSourceOfFirstLead(in: gateway.data)

        let verified = try await ServerProcess.run(["verify", "--data", gateway.data])
        #expect(verified.status == 1)
        #expect(verified.output.contains("lead-unreadable: lead \(damaged)"), "\(verified.output)")

        try await gateway.restart()
        let listed = try await eventually("the damage is listed") {
            let damages = try await gateway.operatorAsks(.GET, "/admin/api/damage").json["damages"]?.arrayValue ?? []
            return damages.isEmpty ? nil : damages
        }
        #expect(listed.compactMap { $0["lead"]?.stringValue } == [damaged])
        let readiness = try await gateway.operatorAsks(.GET, "/readyz")
        #expect(readiness.status == 503)
        #expect(try readiness.json["status"] == "damaged")
        #expect(try await gateway.operatorAsks(.GET, "/metrics").text.contains("leadgate_store_damage 1\n"))
        let address = await gateway.admin
        let command = try await ServerProcess.run(["damage", "--admin-url", address, "--data", gateway.data])
        #expect(command.status == 1)
        #expect(command.output.contains(damaged), "\(command.output)")
        #expect(await gateway.printed.contains(#""lead":"\#(damaged)""#))
        // What was sent is whole, and a person can read it.
        #expect(
            try await gateway.operatorAsks(.GET, "/admin/api/leads/\(damaged)/payload?reason=test").text == trisalisForm
        )

        _ = try await gateway.operatorAsks(.POST, "/admin/api/targets/kundenangaben/resume")
        _ = try await gateway.lead(whole, reaches: "delivered")
        let created = try await gateway.vorgaenge().compactMap { $0["externeVorgangsId"]?.stringValue }
        #expect(created == [whole])
        #expect(await gateway.stop() == 0)
    }

    @Test("a person puts a damaged lead right, or destroys it: by command, with its id typed twice")
    func decided() async throws {
        let gateway = try await TestGateway()
        _ = try await gateway.operatorAsks(.POST, "/admin/api/targets/kundenangaben/pause", ["reason": "a test"])
        let mended = try await gateway.post(trisalisForm).id
        let lost = try await gateway.post(trisalisForm).id
        #expect(await gateway.stop() == 0)
        try flipSourceOfFirstLead(in: gateway.data)
        try change("trisaliskundenangaben", to: "tralallakundenangaben", in: gateway.data)

        try await gateway.restart()
        _ = try await eventually("both damages are listed") {
            let damages = try await gateway.operatorAsks(.GET, "/admin/api/damage").json["damages"]?.arrayValue ?? []
            return damages.count == 2 ? damages : nil
        }
        let address = await gateway.admin
        func command(_ arguments: String...) async throws -> (status: Int32, output: String) {
            let all = ["damage"] + arguments + ["--admin-url", address, "--data", gateway.data]
            let (status, output) = try await ServerProcess.run(all)
            return (status, output)
        }
        let mistyped = try await command("release", mended, "--confirm", lost)
        #expect(mistyped.status == 1 && mistyped.output.contains("repeat the lead's id"), "\(mistyped.output)")
        let released = try await command("release", mended, "--confirm", mended)
        #expect(released.status == 0 && released.output.contains("is as it was written: queued"), "\(released.output)")
        let refused = try await command("release", lost, "--confirm", lost)
        #expect(refused.status == 1 && refused.output.contains("\"accept\": true"), "\(refused.output)")
        let erased = try await command("erase", lost, "--confirm", lost, "--reason", "bit rot")
        #expect(erased.status == 0 && erased.output.contains("is erased"), "\(erased.output)")
        #expect(try await gateway.operatorAsks(.GET, "/admin/api/leads/\(lost)/payload?reason=test").status == 410)
        #expect(try await command().status == 0)
        #expect(try await gateway.operatorAsks(.GET, "/readyz").status == 200)

        _ = try await gateway.operatorAsks(.POST, "/admin/api/targets/kundenangaben/resume")
        _ = try await gateway.lead(mended, reaches: "delivered")
        #expect(await gateway.stop() == 0)
        #expect(try await ServerProcess.run(["verify", "--data", gateway.data]).status == 0)
    }

    @Test("a second process gets in neither beside the lock nor without it")
    func locked() async throws {
        let gateway = try await TestGateway()
        for isLockFileThere in [true, false] {
            if !isLockFileThere { try FileManager.default.removeItem(atPath: gateway.data + "/leads.sqlite.lock") }
            for arguments in [gateway.arguments, ["verify", "--data", gateway.data]] {
                let second = try await ServerProcess.run(arguments)
                #expect(second.status == 1)
                #expect(second.output.contains("is in use by"), "\(second.output)")
            }
        }
        let id = try await gateway.post(trisalisForm).id
        _ = try await gateway.lead(id, reaches: "delivered")
        #expect(await gateway.stop() == 0)
        #expect(try await ServerProcess.run(["verify", "--data", gateway.data]).status == 0)
    }

    @Test("a data file that is gone, empty or cut off is no new beginning", arguments: ["gone", "empty", "cut off"])
    func lost(how: String) async throws {
        let gateway = try await TestGateway()
        let id = try await gateway.post(trisalisForm).id
        _ = try await gateway.lead(id, reaches: "delivered")
        #expect(await gateway.stop() == 0)
        let file = gateway.data + "/leads.sqlite"
        let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
        switch how {
        case "gone": try FileManager.default.removeItem(atPath: file)
        case "empty": try Data().write(to: URL(fileURLWithPath: file))
        default: try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: file))
        }
        let started = try await ServerProcess.run(gateway.arguments)
        #expect(started.status == 1)
        #expect(started.output.contains("backup"), "\(started.output)")
        #expect(started.output.contains(how == "cut off" ? "is damaged" : "move the master key away"))
    }

    @Test("whatever the umask, the data folder is its owner's alone", arguments: ["000", "0277"])
    func modes(umask: String) async throws {
        let gateway = try await TestGateway(umask: umask)
        _ = try await gateway.post(trisalisForm).id
        let files = FileManager.default
        var modes: [String: Int] = ["": try mode(gateway.data)]
        for path in try files.subpathsOfDirectory(atPath: gateway.data) {
            modes[path] = try mode(gateway.data + "/" + path)
        }
        #expect(modes.keys.contains("leads.sqlite-wal") && modes.keys.contains("master.key"))
        for (path, mode) in modes {
            #expect(mode == 0o600 || mode == 0o700, "\(path) is \(String(mode, radix: 8))")
        }
        #expect(await gateway.stop() == 0)
    }

    private func mode(_ path: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? 0
    }

    /// Changes one letter of the source in the row of the lead that was accepted first.
    /// Puts other bytes of the same length in the place of some that stand in the file.
    private func change(_ old: String, to new: String, in data: String) throws {
        let url = URL(fileURLWithPath: data + "/leads.sqlite")
        var bytes = try Data(contentsOf: url)
        // Of the same length: a page whose cells have moved is a broken file, not a changed row.
        #expect(old.utf8.count == new.utf8.count)
        let place = try #require(bytes.range(of: Data(old.utf8)))
        bytes.replaceSubrange(place, with: Data(new.utf8))
        try bytes.write(to: url)
    }

    private func flipSourceOfFirstLead(in data: String) throws {
        let url = URL(fileURLWithPath: data + "/leads.sqlite")
        var bytes = try Data(contentsOf: url)
        // SQLite fills a page from its end, so the first row is the last one in the file.
        let place = try #require(bytes.range(of: Data("trisaliskundenangaben".utf8), options: .backwards))
        bytes[place.lowerBound] ^= 1
        try bytes.write(to: url)
    }
}
