import JSON
import Testing

@Suite("Values and objects")
struct ValueTests {
    @Test("are written down in code as in JSON")
    func literals() {
        let name = "Ada"
        let value: JSONValue = ["a": 1, "b": [true, .null, 1.5, "x"], "c": ["d": "\(name)!"]]
        #expect(value.text() == #"{"a":1,"b":[true,null,1.5,"x"],"c":{"d":"Ada!"}}"#)
        #expect(value["b"]?[3]?.stringValue == "x")
        #expect(value["b"]?[0]?.boolValue == true)
        #expect(value["b"]?[1]?.isNull == true)
        #expect(value["a"]?.numberValue?.int == 1)
        #expect(value["c"]?.objectValue?.keys == ["d"])
        #expect(value["b"]?[4] == nil)
        #expect(value["b"]?[-1] == nil)
        #expect(value["b"]?["x"] == nil)
    }

    @Test("are the same only if nothing differs; equivalent if they mean the same")
    func equality() throws {
        func both(_ left: String, _ right: String) throws -> (same: Bool, equivalent: Bool) {
            let (left, right) = (try JSONValue.parse(left), try JSONValue.parse(right))
            return (left == right, left.isEquivalent(to: right))
        }
        #expect(try both("1", "1.0") == (false, true))
        #expect(try both(#"{"a":1,"b":2}"#, #"{"b":2,"a":1}"#) == (false, true))
        #expect(try both(#"{"a":1,"b":2}"#, #"{"b":2,"a":2}"#) == (false, false))
        #expect(try both(#"{"a":1}"#, #"{"a":1,"b":1}"#) == (false, false))
        #expect(try both("\"\u{E9}\"", "\"e\u{301}\"") == (false, false))
        #expect(try both("{\"\u{E9}\":1}", "{\"e\u{301}\":1}") == (false, false))
        #expect(try both(#""\u00e9""#, "\"\u{E9}\"") == (true, true))
        #expect(try both("[1,2]", "[2,1]") == (false, false))
        #expect(try both("[1]", "[1,2]") == (false, false))
        #expect(try both("null", "false") == (false, false))
        #expect(try both("0", "false") == (false, false))
        #expect(try both(#"[{"a":1.50}]"#, #"[{"a":15e-1}]"#) == (false, true))
    }

    @Test("an object keeps its order through changes")
    func object() {
        var object: JSONObject = ["a": 1, "b": 2, "c": 3]
        object["b"] = 9
        object["d"] = 4
        object["a"] = nil
        object.append("c", 7)
        #expect(object == ["b": 9, "c": 7, "d": 4])
        #expect(object.keys == ["b", "c", "d"])
        #expect(object.contains(key: "b") && !object.contains(key: "a"))
        #expect(object.map(\.key) == object.keys)
        #expect(object != ["c": 7, "b": 9, "d": 4])
        #expect(object.removeValue(forKey: "x") == nil)
    }

    @Test("names that Swift takes for equal stay two")
    func canonicalEquivalence() {
        var object: JSONObject = ["\u{E9}": 1]
        object["e\u{301}"] = 2
        #expect(object.count == 2)
        #expect(object["\u{E9}"] == 1)
        #expect(object["e\u{301}"] == 2)
    }

    @Test("a large object finds, replaces and removes as a small one does")
    func largeObject() {
        var object = JSONObject()
        for index in 0..<1000 { object["k\(index)"] = .number(JSONNumber(index)) }
        for index in stride(from: 0, to: 1000, by: 7) { object["k\(index)"] = nil }
        object["k1"] = "new"
        object["k0"] = "back"
        #expect(object.count == 858)
        #expect(object["k1"] == "new")
        #expect(object["k7"] == nil)
        #expect(object["k8"] == 8)
        #expect(object.keys.first == "k1")
        #expect(object.keys.last == "k0")
    }
}

@Suite("The writer")
struct WriterTests {
    @Test("puts commas where they belong, in every kind of call")
    func calls() throws {
        let document = try JSONDocument(parsing: #"{"z":1.50,"t":"a\u0041\"","p":"ä"}"#)
        let key: JSONKey = "k\"ey"
        var writer = JSONWriter(reserving: 0)
        writer.beginArray()
        writer.beginObject()
        writer.key(key)
        writer.int(-5)
        writer.key("b")
        writer.bool(true)
        writer.key("c")
        writer.beginArray()
        writer.endArray()
        writer.endObject()
        writer.beginObject()
        writer.endObject()
        writer.null()
        writer.bool(false)
        writer.number(JSONNumber("1.0") ?? 0)
        for member in document.root.members { writer.node(member.value) }
        document.root["p"]?.withUTF8 { writer.string(utf8: $0) }
        writer.raw(Array("[0]".utf8))
        writer.value(["x": .null])
        writer.endArray()
        #expect(
            String(decoding: writer.bytes, as: UTF8.self)
                == #"[{"k\"ey":-5,"b":true,"c":[]},{},null,false,1.0,1.50,"aA\"","ä","ä",[0],{"x":null}]"#
        )
        writer.removeAll()
        writer.null()
        #expect(writer.withBytes { Array($0) } == Array("null".utf8))
        #expect(writer.count == 4)
    }

    @Test("escapes what must be escaped and nothing else")
    func escapes() {
        let controls = String(String.UnicodeScalarView((0..<0x20).compactMap { Unicode.Scalar($0) }))
        #expect(
            JSONValue.string(controls).text()
                == #""\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f""#
        )
        #expect(JSONValue.string("\u{7F}/ä€𝄞\u{2028}'<>&").text() == "\"\u{7F}/ä€𝄞\u{2028}'<>&\"")
    }

    @Test("writes pretty text for people")
    func pretty() throws {
        let value = try JSONValue.parse(#"{"a":[],"b":{},"c":[1,{"d":null,"e":[[2]]}],"f":" "}"#)
        let expected = """
            {
              "a": [],
              "b": {},
              "c": [
                1,
                {
                  "d": null,
                  "e": [
                    [
                      2
                    ]
                  ]
                }
              ],
              "f": " "
            }
            """
        #expect(value.text(pretty: true) == expected)
        #expect(JSONValue.array([]).text(pretty: true) == "[]")
    }
}
