import JSON
import TargetSchemas
import Targets
import TestSupport
import Testing

@Suite("Schema files") struct SchemaFileTests {
    static func file(_ members: String) -> String {
        """
        {"format": "leadgate-schema-1", "target": "kundenangaben", "version": "1", "root": "A",
         "enumerations": {"e": ["X", "Y"]}, "unions": {"u": {"B": "B"}},
         "types": {"A": {\(members)}, "B": {"@type": "B"}}}
        """
    }

    @Test(
        "say every kind of member in a line",
        arguments: [
            "text", "text length=1..", "text length=..9", "text defines=kunde required",
            "text refers=finanzierungsbaustein", "text shape=AAA99 required", "text required from-case",
            "postcode", "number", "number range=0..", "number range=0.5..1", "integer range=1..35 required", "boolean",
            "date",
            "country[] items=0..2", "enum:e default=X", "type:B[]", "union:u", "union:u[][]", "text deprecated",
            "text deprecated=b", "text removed", "text schema-only", "text read-only", "text server-assigned",
        ]
    )
    func notation(_ line: String) throws {
        let schema = try TargetSchema(data: Array(Self.file("\"m\": \"\(line)\"").utf8))
        let again = try JSONValue.parse(schema.fileBytes)
        // "0..2" is written "..2": nothing is lost, an array holds at least none.
        #expect(again["types"]?["A"]?["m"]?.stringValue == line)
    }

    @Test(
        "say every rule between members in a word",
        arguments: [
            "single", "any=a|b", "any?=a|b|c", "without=a/b", "with=a/b:X", "selects=a", "unread=a.b.c/d",
            "any=a|b with=a/b:X",
        ]
    )
    func rules(_ line: String) throws {
        let schema = try TargetSchema(data: Array(Self.file("\"@rules\": \"\(line)\"").utf8))
        #expect(try JSONValue.parse(schema.fileBytes)["types"]?["A"]?["@rules"]?.stringValue == line)
    }

    @Test(
        "are refused with the place of the fault",
        arguments: [
            ("nonsense", SchemaFileError.Code.notJSON, ""),
            ("{}", .notASchema, "/format"),
            (file("\"m\": \"texxt\""), .undefined, "/types/A/m"),
            (file("\"m\": \"text loud\""), .badMember, "/types/A/m"),
            (file("\"m\": \"type:C\""), .undefined, "/types/A/m"),
            (file("\"m\": 1"), .badMember, "/types/A/m"),
            (file("\"m\": \"integer range=1..x\""), .badMember, "/types/A/m"),
            (file("\"@rules\": \"any=a|b loud\""), .badMember, "/types/A/@rules"),
            (
                file("").replacing("\"root\": \"A\"", with: "\"root\": \"A\", \"operations\": {\"o\": \"A\"}"),
                .undefined, "/operations/o"
            ),
            (file("").replacing("\"target\": \"kundenangaben\"", with: "\"target\": \"x\""), .notASchema, "/target"),
            (file("").replacing("\"root\": \"A\"", with: "\"root\": \"C\""), .undefined, "/root"),
        ]
    )
    func faults(_ text: String, _ code: SchemaFileError.Code, _ place: String) {
        #expect {
            try TargetSchema(data: Array(text.utf8))
        } throws: { error in
            (error as? SchemaFileError).map { $0.code == code && $0.place == place } ?? false
        }
    }
}
