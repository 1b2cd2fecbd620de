/// What a description says about fields that are given up.
///
/// OpenAPI 3.0 cannot put `deprecated` beside a `$ref`, so eleven fields are given up in the description of the object that
/// owns them, in one fixed wording: "Bitte Feld 'x' nicht mehr verwenden. Falls mitgeschickt, werden die Angaben ins Feld 'y'
/// kopiert …" (fact sheet 3.2.13). A field's own description says "Ersetzt durch 'y'" or "Use y instead".
struct DeprecationProse {
    /// The quoted words before "nicht mehr verwenden".
    private let givenUp: [String]
    /// The quoted words after it, or after "Ersetzt durch", and the word after "Use".
    private let successors: [String]
    private let isReplaced: Bool

    init(description: String) {
        if let (before, after) = Self.split(description, at: "nicht mehr verwenden") {
            givenUp = Self.quoted(in: before)
            successors = Self.quoted(in: after)
            isReplaced = false
        } else if let (_, after) = Self.split(description, at: "Ersetzt durch") {
            givenUp = []
            successors = Self.quoted(in: after)
            isReplaced = true
        } else if let (_, after) = Self.split(description, at: "Use "), after.contains(" instead") {
            givenUp = []
            successors = after.split(separator: " ").prefix(1).map(String.init)
            isReplaced = true
        } else {
            givenUp = []
            successors = []
            isReplaced = false
        }
    }

    /// Whether the owner's description gives up the field of this name.
    func names(_ name: String) -> Bool { givenUp.contains(name) }

    /// Whether this, as a field's own description, gives up that field.
    var isOfTheMemberItself: Bool { isReplaced }

    /// The successor it names for `name`, if that is a member of the same object. Where several are named, the one that
    /// begins most alike ("Felder 'x' und 'y' … in die Felder 'xErfassung' und 'yErfassung'").
    func successor(of name: String, among siblings: Set<String>) -> String? {
        func likeness(_ other: String) -> Int {
            zip(other.unicodeScalars, name.unicodeScalars).prefix { $0 == $1 }.count
        }
        let known = successors.filter { siblings.contains($0) && $0 != name }
        return known.max { likeness($0) < likeness($1) }
    }

    private static func split(_ text: String, at words: String) -> (String, String)? {
        let bytes = Array(text.utf8)
        let wanted = Array(words.utf8)
        guard bytes.count >= wanted.count else { return nil }
        for start in 0...(bytes.count - wanted.count) where bytes[start..<(start + wanted.count)].elementsEqual(wanted)
        {
            return (
                String(decoding: bytes[..<start], as: UTF8.self),
                String(decoding: bytes[(start + wanted.count)...], as: UTF8.self)
            )
        }
        return nil
    }

    private static func quoted(in text: String) -> [String] {
        text.split(separator: "'", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }
            .map { String($0.element) }
    }
}
