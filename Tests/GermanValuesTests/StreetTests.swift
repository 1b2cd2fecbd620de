import JSON
import Testing

@testable import GermanValues

@Suite("Streets and addresses")
struct StreetTests {
    /// Letters and digits, in any order; the label of the number does not count.
    private static func substance(_ text: String) -> [Character] {
        text.filter { $0.isLetter || $0.isNumber }.sorted()
    }

    @Test("taking a street apart loses no letter and no digit")
    func conservation() {
        var mutator = Mutator(seed: 11)
        for line in ReadingCase.all where ["strasse", "adresse"].contains(line.function) {
            guard let text = line.input.stringValue, !text.contains("Nr") else { continue }
            for _ in 0..<300 {
                let damaged = CleanText.line(mutator.damaged(text))
                if damaged.lowercased().contains(/n[ro]|nummer/) { continue }
                let street = Strasse(line: damaged)
                let joined = street.street + (street.houseNumber ?? "") + (street.addition ?? "")
                #expect(Self.substance(joined) == Self.substance(damaged), "\(damaged): \(street)")
            }
        }
    }

    @Test(
        "unseen streets",
        arguments: [
            ("Hauptstr. 12 1/2", "Hauptstr.", "12 1/2", nil), ("Hauptstraße 5½", "Hauptstraße", "5½", nil),
            ("Postfach 12 34", "Postfach 12 34", nil, nil), ("An der Alten Mühle", "An der Alten Mühle", nil, nil),
            ("Straße des 17.Juni 135", "Straße des 17.Juni", "135", nil), ("Q 7, 24", "Q 7", "24", nil),
            ("Dorf Nr. 5", "Dorf", "5", nil), ("Dorfstraße, Haus-Nr. 7", "Dorfstraße", "7", nil),
            ("Hauptstr. 5 c/o Muster", "Hauptstr.", "5", "c/o Muster"), ("Hauptstr. 5 (EG)", "Hauptstr.", "5", "EG"),
            ("Hauptstr. 5, Haus B", "Hauptstr.", "5 Haus B", nil),
            ("Platz der Republik 1", "Platz der Republik", "1", nil),
            ("12-14 Hauptstraße", "Hauptstraße", "12-14", nil), ("Hauptstraße 12 - 14", "Hauptstraße", "12-14", nil),
            ("3. Straße 7", "3. Straße", "7", nil),
            ("Hauptstr. 5, Ortsteil Neustadt", "Hauptstr.", "5", "Ortsteil Neustadt"),
            ("Lange Straße 5 B-C", "Lange Straße", "5B-C", nil),
            ("Allee 7 // 3. Etage links", "Allee", "7", "3. Etage links"),
            ("Hauptstr. 12345", "Hauptstr. 12345", nil, nil), ("55", "55", nil, nil),
            ("Hauptstr. 12.", "Hauptstr.", "12", nil),
            ("Hauptstr. 12 1/2 a", "Hauptstr.", "12 1/2a", nil), ("Hauptstr. 12 ½", "Hauptstr.", "12 ½", nil),
            ("Am Ring 5 HH 2. OG", "Am Ring", "5 HH", "2. OG"), ("Platz 7 Nr. 3a", "Platz 7", "3a", nil),
        ] as [(String, String, String?, String?)]
    )
    func unseen(_ text: String, _ name: String, _ number: String?, _ addition: String?) {
        let street = Strasse(line: text)
        #expect(street.street == name)
        #expect(street.houseNumber == number)
        #expect(street.addition == addition)
    }

    @Test(
        "unseen addresses",
        arguments: [
            ("Musterstr. 5 10115 Berlin", "Musterstr.", "10115", "Berlin", nil),
            ("Musterstr. 5\r\nD-10115 Berlin\r\nGermany", "Musterstr.", "10115", "Berlin", "DE"),
            ("10115 Berlin, Musterstr. 5", "Musterstr.", "10115", "Berlin", nil),
            ("Musterstr. 5, 10115, Berlin", "Musterstr.", "10115", "Berlin", nil),
            ("10115 Berlin", nil, "10115", "Berlin", nil),
            ("Musterstr. 5 · 10115 Berlin", "Musterstr.", "10115", "Berlin", nil),
            ("Am Ring 3, 60311 Frankfurt am Main", "Am Ring", "60311", "Frankfurt am Main", nil),
        ] as [(String, String?, String, String, String?)]
    )
    func addresses(_ text: String, _ street: String?, _ code: String, _ town: String, _ country: String?) throws {
        let address = try #require(try Adresse.read(.string(text)))
        #expect(address.street?.street == street)
        #expect(address.code == code)
        #expect(address.town == town)
        #expect(address.country == country)
    }

    @Test(
        "without street, code and town in order there is no address",
        arguments: ["Berlin", "10115", "Musterstr. 5", "a, b, c"]
    )
    func noAddress(_ text: String) {
        #expect(throws: Unreadable.self) { try Adresse.read(.string(text)) }
    }

    @Test("what one function took apart, another one picks from")
    func chains() throws {
        let whole = try #require(ValueFunction.named("adresse"))
        let parts = try #require(whole.apply("Musterstr. 5, 10115 Berlin", context: .fixed).value)
        for (name, expected) in [
            ("strassenname", "Musterstr."), ("hausnummer", "5"), ("plz", "10115"), ("ort", "Berlin"),
        ] {
            let function = try #require(ValueFunction.named(name))
            #expect(function.apply(parts, context: .fixed).value == .string(expected))
        }
        let form: JSONValue = [
            "addr_line1": "Musterstr. 5", "addr_line2": "", "city": "Berlin", "state": "", "postal": "10115",
        ]
        #expect(whole.apply(form, context: .fixed).value?.isEquivalent(to: parts) == true)
    }

    @Test(
        "a house number is found under the names that senders give it",
        arguments: ["hausnummer", "number", "nr", "street_number", "streetNumber", "houseNumber", "house"]
    )
    func houseNumbers(_ name: String) throws {
        var address = JSONObject()
        address.append("street", "Musterstr.")
        address.append(name, "5a")
        let street = try #require(ValueFunction.named("strassenname"))
        let number = try #require(ValueFunction.named("hausnummer"))
        #expect(street.apply(.object(address), context: .fixed).value == "Musterstr.")
        #expect(number.apply(.object(address), context: .fixed).value == "5a")
    }

    @Test(
        "postal codes lie between 01001 and 99998",
        arguments: ["01000", "99999", "00999", "1234", "123456", "1234a", "١٠١١٥"]
    )
    func postalCodes(_ text: String) {
        #expect(throws: Unreadable.self) { try Postleitzahl.read(.string(text)) }
    }
}
