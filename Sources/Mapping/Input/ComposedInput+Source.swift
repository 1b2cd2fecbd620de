import GermanValues
import JSON
package import MappingLanguage
package import SourceFiles

/// What the selectors of a source file find: marks of a post, and keys by which a lead is known.
extension ComposedInput {
    /// Whether one of the selectors finds something other than false and blank.
    package func finds(_ selectors: [Selector]) -> Bool {
        let evaluation = SelectorEvaluation(input: self)
        return selectors.contains { selector in
            evaluation.nodes(selector).contains { node in
                switch document.kind(at: node) {
                case .bool: document.bool(at: node) == true
                case .string, .null, .number: !document.isBlank(at: node)
                case .array, .object: document.count(at: node) > 0
                }
            }
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
        let (text, isBare, hasNumber) = document.withUTF8(at: node) { bytes in
            (
                String(decoding: bytes, as: UTF8.self), bytes.allSatisfy { (0x21..<0x7F).contains($0) },
                bytes.contains { (0x31...0x39).contains($0) }
            )
        }
        guard Self.anyAnswer.read(.string(text)) != .nothing else { return nil }
        // None of them has a digit but the zero.
        if hasNumber { return text }
        // Blanks around it are looked for where there is one.
        return Self.noKeys.contains((isBare ? text : text.trimmingSpaces).lowercased()) ? nil : text
    }

    /// Knows the ways of saying nothing ("k.A.", `{{id}}`), and no value.
    private static let anyAnswer = EnumerationReader([])

    /// What else senders write where they have no key: everybody's key would be the same.
    private static let noKeys: Set<String> = [
        "0", "0.0", "null", "(null)", "undefined", "none", "nil", "nan", "n/a", "-", "false", "unknown",
        "[object object]", "00000000-0000-0000-0000-000000000000",
    ]
}
