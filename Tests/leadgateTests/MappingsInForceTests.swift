import Foundation
import LeadKeeping
import Mapping
import MappingDesk
import Names
import SourceFiles
import Testing

@testable import leadgate

@Suite("The mappings that were in force")
struct MappingsInForceTests {
    private static let secret = "a-test-secret-in-clear"

    /// A data folder with a master key; gone when `body` returns.
    private func with(_ body: (DataFolder) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory.path + "/leadgate-in-force-\(UUID().uuidString)"
        let folder = try DataFolder(path)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Files.writePrivate([UInt8](repeating: 7, count: 32), to: folder.keyPath)
        try body(folder)
    }

    private func files(source: String) -> [LibraryFile] {
        let mapping = """
            {"target": "kundenangaben", "missing": "omit", "unreadable": "omit", "document": {"kundenangaben": {"haushalte":
             [{"kunden": [{"referenzId": "k1", "personendaten": {"person": {"nachname": "$.form.nachname"}}}]}]}}}
            """
        return [
            LibraryFile(path: "m.json", bytes: Array(mapping.utf8)),
            LibraryFile(path: "sources/s.json", bytes: Array(source.utf8)),
        ]
    }

    private static let source =
        "{\"mapping\": \"m\", \"credential\": {\"scheme\": \"bearer\", \"secret\": \"\(secret)\"}}"

    private func bytes(below path: String) throws -> Data {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: path)
        return paths.reduce(into: Data()) { $0.append(FileManager.default.contents(atPath: "\(path)/\($1)") ?? Data()) }
    }

    @Test("a source that became broken is the one before again, and its secret stands nowhere in clear")
    func sealed() throws {
        try with { folder in
            let inForce = folder.mappingsInForce
            let valid = files(source: Self.source)
            // As an earlier version left it.
            try Files.createFolder(inForce.folder + "/sources")
            try Files.writePrivate(Array(Self.source.utf8), to: inForce.folder + "/sources/s.json")
            inForce.keep(valid, of: inForce.library(of: valid, targets: TargetSet.shipped.catalog))
            #expect(try bytes(below: folder.path).range(of: Data(Self.secret.utf8)) == nil)
            let library = inForce.library(of: files(source: "{ broken"), targets: TargetSet.shipped.catalog)
            #expect(library.source("s")?.mappings == ["m"])
            #expect(library.rejected.map(\.path) == ["sources/s.json"])
            let moved = folder.path + "/mappings-in-force/sources/other.json.sealed"
            try FileManager.default.moveItem(atPath: inForce.folder + "/sources/s.json.sealed", toPath: moved)
            #expect(
                inForce.library(of: files(source: "{ broken"), targets: TargetSet.shipped.catalog).source("s") == nil
            )
        }
    }

    @Test("a folder that is empty at the start has what was in force, but no source that was taken away before")
    func emptied() throws {
        try with { folder in
            let inForce = folder.mappingsInForce
            let targets = TargetSet.shipped.catalog
            let one = files(source: Self.source)
            let two = one + [LibraryFile(path: "sources/away.json", bytes: Array(Self.source.utf8))]
            let first = inForce.library(of: two, targets: targets)
            inForce.keep(two, of: first)
            #expect(inForce.library(of: [], targets: targets).sources.map(\.name) == ["away", "s"])
            inForce.keep(one, of: MappingLibrary.load(files: one, previous: first, targets: targets))
            let empty = inForce.library(of: [], targets: targets)
            #expect(empty.sources.map(\.name) == ["s"])
            #expect(empty.mapping("m") != nil)
            inForce.keep([], of: empty)
            #expect(inForce.library(of: [], targets: targets).sources.map(\.name) == ["s"])
        }
    }

    @Test("a source whose file is away goes after some looks only, and not at all where the file comes back")
    func farewell() throws {
        try with { folder in
            let one = files(source: Self.source)
            let two = one + [LibraryFile(path: "sources/away.json", bytes: Array(Self.source.utf8))]
            let library = folder.mappingsInForce.library(of: two, targets: TargetSet.shipped.catalog)
            var farewell = SourceFarewell()
            func looks(_ files: [LibraryFile], _ count: Int) -> [Bool] {
                (0..<count).map { _ in farewell.isTooEarly(files, in: library) }
            }
            #expect(looks(one, 4) == [true, true, true, true])
            #expect(looks(two, 1) == [false])
            #expect(looks(one, 6) == [true, true, true, true, false, false])
        }
    }

    @Test("a change of the master key keeps them, wherever it is cut off")
    func resealed() throws {
        try with { folder in
            let inForce = folder.mappingsInForce
            let valid = files(source: Self.source)
            inForce.keep(valid, of: inForce.library(of: valid, targets: TargetSet.shipped.catalog))
            func isKept() -> Bool {
                inForce.library(of: files(source: "{ broken"), targets: TargetSet.shipped.catalog).source("s") != nil
            }
            let next = [UInt8](repeating: 8, count: 32)
            for key in [[UInt8](repeating: 6, count: 32), next] {
                try inForce.reseal(with: FileSealer(key: MasterKey(bytes: key)))
                #expect(isKept())
            }
            try Files.writePrivate(next, to: folder.keyPath)
            #expect(isKept())
            inForce.keep(valid, of: inForce.library(of: valid, targets: TargetSet.shipped.catalog))
            #expect(isKept())
            let names = try FileManager.default.contentsOfDirectory(atPath: inForce.folder + "/sources")
            #expect(names == ["s.json.sealed"])
        }
    }

    @Test("without a master key no source is kept, rather than in clear")
    func withoutKey() throws {
        try with { folder in
            try FileManager.default.removeItem(atPath: folder.keyPath)
            let valid = files(source: Self.source)
            folder.mappingsInForce.keep(
                valid,
                of: folder.mappingsInForce.library(of: valid, targets: TargetSet.shipped.catalog)
            )
            #expect(try bytes(below: folder.path).range(of: Data(Self.secret.utf8)) == nil)
        }
    }
}
