import JSON

/// More than one person in a field for one: "Max & Erika Mustermann", "Familie Muster".
enum SeveralPersons {
    /// - Throws: `mehrere_personen`; its detail is the list of both persons where they can be told apart, so that the
    ///   second one need   not get lost.
    static func check(_ text: String) throws(Unreadable) {
        try checkNames(text)
        // "Max+Erika Mustermann"
        let text = text.replacing("+", with: " + ").replacing("&", with: " & ")
        let words = text.split(separator: " ").map(String.init)
        let connectors = words.indices.filter { isConnector(words, at: $0) }
        let isFamily = words.first.map { Anrede.severalPersons.contains(folded($0)) } ?? false
        if connectors.isEmpty && !isFamily { return }
        var detail: JSONValue?
        if connectors.count == 1, let connector = connectors.first, !isFamily {
            let sides = (words[..<connector].joined(separator: " "), words[(connector + 1)...].joined(separator: " "))
            detail = persons(sides.0, sides.1, whole: text)
        }
        throw Unreadable(.mehrerePersonen, "Das Feld nennt mehrere Personen.", detail: detail)
    }

    /// "Max Mustermann, Erika Mustermann": two whole names, by the surname that both end in or the forms of address that both
    /// begin with.
    private static func checkNames(_ text: String) throws(Unreadable) {
        let sides = text.split(separator: ",").map { $0.split(separator: " ") }
        guard sides.count == 2, sides.allSatisfy({ $0.count > 1 }), let first = sides[0].last,
            let second = sides[1].last
        else { return }
        let areTwo =
            first.lowercased() == second.lowercased()
            || sides.allSatisfy { Anrede.beginning(String($0[0])) != nil }
        guard areTwo else { return }
        let persons = sides.compactMap { Personenname(one: $0.joined(separator: " "))?.json }
        throw Unreadable(.mehrerePersonen, "Das Feld nennt mehrere Personen.", detail: .array(persons))
    }

    /// "und" parts persons, but not in "von und zu".
    private static func isConnector(_ words: [String], at index: Int) -> Bool {
        let word = words[index].lowercased()
        guard ["und", "&", "u.", "and", "+"].contains(word) else { return false }
        let before = index > 0 ? words[index - 1].lowercased() : ""
        let behind = index + 1 < words.count ? words[index + 1].lowercased() : ""
        return !(before == "von" && ["zu", "zum", "zur"].contains(behind))
    }

    private static func persons(_ left: String, _ right: String, whole: String) -> JSONValue? {
        guard let second = Personenname(one: right), second.surname != nil else { return nil }
        var first: Personenname
        if let named = Personenname(one: left) {
            first = named
            // "Max Muster & Erika", "Muster & Söhne": a given name or a surname?
            if second.givenNames == nil, second.salutation == nil { return nil }
            if first.givenNames == nil, !left.contains(",") {
                // The only word on the left is a given name; the surname is said once, at the end.
                if second.givenNames == nil {
                    // "Herr Max und Frau Erika", "Max und Erika": no surname at all.
                    return nil
                }
                first.givenNames = first.surname
                first.surname = second.surname
            }
        } else if Anrede.beginning(left) != nil {
            // "Herr und Frau Müller"
            first = Personenname()
            first.salutation = Anrede.beginning(left)
            first.surname = second.surname
        } else {
            return nil
        }
        if whole == whole.lowercased() || whole == whole.uppercased() {
            first.givenNames = first.givenNames.map { NameWords.capitalised($0, lowersParticles: false) }
            first.surname = first.surname.map { NameWords.capitalised($0) }
        }
        return [first.json, second.json]
    }
}
