import JSON
import TestSupport
import Testing

@testable import Mapping
@testable import MappingLanguage

@Suite("Form presets")
struct FormPresetTests {
    @Test("the table parses without a finding")
    func parses() throws {
        let table = try #require(JSONValue.parse(FormPresetData.json).objectValue)
        for member in table.members {
            let text = FileText(path: "presets", bytes: member.value.serialized)
            let log = FindingLog([text])
            _ = FormParser(log: log).parts(try #require(member.value.objectValue), at: .root, preset: member.key)
            #expect(log.findings.map { $0.rendered(sourceText: nil) } == [], "\(member.key)")
        }
        #expect(FormPresets.names.count == table.count)
    }

    @Test("every preset has a recorded post")
    func covered() {
        #expect(Set(PresetCase.all.map(\.preset)) == Set(FormPresets.names))
    }

    @Test("finds the fields of a vendor's post", arguments: PresetCase.all)
    func fields(_ preset: PresetCase) throws {
        let form = try #require(FormPresets.named(preset.preset))
        let leads = try preset.leads.map {
            try #require(Selector.parse($0, at: .root, insideEach: false, log: FindingLog([])))
        }
        let input = try LeadInput(
            payload: Array(preset.payload.utf8),
            leadID: "1",
            receivedAt: "2026-01-01T00:00:00Z",
            item: preset.item
        )
        let composed = input.composed(form: form, leads: leads)
        let found = try #require(composed.root(of: .form)).value
        let expected = try JSONValue.parse(preset.fields)
        for member in try #require(expected.objectValue).members {
            #expect(found[member.key]?.isEquivalent(to: member.value) == true, "\(member.key): \(found.text())")
        }
    }

    @Test("names a preset's fields anew; the first field that there is counts, before one that is called so itself")
    func names() throws {
        let text = FileText(path: "form", bytes: [])
        let log = FindingLog([text])
        let form = try #require(
            FormParser(log: log).form(
                .object([
                    "preset": "heyflow",
                    "names": [
                        "vorname": "firstname", "telefon": ["phone", "mobile"], "ort": "city", "email": "mail_2",
                        "name": "firstname",
                    ],
                ]),
                at: .root
            )
        )
        #expect(log.findings.map { $0.rendered(sourceText: nil) } == [])
        let payload =
            #"{"fields": {"firstname": "Max", "mobile": "030 1", "email": "max@example.org", "name": "Formular"}}"#
        let input = try LeadInput(payload: Array(payload.utf8), leadID: "1", receivedAt: "2026-01-01T00:00:00Z")
        let found = try #require(input.composed(form: form, leads: nil).root(of: .form)).value
        let expected: JSONValue = [
            "firstname": "Max", "mobile": "030 1", "email": "max@example.org", "name": "Max", "vorname": "Max",
            "telefon": "030 1",
        ]
        #expect(found == expected)
    }

    @Test(
        "of several fields for one name the first that says something counts, else the first",
        arguments: [
            (#"{"phone": "", "mobile": "030 1"}"#, "030 1"), (#"{"phone": "k.A.", "mobile": "030 1"}"#, "030 1"),
            (#"{"phone": null, "mobile": ["", "030 1"]}"#, ["", "030 1"]),
            (#"{"phone": "030 2", "mobile": "030 1"}"#, "030 2"),
            (#"{"phone": 0, "mobile": "030 1"}"#, 0), (#"{"phone": " ", "mobile": ""}"#, " "), (#"{"mobile": ""}"#, ""),
            ("{}", nil),
        ] as [(String, JSONValue?)]
    )
    func telling(payload: String, expected: JSONValue?) throws {
        let log = FindingLog([FileText(path: "form", bytes: [])])
        let form = try #require(
            FormParser(log: log).form(.object(["names": ["telefon": ["phone", "mobile"]]]), at: .root)
        )
        let input = try LeadInput(payload: Array(payload.utf8), leadID: "1", receivedAt: "2026-01-01T00:00:00Z")
        let found = try #require(input.composed(form: form, leads: nil).root(of: .form)).value
        #expect(found["telefon"] == expected)
    }
}
