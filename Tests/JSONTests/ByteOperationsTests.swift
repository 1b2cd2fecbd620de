import Testing

@testable import JSON

@Suite("Bytes, eight at a time")
struct ByteOperationsTests {
    @Test("a text of any length is copied whole, and nothing beside it is touched", arguments: 0...40)
    func copies(_ count: Int) {
        let text = (0..<count).map { UInt8($0 + 1) }
        var copy = [UInt8](repeating: 0, count: count + 2)
        text.withUnsafeBufferPointer { text in
            copy.withUnsafeMutableBufferPointer { copy in
                guard let source = text.baseAddress, let target = copy.baseAddress else { return }
                ByteOperations.copy(source, to: target + 1, count: count)
            }
        }
        #expect(copy == [0] + text + [0])
    }

    @Test("the first byte of a word that ends plain text is found, whatever it is and wherever it stands")
    func specials() {
        for place in 0..<8 {
            for byte in UInt8.min...UInt8.max {
                for other: UInt8 in [0x20, 0x21, 0x23, 0x5B, 0x5D, 0x61, 0x7F] {
                    var word = ByteOperations.repeated(other)
                    word ^= UInt64(other ^ byte) << UInt64(8 * place)
                    let mustBeEscaped = byte < 0x20 || byte == 0x22 || byte == 0x5C
                    let reading = ByteOperations.specialsWhenReading(word)
                    let writing = ByteOperations.specialsWhenWriting(word)
                    #expect((reading != 0) == (mustBeEscaped || byte >= 0x80))
                    #expect((writing != 0) == mustBeEscaped)
                    if reading != 0 { #expect(reading.trailingZeroBitCount / 8 == place) }
                    if writing != 0 { #expect(writing.trailingZeroBitCount / 8 == place) }
                }
            }
        }
    }

    @Test("names are told apart in an object of any size, and among those of objects within it", arguments: 1...80)
    func names(_ count: Int) throws {
        let members = (0..<count).map { "\"name\($0)\":{\"name\($0)\":[],\"name\($0 + 1)\":0}" }
        let text = members.joined(separator: ",")
        let document = try JSONDocument(parsing: "{\(text)}")
        #expect(document.count(at: document.rootIndex) == count)
        let last = "\"name\(count - 1)\":1"
        #expect(throws: JSONParseError.self) { try JSONDocument(parsing: "{\(text),\(last)}") }
        #expect(throws: JSONParseError.self) { try JSONDocument(parsing: "{\(text),\"x\":{\(last),\"y\":{},\(last)}}") }
    }
}
