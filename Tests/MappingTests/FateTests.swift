import JSON
import SeededRandom
import TargetSchemas
import Targets
import TestSupport
import Testing

@testable import Mapping
@testable import SourceFiles

@Suite("The fate of every value")
struct FateTests {
    /// The leaves of a value, found without the code under test.
    static func leaves(_ value: JSONValue, _ pointer: JSONPointer = .root) -> [JSONPointer] {
        switch value {
        case .array(let elements) where !elements.isEmpty:
            elements.enumerated().flatMap { leaves($1, pointer.appending($0)) }
        case .object(let object) where !object.isEmpty:
            object.members.flatMap { leaves($0.value, pointer.appending($0.key)) }
        default: [pointer]
        }
    }

    /// Every name that a mapping file mentions in a selector.
    static func names(_ mapping: Mapping) -> [String] {
        let text = mapping.file.text()
        let parts = text.split { !($0.isLetter || $0.isNumber || $0 == "_") }
        return Array(Set(parts.map(String.init))).sorted().filter { $0.first?.isUppercase == false }
    }

    @Test(
        "used, unused, unread and unreadable together are all leaves, once each",
        arguments: ShippedMappings.library.mappings.map(\.name)
    )
    func partition(_ name: String) async throws {
        let mapping = try #require(ShippedMappings.library.mapping(name))
        let sources = ShippedMappings.library.sources
        let source = try #require(
            sources.first { $0.mappings == [name] }
                ?? sources.first {
                    $0.mappings.contains { ShippedMappings.library.mapping($0)?.target == mapping.target }
                }
                // A mapping that only follow-ups go through has no source of its own.
                ?? sources.first
        )
        // What extends a standard has its rules, and those are tried there.
        let rounds = ShippedMappings.extends(name) ? 30 : 150
        let broken = try await longComputation { try Self.brokenPromises(mapping, source, rounds: rounds) }
        #expect(broken == [])
    }

    private static func brokenPromises(_ mapping: Mapping, _ source: Source, rounds: Int) throws -> [String] {
        var random = RandomPayload(random: SeededRandom(seed: 20_260_615), names: names(mapping))
        var broken: [String] = []
        for round in 0..<rounds {
            let payload = round == 0 ? JSONValue.null : random.object()
            let input = try LeadInput(
                payload: payload.serialized,
                leadID: "1",
                receivedAt: "2026-06-15T10:00:00Z"
            )
            let leaves = leaves(payload)
            if mapping.run(input).report().fates.map(\.place) != leaves { broken.append("leaves: \(payload.text())") }
            let built = LeadDocument.build(
                source: source,
                mapping: mapping,
                input: input,
                leadID: "1",
                gatewayMode: .test
            )
            if built.report().fates.map(\.place) != leaves { broken.append("leaves with source: \(payload.text())") }
            // What is a dead letter is not sent.
            let mapped = String(decoding: mapping.run(input).document, as: UTF8.self)
            let isNothing = ["{}", "[]"].contains(mapped)
            // What only the notes repeat is no value of a customer's, nor is a campaign.
            let fates = mapping.run(input).report().fates
            let isUsed = fates.contains { fate in
                fate.kind == .used && fate.targets.contains { $0.tokens.dropFirst().first != "leadtracking" }
            }
            if isNothing ? built.hasValue : isUsed && !built.hasValue {
                broken.append("hasValue is \(built.hasValue): \(payload.text())")
            }
            guard built.problems.isEmpty, !isNothing else { continue }
            // Nothing that Europace would drop or refuse comes out, whatever goes in.
            let document = try JSONValue.parse(built.document)
            let lost = mapping.schema.findings(in: document).filter { $0.severity == .error }
            if !lost.isEmpty { broken.append("\(lost): \(payload.text())") }
        }
        return broken
    }

    @Test("names the target, the reading and the reason")
    func report() throws {
        let mapping = try load(
            mappingFile(
                #"""
                { "antragsteller1": { "personendaten": { "vorname": "$.form.v", "geburtsdatum": "$.form.g",
                  "telefonPrivat": { "$from": "$.form.t", "$as": "telefon-national" } } } }
                """#,
                target: "kex-vorgang",
                more: #""unused": ["$.form.agb"], "#
            )
        )
        let report = try mapping.run(
            input(#"{"v": "Max", "g": "1.2.1980", "t": "0199 1", "agb": "on", "sonst": {"tief": "x"}, "leer": ""}"#)
        ).report()
        let lines = report.fates.map { fate in
            "\(fate.place) \(fate.kind.rawValue) \(fate.targets.map(\.description)) \(fate.reading) \(fate.code ?? "-")"
        }
        #expect(
            lines == [
                "/v used [\"/antragsteller1/personendaten/vorname\"] text -",
                "/g used [\"/antragsteller1/personendaten/geburtsdatum\"] geburt -",
                "/t unreadable [\"/antragsteller1/personendaten/telefonPrivat\"]  vorwahl_unbekannt",
                "/agb unused []  declared", "/sonst/tief unread []  -", "/leer unread []  -",
            ]
        )
        #expect(report.json(withValues: false).text().contains("0199") == false)
        #expect(report.json(withValues: true).text().contains("0199 1"))
    }

    @Test(
        "nested values are called with what they stand in, and by as much of its place as tells it apart",
        arguments: [
            (
                #"{"kunde": {"name": "A", "telefon": "1"}, "firma": {"name": "B", "sitz": {"ort": "C"}}, "ort": "D"}"#,
                "",
                ["kunde.name: A", "kunde.telefon: 1", "firma.name: B", "sitz.ort: C", "ort: D"]
            ),
            // A blank value and one that was read count too: the label does not depend on what a customer left out.
            (#"{"a": {"name": "A"}, "b": {"name": ""}}"#, "", ["a.name: A"]),
            (#"{"a": {"x": "A"}, "v": {"x": "B"}}"#, "", ["a.x: A", "v.x: B"]),
            (#"{"kinder": [{"name": "A"}, {"name": "B"}]}"#, "", ["kinder.1.name: A", "kinder.2.name: B"]),
            (
                #"{"name": "M", "kinder": [{"alter": 3}, {"alter": 5}]}"#, "",
                ["name: M", "kinder.1.alter: 3", "kinder.2.alter: 5"]
            ),
            (#"{"name": "M", "kinder": [{"alter": 3}]}"#, "", ["name: M", "kinder.alter: 3"]),
            (#"{"namen": ["A", "B"], "mehr": ["C"]}"#, "", ["namen.1: A", "namen.2: B", "mehr: C"]),
            (#"{"name": "M", "preis": {"min": 1, "max": 2}}"#, "", ["name: M", "preis.min: 1", "preis.max: 2"]),
            // An object with the name of another is told from it with all of its values.
            (
                #"{"kunde": {"adresse": {"ort": "A"}}, "objekt": {"adresse": {"ort": "B", "lage": "C"}}}"#, "",
                ["kunde.adresse.ort: A", "objekt.adresse.ort: B", "objekt.adresse.lage: C"]
            ),
            (
                #"{"a": {"x": ["A", "B"]}, "b": {"x": ["C", "D"]}}"#, "",
                ["a.x.1: A", "a.x.2: B", "b.x.1: C", "b.x.2: D"]
            ),
            (#"{"n": ["", "A"], "alter": ["", "5"]}"#, "", ["n.2: A", "alter.2: 5"]),
            (#"{"f": [{"v": ["A", "B"]}, {"v": ["C"]}]}"#, "", ["f.1.v.1: A", "f.1.v.2: B", "f.2.v: C"]),
            // What holds everything tells nothing from anything.
            (#"{"data": {"name": "A", "kind": {"name": "B"}}}"#, "", ["name: A", "kind.name: B"]),
            (#"{"lang": {"weg": {"zum": {"ziel": "A"}}}}"#, "", ["ziel: A"]),
            (
                #"{"data": {"k": {"name": "A", "x": "C"}, "f": {"name": "B"}}}"#,
                #""form": {"members": "$.payload.data"}, "#, ["k.name: A", "k.x: C", "f.name: B"]
            ),
            (
                #"{"rawRequest": "{\"q1_name\": {\"first\": \"A\", \"last\": \"B\"}, \"q2_name\": {\"first\": \"C\"}}"}"#,
                #""form": "jotform", "#, ["q1_name.first: A", "q1_name.last: B", "q2_name.first: C"]
            ),
        ]
    )
    func labels(_ payload: String, _ form: String, _ lines: [String]) throws {
        let mapping = try load(
            mappingFile(
                #"{ "antragsteller1": { "personendaten": { "vorname": "$.form.gelesen" } }, "kommentare": { "$unread": "lines" } }"#,
                target: "kex-vorgang",
                more: form
            )
        )
        let result = try mapping.run(input(payload))
        #expect(try result.json["kommentare"] == .array(lines.map(JSONValue.string)))
    }

    @Test("what nobody read goes where $unread says")
    func unread() throws {
        let mapping = try load(
            mappingFile(
                #"{ "antragsteller1": { "personendaten": { "vorname": "$.form.v" } }, "kommentare": { "$unread": "lines" } }"#,
                target: "kex-vorgang",
                more: #""form": "tally", "#
            )
        )
        let result = try mapping.run(
            input(
                #"""
                {"eventId": "1", "data": {"fields": [
                  {"key": "q1", "label": "v", "type": "INPUT_TEXT", "value": "Max"},
                  {"key": "q2", "label": "Vorhaben", "type": "DROPDOWN", "value": ["o1"], "options": [{"id": "o1", "text": "Kauf"}, {"id": "o2", "text": "Bau"}]},
                  {"key": "q3", "label": "Notiz", "type": "TEXTAREA", "value": null},
                  {"key": "q4", "label": "Wünsche", "type": "CHECKBOXES", "value": ["a", "b"], "options": [{"id": "a", "text": "Garten"}, {"id": "b", "text": "Balkon"}]}]}}
                """#
            )
        )
        #expect(try result.json["kommentare"] == ["Vorhaben: Kauf", "Wünsche: Garten", "Wünsche: Balkon"])
        let fates = result.report().fates.filter { $0.kind == .unread && !$0.isBlank }
        #expect(
            fates.map(\.place.description) == [
                "/data/fields/1/value/0", "/data/fields/3/value/0", "/data/fields/3/value/1",
            ]
        )
        #expect(fates.map(\.field) == ["Vorhaben", "Wünsche", "Wünsche"])
        #expect(fates.map(\.option) == ["Kauf", "Garten", "Balkon"])
        #expect(result.report().fates(.used).map(\.field) == ["v"])
        #expect(fates.first?.targets.map(\.description) == ["/kommentare"])
    }

    @Test("an answer whose template yields nothing is not used, and goes with what nobody read")
    func choiceWithoutDetails() throws {
        let mapping = try load(
            mappingFile(
                #"""
                { "antragsteller1": {
                    "personendaten": { "vorname": "$.form.v" },
                    "beschaeftigung": { "$from": "$.form.art", "$lookup": {
                      "selbstständig": { "beschaeftigungsart": "SELBSTSTAENDIGER",
                        "selbststaendiger": { "berufsbezeichnung": "$.form.beruf" } } } } },
                  "antragsteller2": { "$when": "$.form.zweiter",
                    "$then": { "personendaten": { "vorname": "$.form.v2" } } },
                  "kommentare": { "$unread": "lines" } }
                """#,
                target: "kex-vorgang"
            )
        )
        func fates(_ payload: String) throws -> [String] {
            try mapping.run(input(payload)).report().fates.map { "\($0.place) \($0.kind.rawValue) \($0.code ?? "-")" }
        }
        let alone = #"{"v": "Max", "art": "selbstständig", "zweiter": "ja"}"#
        #expect(try fates(alone) == ["/v used -", "/art unreadable ohne_angaben", "/zweiter unreadable ohne_angaben"])
        #expect(try mapping.run(input(alone)).json["kommentare"] == ["art: selbstständig", "zweiter: ja"])
        let whole = #"{"v": "Max", "art": "selbstständig", "beruf": "Maler", "zweiter": "ja", "v2": "Eva"}"#
        #expect(try fates(whole).allSatisfy { $0.hasSuffix("used -") })
        // "No" needs nothing to follow it.
        #expect(try fates(#"{"v": "Max", "zweiter": false}"#).last == "/zweiter used -")
    }
}
