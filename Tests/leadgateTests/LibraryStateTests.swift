import Foundation
import Testing

@testable import leadgate

@Suite("How the files of a mappings folder stand, without reading them")
struct LibraryStateTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "library-state-\(UUID())").path

    private func write(_ text: String, _ path: String) throws {
        try Files.write(Array(text.utf8), to: "\(folder)/\(path)", makingFolder: true)
    }

    private func now() -> Int64 { Int64(Date().timeIntervalSince1970 * 1_000) }

    @Test("it is another when a file has come, gone or changed, also to one as long, and else the same")
    func changes() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try write("{}", "m.json")
        var states = [try LibraryState(of: folder)]
        func note() throws { states.append(try LibraryState(of: folder)) }
        try write("[]", "m.json")
        try note()
        try write("{}", "sources/s.json")
        try note()
        try write("key,value", "tables/t.csv")
        try note()
        try FileManager.default.removeItem(atPath: "\(folder)/sources/s.json")
        try note()
        for (before, after) in zip(states, states.dropFirst()) { #expect(before != after) }
        try write("no mapping", "README.md")
        #expect(try LibraryState(of: folder) == states.last)
    }

    @Test("what has changed a moment ago, or will only have, is not settled")
    func settles() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try write("{}", "m.json")
        let state = try LibraryState(of: folder)
        #expect(!state.isSettled(at: now()))
        #expect(!state.isSettled(at: now() - 3_600_000))
        #expect(state.isSettled(at: now() + 3_000))
    }

    @Test("a link to nothing stands as itself, and as another once there is something")
    func dangling() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try write("{}", "m.json")
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder)/gone.json",
            withDestinationPath: "\(folder)/nothing"
        )
        let before = try LibraryState(of: folder)
        #expect(try LibraryState(of: folder) == before)
        try write("{}", "nothing")
        #expect(try LibraryState(of: folder) != before)
    }
}
