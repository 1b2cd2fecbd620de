import JSON
import TestSupport
import Testing

@testable import Mapping

/// A rule that finds nothing it can use in a value does not make the value read.
@Suite("Values that are read in part, or not")
struct PartlyReadTests {
    private static let notes = "/kundenangaben/haushalte/0/kunden/0/kontakt/weitereKontaktmoeglichkeiten"

    private static func run(
        _ payload: JSONObject,
        _ name: String = "kundenangaben-standard"
    ) throws -> (notes: String, result: MappingResult) {
        let mapping = try #require(ShippedMappings.library.mapping(name))
        var payload = payload
        if payload["email"] == nil { payload["email"] = "erika@example.org" }
        let result = try mapping.run(input(JSONValue.object(payload).text()))
        let lines = try result.json["kommentare"]?.text()
        return (try lines ?? result.json[pointer: JSONPointer(parsing: notes)]?.stringValue ?? "", result)
    }

    @Test(
        "what no rule could use is in the notes, whatever kind of value it is and however many rules looked at it",
        arguments: [
            ("plz", 0), ("plz", 101_790), ("plz", true), ("plz", ["10115", "10117"]), ("plz", ["a": "Wert eins"]),
            ("ort", ["Berlin", "Hamburg"]), ("ort", ["a": "Wert eins", "b": ["Wert zwei"]]), ("strasse", false),
            ("strasse", ["Musterstr. 5", "Weg 7"]), ("strasse", [["label": "Wert drei"]]),
            ("objekt_strasse", ["Musterstr. 5", "Weg 7"]), ("name", 4711), ("vorhaben", ["Kauf", "Neubau"]),
            ("kinder_anzahl", 2), ("familienstand", ["ledig", "geschieden"]),
        ] as [(String, JSONValue)]
    )
    func unused(_ field: String, _ value: JSONValue) throws {
        let (notes, result) = try Self.run([field: value])
        for fate in result.report().fates where fate.field == field || fate.place.tokens.first == field {
            #expect(fate.kind == .unread || fate.kind == .unreadable, "\(fate.place)")
            #expect(notes.contains(fate.value.stringValue ?? fate.value.text()), "\(fate.place): \(notes)")
        }
    }

    @Test(
        "of an object only the members that were read are used",
        arguments: [
            (["vorname": ["value": "Max", "kommentar": "Rufname"]], ["Rufname"], []),
            (["geburtsdatum": ["value": "01.02.1980", "unix": 318_211_200]], [], ["318211200"]),
            (["vorhaben": ["value": "Kauf", "label": "Kaufen"]], [], ["Kaufen"]),
            (
                [
                    "strasse": [
                        "addr_line1": "Musterstr. 5", "city": "Berlin", "state": "Mitte", "postal": "10115",
                        "country": "Germany",
                    ]
                ], ["Mitte"], ["Germany", "10115"]
            ),
            (["name": ["first": "Max", "last": "Mustermann", "suffix": "jun."]], ["jun."], ["Mustermann"]),
            (["telefon": ["full": "030 420860", "bemerkung": "abends"]], ["abends"], ["420860"]),
        ] as [(JSONObject, [String], [String])]
    )
    func members(_ payload: JSONObject, _ inNotes: [String], _ notInNotes: [String]) throws {
        let (notes, _) = try Self.run(payload)
        for text in inNotes { #expect(notes.contains(text), "\(notes)") }
        for text in notInNotes { #expect(!notes.contains(text), "\(notes)") }
    }

    @Test("a rule that asks whether a value holds more does not use it", arguments: ["telefon", "strasse", "email"])
    func asked(_ field: String) throws {
        let (notes, result) = try Self.run([field: ["a": "Wert eins", "b": ["Wert zwei"]]], "kex-standard")
        #expect(notes.contains("Wert eins") && notes.contains("Wert zwei"), "\(notes)")
        #expect(!result.report().fates.contains { $0.kind == .used && $0.place.tokens.first == field })
    }

    @Test("a way of saying nothing is no value that could not be read", arguments: ["–", "k.A.", "keine_angabe"])
    func sayingNothing(_ text: String) throws {
        let (notes, result) = try Self.run(["vorhaben": .string(text), "nachname": .string(text)])
        #expect(notes == "")
        for fate in result.report().fates where fate.value == .string(text) {
            #expect(fate.code == "says-nothing")
        }
    }

    @Test(
        "salaries a year are counted with their word",
        arguments: [("13 Gehälter", "DREIZEHN"), ("13,5", "DREIZEHN_EINHALB"), ("12", "ZWOELF")]
    )
    func salaries(_ text: String, _ expected: String) throws {
        let (_, result) = try Self.run(["beschaeftigung": "angestellt", "gehaelter_pro_jahr": .string(text)])
        #expect(try result.json.text().contains("\"\(expected)\""))
    }

    @Test("no children, in words", arguments: ["keine", "keine Kinder", "0 Kinder", "kein Kind", "kinderlos", "0"])
    func childless(_ text: String) throws {
        let (_, result) = try Self.run(["kinder_anzahl": .string(text)])
        #expect(try result.json.text().contains("KEINE_KINDER"))
    }
}
