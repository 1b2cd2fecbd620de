import JSON
import Testing

@testable import Submissions

@Suite("Multipart forms")
struct MultipartFormTests {
    private let type = "multipart/form-data; boundary=XX"

    private func part(_ name: String, _ value: String) -> String {
        "--XX\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
    }

    @Test("the recorded HTML form decodes; files are named and measured, an empty file input is null")
    func recorded() throws {
        let body = try Fixture.bytes("html-form-multipart.txt")
        let submission = try SubmissionDecoder.decode(
            body,
            contentType: "multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxkTrZu0gW"
        )
        let expected: JSONValue = [
            "antragsteller": [["vorname": "Max", "nachname": "Müller-Lüdenscheidt"], ["vorname": "Erika"]],
            "verwendung": ["Kauf", "Modernisierung"],
            "kaufpreis": "358.000,00 €",
            "consent": "on",
            "gehaltsnachweis": ["filename": "Gehaltsnachweis März.pdf", "contentType": "application/pdf", "size": 24],
            "leer": .null,
        ]
        #expect(try JSONValue.parse(submission.json) == expected)
    }

    @Test("the recorded Jotform post keeps its JSON-in-a-field as text")
    func jotform() throws {
        let submission = try SubmissionDecoder.decode(
            Fixture.bytes("jotform-multipart.txt"),
            contentType: "multipart/form-data; boundary=----------------------------4f7c1d9f0b2a"
        )
        let json = try JSONValue.parse(submission.json)
        #expect(json["submissionID"] == "3859755280104305944")
        #expect(json["rawRequest"]?.stringValue?.hasPrefix("{\"slug\"") == true)
    }

    @Test("a boundary-like text inside content is content")
    func lookalikes() throws {
        let value = "a\r\n--X\r\r\n--XY\r\n-\r"
        #expect(try decoded(part("f", value) + "--XX--", as: type) == #"{"f":"a\r\n--X\r\r\n--XY\r\n-\r"}"#)
    }

    @Test(
        "names are unescaped as browsers escape them",
        arguments: [
            (#"name="a%22b""#, #"{"a\"b":"v"}"#), (#"name="a\"b""#, #"{"a\"b":"v"}"#),
            (#"name="a\b""#, #"{"a\\b":"v"}"#),
            (#"name=plain"#, #"{"plain":"v"}"#), (#"name="100%""#, #"{"100%":"v"}"#),
            (
                #"name="f"; filename="x.pdf""#,
                #"{"f":{"filename":"x.pdf","contentType":"application/octet-stream","size":1}}"#
            ),
            (
                #"name="f"; filename="x"; filename*=UTF-8''M%C3%A4rz.pdf"#,
                #"{"f":{"filename":"x","contentType":"application/octet-stream","size":1}}"#
            ),
            (
                #"name="f"; filename*=UTF-8''M%C3%A4rz.pdf"#,
                #"{"f":{"filename":"März.pdf","contentType":"application/octet-stream","size":1}}"#
            ),
        ]
    )
    func names(parameters: String, json: String) throws {
        let body = "--XX\r\nContent-Disposition: form-data; \(parameters)\r\n\r\nv\r\n--XX--\r\n"
        #expect(try decoded(body, as: type) == json)
    }

    @Test("a part's own character set is read")
    func charset() throws {
        let body =
            Array(
                "--XX\r\ncontent-disposition: form-data; name=a\r\ncontent-type: text/plain; charset=iso-8859-15\r\n\r\n"
                    .utf8
            )
            + [0xA4] + Array("\r\n--XX--".utf8)
        let submission = try SubmissionDecoder.decode(body, contentType: type)
        #expect(String(decoding: submission.json, as: UTF8.self) == #"{"a":"€"}"#)
    }

    static let broken: [String] = [
        "",
        "--XX",
        "--XX\r\n",
        "preamble\r\n",
        "preamble --XX\r\nContent-Disposition: form-data; name=a\r\n\r\nv\r\n--XX--",
        "preamble\n--XX\r\nContent-Disposition: form-data; name=a\r\n\r\nv\r\n--XX--",
        "--XX\r\nContent-Disposition: form-data; name=a; name*=UTF-8''b\r\n\r\nv\r\n--XX--",
        "--XX\r\nContent-Disposition: form-data; name=a; filename*=x\r\n\r\nv\r\n--XX--",
        "--XX\r\n\r\nv\r\n--XX--",
        "--XX\r\nContent-Disposition: form-data\r\n\r\nv\r\n--XX--",
        "--XX\r\nContent-Disposition: attachment; name=a\r\n\r\nv\r\n--XX--",
        "--XX\r\nContent-Disposition: form-data; name=a; name=b\r\n\r\nv\r\n--XX--",
        "--XX\r\nContent-Disposition: form-data; name=\"a\r\n\r\nv\r\n--XX--",
        "--XX\nContent-Disposition: form-data; name=a\n\nv\n--XX--",
        "--XX\r\nContent-Disposition: form-data;\r\n name=a\r\n\r\nv\r\n--XX--",
        "--XX\r\nContent-Disposition : form-data; name=a\r\n\r\nv\r\n--XX--",
        "--XX\r\nContent-Disposition: form-data; name=a\r\n\r\nv\r\n--XX",
        "--XX\r\nContent-Disposition: form-data; name=a\r\n\r\nv\r\n--XXY\r\n",
        "--XX\r\nContent-Disposition: form-data; name=a\r\n\r\nv\r\n--XX-- trailing",
        "--XX\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64\r\n\r\nv\r\n--XX--",
        "--XX\r\nContent-Disposition: form-data; name=a\r\nContent-Type: multipart/mixed; boundary=Y\r\n\r\nv\r\n--XX--",
    ]

    @Test(
        "what stands before the first boundary and after the closing one is nobody's business",
        arguments: [
            "\r\n", "This is a message of many parts.\r\n", "--X\r\n--Y\r\n", "no --XX here\r\n\r\n",
        ],
        ["", "\r\n", " \t\r\n", "\r\nthe end\r\n--XX\r\n", "\r\n--XX--\r\n"]
    )
    func preambleAndEpilogue(preamble: String, epilogue: String) throws {
        #expect(try decoded(preamble + part("a", "1") + "--XX--" + epilogue, as: type) == #"{"a":"1"}"#)
    }

    @Test("what breaks the rules is refused, never guessed", arguments: broken)
    func refused(body: String) {
        #expect(throws: SubmissionError.self) { try decoded(body, as: type) }
    }

    @Test(
        "a boundary must be usable",
        arguments: [
            "multipart/form-data", "multipart/form-data; boundary=",
            "multipart/form-data; boundary=\(String(repeating: "x", count: 71))",
        ]
    )
    func boundary(type: String) {
        #expect(throws: SubmissionError.self) { try decoded("--x--", as: type) }
    }

    @Test("limits on parts and header bytes hold")
    func limits() throws {
        var options = SubmissionOptions()
        options.parts = 2
        let three = part("a", "1") + part("b", "2") + part("c", "3") + "--XX--"
        #expect(throws: SubmissionError.self) { try decoded(three, as: type, options: options) }
        options.parts = 3
        #expect(try decoded(three, as: type, options: options) == #"{"a":"1","b":"2","c":"3"}"#)
        options.partHeaderBytes = 20
        let error = #expect(throws: SubmissionError.self) { try decoded(three, as: type, options: options) }
        #expect(error?.code == .tooMany)
    }

    @Test("how the body is cut into pieces makes no difference", arguments: 0..<50 as Range<UInt64>)
    func pieces(seed: UInt64) throws {
        var random = Seeded(seed)
        let body = try Fixture.bytes("html-form-multipart.txt")
        let boundary = Array("----WebKitFormBoundary7MA4YWxkTrZu0gW".utf8)
        func events(_ cuts: [ArraySlice<UInt8>]) throws -> [String] {
            var parser = MultipartParser(boundary: boundary, partLimit: 100, headerByteLimit: 1000)
            var log: [String] = []
            var content: [UInt8] = []
            for cut in cuts {
                try parser.consume(cut) { event in
                    switch event {
                    case .partBegan(let headers, let offset):
                        log.append("began \(offset) \(headers.map { String(decoding: $0, as: UTF8.self) })")
                    case .content(let bytes): content += bytes
                    case .partEnded:
                        log.append("ended \(content)")
                        content = []
                    }
                }
            }
            try parser.finish()
            return log
        }
        var cuts: [ArraySlice<UInt8>] = []
        var rest = body[...]
        while !rest.isEmpty {
            let count = min(rest.count, Int.random(in: 1...(seed == 0 ? 1 : 40), using: &random))
            cuts.append(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        #expect(try events(cuts) == events([body[...]]))
    }

    @Test("a form that names no character set and has parts in UTF-8 and in windows-1252 keeps each part's own")
    func mixedCharsets() throws {
        let body =
            Array((part("ort", "Köln") + part("name", "X")).utf8).dropLast(3) + [0xFC] + Array("\r\n--XX--\r\n".utf8)
        let submission = try SubmissionDecoder.decode(Array(body), contentType: type)
        #expect(try JSONValue.parse(submission.json) == ["ort": "Köln", "name": "ü"])
        #expect(submission.repairs == [.assumedWindows1252])
    }
}
