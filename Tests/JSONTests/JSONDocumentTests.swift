import JSON
import Testing

@Suite("A document over a flat tape")
struct JSONDocumentTests {
    private let sample = #"{"a":1.50,"b":[true,false,null,"x\n\u00e9"],"c":{"k\u0041":{},"l":[]},"ä":"ö"}"#

    @Test("gives every value with its kind, in order")
    func kinds() throws {
        let root = try JSONDocument(parsing: sample).root
        #expect(root.kind == .object)
        #expect(root.count == 4)
        #expect(root.members.map(\.name) == ["a", "b", "c", "ä"])
        #expect(root.members.map(\.value.kind) == [.number, .array, .object, .string])
        #expect(root["a"]?.number?.text == "1.50")
        #expect(root["b"]?.elements.map(\.kind) == [.bool, .bool, .null, .string])
        #expect(root["b"]?[at: 0]?.bool == true)
        #expect(root["b"]?[at: 1]?.bool == false)
        #expect(root["b"]?[at: 3]?.string == "x\né")
        #expect(root["b"]?[at: 4] == nil)
        #expect(root["c"]?["kA"]?.count == 0)
        #expect(root["c"]?[JSONKey("l")]?.kind == .array)
        #expect(root["ä"]?.string == "ö")
        #expect(root["missing"] == nil)
    }

    @Test("is written as it was read")
    func serialized() throws {
        let root = try JSONDocument(parsing: sample).root
        let expected = #"{"a":1.50,"b":[true,false,null,"x\né"],"c":{"kA":{},"l":[]},"ä":"ö"}"#
        #expect(String(decoding: root.serialized, as: UTF8.self) == expected)
        #expect(root.value.text() == expected)
    }

    @Test("knows the bytes a value was read from")
    func sourceBytes() throws {
        let document = try JSONDocument(parsing: sample)
        let text = document.bytes
        func source(_ node: JSONNode?) -> String? { node.map { String(decoding: text[$0.sourceBytes], as: UTF8.self) } }
        #expect(source(document.root) == sample)
        #expect(source(document.root["b"]?[at: 3]) == #""x\n\u00e9""#)
        #expect(source(document.root["c"]) == #"{"k\u0041":{},"l":[]}"#)
        #expect(source(document.root.keyNode("ä")) == #""ä""#)
    }

    @Test("gives the same by index as by node")
    func byIndex() throws {
        let document = try JSONDocument(parsing: sample)
        let b = try #require(document.member("b", of: document.rootIndex))
        let text = try #require(document.element(3, of: b))
        #expect(document.string(at: text) == "x\né")
        #expect(!document.isPlain(at: text))
        #expect(document.withUTF8(at: text) { Array($0) } == Array("x\né".utf8))
        var names: [String] = []
        document.forEachMember(of: document.rootIndex) { name, _ in names.append(document.string(at: name) ?? "") }
        #expect(names == ["a", "b", "c", "ä"])
        var kinds: [JSONKind] = []
        document.forEachElement(of: b) { kinds.append(document.kind(at: $0)) }
        #expect(kinds == [.bool, .bool, .null, .string])
        #expect(document.member("b", of: b) == nil)
        #expect(document.element(0, of: document.rootIndex) == nil)
    }
}

@Suite("A document made of parts")
struct JSONDocumentBuilderTests {
    @Test("holds parsed texts, values and aliases")
    func parts() throws {
        var builder = JSONDocumentBuilder()
        builder.beginObject()
        builder.key("payload")
        let payload = builder.nextIndex
        try builder.append(parsing: Array(#"{"n":"a\tb","m":[1,2]}"#.utf8))
        builder.key("form")
        builder.appendAlias(to: payload)
        builder.key("query\"")
        builder.append(["x": "ä\"", "y": [.null, true, 1.5]])
        builder.key("list")
        builder.beginArray()
        builder.appendAlias(to: payload)
        try builder.append(parsing: Array(#" "\u0041" "#.utf8))
        builder.endArray()
        builder.endObject()
        let root = builder.finish().root

        #expect(root["payload"]?.index == payload)
        #expect(root["form"] == root["payload"])
        #expect(root["list"]?[at: 0] == root["payload"])
        #expect(root["form"]?["n"]?.string == "a\tb")
        #expect(root["form"]?["m"]?[at: 1]?.number?.text == "2")
        #expect(root["query\""]?["x"]?.string == "ä\"")
        #expect(root["list"]?[at: 1]?.string == "A")
        #expect(
            root.value.text()
                == #"{"payload":{"n":"a\tb","m":[1,2]},"form":{"n":"a\tb","m":[1,2]},"query\"":{"x":"ä\"","y":[null,true,1.5]},"list":[{"n":"a\tb","m":[1,2]},"A"]}"#
        )
        #expect(root.serialized == root.value.serialized)
    }

    @Test("counts an error's place from the start of the part, and stays as it was")
    func failingPart() throws {
        var builder = JSONDocumentBuilder()
        builder.beginArray()
        try builder.append(parsing: Array("[1]".utf8))
        let error = #expect(throws: JSONParseError.self) { try builder.append(parsing: Array(#"["\n", x]"#.utf8)) }
        #expect(error?.byteOffset == 7)
        #expect(error?.code == .invalidLiteral)
        builder.append("ok")
        builder.endArray()
        #expect(builder.finish().root.value == [[1], "ok"])
    }
}
