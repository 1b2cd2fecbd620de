package import JSON
package import TargetSchemas
import Targets

/// JSON Schemas (draft 07) of our files, for completion, hover and first mistakes in editors such as VS Code and IntelliJ.
///
/// An editor's schema is more lenient than `leadgate check`, which has the last word: it cannot see what a file extends, how
/// often a selector finds something, or what a reference refers to. Everything in it comes from the tables that the checks
/// are made from, so it cannot say something else than they do.
package enum EditorSchema {
    static let dialect = "http://json-schema.org/draft-07/schema#"

    /// The schema of mapping files for a target.
    package static func mapping(for schema: TargetSchema) -> JSONValue {
        var places = EditorPlaces(schema: schema)
        let document = places.document(schema.document)
        let others = schema.operations.map { ($0.name, places.document(.object($0.root))) }
        var definitions = EditorLanguage.definitions
        for (name, definition) in places.definitions { definitions.append(name, definition) }
        let required: JSONValue = ["required": ["target", "missing", "unreadable", "document"]]
        var file: JSONObject = [
            "$schema": .string(dialect),
            "title": .string("LeadGate: mapping to \(schema.target.rawValue)"),
            "$comment": .string(
                "Made by `leadgate schema editor \(schema.target.rawValue)`; schema \(schema.version)."
            ),
            "type": "object",
            "properties": EditorLanguage.settings(
                target: schema.target,
                document: others.isEmpty ? document : [:],
                operations: others.map(\.0)
            ),
            "additionalProperties": false,
            "if": ["required": ["extends"]],
            "then": [:],
            "else": required,
        ]
        if !others.isEmpty {
            file.append("allOf", [chosen(document, unless: ArraySlice(others))])
        }
        file.append("definitions", .object(definitions))
        return .object(file)
    }

    /// The document that the word in `"operation"` decides.
    private static func chosen(_ document: JSONValue, unless others: ArraySlice<(String, JSONValue)>) -> JSONValue {
        guard let (name, other) = others.first else { return ["properties": ["document": document]] }
        return [
            "if": ["properties": ["operation": ["const": .string(name)]], "required": ["operation"]],
            "then": ["properties": ["document": other]],
            "else": chosen(document, unless: others.dropFirst()),
        ]
    }

    /// The text of a schema: one line per setting and definition, so that a change shows as what it is.
    package static func text(of schema: JSONValue) -> String {
        guard case .object(let object) = schema else { return schema.text() + "\n" }
        let lines = object.members.map { member -> String in
            let key = JSONValue.string(member.key).text()
            guard ["properties", "definitions"].contains(member.key), case .object(let inner) = member.value else {
                return "  \(key): \(member.value.text())"
            }
            let entries = inner.members.map { "    \(JSONValue.string($0.key).text()): \($0.value.text())" }
            return "  \(key): {\n\(entries.joined(separator: ",\n"))\n  }"
        }
        return "{\n\(lines.joined(separator: ",\n"))\n}\n"
    }

    static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/definitions/\(name)")] }

    /// An object with these members and no others; `$comment` is always allowed.
    static func closed(_ members: JSONObject, required: [String] = []) -> JSONValue {
        var properties = members
        properties.append("$comment", [:])
        var object: JSONObject = [
            "type": "object", "properties": .object(properties), "additionalProperties": false,
        ]
        if !required.isEmpty { object.append("required", texts(required)) }
        return .object(object)
    }

    static func texts(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

    /// A schema with a text for people.
    static func described(_ schema: JSONValue, _ text: String) -> JSONValue {
        guard case .object(let object) = schema else { return schema }
        var described: JSONObject = ["description": .string(text)]
        for member in object.members { described.append(member.key, member.value) }
        return .object(described)
    }
}
