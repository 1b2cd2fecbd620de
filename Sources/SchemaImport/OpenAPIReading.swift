import JSON
import TargetSchemas

/// How the document's JSON is read.
extension OpenAPIImporter {
    /// Keywords this importer understands, or that carry no rule for a document.
    static let schemaKeywords: Set<String> = [
        "type", "properties", "required", "allOf", "discriminator", "description", "deprecated", "title", "example",
    ]
    static let propertyKeywords: Set<String> = schemaKeywords.union([
        "$ref", "oneOf", "items", "enum", "format", "minimum", "maximum", "minItems", "maxItems", "minLength",
        "maxLength",
        "pattern", "default",
    ])

    mutating func noteUnknownKeywords(of schema: JSONValue, at place: String, known: Set<String>) {
        for keyword in schema.objectValue?.members.map(\.key) ?? [] where !known.contains(keyword) {
            notes.append(SchemaImport.Note(place: place, message: "the keyword '\(keyword)' is not understood"))
        }
    }

    static func name(ofReference value: JSONValue?) -> String? {
        value?.stringValue.flatMap { $0.split(separator: "/").last }.map(String.init)
    }

    static func parts(of schema: JSONValue) -> [JSONValue] {
        [schema] + (schema["allOf"]?.arrayValue ?? []).filter { $0["$ref"] == nil }
    }

    static func references(of property: JSONValue) -> [String] {
        let places = [property] + (property["items"].map { [$0] } ?? [])
        return places.flatMap { place in
            (place["$ref"].map { [$0] } ?? []) + (place["oneOf"]?.arrayValue ?? []).compactMap { $0["$ref"] }
        }
        .compactMap { name(ofReference: $0) }
    }

    static func isDeprecated(_ schema: JSONValue) -> Bool { schema["deprecated"]?.boolValue == true }

    static func mentionsCountryCode(_ property: JSONValue) -> Bool {
        let texts = [property["description"], property["items"]?["description"]].compactMap { $0?.stringValue }
        return texts.contains { $0.contains("ISO 3166-1 alpha-2") }
    }
}

/// The JSON of a specification file.
func parsedSpecification(_ bytes: [UInt8], named name: String) throws(SchemaImportError) -> JSONValue {
    do {
        return try JSONValue.parse(bytes, limits: .specification)
    } catch {
        throw SchemaImportError(.notJSON, at: name, "\(error)")
    }
}
