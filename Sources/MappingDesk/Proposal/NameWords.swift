import GermanValues

/// The name of a field as words that can be compared: `q4_ihreEmail4`, `E-Mail-Adresse *` and "Wie lautet Ihre E-Mail-Adresse?"
/// all speak of an e-mail address.
struct NameWords: Hashable {
    let words: [String]

    /// The words without what forms put around them: numbers, "Ihre", "bitte", question words, units.
    init(_ name: String) {
        let all = Self.split(name)
        let said = all.filter { !Self.fillers.contains($0) && !$0.allSatisfy(\.isNumber) }
        // "Wann?" is nothing but a filler, and still a name.
        words = said.isEmpty ? all.filter { !$0.allSatisfy(\.isNumber) } : said
    }

    init(words: [String]) {
        self.words = words
    }

    /// All of it as one word: "e mail" and "email" are the same.
    var joined: String { words.joined() }

    var letters: Int { words.reduce(0) { $0 + $1.utf8.count } }

    /// Whether the other words stand here one behind the other, also where this has them as one word.
    func contains(_ other: NameWords) -> Bool {
        guard !other.words.isEmpty else { return false }
        for length in Set([other.words.count, 1]) where words.count >= length {
            for start in 0...(words.count - length)
            where words[start..<(start + length)].joined() == other.joined { return true }
        }
        return false
    }

    /// Whether one of the words begins or ends with the other name, as German compounds do.
    func compounds(_ other: NameWords) -> Bool {
        let part = other.joined
        return part.utf8.count >= 5 && words.contains { $0 != part && ($0.hasSuffix(part) || $0.hasPrefix(part)) }
    }

    /// Which applicant the name speaks of, 1 or 2, and the name without saying so; nil where it says nothing.
    var applicant: (number: Int, name: NameWords)? {
        for (number, markers) in [(2, Self.second), (1, Self.first)] {
            for marker in markers {
                guard let range = Self.range(of: marker, in: words), words.count > marker.count else { continue }
                var rest = words
                rest.removeSubrange(range)
                return (number, NameWords(words: rest))
            }
        }
        return nil
    }

    private static func range(of marker: [String], in words: [String]) -> Range<Int>? {
        guard words.count >= marker.count else { return nil }
        return (0...words.count - marker.count).lazy.map { $0..<$0 + marker.count }.first { range in
            zip(words[range], marker).allSatisfy { isForm($0, of: $1) }
        }
    }

    /// Whether a word is a noun in any case, or what a woman is called: "Ehepartners", "Ehegatten", "Partnerin".
    private static func isForm(_ word: String, of noun: String) -> Bool {
        word.hasPrefix(noun) && ["", "s", "es", "n", "in"].contains(word.dropFirst(noun.count))
    }

    /// Whether the name speaks of somebody or something that another name does not speak of: an employer's telephone is not the
    /// customer's, and a car's loan is not the house's.
    func isOfAnother(than other: NameWords) -> Bool {
        let said = other.joined
        return words.contains { word in
            Self.owners.contains { word == $0 && !said.contains($0) }
                || Self.ownersInCompounds.contains { word.hasPrefix($0) && !said.contains($0) }
        }
    }

    private static let owners = ["bank", "firma", "auto", "autos", "unternehmen", "employer", "household", "car"]
    private static let ownersInCompounds = [
        "arbeitgeber", "haushalt", "firmen", "kfz", "autokredit", "autodarlehen", "autofinanzierung",
    ]

    private static let second = [
        ["zweiter", "antragsteller"], ["zweiten", "antragsteller"], ["zweite", "person"], ["zweiten", "person"],
        ["mitantragsteller"], ["partner"], ["ehepartner"], ["ehemann"], ["ehefrau"], ["ehegatte"], ["ehegattin"],
        ["lebenspartner"], ["lebensgefaehrte"], ["lebensgefaehrtin"], ["second", "applicant"], ["co", "applicant"],
        ["coapplicant"], ["spouse"],
    ]
    private static let first = [
        ["erster", "antragsteller"], ["hauptantragsteller"], ["first", "applicant"], ["antragsteller"],
    ]

    private static let fillers: Set<String> = [
        "ihr", "ihre", "ihren", "ihrer", "ihres", "dein", "deine", "bitte", "wie", "lautet", "lauten", "ist", "sind",
        "hoch",
        "viel", "haben", "hat", "sie", "der", "die", "das", "des", "dem", "den", "ein", "eine", "einen", "im", "in",
        "am", "zu",
        "von", "fuer", "welche", "welcher", "welches", "was", "euro", "eur", "angeben", "eingeben", "pflichtfeld",
        "optional",
        "the", "your", "my", "please", "enter", "what", "how", "much", "is", "are", "do", "you", "a", "an", "of", "q",
        "field",
        "input", "feld", "question", "frage", "aktuell", "aktuelle", "aktuelles", "derzeit", "und", "and",
    ]

    /// Words in small letters with umlauts written out; a change from small to capital letters, and from letters to numbers,
    /// parts them, too.
    private static func split(_ name: String) -> [String] {
        var parts: [String] = []
        var word = ""
        var last: Character = " "
        for character in name {
            let isBorder =
                !(character.isLetter || character.isNumber)
                || (character.isUppercase && last.isLowercase)
                || (character.isNumber != last.isNumber && (last.isLetter || last.isNumber))
            if isBorder, !word.isEmpty {
                parts.append(word)
                word = ""
            }
            if character.isLetter || character.isNumber { word.append(character) }
            last = character
        }
        if !word.isEmpty { parts.append(word) }
        return parts.map { FoldedKey($0).text }.filter { !$0.isEmpty }
    }
}
