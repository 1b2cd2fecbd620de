import JSON
import TestSupport
import Testing

@testable import Mapping

/// KreditSmart reads some members only beside others, or without them (fact sheet 2.9). What it would not read is not sent as if it
/// had arrived: it is with what nobody could use, and in the notes.
@Suite("What the target reads only beside something else")
struct UnreadBesideTests {
    private static func run(_ document: String, _ payload: String) throws -> MappingResult {
        let mapping = try load(
            mappingFile(
                #"{ \#(document), "kommentare": [{ "$unread": "lines" }] }"#,
                target: "kex-vorgang"
            )
        )
        return try mapping.run(input(payload))
    }

    private static let employment = #"""
        "antragsteller1": { "personendaten": { "nachname": "$.form.n" },
          "beschaeftigung": { "beschaeftigungsart": { "$from": "$.form.job", "$as": "beschaeftigung" },
            "angestellter": { "beschaeftigungsverhaeltnis": { "nettoeinkommenMonatlich": "$.form.netto" } } } }
        """#
    private static let need = #"""
        "antragsteller1": { "personendaten": { "nachname": "$.form.n" } },
        "finanzbedarf": { "finanzierungszweck": "$.form.zweck", "fahrzeugkauf": { "marke": "$.form.marke" } }
        """#

    @Test(
        "a value at a place that is not read is in the notes and counts as unreadable",
        arguments: [
            (employment, #"{"n": "M", "job": "Selbstständig", "netto": "3.200"}"#, "netto: 3.200", "/netto"),
            // Without a word about it the kind is not read, either.
            (employment, #"{"n": "M", "job": "Angestellter"}"#, "job: Angestellter", "/job"),
            (employment, #"{"n": "M", "netto": "3.200"}"#, "netto: 3.200", "/netto"),
            (need, #"{"n": "M", "zweck": "FREIE_VERWENDUNG", "marke": "VW"}"#, "marke: VW", "/marke"),
            (need, #"{"n": "M", "marke": "VW"}"#, "marke: VW", "/marke"),
        ]
    )
    func unread(_ document: String, _ payload: String, _ note: String, _ place: String) throws {
        let result = try Self.run(document, payload)
        let json = try result.json
        #expect(json["kommentare"]?[0]?.stringValue?.contains(note) == true, "\(json)")
        #expect(result.report().fates(.unreadable).map(\.place.description).contains(place))
        #expect(!json.text().contains("angestellter") && !json.text().contains("fahrzeugkauf"))
        #expect(json["antragsteller1"]?["personendaten"]?["nachname"] == "M")
    }

    @Test("what belongs together is sent as before")
    func read() throws {
        let job = try Self.run(Self.employment, #"{"n": "M", "job": "Angestellter", "netto": "3.200"}"#).json
        #expect(
            job["antragsteller1"]?["beschaeftigung"] == [
                "beschaeftigungsart": "ANGESTELLTER",
                "angestellter": ["beschaeftigungsverhaeltnis": ["nettoeinkommenMonatlich": 3200]],
            ]
        )
        let need = try Self.run(Self.need, #"{"n": "M", "zweck": "Fahrzeugkauf", "marke": "VW"}"#).json
        #expect(need["finanzbedarf"]?["fahrzeugkauf"]?["marke"] == "VW")
        #expect(job["kommentare"] == nil && need["kommentare"] == nil)
    }

    @Test("of a part that is copied as it came, too")
    func copied() throws {
        let result = try Self.run(
            #""antragsteller1": { "personendaten": { "nachname": "$.form.n" }, "beschaeftigung": { "$from": "$.form.beruf" } }"#,
            #"""
            {"n": "M", "beruf": {"beschaeftigungsart": "ARBEITSLOSER", "arbeitsloser": {"sonstigesEinkommenMonatlich": 500},
              "angestellter": {"beschaeftigungsverhaeltnis": {"nettoeinkommenMonatlich": 3200}}}}
            """#
        )
        let json = try result.json
        #expect(json["antragsteller1"]?["beschaeftigung"]?["angestellter"] == nil)
        #expect(json["kommentare"]?[0]?.stringValue?.contains("3200") == true, "\(json)")
    }

    @Test("of two members of which the target reads one, the other is in the notes")
    func withoutOther() throws {
        let mapping = try load(
            mappingFile(
                #"""
                [{ "updateFinanzierungswunsch": { "finanzierungswunsch": {
                    "laufzeitInMonaten": "$.form.laufzeit", "rateMonatlich": "$.form.rate" } } },
                 { "addKommentare": { "kommentare": [{ "$unread": "lines" }] } }]
                """#,
                target: "kex-update"
            )
        )
        let json = try mapping.run(input(#"{"laufzeit": "48", "rate": "250"}"#)).json
        #expect(json[0]?["updateFinanzierungswunsch"]?["finanzierungswunsch"] == ["laufzeitInMonaten": 48])
        #expect(json[1]?["addKommentare"]?["kommentare"] == ["rate: 250"])
        let rate = try mapping.run(input(#"{"rate": "250"}"#)).json
        #expect(rate == [["updateFinanzierungswunsch": ["finanzierungswunsch": ["rateMonatlich": 250]]]])
    }

    @Test("the number of the case that a mapping finds is no note for the adviser")
    func caseNumber() throws {
        let mapping = try load(
            mappingFile(
                #"[{ "addKommentare": { "kommentare": [{ "$unread": "lines" }] } }]"#,
                target: "kex-update",
                more: #""case": "$.form.vorgang", "#
            )
        )
        let json = try mapping.run(input(#"{"vorgang": "AB1234", "frage": "Wann?"}"#)).json
        #expect(json == [["addKommentare": ["kommentare": ["frage: Wann?"]]]])
    }
}
