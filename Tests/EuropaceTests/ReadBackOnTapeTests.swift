import JSON
import Testing

@testable import Europace

@Suite("What is read back, compared on the text")
struct ReadBackOnTapeTests {
    static let pairs: [(sent: String, stored: String, isKept: Bool)] = [
        (#"{"a": 1, "b": {"c": "x"}}"#, #"{"a": 1, "b": {"c": "x"}}"#, true),
        (#"{"a": 1, "b": {"c": "x"}}"#, #"{"b": {"d": 2, "c": "x"}, "z": [], "a": 1}"#, true),
        (#"{"x": 1, "a": 2, "y": 3}"#, #"{"a": 2, "y": 3, "x": 1}"#, true),
        (#"{"x": 1, "a": 2, "y": {"q": 5}}"#, #"{"a": 2, "y": {"q": 6}, "x": 1}"#, false),
        (#"{"a": "é", "ab": 1}"#, #"{"ab": 1, "a": "\u00e9"}"#, true),
        (#"{"a": 1}"#, #"{"a": 1.0}"#, true),
        (#"{"a": "1"}"#, #"{"a": 1}"#, false),
        (#"{"a": 1}"#, #"{"a": null}"#, false),
        (#"{"a": 1}"#, "{}", false),
        (#"{"a": null, "b": {}, "c": []}"#, "{}", true),
        (#"{"referenzId": "k1", "a": 1}"#, #"{"a": 1}"#, true),
        (#"{"a": 1, "id": "k1"}"#, #"{"id": "other", "a": 1}"#, true),
        (#"{"a": [1, {"b": 2}]}"#, #"{"a": [1, {"b": 2, "c": 3}, 4]}"#, true),
        (#"{"a": [2, 1]}"#, #"{"a": [1, 2]}"#, true),
        (#"{"a": [1, 2, 3]}"#, #"{"a": [1, 2]}"#, false),
        (#"{"a": [{"b": 1}]}"#, #"{"a": {"b": 1}}"#, false),
    ]

    @Test("what stands there in the same bytes is found to be kept, and nothing else is", arguments: pairs)
    func sameAsByValue(pair: (sent: String, stored: String, isKept: Bool)) throws {
        let sent = try JSONDocument(parsing: pair.sent).root
        let stored = try JSONDocument(parsing: pair.stored).root
        let found = ReadBack.differences(sent: sent, stored: stored, at: .root)
        #expect(found == ReadBack.differences(sent: sent.value, stored: stored.value, at: .root))
        #expect(found.isEmpty == pair.isKept)
    }
}
