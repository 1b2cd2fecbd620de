import GermanValues
import JSON

/// A whole name beside its parts: "Max Mustermann" where "Max" and "Mustermann" are fields of their own and were used.
///
/// It says nothing new, so it is neither unread nor a note. Only a text whose every word is a word of a used text counts, and
/// only if at least two of those make it up; a form of address and a title may stand before them.
struct RepeatedName {
    private let input: ComposedInput
    /// The words of the used texts that can be parts of a name among those that are asked about.
    private let parts: [Set<String>]

    /// - Parameters:
    ///   - leaves: those that may be whole names.
    ///   - used: the leaves that rules used, if any of them may be one.
    init(among leaves: [PayloadPlaces.Leaf], input: ComposedInput, used: () -> [Int]) {
        self.input = input
        let wholes = leaves.compactMap { Self.words(of: $0.node, input) }.filter { $0.count > 1 }
        guard !wholes.isEmpty else {
            parts = []
            return
        }
        // A part begins with a word of the whole, and most texts begin otherwise.
        let beginnings = Set(wholes.joined().compactMap(\.utf8.first))
        parts = used().compactMap { node in
            Self.mayBegin(node, with: beginnings, input) ? Self.words(of: node, input).map(Set.init) : nil
        }
    }

    func repeats(_ leaf: PayloadPlaces.Leaf) -> Bool {
        guard parts.count > 1, let words = Self.words(of: leaf.node, input), words.count > 1 else { return false }
        let said = Set(words).subtracting(Self.forms)
        let contained = parts.filter { !$0.isEmpty && $0.isSubset(of: said) }
        return contained.count > 1 && contained.reduce(Set()) { $0.union($1) } == said
    }

    /// Whether the first word of a text may begin with one of these bytes when it is folded.
    private static func mayBegin(_ node: Int, with beginnings: Set<UInt8>, _ input: ComposedInput) -> Bool {
        input.document.withUTF8(at: node) { bytes in
            // What is no letter of ASCII, or has a mark behind it, may be folded to something else, or away.
            guard let first = bytes.first, (first | 0x20) &- 0x61 < 26, bytes.count == 1 || bytes[1] < 0x80 else {
                return true
            }
            return beginnings.contains(first | 0x20)
        }
    }

    /// The folded words of a text without digits; `nil` for anything that can be no name.
    private static func words(of node: Int, _ input: ComposedInput) -> [String]? {
        guard input.document.kind(at: node) == .string, let text = input.document.string(at: node),
            text.utf8.count <= 120, !hasNumberOrSign(text)
        else { return nil }
        return folded(text).split(separator: " ").map(String.init)
    }

    private static func hasNumberOrSign(_ text: String) -> Bool {
        // In ASCII and the letters of Latin-1 no number but the digits has a byte of its own.
        guard text.utf8.allSatisfy({ $0 < 0xC0 || $0 == 0xC3 }) else {
            return text.contains { $0.isNumber || $0 == "@" || $0 == ":" }
        }
        return text.utf8.contains { $0 &- 0x30 < 10 || $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: ":") }
    }

    private static let forms: Set<String> = ["herr", "herrn", "frau", "dr", "prof", "mr", "mrs", "ms"]
}
