import Foundation
import Mapping
import MappingDesk
import MappingLanguage
import TestSupport
import Testing

@testable import leadgate

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("The files of a mappings folder")
struct LibraryFileTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "library-files-\(UUID())").path

    private func library() throws -> [LibraryFile] {
        try Files.createFolder(folder + "/sources")
        try Files.write(Array("{}".utf8), to: folder + "/good.json")
        return try Files.library(in: folder)
    }

    @Test("what cannot be read is a fault of that file, and the others are read")
    func unreadable() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Files.createFolder(folder + "/a-folder.json")
        try Files.createFolder(folder + "/sources")
        mkfifo(folder + "/a-pipe.json", 0o600)
        for (name, place) in [("a-device", "/dev/zero"), ("sources/a-link", "/nowhere"), ("a-loop", "a-loop.json")] {
            try FileManager.default.createSymbolicLink(
                atPath: "\(folder)/\(name).json",
                withDestinationPath: place
            )
        }
        let files = try library()
        #expect(
            files.map { "\($0.path): \($0.hindrance ?? "read")" } == [
                "a-device.json: it is no ordinary file", "a-folder.json: it is a folder",
                "a-loop.json: it is a link that leads to nothing", "a-pipe.json: it is no ordinary file",
                "good.json: read", "sources/a-link.json: it is a link that leads to nothing",
            ]
        )
        let found = MappingLibrary.load(files: files).findings.filter { $0.code == .fileUnreadable }
        #expect(found.count == 5)
        #expect(found.allSatisfy { $0.severity == .error })
        #expect(found.first?.message == "The file cannot be read: it is no ordinary file.")
    }

    @Test(
        "an editor's locks and what a system keeps beside a file are no mappings",
        arguments: [".#good", "._good", "."]
    )
    func hidden(name: String) throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Files.createFolder(folder + "/sources")
        for place in ["", "sources/"] {
            try FileManager.default.createSymbolicLink(
                atPath: "\(folder)/\(place)\(name).json",
                withDestinationPath: "somebody@somewhere.4711"
            )
        }
        #expect(try library().map(\.path) == ["good.json"])
    }
}
