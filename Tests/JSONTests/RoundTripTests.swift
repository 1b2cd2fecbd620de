import JSON
import Testing

@Suite("Round trips of random values")
struct RoundTripTests {
    @Test("what was written is read back the same, compact and pretty", arguments: 0..<300)
    func values(seed: Int) throws {
        var generator = Generator(seed: seed)
        let value = generator.value()
        let written = value.serialized
        #expect(try JSONValue.parse(written) == value)
        #expect(try JSONValue.parse(value.text(pretty: true)) == value)
        let node = try JSONDocument(parsing: value.text(pretty: true)).root
        #expect(node.serialized == written)
        var writer = JSONWriter(pretty: true)
        writer.node(node)
        #expect(writer.finish() == Array(value.text(pretty: true).utf8))
    }

    @Test("a builder makes the same document as the parser", arguments: 300..<400)
    func builder(seed: Int) throws {
        var generator = Generator(seed: seed)
        let value = generator.value()
        var builder = JSONDocumentBuilder()
        builder.append(value)
        let built = builder.finish()
        #expect(built.root.value == value)
        #expect(built.root.serialized == value.serialized)
        for member in built.root.members {
            #expect(built.root[member.name] == member.value)
            #expect(built.root[JSONKey(member.name)] == member.value)
        }
    }

    @Test("a damaged text is refused or read, and never more than that", arguments: 400..<700)
    func damaged(seed: Int) throws {
        var generator = Generator(seed: seed)
        var text = generator.value().serialized
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let place = Int.random(in: 0...text.count, using: &generator)
            switch Int.random(in: 0..<3, using: &generator) {
            case 0: text.insert(UInt8.random(in: 0...255, using: &generator), at: place)
            case 1 where place < text.count: text.remove(at: place)
            case 2 where place < text.count:
                text[place] = Array("{}[],:\"\\u0e-\u{1}ä".utf8).randomElement(using: &generator) ?? 0
            default: break
            }
        }
        let value: JSONValue
        do {
            value = try JSONValue.parse(text)
        } catch {
            #expect((0...text.count).contains(error.byteOffset))
            return
        }
        #expect(try JSONValue.parse(value.serialized) == value)
        #expect(String(validating: text, as: UTF8.self) != nil)
    }

    @Test("equal values have equal hashes; the canonical form is a fixed point", arguments: 700..<800)
    func canonical(seed: Int) throws {
        var generator = Generator(seed: seed)
        let value = generator.value()
        let copy = try JSONValue.parse(value.serialized)
        #expect(copy.hashValue == value.hashValue)
        #expect(copy.isEquivalent(to: value))
        guard let canonical = try? value.canonical else { return }
        #expect(try JSONValue.parse(canonical).canonical == canonical)
    }
}
