package import JSON

/// A test inside a mapping file: a payload, and what must come of it.
package struct MappingTest: Sendable {
    package let name: String
    package let pointer: JSONPointer
    package let payload: JSONValue
    package let query: JSONObject
    package let headers: JSONObject
    package let source: JSONObject
    /// What is known of the lead's case; nil where it belongs to none.
    package let known: JSONObject?
    package let item: Int?
    package let leadID: String
    package let receivedAt: String
    /// The document that must come out, without what the source attaches.
    package let expect: JSONValue?
    /// Codes of the problems and unreadable values that must come out, sorted by code.
    package let findings: [String]?

    package static let standardLeadID = "0197f0a1-0000-7000-8000-000000000001"
    package static let standardReceivedAt = "2026-06-15T10:00:00Z"

    /// The tests of a mapping file.
    package static func parse(_ mapping: SettingsReader) -> [MappingTest] {
        guard let value = mapping.object["tests"] else { return [] }
        guard case .array(let elements) = value else {
            mapping.wrongKind("tests", value, "a list of tests")
            return []
        }
        return elements.enumerated().compactMap { index, element in
            let place = mapping.place("tests").appending(index)
            guard let reader = SettingsReader(element, at: place, what: "A test", log: mapping.log) else { return nil }
            return test(reader, number: index + 1)
        }
    }

    private static func test(_ reader: SettingsReader, number: Int) -> MappingTest? {
        reader.refuseUnknown(
            [
                "name", "payload", "query", "headers", "source", "case", "item", "leadId", "receivedAt", "expect",
                "findings",
            ],
            what: "A test"
        )
        guard let payload = reader.object["payload"] else {
            reader.log.add(.missingSetting, at: reader.pointer, "The test has no \"payload\".")
            return nil
        }
        if reader.object["expect"] == nil, reader.object["findings"] == nil {
            reader.log.add(.missingSetting, at: reader.pointer, "The test expects nothing.", advice: "Add \"expect\".")
        }
        return MappingTest(
            name: reader.filledString("name") ?? "Test \(number)",
            pointer: reader.pointer,
            payload: payload,
            query: reader.objectReader("query")?.object ?? JSONObject(),
            headers: reader.objectReader("headers")?.object ?? JSONObject(),
            source: reader.objectReader("source")?.object ?? JSONObject(),
            known: reader.objectReader("case")?.object,
            item: reader.integer("item", in: 0...10_000),
            leadID: reader.filledString("leadId") ?? standardLeadID,
            receivedAt: reader.filledString("receivedAt") ?? standardReceivedAt,
            expect: reader.object["expect"],
            findings: reader.object["findings"] == nil ? nil : reader.strings("findings")?.sorted()
        )
    }
}
