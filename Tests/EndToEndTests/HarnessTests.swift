import Foundation
import Testing

/// The scripts of `Tests/Harness` in their short form: what they show takes hours, that they run and what they look for is
/// shown here.
@Suite("The harness runs, in its short form, and finds nothing lost, doubled or stuck")
struct HarnessTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Harness")

    private static func has(_ program: String) -> Bool {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return path.split(separator: ":").contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
    }

    @Test(
        "kills, failing disks, clocks, operators, restores, an outage",
        .enabled(if: has("python3"), "python3 is not installed"),
        .enabled(if: has("clang") || has("cc"), "there is no C compiler for Tests/Harness/faults.c"),
        arguments: [
            "crashes", "crashpoints", "ioerrors", "diskfull", "clocks", "operators", "restores", "outage", "waits",
        ]
    )
    func short(script: String) async throws {
        let output = FileManager.default.temporaryDirectory.appendingPathComponent("harness-\(UUID().uuidString)")
        #expect(FileManager.default.createFile(atPath: output.path, contents: nil))
        defer { try? FileManager.default.removeItem(at: output) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "python3", Self.folder.appendingPathComponent("\(script).py").path, ServerProcess.binary.path, "--short",
        ]
        process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONDONTWRITEBYTECODE": "1"]) { $1 }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = process.standardOutput
        let status = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        let said = try String(contentsOf: output, encoding: .utf8)
        #expect(status == 0, "\(said)")
    }
}
