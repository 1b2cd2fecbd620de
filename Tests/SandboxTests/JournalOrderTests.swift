import JSON
import Testing

@testable import Sandbox

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite("What the journal does not have did not happen")
struct JournalOrderTests {
    private static func create(_ world: inout World) -> String {
        let number = world.caseNumber()
        world.cases.put(
            StoredCase(
                system: .baufiSmart,
                number: number,
                context: "TEST_MODUS",
                createdAt: world.now,
                changedAt: world.now,
                adviser: "ABC12",
                document: [:],
                kept: [:],
                dropped: []
            )
        )
        return number
    }

    @Test("a case whose line cannot be written is never visible")
    func unwritten() async throws {
        let journal = try Journal(path: "/dev/full")
        let memory = try SandboxMemory(SandboxConfiguration(port: 0), journal: journal)
        await #expect(throws: SandboxError.self) {
            try await memory.change(Self.create) { .string($0) }
        }
        let cases = await memory.control { $0.cases.all.count }
        #expect(cases == 0)
    }

    @Test("many at once change one world, each on what the one before left")
    func turns() async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("journal-\(UUID()).jsonl").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let memory = try SandboxMemory(SandboxConfiguration(port: 0), journal: try Journal(path: path))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask { _ = try await memory.change(Self.create) { .string($0) } }
            }
            try await group.waitForAll()
        }
        let cases = await memory.control { $0.cases.all.count }
        #expect(cases == 50)
        let lines = FileManager.default.contents(atPath: path)?.count { $0 == 10 }
        #expect(lines == 50)
    }
}
