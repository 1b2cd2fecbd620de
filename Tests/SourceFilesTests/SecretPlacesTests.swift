import SourceFiles
import Testing

@Suite("Where a secret stands in a post")
struct SecretPlacesTests {
    private static let blot = SecretBlot([Array("geheim/Wort".utf8), Array("Wortlaut8".utf8)])

    @Test(
        "a secret, however it is escaped, and nothing else",
        arguments: [
            ("geheim/Wort", "***********"),
            ("a=geheim/Wort&b=1", "a=***********&b=1"),
            (#"{"url": "https://x/geheim\/Wort"}"#, #"{"url": "https://x/************"}"#),
            ("token=geheim%2FWort", "token=*************"),
            ("token=%67eheim%2fWort%20", "token=***************%20"),
            ("geheim/Wortlaut8", "****************"),
            ("ggeheim/Wort geheim/Wort", "g*********** ***********"),
            ("Wortlaut8%Wortlaut8", "*********%*********"),
            ("3,75 % von geheim/Wor", "3,75 % von geheim/Wor"),
            ("geheim/Wor%", "geheim/Wor%"), ("geheim\\", "geheim\\"), ("%", "%"), ("", ""),
        ]
    )
    func places(text: String, expected: String) {
        #expect(String(decoding: Self.blot.blotted(Array(text.utf8)), as: UTF8.self) == expected)
        #expect(Self.blot.blotted(text) == expected)
    }

    @Test("words of less than eight bytes are left: a customer may have written them")
    func short() {
        #expect(SecretBlot([Array("kurz".utf8)]).blotted("kurz und gut") == "kurz und gut")
    }
}
