import JSON
import TargetSchemas
import Targets
import TestSupport
import Testing

@testable import Mapping
@testable import MappingDesk
@testable import MappingLanguage

/// A target that nobody has heard of: a profile and a schema file are all that mapping and checking need of it.
@Suite("A sixth target")
struct OtherTargetTests {
    static let profile = MadeUpTarget.profile

    static func schema() throws -> TargetSchema {
        let file = """
            {"format": "leadgate-schema-1", "target": "rueckruf", "version": "1", "root": "Operation",
             "enumerations": {"tageszeit": ["VORMITTAG", "ABEND"]}, "unions": {},
             "types": {"Operation": {"ruf": "type:Ruf"},
                       "Ruf": {"@rules": "any=telefon|email", "telefon": "text", "email": "text", "wann": "enum:tageszeit"}}}
            """
        return try TargetSchema(data: Array(file.utf8), profile: profile)
    }

    private func library(_ document: String) throws -> MappingLibrary {
        let file = mappingFile(
            document,
            target: "rueckruf",
            more:
                #""tests": [{ "payload": { "t": "1", "w": "abend" }, "expect": [{ "ruf": { "telefon": "1", "wann": "ABEND" } }] }], "#
        )
        return MappingLibrary.load(
            files: [LibraryFile(path: "m.json", bytes: Array(file.utf8))],
            targets: TargetCatalog([try Self.schema()])
        )
    }

    @Test("is mapped to, and its mappings are checked and tested")
    func mapped() throws {
        let library = try library(#"[{ "ruf": { "telefon": "$.form.t", "wann": "$.form.w" } }]"#)
        #expect(library.findings.isEmpty, "\(library.findings)")
        let mapping = try #require(library.mapping("m"))
        #expect(
            try mapping.run(input(#"{ "t": "030 1", "w": "Vormittag" }"#)).json == [
                ["ruf": ["telefon": "030 1", "wann": "VORMITTAG"]]
            ]
        )
        #expect(try mapping.run(input(#"{ "w": "Abend" }"#)).json == [])
    }

    @Test("what its schema does not know is an error")
    func checked() throws {
        let library = try library(#"[{ "ruf": { "telefon": "$.form.t", "wan": "$.form.w" } }]"#)
        #expect(library.findings.map(\.code).contains(.unknownMember))
        #expect(library.mapping("m") == nil)
    }

    @Test("its schema is none of another target's")
    func unknown() throws {
        let bytes = try Self.schema().fileBytes
        #expect(throws: SchemaFileError.self) { try TargetSchema(data: bytes, profile: .kundenangaben) }
    }

    @Test("a mapping to a target that nothing delivers to is an error that says why, and the version before stays")
    func hindered() throws {
        let catalog = TargetCatalog(TargetCatalog.shipped.schemas + [try Self.schema()]) { profile, _ in
            profile.target == Self.profile.target ? "nobody is there" : nil
        }
        func files(_ target: String, _ document: String) -> [LibraryFile] {
            [LibraryFile(path: "m.json", bytes: Array(mappingFile(document, target: target).utf8))]
        }
        let before = MappingLibrary.load(files: files("kundenangaben", #"{ "kundenangaben": {} }"#), targets: catalog)
        #expect(before.mapping("m") != nil)
        let after = MappingLibrary.load(
            files: files("rueckruf", #"[{ "ruf": { "telefon": "$.form.t" } }]"#),
            previous: before,
            targets: catalog
        )
        let error = try #require(after.findings.first { $0.severity == .error })
        #expect(error.code == .targetWithoutSystem && error.pointer == ["target"])
        #expect(error.message.contains("rueckruf") && error.message.contains("nobody is there"))
        #expect(after.mapping("m")?.target == .kundenangaben)
        #expect(after.rejected.map(\.hindrance?.target) == [Self.profile.target])
        let unknown = MappingLibrary.load(files: files("fax", "{}"), previous: before, targets: catalog)
        #expect(unknown.findings.map(\.code).contains(.unknownTarget))
        #expect(unknown.rejected.map(\.hindrance?.target) == [Target(rawValue: "fax")])
    }

    @Test("a source that sends as somebody whom the target does not know is an error")
    func identity() throws {
        let catalog = TargetCatalog(TargetCatalog.shipped.schemas) { _, name in name == "fremd" ? "who is that" : nil }
        func errors(_ identity: String) -> [Finding] {
            let source =
                #"{ "mapping": "m", "identity": "\#(identity)", "credential": { "scheme": "bearer", "secret": { "env": "S" } } }"#
            let files = [
                LibraryFile(path: "m.json", bytes: Array(mappingFile(#"{ "kundenangaben": {} }"#).utf8)),
                LibraryFile(path: "sources/s.json", bytes: Array(source.utf8)),
            ]
            return MappingLibrary.load(files: files, targets: catalog).findings.filter { $0.severity == .error }
        }
        #expect(errors("bekannt") == [])
        #expect(errors("fremd").map(\.code) == [.targetWithoutSystem])
        #expect(errors("fremd").first?.pointer == ["identity"])
    }
}
