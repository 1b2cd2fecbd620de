import Testing

@testable import GermanValues

@Suite("Tables of keys")
struct KeyTableTests {
    @Test("each key is found with its number, and no other text", arguments: [0, 1, 7, 8, 9, 500])
    func finds(_ count: Int) {
        let keys = (0..<count).map { "schluessel \($0 * $0)" }
        let table = KeyTable(Dictionary(uniqueKeysWithValues: zip(keys, keys.indices)))
        for (number, key) in keys.enumerated() {
            #expect(table[key] == number)
            #expect(table[key + " "] == nil)
            #expect(table[String(key.dropLast())] == keys.firstIndex(of: String(key.dropLast())))
        }
        #expect(table[""] == nil)
        #expect(table["schluessel"] == nil)
    }

    @Test("the empty text is a key like any other")
    func empty() {
        #expect(KeyTable(["": 5])[""] == 5)
    }
}
