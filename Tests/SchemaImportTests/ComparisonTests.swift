import JSON
import SchemaImport
import TargetSchemas
import Targets
import TestSupport
import Testing

@Suite("Comparing two versions of a schema") struct ComparisonTests {
    static func schema(_ types: String, enumeration: String = #""A", "B""#, union: String = #""X": "X", "Y": "Y""#)
        throws
        -> TargetSchema
    {
        try TargetSchema(
            data: Array(
                """
                {"format": "leadgate-schema-1", "target": "kundenangaben", "version": "1", "root": "R",
                 "enumerations": {"e": [\(enumeration)]}, "unions": {"u": {\(union)}},
                 "types": {"R": {\(types)}, "X": {"@type": "X", "n": "number"}, "Y": {"@type": "Y"}, "Z": {"@type": "Z"}}}
                """.utf8
            )
        )
    }

    static let members = #""a": "text", "e": "enum:e", "u": "union:u", "l": "type:X[] items=0..3""#

    @Test("a schema does not differ from itself", arguments: [Target.kundenangaben, .kexVorgang, .kexUpdate])
    func same(_ target: Target) throws {
        let schema = try #require(TargetSchema.shipped(target))
        #expect(SchemaComparison(old: schema, new: schema).changes.isEmpty)
    }

    struct Case: Sendable {
        var members: String = ComparisonTests.members
        var enumeration: String = #""A", "B""#
        var union: String = #""X": "X", "Y": "Y""#
        let changes: [String]
    }

    @Test(
        "each change is named with its place",
        arguments: [
            Case(members: #""e": "enum:e", "u": "union:u", "l": "type:X[] items=0..3""#, changes: ["member-removed a"]),
            Case(members: members + #", "b": "text""#, changes: ["member-added b"]),
            Case(members: members + #", "b": "text required""#, changes: ["member-added b", "became-required b: new"]),
            Case(
                members: members.replacing(#""a": "text""#, with: #""a": "number""#),
                changes: ["kind-changed a: text → number"]
            ),
            Case(
                members: members.replacing(#""a": "text""#, with: #""a": "text required""#),
                changes: ["became-required a"]
            ),
            Case(
                members: members.replacing(#""a": "text""#, with: #""a": "text deprecated=e""#),
                changes: ["status-changed a: current → deprecated"]
            ),
            Case(members: members.replacing("0..3", with: "0..2"), changes: ["limits-changed l: 0 to 3 → 0 to 2"]),
            Case(enumeration: #""A", "C""#, changes: ["value-removed e: B", "value-added e: C"]),
            Case(union: #""X": "X", "Z": "Z""#, changes: ["type-removed u: Y", "type-added u: Z"]),
        ]
    )
    func changes(_ change: Case) throws {
        let old = try Self.schema(Self.members)
        let new = try Self.schema(change.members, enumeration: change.enumeration, union: change.union)
        #expect(SchemaComparison(old: old, new: new).changes.map(\.description) == change.changes)
    }

    @Test("what is used and gone, renamed, or newly required is a loss; what is not used is none")
    func losses() throws {
        let old = try Self.schema(Self.members)
        let new = try Self.schema(
            Self.members.replacing(#""a": "text""#, with: #""aa": "text", "must": "text required""#),
            enumeration: #""A", "BB""#,
            union: #""X": "X""#
        )
        let comparison = SchemaComparison(old: old, new: new)
        let used = [
            UsedPlace(path: "a"), UsedPlace(path: "e", values: ["B", "A"]), UsedPlace(path: "u[Y]"),
            UsedPlace(path: "u[X].n"),
            UsedPlace(path: "/l/0/n"), UsedPlace(path: "never.was"),
        ]
        let losses = comparison.losses(of: used)
        #expect(losses.map(\.path) == ["a", "e", "u[Y]", "must"])
        #expect(losses.map(\.kind) == [.memberRemoved, .valueRemoved, .typeRemoved, .becameRequired])
        #expect(losses[0].advice?.contains("'aa'") == true)
        #expect(losses[1].advice?.contains("'BB'") == true)
    }

    @Test("a document's losses are the findings that are new")
    func documents() throws {
        let comparison = SchemaComparison(
            old: try Self.schema(Self.members),
            new: try Self.schema(#""e": "enum:e""#)
        )
        let findings = comparison.losses(in: ["a": "x", "e": "wrong already"])
        #expect(findings.map(\.pointer.description) == ["/a"])
    }
}
