import JSON
import Testing

@testable import GermanValues

@Suite("What a reading may leave")
struct LeavingTests {
    private static let functions = [
        "telefon-national", "email", "vorname", "strassenname", "plz", "zahl", "datum", "familienstand",
    ]

    private static func parts(_ function: String, _ text: String) throws -> [String] {
        let leaving = try #require(ValueFunction.named(function)?.leaving)
        return leaving.parts(of: text).map(\.note)
    }

    @Test(
        "parts of texts",
        arguments: [
            ("strassenname", "Weg 7, Whg. 12", ["Weg", "7", "Whg. 12"]), ("strassenname", "Hauptstraße", []),
            ("plz", "D-10115", ["10115"]), ("plz", "10115 Berlin", ["10115", "Berlin"]), ("hausnummer", "Nr. 5", ["5"]),
            ("email", "a@example.org; b@example.org", ["b@example.org"]),
            ("telefon-national", "030 420860 oder 0176 12345678", ["0176 12345678"]),
            ("telefon-national", "(030) 420860", []), ("telefon-national", "030 420860 (Handy)", []),
            ("vorname", "Erika Muster, geb. Probe", ["geb. Probe"]), ("vorname", "Erika Muster", []),
            ("betrag", "42.000 € (brutto im Jahr)", []), ("betrag", "42.000 € (+ Bonus)", ["42.000 € (+ Bonus)"]),
            ("zahl", "48 Monate (4 Jahre)", []), ("zahl", "48 Monate (5 Jahre)", ["48 Monate (5 Jahre)"]),
            ("datum", "01.02.1980 (TT.MM.JJJJ)", []), ("nutzung", "Vermietung (z. B. Ferien)", []),
        ]
    )
    func parts(_ function: String, _ text: String, _ expected: [String]) throws {
        #expect(try Self.parts(function, text) == expected)
    }

    @Test("a text that is seen to leave nothing leaves nothing")
    func quick() throws {
        let examples = ValueFunction.all.flatMap(\.examples).compactMap(\.input.stringValue)
        var mutator = Mutator(seed: 61)
        let texts = examples + examples.flatMap { text in (0..<20).map { _ in mutator.damaged(text) } }
        for name in Self.functions {
            let leaving = try #require(ValueFunction.named(name)?.leaving)
            for text in texts {
                let mayLeave = Array(text.utf8).withUnsafeBufferPointer { leaving.mayLeave($0) }
                if mayLeave { continue }
                let whole = CleanText.line(text)
                // The parts of an address stand in the document wherever one of them is read.
                if name == "strassenname" || name == "plz" {
                    #expect(Strasse(line: whole).addition == nil, "\(text)")
                } else {
                    #expect(leaving.parts(of: text) == [], "\(name): \(text)")
                }
            }
        }
    }
}
