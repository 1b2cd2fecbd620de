import Testing

@testable import Submissions

@Suite("A body in UTF-16")
struct UTF16Tests {
    private static func bytes(_ text: String, big: Bool, mark: Bool) -> [UInt8] {
        ((mark ? "\u{FEFF}" : "") + text).utf16.flatMap { unit in
            let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            return big ? pair : pair.reversed()
        }
    }

    @Test(
        "is read as what it says, in either byte order, with a mark or without, whatever it is declared to be",
        arguments: [
            (#"{"name":"Müller 😀"}"#, "application/json", #"{"name":"Müller 😀"}"#),
            (#"{"name":"Müller"}"#, "application/json; charset=utf-16", #"{"name":"Müller"}"#),
            (#"{"name":"Müller"}"#, "application/json; charset=windows-1252", #"{"name":"Müller"}"#),
            (#" [{"name":"Müller"}]"#, nil, #" [{"name":"Müller"}]"#),
            (#"<?xml version="1.0" encoding="utf-16"?><a>Müller</a>"#, "text/xml", #"{"a":"Müller"}"#),
            ("name=M%C3%BCller&ort=Köln", "application/x-www-form-urlencoded", #"{"name":"Müller","ort":"Köln"}"#),
        ] as [(String, String?, String)]
    )
    func read(text: String, type: String?, json: String) throws {
        for big in [true, false] {
            for mark in [true, false] {
                let body = Self.bytes(text, big: big, mark: mark)
                let submission = try SubmissionDecoder.decode(body, contentType: type)
                #expect(String(decoding: submission.json, as: UTF8.self) == json)
                #expect(submission.repairs.contains(.utf16))
            }
        }
    }

    @Test("that only calls itself so is UTF-8, as .NET writes XML")
    func declared() throws {
        let xml = #"<?xml version="1.0" encoding="utf-16"?><a>Müller</a>"#
        #expect(try decoded(xml, as: "application/xml; charset=utf-16") == #"{"a":"Müller"}"#)
        #expect(try decoded(xml, as: "application/xml") == #"{"a":"Müller"}"#)
        #expect(try decoded(#"{"a":"ü"}"#, as: "application/json; charset=UTF-16LE") == #"{"a":"ü"}"#)
    }

    @Test("that is cut off within a character, or has half of one, is refused and not guessed")
    func broken() {
        let whole = Self.bytes(#"{"a":"😀"}"#, big: false, mark: true)
        for body in [Array(whole.dropLast()), whole.filter { $0 != 0xD8 && $0 != 0x3D }] {
            let error = #expect(throws: SubmissionError.self) {
                try SubmissionDecoder.decode(body, contentType: "application/json")
            }
            #expect(error?.code == .invalidText)
        }
    }
}
