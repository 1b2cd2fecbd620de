import GermanValues
import JSON

/// A whole name beside its parts: "Max Mustermann" where "Max" and "Mustermann" are fields of their own and were used.
///
/// It says nothing new, so it is neither unread nor a note. Only a text whose every word is a word of a used text counts, and
/// only if at least two of those make it up; a form of address and a title may stand before them.
struct RepeatedName {
    private let input: ComposedInput
    /// The words of the used texts that can be parts of a name.
    private let parts: [Set<String>]

    /// - Parameter used: the leaves that rules used.
    init(used: [PayloadPlaces.Leaf], input: ComposedInput) {
        self.input = input
        parts = used.compactMap { Self.words(of: $0, input) }.map(Set.init)
    }

    func repeats(_ leaf: PayloadPlaces.Leaf) -> Bool {
        guard parts.count > 1, let words = Self.words(of: leaf, input), words.count > 1 else { return false }
        let said = Set(words).subtracting(Self.forms)
        let contained = parts.filter { !$0.isEmpty && $0.isSubset(of: said) }
        return contained.count > 1 && contained.reduce(Set()) { $0.union($1) } == said
    }

    /// The folded words of a text without digits; `nil` for anything that can be no name.
    private static func words(of leaf: PayloadPlaces.Leaf, _ input: ComposedInput) -> [String]? {
        guard input.document.kind(at: leaf.node) == .string, let text = input.document.string(at: leaf.node),
            text.utf8.count <= 120, !text.contains(where: { $0.isNumber || $0 == "@" || $0 == ":" })
        else { return nil }
        return folded(text).split(separator: " ").map(String.init)
    }

    private static let forms: Set<String> = ["herr", "herrn", "frau", "dr", "prof", "mr", "mrs", "ms"]
}
