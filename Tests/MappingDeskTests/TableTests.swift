import JSON
import Names
import SourceFiles
import TestSupport
import Testing

@testable import Mapping
@testable import MappingDesk
@testable import MappingLanguage

@Suite("Tables of a mappings folder")
struct TableTests {
    private static let place = "/antragsteller1/beschaeftigung/@type"

    private static func mapping(_ lookup: String = #"{ "$table": "anreden", "Hochwohlgeboren": "FRAU" }"#) -> String {
        mappingFile(
            #"""
            { "antragsteller1": { "personendaten": { "nachname": "$.form.n",
              "anrede": { "$from": "$.form.a", "$lookup": \#(lookup), "$else": "omit" } } } }
            """#,
            target: "kex-vorgang"
        )
    }

    private static func library(
        _ table: String,
        mapping: String = mapping(),
        previous: MappingLibrary? = nil
    ) -> MappingLibrary {
        MappingLibrary.load(
            files: [
                LibraryFile(path: "m.json", bytes: Array(mapping.utf8)),
                LibraryFile(path: "tables/anreden.csv", bytes: Array(table.utf8)),
            ],
            previous: previous
        )
    }

    private static func salutation(_ text: String, _ mapping: Mapping) throws -> String? {
        let payload = JSONValue.object(["a": .string(text), "n": "M"]).text()
        return try mapping.run(input(payload)).json["antragsteller1"]?["personendaten"]?["anrede"]?.stringValue
    }

    @Test(
        "the rows of a table are keys of the lookup, compared folded; the file's own go first",
        arguments: [
            "key,value\nGnädiger Herr | Sir,HERR\n\"Gnädige, verehrte Frau\",FRAU\nHochwohlgeboren,HERR\n",
            "\u{FEFF}value;key;Bemerkung\r\nHERR;Gnädiger Herr|Sir;x\r\n\r\nFRAU;\"Gnädige, verehrte Frau\"\r\n",
            "Key\tValue\ngnaediger herr\tHERR\nSir\tHERR\nGnädige, verehrte Frau\tFRAU",
        ]
    )
    func reads(table: String) throws {
        let library = Self.library(table)
        #expect(library.findings.filter { $0.severity == .error } == [])
        let mapping = try #require(library.mapping("m"))
        #expect(try Self.salutation("GNÄDIGER HERR", mapping) == "HERR")
        #expect(try Self.salutation("sir", mapping) == "HERR")
        #expect(try Self.salutation("Gnädige, verehrte Frau", mapping) == "FRAU")
        #expect(try Self.salutation("Hochwohlgeboren", mapping) == "FRAU")
        #expect(try Self.salutation("Mylord", mapping) == nil)
    }

    @Test("another table is another version of the mapping, and the old version still reads the old one")
    func versions() throws {
        let old = Self.library("key,value\nSir,HERR\n")
        let new = Self.library("key,value\nSir,FRAU\n", previous: old)
        let (before, after) = (try #require(old.mapping("m")), try #require(new.mapping("m")))
        #expect(before.hash != after.hash)
        #expect(try Self.salutation("Sir", after) == "FRAU")
        let again = try #require(Mapping.reload(name: "m", file: before.file))
        #expect(again.hash == before.hash)
        #expect(try Self.salutation("Sir", again) == "HERR")
    }

    @Test("a mapping whose table is broken stays in force as it was")
    func broken() throws {
        let old = Self.library("key,value\nSir,HERR\n")
        let new = Self.library("key,value\nSir\n", previous: old)
        #expect(new.mapping("m")?.hash == old.mapping("m")?.hash)
        #expect(new.rejected.map(\.path) == ["tables/anreden.csv", "m.json"])
        #expect(new.rejected.map(\.keepsPrevious) == [true, true])
        #expect(new.findings.map(\.code).contains(.unknownTable))
    }

    @Test(
        "what is wrong with a table is said with its line",
        arguments: [
            ("name,value\nx,HERR", 1, "key,value"), ("", 1, "key,value"), ("key,value\n", 1, "at least one"),
            ("key,value\nSir,HERR\n,FRAU", 3, "Add it"), ("key,value\nSir,", 2, "Add it"),
            ("key,value\n\"a\nb\",HERR\nsir,HERR\nSIR,FRAU", 5, "Keep one"),
        ]
    )
    func mistakes(table: String, line: Int, advice: String) {
        let found = Self.library(table).findings.filter { $0.code == .invalidTable }
        #expect(found.map(\.line) == [line], "\(found)")
        #expect(found.first?.advice.contains(advice) == true, "\(found)")
    }

    @Test("a file that is no UTF-8, and one that is too long")
    func refused() {
        let latin = FileText(
            path: "tables/t.csv",
            bytes: Array("key,value\nGn".utf8) + [0xE4] + Array("dige,FRAU".utf8)
        )
        let log = FindingLog([latin])
        #expect(TableFile.rows(of: latin, log: log) == nil && log.findings.map(\.code) == [.invalidTable])
        let rows = (0...TableFile.mostRows).map { "k\($0),HERR" }.joined(separator: "\n")
        #expect(Self.library("key,value\n" + rows).findings.map(\.code).contains(.invalidTable))
    }

    @Test("a file that is deeper with its rows than a file may be is read again as it was")
    func deep() throws {
        var payload: JSONValue = ["$lookup": ["$table": "anreden"]]
        // The file, its tests, the test; then the payload's own levels.
        for _ in 0..<(JSONLimits.default.depth - 5) { payload = ["l": payload] }
        var file = try JSONValue.parse(Array(Self.mapping().utf8))
        file = file.mergePatched(with: ["tests": [["payload": payload, "findings": []]]])
        let mapping = try #require(Self.library("key,value\nSir,HERR\n", mapping: file.text()).mapping("m"))
        #expect(throws: JSONParseError.self) { try JSONValue.parse(mapping.file.serialized) }
        var found = try #require(mapping.content.tests.first?.payload)
        while let inner = found["l"] { found = inner }
        #expect(found["$lookup"]?["$table"]?["rows"] == ["Sir": "HERR"])
    }

    @Test("a row with a character that a file may not hold is read again as it was")
    func character() throws {
        let mapping = try #require(Self.library("key,value\nSir\u{0},HERR\nLord,HERR\n").mapping("m"))
        #expect(throws: JSONParseError.self) { try JSONValue.parse(mapping.file.serialized) }
        #expect(try Self.salutation("Lord", mapping) == "HERR")
    }

    @Test("a row that the target does not know is found, and a name that is no table")
    func checked() {
        let found = Self.library("key,value\nSir,HER\n").findings
        #expect(found.map(\.code).contains(.unknownEnumValue), "\(found)")
        let wrong = Self.library("key,value\nSir,HERR\n", mapping: Self.mapping(#"{ "$table": "anrede" }"#)).findings
        #expect(wrong.filter { $0.severity == .error }.map(\.code) == [.unknownTable], "\(wrong)")
        #expect(wrong.first { $0.code == .unknownTable }?.advice.contains("anreden") == true)
        let number = Self.library("key,value\nSir,HERR\n", mapping: Self.mapping(#"{ "$table": 5 }"#)).findings
        #expect(number.filter { $0.severity == .error }.map(\.code) == [.operatorMisuse], "\(number)")
    }

    @Test("an explanation names the table instead of its rows")
    func explained() throws {
        let mapping = try #require(Self.library("key,value\nSir,HERR\nMylord | Lord,HERR\n").mapping("m"))
        let text = Explanation.text(of: mapping)
        #expect(text.contains("„Hochwohlgeboren“ → „FRAU“, nach der Tabelle „anreden“ (3 Texte)"), "\(text)")
    }

    @Test("a source chooses by a table, too")
    func source() throws {
        let source = #"""
            { "mapping": "m", "credential": { "scheme": "none" }, "attach": { "kundenbetreuer":
              { "$from": "$.query.filiale", "$lookup": { "$table": "berater" }, "$missing": { "use": "XYZ99" }, "$else": { "use": "XYZ99" } } } }
            """#
        let library = MappingLibrary.load(files: [
            LibraryFile(path: "m.json", bytes: Array(Self.mapping(#"{ "x": "HERR" }"#).utf8)),
            LibraryFile(path: "sources/s.json", bytes: Array(source.utf8)),
            LibraryFile(path: "tables/berater.csv", bytes: Array("key,value\nBerlin,ABC12\n".utf8)),
        ])
        #expect(library.findings.filter { $0.severity == .error } == [])
        let old = try #require(library.source("s"))
        let changed = MappingLibrary.load(files: [
            LibraryFile(path: "m.json", bytes: Array(Self.mapping(#"{ "x": "HERR" }"#).utf8)),
            LibraryFile(path: "sources/s.json", bytes: Array(source.utf8)),
            LibraryFile(path: "tables/berater.csv", bytes: Array("key,value\nBerlin,ABC13\n".utf8)),
        ])
        #expect(changed.source("s")?.hash != old.hash)
    }
}
