import JSON
import TargetSchemas
import Targets
import TestSupport
import Testing

@testable import Mapping
@testable import MappingDesk
@testable import MappingLanguage
@testable import SourceFiles

@Suite("An editor's schema")
struct EditorSchemaTests {
    @Test("is complete: every reference leads to a definition", arguments: Target.mapped)
    func references(target: Target) throws {
        let schema = EditorSchema.mapping(for: try #require(TargetSchema.shipped(target)))
        let defined = Set(schema["definitions"]?.objectValue?.keys ?? [])
        var used: Set<String> = []
        collect(schema, into: &used)
        #expect(used.subtracting(defined) == [])
        #expect(defined.subtracting(used).subtracting(["value"]) == [])
    }

    @Test("has every setting that a file may have")
    func settings() throws {
        let schema = EditorSchema.mapping(for: try #require(TargetSchema.shipped(.kundenangaben)))
        #expect(names(schema) == Set(MappingFile.members + ["$comment"]))
        #expect(names(EditorSchema.source) == Set(SourceDecoder.members + ["$comment"]))
    }

    @Test("has every type, tag and enumeration value of the target", arguments: Target.mapped)
    func types(target: Target) throws {
        let schema = try #require(TargetSchema.shipped(target))
        let text = EditorSchema.text(of: EditorSchema.mapping(for: schema))
        let words = schema.unions.flatMap(\.tags) + schema.types.flatMap(\.memberNames)
        for word in Set(words) { #expect(text.contains("\"\(word)\""), "\(word)") }
        #expect(text.utf8.count < 700_000)
    }

    @Test("the text is the schema")
    func text() throws {
        let schema = EditorSchema.mapping(for: try #require(TargetSchema.shipped(.kexVorgang)))
        #expect(try JSONValue.parse(EditorSchema.text(of: schema)) == schema)
    }

    @Test("the table of operators is the language's")
    func operators() {
        #expect(Set(Operator.allCases.map(\.rawValue)) == Set(TemplateParser.operators))
        for row in Operator.allCases { #expect(row.description.example.contains(row.rawValue)) }
    }

    private func names(_ schema: JSONValue) -> Set<String> { Set(schema["properties"]?.objectValue?.keys ?? []) }

    private func collect(_ value: JSONValue, into used: inout Set<String>) {
        switch value {
        case .object(let object):
            for member in object.members {
                if member.key == "$ref", let name = member.value.stringValue?.split(separator: "/").last {
                    used.insert(String(name))
                }
                collect(member.value, into: &used)
            }
        case .array(let elements): for element in elements { collect(element, into: &used) }
        default: break
        }
    }
}
