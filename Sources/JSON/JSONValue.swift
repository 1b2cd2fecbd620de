/// A JSON value (RFC 8259 §3) that loses nothing: number text, member order and the exact bytes of names are kept.
///
///     let value = try JSONValue.parse(body)
///     let email = value["kontakt"]?["email"]?.stringValue
///
/// `==` asks whether two values are the same text but for white space and escapes: `1.0` is not `1`, member order counts,
/// and strings compare by bytes. ``isEquivalent(to:)`` asks whether they mean the same.
package enum JSONValue: Sendable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// Parses a JSON text, strictly; see ``JSONParseError/Code`` for what is refused.
    package static func parse(_ bytes: [UInt8], limits: JSONLimits = .default) throws(JSONParseError) -> JSONValue {
        try JSONDocument(parsing: bytes, limits: limits).root.value
    }

    /// Parses a JSON text.
    package static func parse(
        _ bytes: some Collection<UInt8>,
        limits: JSONLimits = .default
    ) throws(JSONParseError) -> JSONValue {
        try parse(Array(bytes), limits: limits)
    }

    /// Parses a JSON text.
    package static func parse(_ text: String, limits: JSONLimits = .default) throws(JSONParseError) -> JSONValue {
        try parse(Array(text.utf8), limits: limits)
    }

    /// The value as compact JSON text.
    package var serialized: [UInt8] {
        var writer = JSONWriter()
        writer.value(self)
        return writer.finish()
    }

    /// The value as JSON text; `pretty` puts each member and element on a line of its own, two spaces a level.
    package func text(pretty: Bool = false) -> String {
        var writer = JSONWriter(pretty: pretty)
        writer.value(self)
        return writer.withBytes { String(decoding: $0, as: UTF8.self) }
    }

    /// The value's kind.
    package var kind: JSONKind {
        switch self {
        case .null: .null
        case .bool: .bool
        case .number: .number
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }

    /// Whether the value is `null`.
    package var isNull: Bool { if case .null = self { true } else { false } }

    /// The boolean; nil for other kinds.
    package var boolValue: Bool? { if case .bool(let flag) = self { flag } else { nil } }

    /// The number; nil for other kinds.
    package var numberValue: JSONNumber? { if case .number(let number) = self { number } else { nil } }

    /// The string; nil for other kinds.
    package var stringValue: String? { if case .string(let text) = self { text } else { nil } }

    /// The elements; nil for other kinds.
    package var arrayValue: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }

    /// The object; nil for other kinds.
    package var objectValue: JSONObject? { if case .object(let object) = self { object } else { nil } }

    /// The value of a member; nil if there is none or this is no object.
    package subscript(key: String) -> JSONValue? {
        if case .object(let object) = self { object[key] } else { nil }
    }

    /// The element of an array; nil if there is none or this is no array.
    package subscript(index: Int) -> JSONValue? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }
}

extension JSONValue: CustomStringConvertible {
    /// The compact JSON text.
    package var description: String { text() }
}
