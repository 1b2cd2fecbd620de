import Mapping
import MappingLanguage

/// The names that a mapping's rules read, each with the phrases by which forms call it.
struct Vocabulary {
    struct Word {
        /// The standard's name.
        let name: String
        /// Its own words and what forms say instead; of a second applicant's field those of the first one's.
        let phrases: [NameWords]
        /// Whether it is a second applicant's.
        let isSecond: Bool
        /// Of a part of the property's address: what one calls such a part of any address.
        let parts: [NameWords]

        init(_ name: String, isSecond: Bool) {
            self.name = name
            self.isSecond = isSecond
            phrases = Self.phrases(isSecond ? String(name.dropLast(2)) : name)
            parts = name.hasPrefix("objekt_") ? Self.phrases(String(name.dropFirst(7))) : []
        }

        private static func phrases(_ name: String) -> [NameWords] {
            ([name] + FieldPhrases.phrases(of: name)).map(NameWords.init)
        }
    }

    let words: [Word]
    private let names: Set<String>

    init(_ mapping: Mapping) {
        var ordered: [String] = []
        var known: Set<String> = []
        for found in SelectorWalk.selectors(in: mapping.content.document) {
            if let field = found.selector.field, known.insert(field).inserted { ordered.append(field) }
        }
        words = ordered.map { Word($0, isSecond: $0.hasSuffix("_2") && known.contains(String($0.dropLast(2)))) }
        names = known
    }

    func contains(_ name: String) -> Bool { names.contains(name) }
}
