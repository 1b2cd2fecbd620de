import Testing

@testable import Submissions

@Suite("JSON bodies")
struct JSONBodyTests {
    @Test(
        "a JSON type is passed on byte for byte",
        arguments: [
            "application/json", "application/json; charset=utf-8", "application/json;charset=\"UTF-8\"", "TEXT/JSON",
            "application/vnd.api+json", "application/cloudevents+json; profile=\"a;b\"",
        ]
    )
    func passesOn(type: String) throws {
        #expect(try decoded(#" {"a" : 1.50}"#, as: type) == #" {"a" : 1.50}"#)
    }

    @Test("a byte order mark is taken off and counted")
    func byteOrderMark() throws {
        let body: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("{}".utf8)
        let submission = try SubmissionDecoder.decode(body, contentType: "application/json")
        #expect(submission.json == Array("{}".utf8))
        #expect(submission.skippedBytes == 3)
    }

    @Test(
        "a declared character set is transcoded",
        arguments: [
            ("iso-8859-1", [0xFC] as [UInt8], "ü"), ("ISO-8859-1", [0x80], "€"), ("windows-1252", [0x80], "€"),
            ("iso-8859-15", [0xA4], "€"), ("latin1", [0xA4], "¤"), ("utf8", [0xC3, 0xBC], "ü"),
        ]
    )
    func transcodes(label: String, bytes: [UInt8], text: String) throws {
        let body = Array("\"".utf8) + bytes + Array("\"".utf8)
        let submission = try SubmissionDecoder.decode(body, contentType: "application/json; charset=\(label)")
        #expect(String(decoding: submission.json, as: UTF8.self) == "\"\(text)\"")
    }

    @Test(
        "what cannot be read is unsupported, with advice",
        arguments: [
            "application/json; charset=utf-7", "application/json; charset=\"\"x", "application/pdf", "text/csv",
            "application/octet-stream", "multipart/mixed; boundary=x", "nonsense", "", "a/b/c", "text/plain",
        ]
    )
    func unsupported(type: String) {
        let error = #expect(throws: SubmissionError.self) { try decoded("Hallo", as: type) }
        #expect(error?.isUnsupported == true)
        #expect(error?.advice.isEmpty == false)
    }

    @Test(
        "a body that starts like JSON is JSON, though declared as a form or text, or not declared at all",
        arguments: [urlencoded, "text/plain", "text/plain;charset=UTF-8", nil]
    )
    func sniffs(type: String?) throws {
        let submission = try SubmissionDecoder.decode(Array("\n [{\"a\":1}]".utf8), contentType: type)
        #expect(submission.format == .json)
    }

    @Test("sniffing can be switched off")
    func strict() throws {
        var options = SubmissionOptions()
        options.sniffs = false
        #expect(try decoded("{}", as: urlencoded, options: options) == #"{"{}":""}"#)
        #expect(throws: SubmissionError.self) { try decoded("{}", as: "text/plain", options: options) }
    }

    @Test("no body and no type is said to be empty, prose without a type has no meaning, and a form has")
    func missing() throws {
        #expect(throws: SubmissionError.self) { try decoded("", as: nil) }
        let error = #expect(throws: SubmissionError.self) { try decoded("Bitte um Rückruf", as: nil) }
        #expect(error?.code == .unsupportedMediaType)
        #expect(try decoded("a=1&b=2", as: nil) == #"{"a":"1","b":"2"}"#)
        #expect(try decoded("a=1", as: "kein Typ") == #"{"a":"1"}"#)
    }

    @Test(
        "what a body begins with says more than its content type",
        arguments: [
            ("<lead><name>M</name></lead>", urlencoded), ("<lead><name>M</name></lead>", "text/plain"),
            ("<?xml version=\"1.0\"?><lead><name>M</name></lead>", "application/octet-stream"),
            ("\n <lead><name>M</name></lead>", "text/html"), ("<lead><name>M</name></lead>", "application/x-xml"),
        ]
    )
    func xml(body: String, type: String) throws {
        #expect(try decoded(body, as: type) == #"{"lead":{"name":"M"}}"#)
    }

    @Test("JSON text within a JSON string is read once more, and only where it is an object or a list")
    func jsonInJSON() throws {
        let twice = try SubmissionDecoder.decode(Array(#""{\"a\":\"x\"}""#.utf8), contentType: "application/json")
        #expect(String(decoding: twice.json, as: UTF8.self) == #"{"a":"x"}"#)
        #expect(twice.repairs == [.jsonInJSON])
        #expect(try decoded(#""[1,2]""#, as: urlencoded) == "[1,2]")
        #expect(try decoded(#""Hallo""#, as: "application/json") == #""Hallo""#)
        #expect(try decoded(#""{kaputt""#, as: "application/json") == #""{kaputt""#)
    }

    @Test(
        "half a surrogate pair and U+0000 become U+FFFD, and the report says so",
        arguments: [
            (#"{"a":"x\ud83d"}"#, #"{"a":"x\uFFFD"}"#, [Repair.halfSurrogate]),
            (#"{"a":"\uDE00x"}"#, #"{"a":"\uFFFDx"}"#, [.halfSurrogate]),
            (#"{"a\u0000":"\u0000"}"#, #"{"a\uFFFD":"\uFFFD"}"#, [.zeroCharacter]),
            (#"{"a":"\ud83d\ude00"}"#, nil, []), (#"{"a":"\\ud83d"}"#, nil, []),
        ] as [(String, String?, [Repair])]
    )
    func escapes(body: String, expected: String?, repairs: [Repair]) throws {
        let decoded = try SubmissionDecoder.decode(Array(body.utf8), contentType: "application/json")
        let readable = decoded.readable
        #expect(String(decoding: readable.json, as: UTF8.self) == expected ?? body)
        #expect(readable.repairs == repairs)
    }
}
