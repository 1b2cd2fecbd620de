import Testing

@testable import leadgate

@Suite("Text of senders in a terminal")
struct ShownTextTests {
    @Test(
        "what a terminal would obey is written out, and everything else stays as it is",
        arguments: [
            ("Kaufpreis (€) – Größe 👩‍👩‍👧", "Kaufpreis (€) – Größe 👩‍👩‍👧"), ("\u{1B}[2Jkey", #"\u{1b}[2Jkey"#),
            ("a\r\nverdict: queued", #"a\u{d}\u{a}verdict: queued"#), ("\u{9B}31m", #"\u{9b}31m"#),
            ("\u{1B}]0;title\u{07}", #"\u{1b}]0;title\u{7}"#), ("a\u{202E}b\u{2066}", #"a\u{202e}b\u{2066}"#),
            ("a\u{2028}b\0\t", #"a\u{2028}b\u{0}\u{9}"#),
        ]
    )
    func shown(text: String, line: String) {
        #expect(text.shown == line)
    }
}
