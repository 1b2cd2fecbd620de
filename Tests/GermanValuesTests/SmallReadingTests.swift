import JSON
import Testing

@testable import GermanValues

@Suite("Accounts, e-mail and text")
struct SmallReadingTests {
    @Test(
        "an IBAN with one wrong digit is refused",
        arguments: [
            "DE89370400440532013000", "AT611904300234573201", "CH9300762011623852957", "GB29NWBK60161331926819",
        ]
    )
    func checkDigits(_ iban: String) throws {
        #expect(try IBAN.read(.string(iban)) == .string(iban))
        let characters = Array(iban)
        for place in characters.indices where characters[place].isNumber {
            for digit in "0123456789" where digit != characters[place] {
                var wrong = characters
                wrong[place] = digit
                #expect(throws: Unreadable.self, "\(String(wrong))") { try IBAN.read(.string(String(wrong))) }
            }
        }
    }

    @Test(
        "what is not exactly one address is refused",
        arguments: [
            "max", "@example.com", "max@", "max@@example.com", "max@example", "max@-example.com", "max@example..com",
            "max..muster@example.com", ".max@example.com", "max(at)example.com",
            "max@exam ple.com", "max@example.1", "\"max muster\"@example.com", "max@example.com x",
        ]
    )
    func noEmail(_ text: String) {
        #expect(throws: Unreadable.self) { try Email.read(.string(text)) }
    }

    @Test(
        "an address is found in what surrounds it",
        arguments: [
            ("mailto:max@example.com?subject=Hallo", "max@example.com"), ("<max@example.com>", "max@example.com"),
            ("\u{FEFF}max@example.com,", "max@example.com"), ("max+tag@sub.Example.CO", "max+tag@sub.example.co"),
        ]
    )
    func email(_ text: String, _ expected: String) throws {
        #expect(try Email.read(.string(text)) == .string(expected))
    }

    @Test(
        "character references are decoded once and only where they are complete",
        arguments: [
            ("&amp;amp;", "&amp;"), ("&#228;&#xE4;", "ää"), ("&#128;", "€"), ("a & b", "a & b"),
            ("&unknown;", "&unknown;"),
            ("&#0;", "&#0;"), ("&#xD800;", "&#xD800;"), ("&#99999999999;", "&#99999999999;"), ("&", "&"), ("&;", "&;"),
            ("&euro;", "€"),
            ("&#+5;", "&#+5;"),
        ]
    )
    func entities(_ text: String, _ expected: String) {
        #expect(Entities.decoded(text) == expected)
    }

    @Test(
        "cleaning keeps every letter and line, and nothing invisible",
        arguments: [
            ("a\u{A0}\u{202F} b", "a b"), ("So\u{AD}ft\u{200B}", "Soft"), (" a \r\n\r\n\r\n b ", "a\n\nb"),
            ("\u{0}a\u{7}", "a"),
            ("u\u{308}", "ü"), ("m²", "m²"), ("\n\na", "a"), ("a\tb", "a b"),
        ]
    )
    func cleaning(_ text: String, _ expected: String) {
        #expect(CleanText.lines(text).unicodeScalars.elementsEqual(expected.unicodeScalars))
        #expect(CleanText.lines(CleanText.lines(text)) == CleanText.lines(text))
    }

    @Test(
        "ways of saying nothing",
        arguments: [
            "", " ", "-", "–", "k.A.", "K. A.".replacing(" ", with: ""), "Keine Angabe", "n/a", "NULL", "weiß nicht",
            "Bitte auswählen", "-- bitte wählen --", "???", "NO_TITLE",
        ]
    )
    func nothing(_ text: String) {
        #expect(CleanText.saysNothing(CleanText.line(text)))
    }

    @Test("text says nothing only if it is blank: there are people called Null")
    func names() {
        #expect(TargetReading.text("Null").value == "Null")
        #expect(TargetReading.text(" \u{200B}\n ") == .nothing)
        #expect(TargetReading.text(["a", "b"]).unreadable?.code == "mehrere_werte")
        #expect(TargetReading.text(["a": "b"]).unreadable?.code == "kein_text")
    }

    @Test(
        "parameters of addresses",
        arguments: [("?a=1&b=2", "2"), ("b=2", "2"), ("https://x.example/?b=%C3%BC+x", "ü x"), ("/p?b=&b=3", "3")]
    )
    func parameters(_ text: String, _ expected: String) {
        #expect(TextFunctions.queryParameter("b", in: text) == expected)
    }
}
