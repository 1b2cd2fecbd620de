import JSON
import MappingLanguage
import SeededRandom
import TestSupport
import Testing

@testable import Mapping

@Suite("Fields that a lead does not have are passed over")
struct AbsentFieldTests {
    private static let names = ShippedMappings.library.mappings.filter { $0.plan.form == nil && $0.plan.leads == nil }
        .map(\.name)

    @Test("and the document is the one of a lead that has them blank", arguments: names)
    func sameAsBlank(_ name: String) throws {
        let shipped = try #require(ShippedMappings.library.mapping(name))
        // The lines of what nobody read name fields by what tells them from all others, blank ones too.
        let mapping = try #require(Mapping.reload(name: name, file: Self.withoutUnread(shipped.file)))
        let fields = FateTests.names(mapping)
        var random = RandomPayload(random: SeededRandom(seed: 23), names: fields)
        var payloads = (0..<60).map { _ in random.object() }
        payloads += mapping.content.tests.map(\.payload)
        for payload in payloads {
            guard let object = payload.objectValue else { continue }
            var whole = object
            for field in fields where whole[field] == nil { whole[field] = .null }
            let there = mapping.run(try Self.lead(payload))
            let blank = mapping.run(try Self.lead(.object(whole)))
            let document = String(decoding: there.document, as: UTF8.self)
            #expect(document == String(decoding: blank.document, as: UTF8.self), "\(payload.text())")
            #expect(there.problems.map(\.rule) == blank.problems.map(\.rule))
        }
    }

    /// The mapping with a field that no lead has in the place of what nobody read.
    private static func withoutUnread(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let object) where object.contains(key: "$unread"): "$.form.nirgends"
        case .object(let object): .object(object.compactMapValues { withoutUnread($0.value) })
        case .array(let elements): .array(elements.map(withoutUnread))
        default: value
        }
    }

    private static func lead(_ payload: JSONValue) throws -> LeadInput {
        try LeadInput(payload: payload.serialized, leadID: "1", receivedAt: "2026-06-15T10:00:00Z")
    }

    @Test("but not where a constant, a policy or a part of the input outside of the form has a say")
    func notPassedOver() throws {
        let mapping = try load(
            mappingFile(
                """
                { "antragsteller1": { "personendaten": {
                    "vorname": { "$from": "$.form.v", "$missing": { "use": "Max" } },
                    "nachname": { "$first": ["$.form.n", "$.query.n", "Muster"] },
                    "geburtsort": { "$when": "$.form.g", "$then": "$.form.g", "$otherwise": "Berlin" } } },
                  "kommentare": [{ "$join": ["Post", "$.form.x"] }] }
                """,
                target: "kex-vorgang"
            )
        )
        let document = mapping.run(try Self.lead([:])).document
        let person = #"{"personendaten":{"vorname":"Max","nachname":"Muster","geburtsort":"Berlin"}}"#
        #expect(
            String(decoding: document, as: UTF8.self).contains(#""antragsteller1":\#(person),"kommentare":["Post"]"#)
        )
    }
}
