import JSON
import Testing

@Suite("Limits hold before memory is spent")
struct LimitTests {
    private func nested(_ depth: Int) -> [UInt8] {
        Array(repeating: 0x5B, count: depth) + Array(repeating: 0x5D, count: depth)
    }

    @Test("depth: the last level fits, one more does not")
    func depth() throws {
        #expect(try JSONDocument(parsing: nested(64)).root.kind == .array)
        let error = #expect(throws: JSONParseError.self) { try JSONDocument(parsing: nested(65)) }
        #expect(error?.code == .tooDeep)
        #expect(error?.byteOffset == 64)
        #expect(error?.message.contains("64") == true)
        let objects = String(repeating: #"{"a":"#, count: 65) + "1" + String(repeating: "}", count: 65)
        #expect(throws: JSONParseError.self) { try JSONDocument(parsing: objects) }
        #expect(throws: JSONParseError.self) { try JSONValue.parse("[]", limits: JSONLimits(depth: 0)) }
        #expect(try JSONValue.parse("1", limits: JSONLimits(depth: 0)) == 1)
    }

    @Test("depth beyond 512 is cut to 512, and all of it can be turned into a value, written and compared")
    func deepest() throws {
        let limits = JSONLimits(depth: 1_000_000)
        #expect(limits.depth == 512)
        let document = try JSONDocument(parsing: nested(512), limits: limits)
        #expect(document.root.serialized == nested(512))
        let value = document.root.value
        #expect(value.serialized == nested(512))
        #expect(value == value && value.isEquivalent(to: value))
    }

    @Test("bytes: the last byte fits, one more does not")
    func bytes() throws {
        #expect(try JSONValue.parse("[123]", limits: JSONLimits(bytes: 5)) == [123])
        let error = #expect(throws: JSONParseError.self) { try JSONValue.parse("[123] ", limits: JSONLimits(bytes: 5)) }
        #expect(error?.code == .tooLarge)
    }

    @Test(
        "nodes: values and names count",
        arguments: [(#"[1,2,3]"#, 4), (#"{"a":1}"#, 3), ("1", 1), (#"{"a":[{}],"b":null}"#, 6)]
    )
    func nodes(text: String, nodes: Int) throws {
        _ = try JSONValue.parse(text, limits: JSONLimits(nodes: nodes))
        let error = #expect(throws: JSONParseError.self) {
            try JSONValue.parse(text, limits: JSONLimits(nodes: nodes - 1))
        }
        #expect(error?.code == .tooManyNodes)
    }

    @Test("eight MiB of opening brackets are refused at the depth limit")
    func brackets() {
        let bytes = [UInt8](repeating: 0x5B, count: 8 << 20)
        let error = #expect(throws: JSONParseError.self) { try JSONDocument(parsing: bytes) }
        #expect(error?.code == .tooDeep)
        #expect(error?.byteOffset == 64)
    }

    @Test("many tiny values are refused at the node limit")
    func tinyValues() {
        let bytes: [UInt8] = [0x5B] + Array(repeatElement([0x30, 0x2C], count: 100_000).joined())
        let error = #expect(throws: JSONParseError.self) {
            try JSONDocument(parsing: bytes, limits: JSONLimits(nodes: 99_999))
        }
        #expect(error?.code == .tooManyNodes)
        #expect(error?.byteOffset == 199_997)
    }

    @Test("a hundred thousand names are read, found and compared; a repeated one among them is refused")
    func manyNames() throws {
        let names = (0..<100_000).map { "feld\($0)" }
        let text = "{" + names.map { "\"\($0)\":1" }.joined(separator: ",")
        let document = try JSONDocument(parsing: text + "}")
        #expect(document.root.count == 100_000)
        let value = document.root.value
        #expect(names.allSatisfy { value[$0] == 1 })
        #expect(value.isEquivalent(to: value))
        #expect(value.mergePatched(with: value) == value)
        let error = #expect(throws: JSONParseError.self) { try JSONDocument(parsing: text + #","feld\u0037":2}"#) }
        #expect(error?.code == .duplicateKey)
        #expect(error?.byteOffset == text.utf8.count + 1)
    }

    @Test(
        "repeated names are refused in objects of any size, wherever they stand",
        arguments: [2, 23, 24, 25, 26, 60, 200]
    )
    func repeatedNames(_ count: Int) throws {
        let names = (0..<count).map { "n\($0)" }
        func text(_ names: [String]) -> String {
            "[{\"n0\":1},{" + names.map { "\"\($0)\":{\"n1\":[]}" }.joined(separator: ",") + "}]"
        }
        #expect(try JSONDocument(parsing: text(names)).root[at: 1]?.count == count)
        for twin in [0, (count - 1) / 2, count - 2] {
            let error = #expect(throws: JSONParseError.self) {
                try JSONDocument(parsing: text(names.dropLast() + ["n\(twin)"]))
            }
            #expect(error?.code == .duplicateKey)
        }
    }

    @Test("a long string and a long number are read whole")
    func longScalars() throws {
        let long = String(repeating: "ä\\n", count: 100_000)
        #expect(try JSONValue.parse("\"\(long)\"").stringValue?.unicodeScalars.count == 200_000)
        let digits = String(repeating: "9", count: 100_000)
        #expect(try JSONValue.parse(digits).numberValue?.text == digits)
    }
}
