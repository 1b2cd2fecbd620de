import JSON
import Testing

@testable import Submissions

@Suite("What a sender's tool put around the characters of texts")
struct StringMendingTests {
    private static let json = "application/json"

    /// The values of the decoded body; blanks between them mean nothing.
    private func value(_ body: String, as type: String = json) throws -> JSONValue {
        try JSONValue.parse(try SubmissionDecoder.decode(Array(body.utf8), contentType: type).json)
    }

    private func repairs(_ body: String, as type: String = json) throws -> [Repair] {
        try SubmissionDecoder.decode(Array(body.utf8), contentType: type).repairs
    }

    @Test(
        "HTML references are the characters that they stand for",
        arguments: [
            (#"{"a":"M&uuml;ller"}"#, #"{"a":"Müller"}"#), (#"{"a":"D&#039;Amico & Co"}"#, #"{"a":"D'Amico & Co"}"#),
            (#"{"a":["R&amp;D","&#x20AC;"]}"#, #"{"a":["R&D","€"]}"#),
            (#"{"a":"M\u0026uuml;ller"}"#, #"{"a":"Müller"}"#), (#"{"a":"&amp;amp;"}"#, #"{"a":"&amp;"}"#),
            (#"{"a":"&quot;x&quot; &#92;"}"#, #"{"a":"\"x\" \\"}"#),
            (#"{"M&uuml;ller":1,"a":"x"}"#, #"{"M&uuml;ller":1,"a":"x"}"#),
            (#"{"a":"https://x.de/?a=1&copy=2"}"#, #"{"a":"https://x.de/?a=1&copy=2"}"#),
            (#"{"a":"Müller & Sohn; AG"}"#, #"{"a":"Müller & Sohn; AG"}"#),
        ]
    )
    func references(body: String, plain: String) throws {
        #expect(try value(body) == JSONValue.parse(plain))
        #expect(
            try repairs(body) == (body == plain || plain.contains("M&uuml;ller") ? [] : [.htmlReferences])
                || body == plain
        )
    }

    @Test(
        "in JSON text within a text a quote stays within its string",
        arguments: [
            (
                #"{"nachname":"D&#039;Amico","ort":"&quot;Alt&quot; &amp; Neu"}"#,
                #"{"nachname":"D'Amico","ort":"\"Alt\" & Neu"}"#
            ),
            (#"{&quot;nachname&quot;:&quot;Muster&quot;}"#, #"{"nachname":"Muster"}"#),
        ]
    )
    func inner(text: String, plain: String) throws {
        let body = JSONValue.object(["data": .string(text)])
        let decoded = try value(String(decoding: body.serialized, as: UTF8.self))
        let inner = try #require(decoded["data"]?.stringValue)
        #expect(try JSONValue.parse(inner) == JSONValue.parse(plain))
    }

    @Test(
        "UTF-8 that was encoded twice is read once more, if all of it was",
        arguments: [
            (#"{"a":"MÃ¼ller","Ã–rt":"KÃ¶ln â‚¬"}"#, #"{"a":"Müller","Ört":"Köln €"}"#),
            (#"{"a":"M\u00c3\u00bcller"}"#, #"{"a":"Müller"}"#),
            (#"{"a":"MÃ¼ller","b":"Köln"}"#, #"{"a":"MÃ¼ller","b":"Köln"}"#),
            (#"{"a":"João"}"#, #"{"a":"João"}"#), (#"{"a":"Â "}"#, #"{"a":"Â "}"#),
        ]
    )
    func doubled(body: String, plain: String) throws {
        #expect(try value(body) == JSONValue.parse(plain))
        #expect(try repairs(body) == (body == plain ? [] : [.doubleUTF8]))
    }

    @Test("a form whose bytes were encoded twice")
    func doubledForm() throws {
        #expect(try value("ort=K%C3%83%C2%B6ln", as: urlencoded) == ["ort": "Köln"])
    }

    @Test(
        "backslashes before quotes go, if every quote has one",
        arguments: [
            ("a=D%5C'Amico&b=C%3A%5C%5Cx", ["a": "D'Amico", "b": #"C:\x"#]),
            ("a=D%5C'Amico&b=d'Or", ["a": #"D\'Amico"#, "b": "d'Or"]), ("a=C%3A%5Cx", ["a": #"C:\x"#]),
            ("data=%7B%5C%22a%5C%22%3A%5C%22M%5C%22%7D", ["data": #"{"a":"M"}"#]),
        ] as [(String, JSONValue)]
    )
    func slashes(body: String, plain: JSONValue) throws { #expect(try value(body, as: urlencoded) == plain) }

    @Test("nothing else moves: every later value stands where it stood")
    func places() throws {
        let body = Array(#"[{"a":"M&uuml;ller&#039;s"}, {"b":"x"}]"#.utf8)
        let submission = try SubmissionDecoder.decode(body, contentType: Self.json)
        #expect(submission.json.count == body.count)
        #expect(submission.json.suffix(12) == body.suffix(12))
    }

    @Test("whoever checks a signature gets the texts as they were signed")
    func signed() throws {
        let submission = try SubmissionDecoder.decode(
            Array("a=M%26uuml%3Bller".utf8),
            contentType: urlencoded,
            options: .asSigned
        )
        #expect(String(decoding: submission.json, as: UTF8.self) == #"{"a":"M&uuml;ller"}"#)
    }

    @Test(
        "what is no JSON is left as it is",
        arguments: [#"{"a":"M&uuml;ller"#, #"{"a":"&uuml;\x"}"#, "&uuml;", "\"\\"]
    )
    func faulty(body: String) throws {
        #expect(try decoded(body, as: Self.json) == body)
    }

    @Test("XML may use HTML's names for characters")
    func xml() throws {
        #expect(
            try value("<lead><nachname>M&uuml;ller</nachname><ort>K&ouml;ln&nbsp;</ort></lead>", as: "text/xml")
                == ["lead": ["nachname": "Müller", "ort": "Köln\u{A0}"]]
        )
    }
}
