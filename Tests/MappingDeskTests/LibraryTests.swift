import JSON
import Names
import SourceFiles
import Synchronization
import TargetSchemas
import Targets
import TestSupport
import Testing

@testable import Mapping
@testable import MappingDesk
@testable import MappingLanguage

@Suite("A library of mappings and sources")
struct LibraryTests {
    @Test("a broken file keeps the version before, and old versions stay reachable")
    func reload() throws {
        let good = LibraryFile(
            path: "m.json",
            bytes: Array(mappingFile(#"{ "kommentare": ["a"] }"#, target: "kex-vorgang").utf8)
        )
        let broken = LibraryFile(path: "m.json", bytes: Array("{".utf8))
        let better = LibraryFile(
            path: "m.json",
            bytes: Array(mappingFile(#"{ "kommentare": ["b"] }"#, target: "kex-vorgang").utf8)
        )
        let first = MappingLibrary.load(files: [good])
        let hash = try #require(first.mapping("m")).hash
        let second = MappingLibrary.load(files: [broken], previous: first)
        #expect(second.mapping("m")?.hash == hash)
        #expect(second.rejected.map(\.keepsPrevious) == [true])
        let third = MappingLibrary.load(files: [better], previous: second)
        #expect(third.mapping("m")?.hash != hash)
        let old = try #require(third.mapping(hash: hash))
        #expect(try old.run(input("{}")).json == ["kommentare": ["a"]])
        let rebuilt = try #require(Mapping.reload(name: "m", file: old.file))
        #expect(rebuilt.hash == hash)
    }

    @Test("a file that can no longer be read keeps the version before, and so do its source and those that extend it")
    func unreadable() throws {
        let mapping = Array(mappingFile(#"{ "kommentare": ["a"] }"#, target: "kex-vorgang").utf8)
        let source = Array(#"{ "mapping": "m", "credential": { "scheme": "none" } }"#.utf8)
        let good = [
            LibraryFile(path: "m.json", bytes: mapping),
            LibraryFile(path: "n.json", bytes: Array(#"{ "extends": "m" }"#.utf8)),
            LibraryFile(path: "sources/s.json", bytes: source),
        ]
        let first = MappingLibrary.load(files: good)
        let second = MappingLibrary.load(
            files: [
                LibraryFile(path: "m.json", unreadable: "it is a folder"), good[1],
                LibraryFile(path: "sources/s.json", unreadable: "this user may not"),
            ],
            previous: first
        )
        #expect(second.mapping("m")?.hash == first.mapping("m")?.hash)
        #expect(second.mapping("n")?.hash == first.mapping("n")?.hash)
        #expect(second.source("s")?.hash == first.source("s")?.hash)
        let errors = second.findings.filter { $0.severity == .error }
        #expect(
            errors.map { "\($0.file) \($0.code.rawValue)" } == [
                "m.json file-unreadable", "n.json mapping-rejected", "sources/s.json file-unreadable",
            ]
        )
    }

    @Test("a mapping that extends a broken one says so in its own file, and the mistake is said once")
    func extendsBroken() throws {
        let base = mappingFile(#"{ "kommentar": ["a"] }"#, target: "kex-vorgang")
        let files = ["base": base, "m": #"{ "extends": "base" }"#, "n": #"{ "extends": "base" }"#]
        let library = MappingLibrary.load(
            files: files.map { LibraryFile(path: "\($0.key).json", bytes: Array($0.value.utf8)) }
        )
        let errors = library.findings.filter { $0.severity == .error }
        #expect(
            errors.map { "\($0.file) \($0.code.rawValue) \($0.pointer)" } == [
                "base.json unknown-member /document/kommentar", "m.json mapping-rejected /extends",
                "n.json mapping-rejected /extends",
            ]
        )
        #expect(errors.last?.message.contains("base.json, line 1: There is no member \"kommentar\"") == true)
        #expect(library.rejected.map(\.path) == ["base.json", "m.json", "n.json"])
    }

    @Test("an archive gives back every version that was in force, with what it extended then")
    func archive() throws {
        let shelf = Mutex<[MappingHash: [UInt8]]>([:])
        let archive = MappingArchive(
            read: { hash in shelf.withLock { $0[hash] } },
            write: { hash, version in
                shelf.withLock { $0[hash] = version }
                return true
            }
        )
        func files(_ text: String) -> [LibraryFile] {
            [
                LibraryFile(
                    path: "base.json",
                    bytes: Array(mappingFile(#"{ "kommentare": ["\#(text)"] }"#, target: "kex-vorgang").utf8)
                ),
                LibraryFile(path: "m.json", bytes: Array(#"{ "extends": "base", "locale": "en" }"#.utf8)),
            ]
        }
        let first = MappingLibrary.load(files: files("a"))
        #expect(archive.keep(first) == [])
        let second = MappingLibrary.load(files: files("b"), previous: first)
        #expect(archive.keep(second) == [])
        for (library, text) in [(first, "a"), (second, "b")] {
            let hash = try #require(library.mapping("m")).hash
            let old = try #require(archive.mapping(hash: hash, name: "m"))
            #expect(old.hash == hash)
            #expect(try old.run(input("{}")).json == ["kommentare": [.string(text)]])
        }
        let hash = try #require(first.mapping("m")).hash
        shelf.withLock { $0[hash] = Array("{}".utf8) }
        #expect(archive.file(hash: hash) == nil, "bytes that are not what they were are no version")
        #expect(archive.mapping(hash: MappingHash(rawValue: "../\(hash)"), name: "m") == nil)
        let full = MappingArchive(read: { _ in nil }, write: { _, _ in false })
        #expect(full.keep(second) == ["base", "m"])
    }

    @Test("an old version is run under the schemas that replace the shipped ones")
    func archiveSchemas() throws {
        let shipped = try #require(TargetSchema.shipped(.kexVorgang))
        let data = String(decoding: shipped.fileBytes, as: UTF8.self)
        let renamed = data.replacing("kommentare", with: "bemerkungen")
        let newer = try TargetSchema(data: Array(renamed.utf8))
        let file = try JSONValue.parse(
            mappingFile(#"{ "bemerkungen": { "$unread": "lines" } }"#, target: "kex-vorgang")
        )
        let old = try #require(Mapping.reload(name: "m", file: file, targets: .shipped.replacing([.kexVorgang: newer])))
        #expect(try old.run(input(#"{"a": "x"}"#)).json == ["bemerkungen": ["a: x"]])
        let shippedOne = try #require(Mapping.reload(name: "m", file: file))
        #expect(try shippedOne.run(input(#"{"a": "x"}"#)).json != ["bemerkungen": ["a: x"]], "a list needs the schema")
    }

    @Test("what is gone and still needed stays in force and is an error; what nobody needs goes")
    func gone() {
        func mapping(_ name: String) -> LibraryFile {
            LibraryFile(path: "\(name).json", bytes: Array(mappingFile("{}", target: "kex-vorgang").utf8))
        }
        func source(_ name: String, of mapping: String) -> LibraryFile {
            let text = """
                { "mapping": "\(mapping)", "mode": "test", "credential": {"scheme": "url", "secret": {"env": "X"}},
                  "attach": {"kundenbetreuer": "ABC12"} }
                """
            return LibraryFile(path: "sources/\(name).json", bytes: Array(text.utf8))
        }
        func errors(_ library: MappingLibrary) -> [String] {
            library.findings.filter { $0.severity == .error }.map { "\($0.file) \($0.code.rawValue)" }
        }
        let all = [mapping("m"), mapping("n"), source("s", of: "m"), source("t", of: "n")]
        let first = MappingLibrary.load(files: all)
        #expect(errors(first) == [])

        let withoutMapping = MappingLibrary.load(files: [all[1], all[2], all[3]], previous: first)
        #expect(withoutMapping.mapping("m")?.hash == first.mapping("m")?.hash)
        #expect(withoutMapping.source("s") != nil)
        #expect(errors(withoutMapping) == ["sources/s.json unknown-mapping", "m.json file-gone"])

        let empty = MappingLibrary.load(files: [], previous: withoutMapping)
        #expect(empty.sources.map(\.name) == ["s", "t"])
        #expect(empty.mappings.map(\.name) == ["m", "n"])
        #expect(errors(empty) == ["sources file-gone", "m.json file-gone", "n.json file-gone"])
        #expect(errors(MappingLibrary.load(files: all, previous: empty)) == [])

        let withoutSource = MappingLibrary.load(files: [all[0], all[2]], previous: first)
        #expect(withoutSource.sources.map(\.name) == ["s"])
        #expect(withoutSource.mappings.map(\.name) == ["m"])
        #expect(errors(withoutSource) == [])
        #expect(errors(MappingLibrary.load(files: [])) == [])
    }

    @Test("a source whose mapping has errors is rejected, one of KEX needs a kundenbetreuer")
    func sources() {
        let settings =
            #"{ "mapping": "m", "mode": "test", "credential": {"scheme": "url", "secret": {"env": "X"}}, "attach": {} }"#
        let source = LibraryFile(path: "sources/s.json", bytes: Array(settings.utf8))
        let broken = MappingLibrary.load(files: [LibraryFile(path: "m.json", bytes: Array("{".utf8)), source])
        #expect(broken.findings.map(\.code) == [.jsonSyntax, .mappingRejected])
        let kex = MappingLibrary.load(files: [
            LibraryFile(path: "m.json", bytes: Array(mappingFile("{}", target: "kex-vorgang").utf8)), source,
        ])
        #expect(kex.findings.filter { $0.severity == .error }.map(\.pointer.description) == ["/attach"])
    }
}
