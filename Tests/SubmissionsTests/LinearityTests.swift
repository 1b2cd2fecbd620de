import JSON
import Testing

@testable import Submissions

@Suite("Reading a body costs no more than its length")
struct LinearityTests {
    /// Pairs that a sender might choose to make a reader compare each with all others.
    private static let forms: [(String, @Sendable (Int) -> (String, String))] = [
        ("names that differ", { ("a\($0)", "1") }),
        ("one name, values that differ", { ("a", "\($0)") }),
        ("one name, one value", { _ in ("a", "1") }),
        ("one name, blank values", { _ in ("a", " ") }),
        ("a list that grows", { ("a[]", "\($0)") }),
        ("plain values beside a list", { ($0 == 0 ? "a[]" : "a", "\($0)") }),
        ("plain values beside members", { ($0 == 0 ? "a[b]" : "a", "\($0)") }),
        ("plain values, then members", { ($0 % 2 == 0 ? "a" : "a[\($0)]", "\($0)") }),
        ("boxes that are not ticked", { ("a", $0 % 2 == 0 ? "0" : "on") }),
        ("indexes backwards", { ("a[\(9_999 - $0)]", "1") }),
        ("files of one name and their values", { ("a[b][c][d]", "\($0)") }),
    ]

    private func work(_ fields: Int, _ pair: (Int) -> (String, String)) throws -> Int {
        var tree = FormTree(capacity: 1 << 20, depthLimit: 32)
        for number in 0..<fields {
            let (name, value) = pair(number)
            let start = tree.bytes.count
            tree.bytes += Array(name.utf8)
            let middle = tree.bytes.count
            tree.bytes += Array(value.utf8)
            try tree.insert(name: start..<middle, .text(middle..<tree.bytes.count), offset: 0)
        }
        return tree.work
    }

    @Test("twice as many fields are at most about twice the work", arguments: forms.indices)
    func fields(form: Int) throws {
        let (name, pair) = Self.forms[form]
        let (some, more) = (try work(2_000, pair), try work(8_000, pair))
        // Four times as many, and the luck of a hash table.
        #expect(more <= 6 * max(some, 2_000), "\(name): \(some) and \(more)")
    }

    @Test(
        "a multipart body has events in proportion to its line ends, and hands on every byte once",
        arguments: ["\r", "\r\n", "\r\n-", "\r\n--", "x", "\n"]
    )
    func multipart(piece: String) throws {
        func events(_ count: Int) throws -> (events: Int, bytes: Int) {
            let content = String(repeating: piece, count: count)
            var parser = MultipartParser(boundary: Array("b".utf8), partLimit: 10, headerByteLimit: 100)
            let body = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\(content)\r\n--b--"
            var (events, bytes) = (0, 0)
            try parser.consume(Array(body.utf8)[...]) { event throws(SubmissionError) in
                if case .content(let part) = event { (events, bytes) = (events + 1, bytes + part.count) }
            }
            try parser.finish()
            return (events, bytes)
        }
        for count in [1_000, 2_000] {
            let found = try events(count)
            #expect(found.bytes == count * piece.utf8.count)
            #expect(found.events <= 2 * count + 2)
        }
    }

    @Test(
        "a name of a megabyte is read whole, whatever it is made of",
        arguments: [
            ("y", "y"), ("%79", "y"), ("%00", "\u{FFFD}"), ("\0", "\u{FFFD}"), ("[", "["), ("%C3%BC", "ü"), ("]", "]"),
        ]
    )
    func longName(piece: String, text: String) throws {
        let count = (1 << 20) / piece.utf8.count
        let body = "n=1&" + String(repeating: piece, count: count) + "=2"
        let json = try JSONValue.parse(Array(try decoded(body, as: urlencoded).utf8))
        guard case .object(let object) = json else { return #expect(Bool(false), "no object") }
        #expect(object.members.map(\.key) == ["n", String(repeating: text, count: count)])
    }

    @Test("a megabyte of letters beyond ASCII is windows-1252 where it is no UTF-8, each letter as itself")
    func transcoded() throws {
        let body = Array("n=".utf8) + [UInt8](repeating: 0xE4, count: 1 << 20) + [0x80]
        let json = try JSONValue.parse(try SubmissionDecoder.decode(body, contentType: urlencoded).json)
        #expect(json["n"]?.stringValue == String(repeating: "ä", count: 1 << 20) + "€")
    }
}
