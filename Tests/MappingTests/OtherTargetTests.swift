import JSON
import TargetSchemas
import Targets
import Testing

@testable import Mapping
@testable import MappingDesk
@testable import MappingLanguage

/// A target that nobody has heard of: a profile and a schema file are all that mapping and checking need of it.
@Suite("A sixth target")
struct OtherTargetTests {
    static let profile = TargetProfile(
        target: Target(rawValue: "rueckruf"),
        title: "Rückruf",
        document: .operations,
        tolerance: .strict,
        caseRole: .opens,
        proof: .status,
        lookup: .none,
        repetition: .never,
        missing: .lead,
        scopes: TargetProfile.Scopes(write: [])
    )

    static func schema() throws -> TargetSchema {
        let file = """
            {"format": "leadgate-schema-1", "target": "rueckruf", "version": "1", "root": "Operation",
             "enumerations": {"tageszeit": ["VORMITTAG", "ABEND"]}, "unions": {},
             "types": {"Operation": {"ruf": "type:Ruf"},
                       "Ruf": {"@rules": "any=telefon|email", "telefon": "text", "email": "text", "wann": "enum:tageszeit"}}}
            """
        return try TargetSchema(data: Array(file.utf8), profiles: [profile])
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
            schemas: [Self.profile.target: try Self.schema()]
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

    @Test("a schema of a target without a profile is refused")
    func unknown() throws {
        let bytes = try Self.schema().fileBytes
        #expect(throws: SchemaFileError.self) { try TargetSchema(data: bytes) }
    }
}
