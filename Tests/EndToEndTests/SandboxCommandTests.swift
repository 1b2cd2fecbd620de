import AsyncHTTPClient
import Foundation
import JSON
import NIOCore
import Testing

@Suite("The sandbox as a process of its own")
struct SandboxCommandTests {
    @Test("its assumptions can be listed without running it")
    func assumptions() async throws {
        let process = try ServerProcess(["sandbox", "--assumptions"])
        _ = try await process.printed("the last assumption") { $0.contains("antragsstatus-known") ? true : nil }
        #expect(process.text.contains("kex-errors"))
    }

    @Test(
        "an option that makes no sense is refused with the reason",
        arguments: [
            (["--switch", "vorgaengeV3=works"], "did you mean \"vorgaengeV2\""),
            (["--switch", "vorgaengeV2"], "name=value"), (["--token-lifetime", "0"], "whole number"),
            (["--settings", "/nowhere.json"], "cannot be read"),
        ]
    )
    func refused(options: [String], reason: String) async throws {
        let process = try ServerProcess(["sandbox"] + options)
        _ = try await process.printed("the reason") { $0.contains(reason) ? true : nil }
    }

    @Test("settings and faults are in force from the start, options over the file")
    func settings() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sandbox-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let settings = folder.appendingPathComponent("settings.json")
        let faults = folder.appendingPathComponent("faults.json")
        try Data(#"{"tokenLifetime": 5, "indexingDelay": 7, "partners": {"root": null}}"#.utf8).write(to: settings)
        try Data(#"[{"path": "kex", "status": 503}]"#.utf8).write(to: faults)
        let process = try ServerProcess([
            "sandbox", "--port", "0", "--settings", settings.path, "--faults", faults.path, "--token-lifetime", "9",
            "--unknown-partner", "QQQ11", "--switch", "vorgaengeV2=works",
        ])
        let address = try await process.printed("the sandbox's address") { text in
            text.firstMatch(of: /sandbox: (http:\/\/[^\/]+)/).map { String($0.1) }
        }
        let shown = try await Self.get(address + "/_sandbox/settings")
        #expect(shown["tokenLifetime"] == 9)
        #expect(shown["indexingDelay"] == 7)
        #expect(shown["partners"]?["unknown"] == ["QQQ11", "XXX99"])
        #expect(shown["partners"]?["root"] == .null)
        #expect(shown["behaviour"]?["vorgaengeV2"] == "works")
        let planned = try await Self.get(address + "/_sandbox/faults")
        #expect(planned["faults"]?[0]?["status"] == 503)
        #expect(await process.stop() == 0)
    }

    private static func get(_ url: String) async throws -> JSONValue {
        let response = try await HTTPClient.shared.execute(HTTPClientRequest(url: url), timeout: .seconds(30))
        return try JSONValue.parse(Array(try await response.body.collect(upTo: 1 << 20).readableBytesView))
    }
}
