// Values can be written down in code as they look in JSON: `["betrag": 50, "offen": true, "namen": ["A", .null]]`.
//
// `nil` is not a literal for null on purpose: in `flag ? value : nil` it would mean the value `.null` without a word where
// the absence of a value is meant.

extension JSONValue: ExpressibleByBooleanLiteral {
    package init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSONValue: ExpressibleByIntegerLiteral {
    package init(integerLiteral value: Int) { self = .number(JSONNumber(value)) }
}

extension JSONValue: ExpressibleByFloatLiteral {
    /// The shortest text that reads back as the same double: `0.10` becomes `0.1`. For an exact text use ``JSONNumber``.
    package init(floatLiteral value: Double) { self = .number(JSONNumber(value) ?? 0) }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    package init(stringLiteral value: String) { self = .string(value) }
}

extension JSONValue: ExpressibleByArrayLiteral {
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(JSONObject(elements)) }
}
