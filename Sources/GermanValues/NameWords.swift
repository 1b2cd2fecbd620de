/// What words in a name mean besides being names.
enum NameWords {
    /// Where the surname begins: at the first particle, else at the last word.
    ///
    /// A first word that is also a given name (Ben, Al, La) is not taken for a particle.
    static func surnameBegin(in words: [String]) -> Int {
        for (index, word) in words.enumerated() where index < words.count - 1 {
            if abbreviatedParticles.contains(word) { return index }
            if index == 0 ? beginnings.contains(word.lowercased()) : isParticle(word) { return index }
        }
        let hasSuffix = words.count > 2 && suffixes.contains(words[words.count - 1].lowercased())
        return words.count - (hasSuffix ? 2 : 1)
    }

    /// They stay with the surname.
    static let suffixes: Set<String> = [
        "jun.", "jun", "jr.", "jr", "junior", "sen.", "sen", "sr.", "sr", "senior", "ii", "ii.", "iii", "iii.", "iv",
        "iv.",
    ]

    static func isParticle(_ word: String) -> Bool {
        particles.contains(word.lowercased()) || titlesOfNobility.contains(word.lowercased())
    }

    static func isBirthNameMark(_ word: String) -> Bool {
        birthNameMarks.contains(word.lowercased())
    }

    /// Whether a word says that another name follows, which is neither the surname nor a given name.
    static func isMarkOfOtherName(_ word: String) -> Bool {
        isBirthNameMark(word) || formerNameMarks.contains(word.lowercased())
    }

    /// A widow's name, and those of earlier marriages.
    static let formerNameMarks: Set<String> = ["verw.", "verwitwete", "verwitweter", "verh.", "vorm.", "gesch."]

    /// "v. d. Berg": in small letters, as "V." is the initial of a given name.
    private static let abbreviatedParticles: Set<String> = ["v.", "v.d.", "v.d", "vd."]

    static let birthNameMarks: Set<String> = ["geb.", "geb", "geborene", "geborener", "née", "nee", "né"]

    /// "MAX" → "Max", "o'connor" → "O'Connor"; particles of a surname in small letters.
    static func capitalised(_ name: String, lowersParticles: Bool = true) -> String {
        name.split(separator: " ").map { word -> String in
            let small = word.lowercased()
            if lowersParticles, particles.contains(small) || abbreviatedParticles.contains(small) || small == "d." {
                return small
            }
            var result = ""
            var atBeginning = true
            for character in small {
                result += atBeginning ? character.uppercased() : String(character)
                atBeginning = "-–'’.".contains(character)
            }
            return result
        }.joined(separator: " ")
    }

    /// A legal form at the end or in the middle of the name, or a word at its beginning that says it.
    static func isCompany(_ text: String) -> Bool {
        let words = text.split { $0 == " " || $0 == "," }
        if words.count > 1, let first = words.first, companyMarks.contains(first.lowercased()) { return true }
        for (index, word) in words.enumerated() {
            if index > 0, legalForms.contains(word.lowercased()) { return true }
            if index > 0, shortLegalForms.contains(String(word)) { return true }
        }
        return false
    }

    static let companyMarks: Set<String> = ["firma", "fa."]

    static let legalForms: Set<String> = [
        "gmbh", "mbh", "ggmbh", "ohg", "gbr", "e.k.", "e.kfm.", "e.v.", "ev.", "kgaa", "partg", "partgmbb", "ltd",
        "ltd.",
        "llc", "inc.", "co.", "ug(haftungsbeschränkt)", "eg.", "s.a.", "b.v.",
    ]
    /// Only in this writing; "Ag" or "Se" may be part of a name.
    static let shortLegalForms: Set<String> = ["AG", "KG", "SE", "UG", "eK", "eG", "eV", "Inc"]

    static let particles: Set<String> = [
        "von", "vom", "van", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "la", "le", "zu", "zur",
        "zum",
        "ter", "ten", "'t", "af", "av", "el", "al", "bin", "ibn", "ben", "abu", "und",
    ]
    static let titlesOfNobility: Set<String> = [
        "graf", "gräfin", "freiherr", "freifrau", "freiin", "baron", "baronin", "baronesse", "prinz", "prinzessin",
        "ritter",
        "edler", "edle", "fürst", "fürstin", "herzog", "herzogin",
    ]
    static let beginnings: Set<String> = [
        "von", "vom", "van", "zu", "zur", "zum", "ter", "ten", "'t", "af", "av", "der", "den", "freiherr", "freifrau",
        "freiin", "graf", "gräfin", "baronin", "fürstin",
    ]
}
