import Suggestions
import Testing

@Suite("Did you mean") struct SuggestionsTests {
    @Test(
        "finds what was meant",
        arguments: [
            ("persondendaten", "personendaten"), ("Nachname", "nachname"), ("nach-name", "nachname"),
            ("straße", "strasse"), ("vornmae", "vorname"), ("telefon", "telefonnummer"), ("hausnummr", "hausnummer"),
            ("PLZ", "plz"),
        ]
    )
    func near(_ wrong: String, _ right: String) {
        let names = [
            "personendaten", "nachname", "vorname", "strasse", "hausnummer", "plz", "ort", "telefonnummer", "email",
        ]
        #expect(suggestions(for: wrong, among: names).first == right)
    }

    @Test("does not guess what is too far away", arguments: ["", "x", "einkommen", "ab", "!!"])
    func far(_ wrong: String) {
        #expect(suggestions(for: wrong, among: ["ort", "plz", "nachname"]).isEmpty)
    }
}
