import JSON
import Testing

@testable import Submissions

@Suite("Urlencoded forms")
struct URLEncodedFormTests {
    @Test("the recorded HTML form decodes as PHP decodes it")
    func recorded() throws {
        let body = try Fixture.bytes("html-form-urlencoded.txt")
        let submission = try SubmissionDecoder.decode(body, contentType: urlencoded)
        let expected = try JSONValue.parse(Fixture.bytes("html-form-urlencoded.expected.json"))
        #expect(try JSONValue.parse(submission.json) == expected)
        #expect(submission.overwritten == ["consent"])
    }

    @Test(
        "names and values",
        arguments: [
            ("a=1&b=2", #"{"a":"1","b":"2"}"#),
            ("", "{}"),
            ("&&", "{}"),
            ("a", #"{"a":""}"#),
            ("a=&b", #"{"a":"","b":""}"#),
            ("=x", #"{"":"x"}"#),
            ("a=b=c", #"{"a":"b=c"}"#),
            ("a+b=c+d", #"{"a b":"c d"}"#),
            ("%61%2B=%2b", #"{"a+":"+"}"#),
            ("a=100%&b=%zz&c=%", #"{"a":"100%","b":"%zz","c":"%"}"#),
            ("a=1;b=2", #"{"a":"1;b=2"}"#),
            ("a=%22%5C%0D%0A%09%01", #"{"a":"\"\\\r\n\t\u0001"}"#),
            ("n=1\r\n", #"{"n":"1"}"#),
        ]
    )
    func pairs(body: String, json: String) throws {
        #expect(try decoded(body, as: urlencoded) == json)
    }

    @Test(
        "brackets nest, append and index",
        arguments: [
            ("a[b]=1&a[c]=2", #"{"a":{"b":"1","c":"2"}}"#),
            ("a[]=1&a[]=2", #"{"a":["1","2"]}"#),
            ("a[b][]=1&a[b][]=2", #"{"a":{"b":["1","2"]}}"#),
            ("a[0][x]=1&a[0][y]=2&a[1][x]=3", #"{"a":[{"x":"1","y":"2"},{"x":"3"}]}"#),
            ("a[1]=y&a[0]=x", #"{"a":["x","y"]}"#),
            ("a[1]=x&a[2]=y", #"{"a":{"1":"x","2":"y"}}"#),
            ("a[0]=x&a[k]=y", #"{"a":{"0":"x","k":"y"}}"#),
            ("a[5]=x&a[]=y", #"{"a":{"5":"x","6":"y"}}"#),
            ("a[01]=x", #"{"a":{"01":"x"}}"#),
            ("a[][x]=1&a[][x]=2", #"{"a":[{"x":"1"},{"x":"2"}]}"#),
            ("a[][x]=1&a[][y]=2&a[][x]=3", #"{"a":[{"x":"1","y":"2"},{"x":"3"}]}"#),
            ("a[][x]=&a[][y]=2&a[][x]=3&a[][y]=4", #"{"a":[{"x":"","y":"2"},{"x":"3","y":"4"}]}"#),
            ("a[][x][u]=1&a[][x][v]=2&a[][x][u]=3", #"{"a":[{"x":{"u":"1","v":"2"}},{"x":{"u":"3"}}]}"#),
            ("a[][x][]=1&a[][x][]=2&a[][y]=3", #"{"a":[{"x":["1"]},{"x":["2"],"y":"3"}]}"#),
            ("k[a][][x]=1&k[a][][y]=2&k[b][][y]=3", #"{"k":{"a":[{"x":"1","y":"2"}],"b":[{"y":"3"}]}}"#),
            ("a[0][x]=1&a[][y]=2", #"{"a":[{"x":"1"},{"y":"2"}]}"#), ("a[][]=1&a[][]=2", #"{"a":[["1"],["2"]]}"#),
            ("a[]=1&a[][x]=2&a[]=3&a[][y]=4", #"{"a":["1",{"x":"2"},"3",{"y":"4"}]}"#),
            ("0=x&1=y", #"{"0":"x","1":"y"}"#),
        ]
    )
    func brackets(body: String, json: String) throws {
        #expect(try decoded(body, as: urlencoded) == json)
    }

    @Test(
        "a name that is not plain bracket structure stays literal",
        arguments: [
            "data.json", "1.3", "a[b", "a]b", "a[b]c", "[a]", "a[b]]", "address [street]", "Kaufpreis (€)", "a[[b]c",
            "your-name",
        ]
    )
    func literal(name: String) throws {
        #expect(try decoded("x=&\(name)=1", as: urlencoded) == "{\"x\":\"\",\"\(name)\":\"1\"}")
    }

    @Test(
        "a name that comes again keeps all its values, and an empty one never wins",
        arguments: [
            ("a=1&a=2", #"{"a":["1","2"]}"#, []), ("a=1&a=", #"{"a":"1"}"#, ["a"]), ("a=&a=1", #"{"a":"1"}"#, ["a"]),
            ("a=1&a=1", #"{"a":"1"}"#, []), ("a=1&a=2&a=1&a=3", #"{"a":["1","2","3"]}"#, []),
            ("a=&a=", #"{"a":""}"#, ["a"]),
            ("a=0&a=on", #"{"a":"on"}"#, ["a"]), ("a=0&a=5", #"{"a":["0","5"]}"#, []),
            ("a=+&a=x", #"{"a":"x"}"#, ["a"]),
            ("x[a]=1&x[a]=2", #"{"x":{"a":["1","2"]}}"#, []), ("a=1&a[b]=2", #"{"a":{"":"1","b":"2"}}"#, []),
            ("a[b]=1&a=2", #"{"a":{"b":"1","":"2"}}"#, []), ("a=1&a[]=2", #"{"a":["1","2"]}"#, []),
            ("a[]=1&a=2", #"{"a":["1","2"]}"#, []), ("a[b]=1&a=", #"{"a":{"b":"1"}}"#, []),
            ("a[b]=1&a=2&a[b]=3", #"{"a":{"b":["1","3"],"":"2"}}"#, []),
        ]
    )
    func repeated(body: String, json: String, names: [String]) throws {
        let submission = try SubmissionDecoder.decode(Array(body.utf8), contentType: urlencoded)
        #expect(String(decoding: submission.json, as: UTF8.self) == json)
        #expect(submission.overwritten == names)
    }

    @Test(
        "an unescaped plus before a telephone number stays one",
        arguments: [
            ("t=+4930420860", #"{"t":"+4930420860"}"#), ("t=+49+30+420860", #"{"t":"+49 30 420860"}"#),
            ("t=+030420860", #"{"t":" 030420860"}"#), ("t=+12", #"{"t":" 12"}"#),
            ("t=%2B4930420860", #"{"t":"+4930420860"}"#),
            ("t=+350000", #"{"t":" 350000"}"#), ("t=+4930420860+Max", #"{"t":" 4930420860 Max"}"#),
        ]
    )
    func lostPlus(body: String, json: String) throws {
        #expect(try decoded(body, as: urlencoded) == json)
    }

    @Test("names that only look alike are two fields")
    func byteExactNames() throws {
        #expect(try decoded("%C3%A9=1&e%CC%81=2", as: urlencoded) == "{\"\u{E9}\":\"1\",\"e\u{301}\":\"2\"}")
    }

    @Test("a form that is no UTF-8 is windows-1252, unless it names its character set")
    func charset() throws {
        let assumed = try SubmissionDecoder.decode(Array("b=M%FCller".utf8), contentType: urlencoded)
        #expect(String(decoding: assumed.json, as: UTF8.self) == #"{"b":"Müller"}"#)
        #expect(assumed.repairs == [.assumedWindows1252])
        #expect(try decoded("b=M%FCller+%80", as: urlencoded + "; charset=windows-1252") == #"{"b":"Müller €"}"#)
        #expect(try decoded("_charset_=iso-8859-15&b=%A4", as: urlencoded) == #"{"b":"€"}"#)
        #expect(try decoded("b=%A4&_charset_=ISO-8859-15", as: urlencoded) == #"{"b":"€"}"#)
        #expect(
            try decoded("b=%A4", as: urlencoded, options: SubmissionOptions(charset: "iso-8859-15")) == #"{"b":"€"}"#
        )
        let error = #expect(throws: SubmissionError.self) {
            try decoded("a=1&b=M%FCller", as: urlencoded + "; charset=utf-8")
        }
        #expect(error?.code == .invalidText)
        #expect(error?.offset == 4)
    }

    @Test("U+0000 becomes U+FFFD, in names and in values", arguments: ["a=%00", "%00=a", "a=\0"])
    func zero(body: String) throws {
        let submission = try SubmissionDecoder.decode(Array(body.utf8), contentType: urlencoded)
        #expect(String(decoding: submission.json, as: UTF8.self).contains("\u{FFFD}"))
        #expect(submission.repairs == [.zeroCharacter])
    }

    @Test("limits on pairs and on depth hold")
    func limits() throws {
        var options = SubmissionOptions()
        options.pairs = 3
        options.depth = 3
        #expect(try decoded("a=1&b=2&c=3", as: urlencoded, options: options).isEmpty == false)
        let pairs = #expect(throws: SubmissionError.self) {
            try decoded("a=1&b=2&c=3&d=4", as: urlencoded, options: options)
        }
        #expect(pairs?.code == .tooMany)
        #expect(try decoded("a[b][c]=1", as: urlencoded, options: options).isEmpty == false)
        let depth = #expect(throws: SubmissionError.self) {
            try decoded("a[b][c][d]=1", as: urlencoded, options: options)
        }
        #expect(depth?.code == .tooDeep)
    }

    @Test(
        "an ampersand that was not escaped stays in its value; a name without a value is none",
        arguments: [
            ("name=M%C3%BCller & Sohn&ort=Berlin", ["name": "Müller & Sohn", "ort": "Berlin"], true),
            ("name=Max+&+Erika+&+Otto&ort=Berlin", ["name": "Max & Erika & Otto", "ort": "Berlin"], true),
            ("name=Max&Erika Vogt", ["name": "Max&Erika Vogt"], true),
            ("name=Max&neu", ["name": "Max", "neu": ""], false),
            ("neu&name=Max", ["neu": "", "name": "Max"], false), ("a b&name=Max", ["a b": "", "name": "Max"], false),
            ("name=&a b", ["name": "", "a b": ""], false),
        ] as [(String, JSONValue, Bool)]
    )
    func lostAmpersands(_ body: String, _ expected: JSONValue, _ isRepaired: Bool) throws {
        let submission = try SubmissionDecoder.decode(Array(body.utf8), contentType: urlencoded)
        #expect(try JSONValue.parse(submission.json) == expected)
        #expect(submission.repairs == (isRepaired ? [.lostAmpersand] : []))
    }

    @Test("what is no UTF-8 in an address is windows-1252, as in a form")
    func addresses() {
        let pairs = PercentEncoding.pairs(ofQuery: "name=M%FCller&ort=K%C3%B6ln")
        #expect(pairs.map(\.value) == ["Müller", "Köln"])
    }

    @Test(
        "recorded vendor forms decode",
        arguments: [
            ("elementor-advanced.txt", "/fields/email/value", "teste@gmail.com"),
            ("elementor-advanced.txt", "/form/id", "c1d6fde"),
            ("elementor-simple.txt", "/Kaufpreis (€)", "358.000"),
            ("elementor-simple.txt", "/Date", "30. März 2026"),
            ("unbounce.txt", "/variant", "a"),
        ]
    )
    func vendors(file: String, pointer: String, value: String) throws {
        let submission = try SubmissionDecoder.decode(Fixture.bytes(file), contentType: urlencoded)
        let json = try JSONValue.parse(submission.json)
        #expect(try json[pointer: JSONPointer(parsing: pointer)] == .string(value))
    }

    @Test("what a writer encodes comes back unchanged", arguments: 0..<200 as Range<UInt64>)
    func roundTrip(seed: UInt64) throws {
        var random = Seeded(seed)
        var pairs: [(String, String)] = []
        for index in 0..<Int.random(in: 0...12, using: &random) {
            pairs.append(("k\(index)" + text(&random).replacing("[", with: "("), text(&random)))
        }
        let body = pairs.map { "\(encoded($0.0))=\(encoded($0.1))" }.joined(separator: "&")
        let json = try JSONValue.parse(
            SubmissionDecoder.decode(Array(body.utf8), contentType: urlencoded, options: .asSigned).json
        )
        #expect(json.objectValue?.count == pairs.count)
        for (key, value) in pairs { #expect(json[key] == .string(value)) }
    }

    private func text(_ random: inout Seeded) -> String {
        let alphabet: [Character] = [
            "a", "ü", "€", "😀", " ", "+", "&", "=", "%", "]", ".", "\"", "\\", "\n", "\u{7F}", "[",
        ]
        return String(
            (0..<Int.random(in: 0...8, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "x" }
        )
    }

    private func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            byte == 0x20 ? "+" : byte == 0x61 ? "a" : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}
