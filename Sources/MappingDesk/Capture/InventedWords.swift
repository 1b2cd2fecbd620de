/// Names, streets and sentences that belong to nobody.
enum InventedWords {
    static func given(_ number: Int) -> String {
        pick(["Erika", "Max", "Lieschen", "Otto", "Sabine", "Emil", "Klara", "Anton"], number)
    }

    static func family(_ number: Int) -> String {
        let names = ["Mustermann", "Beispiel", "Normalverbraucher", "Musterfrau", "Probst", "Vorlage"]
        let name = pick(names, number)
        // After the last name come double ones, which no list has to hold.
        let round = number / names.count
        return round == 0 ? name : "\(name)-\(greek(number))"
    }

    /// A whole name with what stands around the original: salutation, titles, "geb.", the order with a comma.
    static func name(like original: String, _ number: Int) -> String {
        var head: [Substring] = []
        var words = original.split(whereSeparator: \.isWhitespace)[...]
        while let word = words.first, isTitle(word) {
            head.append(word)
            words = words.dropFirst()
        }
        let front = head.map { $0 + " " }.joined()
        if words.isEmpty { return head.joined(separator: " ") }
        if words.count == 1 { return front + family(number) }
        if original.contains(","), !original.contains("geb") { return "\(front)\(family(number)), \(given(number))" }
        let birth = original.contains("geb") ? " geb. \(family(number + 1))" : ""
        return "\(front)\(given(number)) \(family(number))\(birth)"
    }

    /// Whether the text is made of salutations and titles only.
    static func isTitles(_ text: String) -> Bool {
        let words = text.split(whereSeparator: \.isWhitespace)
        return !words.isEmpty && words.allSatisfy(isTitle)
    }

    private static func isTitle(_ word: Substring) -> Bool {
        let plain = word.lowercased().filter(\.isLetter)
        return ["herr", "herrn", "hr", "frau", "fr", "dr", "prof", "mr", "mrs", "ms", "med", "jur", "ing", "dipl"]
            .contains(plain)
    }

    static func email(_ number: Int) -> String {
        let name = "\(given(number)).\(family(number))".lowercased()
        return "\(name)\(number == 0 ? "" : String(number + 1))@example.org"
    }

    static func company(_ number: Int) -> String {
        pick(["Musterfirma", "Beispielbetrieb", "Probewerk", "Vorlagenbau"], number) + " \(greek(number)) GmbH"
    }

    /// With a house number if the original has a digit.
    static func street(like original: String, _ number: Int) -> String {
        let street = pick(["Musterstraße", "Beispielweg", "Probegasse", "Musterallee", "Vorlagenplatz"], number)
        return original.contains(where: \.isNumber) ? "\(street) \(12 + number)" : street
    }

    static func houseNumber(like original: String, _ number: Int) -> String {
        "\(12 + number)" + (original.contains(where: \.isLetter) ? "a" : "")
    }

    static func postcode(_ number: Int) -> String { "12" + ShapedText.padded(345 + number, 3) }

    /// With a postal code before it if the original begins with one.
    static func town(like original: String, _ number: Int) -> String {
        let town = pick(["Musterstadt", "Beispielhausen", "Probedorf", "Vorlagenau"], number)
        let code = original.prefix { $0.isNumber }.count == 5 ? postcode(number) + " " : ""
        return code + town
    }

    /// Words in place of words, with as many lines.
    static func sentence(_ original: String, number: Int) -> String {
        let lines = original.split(whereSeparator: \.isNewline).count
        let first = "Beispieltext \(greek(number))"
        return ([first] + (1..<max(lines, 1)).map { "Zeile \(greek(number + $0))" }).joined(separator: "\n")
    }

    static func twoLetters(_ number: Int) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return String([letters[number / letters.count % letters.count], letters[number % letters.count]])
    }

    /// A word for a number that cannot be taken for one.
    static func greek(_ number: Int) -> String {
        let words = [
            "Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta", "Iota", "Kappa", "Lambda", "My", "Ny",
            "Xi", "Omikron", "Pi", "Rho", "Sigma", "Tau", "Ypsilon", "Phi", "Chi", "Psi", "Omega",
        ]
        let last = words[number % words.count]
        return number < words.count ? last : greek(number / words.count - 1) + last.lowercased()
    }

    private static func pick(_ words: [String], _ number: Int) -> String { words[number % words.count] }
}
