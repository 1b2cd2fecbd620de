import JSON
import Testing

@testable import GermanValues

@Suite("What a person is known by")
struct IdentifyingValueTests {
    @Test("every telephone number that can be read is found, however it is written or damaged")
    func shape() {
        var mutator = Mutator(seed: 11)
        var found = 0
        for line in ReadingCase.all where line.function == "telefon" {
            guard let text = line.input.stringValue else { continue }
            let written = [
                text, "\(text); 0176 1234567", "Tel.: \(text) oder \(text)", "\(text)\n030 4208600",
                "\(text)|00000001-0000-4000-8000-000000000001", "00000001-0000-4000-8000-000000000001 / \(text)",
            ]
            for start in written {
                for count in 0..<40 {
                    let text = count == 0 ? start : mutator.damaged(start)
                    guard let phone = try? Telefon.read(.string(text)), text.utf8.count <= 80 else { continue }
                    // Shorter ones are in no place of the index.
                    let digits = text.utf8.filter { (0x30...0x39).contains($0) }
                    let beginsRight = digits.first == 0x30 || text.utf8.contains(0x2B)
                    guard digits.count >= (beginsRight ? 6 : 9) else { continue }
                    #expect(IdentifyingValue.phones(text).first == String(phone.e164.dropFirst()), "\(text)")
                    found += 1
                }
            }
        }
        #expect(found > 2_000)
    }

    @Test(
        "ids, dates and times are no telephone numbers",
        arguments: [
            "2026-11-29T16:45:08Z", "019ac1f0-0000-7000-8000-000000000000", "0f3e2d1c", "29.11.2026", "0,00 EUR",
            "gclid.Cj0KCQiA0123456789", "00000001-0000-4000-8000-000000000001",
            "Lead 00000001-0000-4000-8000-000000000001 von 17 Uhr",
        ]
    )
    func others(text: String) {
        #expect(IdentifyingValue.phones(text).isEmpty)
    }

    @Test(
        "two numbers in a field are both found",
        arguments: [
            "030 420860; 0176 12345678", "030 420860, 0176 12345678", "030 420860|0176 12345678",
            "030 420860 oder 0176 12345678", "030 420860 und 0176 12345678", "030 420860 / 0176 12345678",
            "030 420860/ 0176 12345678", "030 420860\n0176 12345678",
        ]
    )
    func two(text: String) {
        #expect(IdentifyingValue.phones(text) == ["4930420860", "4917612345678"])
    }

    @Test(
        "addresses are found by themselves, among words and in quotes, in lower case",
        arguments: [
            ("Erika.Muster@Example.ORG", ["erika.muster@example.org"]),
            ("o'brien@example.org", ["o'brien@example.org", "brien@example.org"]),
            ("'erika@example.org'", ["erika@example.org"]),
            ("Schreiben Sie an <erika@example.org>,\u{A0}max@example.org!", ["erika@example.org"]),
            ("a@example.org;b@example.org", ["a@example.org", "b@example.org"]),
            ("Termin @ 10 Uhr", []), ("erika.example.org", []),
        ]
    )
    func emails(text: String, expected: [String]) {
        #expect(IdentifyingValue.emails(text) == expected)
    }
}
