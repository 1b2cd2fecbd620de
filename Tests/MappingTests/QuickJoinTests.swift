import JSON
import SeededRandom
import TestSupport
import Testing

@testable import Mapping

@Suite("A join of plain texts")
struct QuickJoinTests {
    private static let parts = #"""
        "Lead", "$.form.v",
        { "$when": { "$from": "$.form.e", "$as": "email-weitere" }, "$then": { "$from": "$.form.e", "$as": "email-weitere" } },
        { "$when": { "$from": "$.form.s", "$as": "adresszusatz" }, "$then": { "$from": "$.form.s", "$as": "adresszusatz" } },
        { "$unread": "lines" }
        """#

    /// - Parameter more: another part, which no lead has.
    private static func mapping(_ separator: String, more: String = "") throws -> Mapping {
        let join = #"{ "$join": [\#(parts)\#(more)], "$with": \#(JSONValue.string(separator)) }"#
        return try load(
            mappingFile(#"{ "antragsteller1": { "personendaten": { "nachname": \#(join) } } }"#, target: "kex-vorgang")
        )
    }

    @Test("is the same with a part that nothing quick is known of", arguments: ["\n", " ", ", ", "\t", " – "])
    func agrees(_ separator: String) throws {
        let quick = try Self.mapping(separator)
        let slow = try Self.mapping(separator, more: #", { "$from": "$.form.nowhere", "$as": "text" }"#)
        var random = RandomPayload(random: SeededRandom(seed: 5), names: ["v", "e", "s", "x", "y"])
        var payloads = (0..<150).map { _ in random.object().serialized }
        payloads += [
            #"{"v": "Max", "e": "a@example.org", "s": "Weg 7", "x": "Garten"}"#,
            #"{"e": "a@example.org, b@example.org"}"#,
            #"{"v": "Max", "s": "Weg 7, Whg. 12", "x": "k.A."}"#, #"{"v": " Max ", "x": "a\nb"}"#, "{}",
        ].map { Array($0.utf8) }
        for payload in payloads {
            let results = try [quick, slow].map { mapping in
                let input = try LeadInput(payload: payload, leadID: "1", receivedAt: "2026-06-15T10:00:00Z")
                let result = mapping.run(input)
                return (result.document, result.report().fates)
            }
            let text = String(decoding: payload, as: UTF8.self)
            #expect(results[0].0 == results[1].0, "\(text)")
            #expect(results[0].1 == results[1].1, "\(text)")
        }
    }
}
