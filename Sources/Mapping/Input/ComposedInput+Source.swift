import GermanValues
import JSON
package import MappingLanguage
package import SourceFiles

/// What the selectors of a source file find: marks of a post, and keys by which a lead is known.
extension ComposedInput {
    /// Whether one of the selectors finds something other than false and blank. A member that says no (`"false"`, `0`) is
    /// false, too: forms and automation tools send flags as text.
    package func finds(_ selectors: [Selector]) -> Bool {
        let evaluation = SelectorEvaluation(input: self)
        return selectors.contains { selector in
            let isFlag = selector.steps != nil
            return evaluation.nodes(selector).contains { node in
                switch document.kind(at: node) {
                case .bool: document.bool(at: node) == true
                case .string, .null, .number: !document.isBlank(at: node) && !(isFlag && saysNo(at: node))
                case .array, .object: document.count(at: node) > 0
                }
            }
        }
    }

    /// Whether the post says that it is a test: by marks that its source or preset names, or as any sender may.
    package func isTest(by marks: [Selector]) -> Bool { finds(marks) || isMarkedAsTest }

    /// Whether the post says that it is a test, whoever sends it.
    var isMarkedAsTest: Bool { TestMark.stands(in: self) }

    private func saysNo(at node: Int) -> Bool {
        switch document.kind(at: node) {
        case .bool: document.bool(at: node) == false
        case .string: document.string(at: node).map(JaNein.answer) == .some(false)
        case .number: document.number(at: node)?.isEqual(to: 0) == true
        case .null, .array, .object: false
        }
    }

    /// The texts that selectors find one behind the other, as one key; nil unless all of them find something.
    package func key(_ selectors: [Selector]) -> String? { texts(selectors).map(Self.key(of:)) }

    /// Texts one behind the other, as one key.
    package static func key(of texts: [String]) -> String {
        texts.map { "\($0.utf8.count):\($0)" }.joined(separator: ",")
    }

    /// What a rule of one selector finds as it was sent: the sender's own id of the lead, if it is one. Nil for several.
    package func senderID(of rule: DuplicateRule) -> String? {
        rule.key.count == 1 ? texts(rule.key)?.first : nil
    }

    /// The text that each selector finds; nil unless all of them find something that can be a key.
    package func texts(_ selectors: [Selector]) -> [String]? {
        let evaluation = SelectorEvaluation(input: self)
        var texts: [String] = []
        for selector in selectors {
            guard let node = evaluation.nodes(selector).first, let text = keyText(at: node) else { return nil }
            texts.append(text)
        }
        return texts.isEmpty ? nil : texts
    }

    /// The text of a node, if it can be a key: a text or a number, or a list of one.
    package func keyText(at node: Int) -> String? {
        guard !document.isBlank(at: node) else { return nil }
        switch document.kind(at: node) {
        case .null, .bool, .object: return nil
        case .array: return document.count(at: node) == 1 ? document.element(0, of: node).flatMap(keyText) : nil
        case .string, .number: break
        }
        let text = document.withUTF8(at: node) { String(decoding: $0, as: UTF8.self) }
        return Self.anyAnswer.read(.string(text)) == .nothing || Self.isEverybodys(text) ? nil : text
    }

    /// Knows the ways of saying nothing ("k.A.", `{{id}}`), and no value.
    private static let anyAnswer = EnumerationReader([])

    /// Whether a text is what senders write where they have no key, so that it would be the key of all: no letter and no digit
    /// but zeros (`0000`, the nil UUID), `-1`, or words for nothing (`undefined-undefined`).
    private static func isEverybodys(_ text: String) -> Bool {
        let bytes = text.utf8.drop { $0 <= 0x20 }
        let telling = bytes.lazy.filter { ($0 | 0x20) &- 0x61 < 26 || $0 >= 0x80 || (0x31...0x39).contains($0) }
        guard let first = telling.first else { return true }
        if (0x31...0x39).contains(first) { return isMark(text.trimmingSpaces) }
        guard !telling.contains(where: { (0x31...0x39).contains($0) }) else { return false }
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
        return words.allSatisfy(wordsForNothing.contains) || words == ["n", "a"]
    }

    /// `-1`, `-99`, `-999`: marks for "none" of programs. Longer negative numbers are ids of databases.
    private static func isMark(_ text: String) -> Bool {
        text.utf8.first == UInt8(ascii: "-") && text.utf8.count <= 4
            && text.utf8.dropFirst().allSatisfy { $0 &- 0x30 < 10 }
    }

    private static let wordsForNothing: Set<Substring> = [
        "null", "undefined", "none", "nil", "nan", "false", "unknown", "object", "0",
    ]
}
