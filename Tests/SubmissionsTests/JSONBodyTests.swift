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
            "application/json; charset=utf-16", "application/json; charset=\"\"x", "application/pdf", "text/csv",
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
        options.sniffsJSON = false
        #expect(try decoded("{}", as: urlencoded, options: options) == #"{"{}":""}"#)
        #expect(throws: SubmissionError.self) { try decoded("{}", as: "text/plain", options: options) }
    }

    @Test("no body and no type is said to be empty, no type alone to be missing")
    func missing() {
        #expect(throws: SubmissionError.self) { try decoded("", as: nil) }
        let error = #expect(throws: SubmissionError.self) { try decoded("a=1", as: nil) }
        #expect(error?.code == .unsupportedMediaType)
    }
}
