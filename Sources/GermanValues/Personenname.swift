import JSON

/// A person's full name, taken apart.
///
/// The last word is the surname, extended to the left from the first particle of a name (von, de, Freiherr). Not
/// decidable and left alone: swapped order, Spanish double surnames, Vietnamese order.
struct Personenname: Equatable {
    var salutation: Anrede?
    var title = Titel()
    var givenNames: String?
    var surname: String?
    var nameAtBirth: String?
    /// "verw. Muster", as it is written: no target has a place for it.
    var formerName: String?

    /// - Throws: `mehrere_personen` (with both persons in the detail, where they can be told apart), `firma`,
    ///   `name_format`.
    static func read(_ value: JSONValue) throws(Unreadable) -> Personenname? {
        switch try Answer(value) {
        case nil: return nil
        case .object(let object): return try read(object)
        case .number, .flag: throw invalid
        case .text(let text):
            let line = CleanText.line(text)
            return CleanText.saysNothing(line) ? nil : try read(line: line)
        }
    }

    static let invalid = Unreadable(.nameFormat, "Das ist kein Name einer Person.")

    static func read(line: String) throws(Unreadable) -> Personenname {
        if let quick = QuickName.read(line) { return quick }
        return try read(thorough: line)
    }

    /// As ``read(line:)``, however the line is written.
    static func read(thorough line: String) throws(Unreadable) -> Personenname {
        let brackets = Remark.all(in: line)
        let text = joiningDoubleNames(withoutBrackets(line))
        guard text.utf8.count <= 200, text.contains(where: \.isLetter), text.allSatisfy(isNameCharacter) else {
            throw invalid
        }
        if NameWords.isCompany(text) { throw Unreadable(.firma, "Das ist der Name einer Firma.") }
        try SeveralPersons.check(text)
        guard var name = Personenname(one: text) else { throw invalid }
        if name.nameAtBirth == nil, let inBrackets = brackets.lazy.compactMap(nameAtBirth(inBrackets:)).first {
            name.nameAtBirth = inBrackets
            name.repairCase(accordingTo: text)
        }
        return name
    }

    /// "Erika Muster (geb. Beispiel)"
    static func nameAtBirth(inBrackets remark: String) -> String? {
        let words = remark.split(separator: " ").map(String.init)
        guard words.count > 1, NameWords.isBirthNameMark(words[0]), remark.allSatisfy(isNameCharacter) else {
            return nil
        }
        return words.dropFirst().joined(separator: " ")
    }

    /// "Müller - Lüdenscheidt" is one surname.
    private static func joiningDoubleNames(_ text: String) -> String {
        text.replacing(" - ", with: "-").replacing(" – ", with: "-")
    }

    /// The name of one person; `nil` if no surname is left.
    init?(one text: String) {
        var parts = text.split(separator: ",").map { Titel.words(of: String($0)) }.filter { !$0.isEmpty }
        takeOtherNames(from: &parts)
        takeTitles(from: &parts)
        guard let first = parts.first, parts.count <= 2 else { return nil }
        if parts.count == 2 {
            // Goethe, Johann Wolfgang von
            var given = parts[1][...]
            var particles: [String] = []
            while let last = given.last, given.count > 1, NameWords.isParticle(last) {
                particles.insert(last, at: 0)
                given.removeLast()
            }
            givenNames = given.joined(separator: " ")
            surname = (particles + first).joined(separator: " ")
        } else {
            let begin = NameWords.surnameBegin(in: first)
            givenNames = begin > 0 ? first[..<begin].joined(separator: " ") : nil
            surname = first[begin...].joined(separator: " ")
        }
        repairCase(accordingTo: text)
    }

    init() {}

    /// Takes "geb. Müller" and "verw. Meier" out: each to the other of them, or to the end of its part.
    private mutating func takeOtherNames(from parts: inout [[String]]) {
        for index in parts.indices {
            guard let place = parts[index].firstIndex(where: NameWords.isMarkOfOtherName), place > 0 || index > 0,
                place + 1 < parts[index].count
            else { continue }
            var rest = parts[index][place...]
            parts[index].removeSubrange(place...)
            while let mark = rest.first {
                let isAtBirth = NameWords.isBirthNameMark(mark)
                let next = rest.dropFirst(2).firstIndex { word in
                    NameWords.isMarkOfOtherName(word) && NameWords.isBirthNameMark(word) != isAtBirth
                }
                let name = rest[..<(next ?? rest.endIndex)]
                rest = rest[name.endIndex...]
                if isAtBirth {
                    nameAtBirth = name.dropFirst().joined(separator: " ")
                } else {
                    formerName = name.joined(separator: " ")
                }
            }
        }
        parts.removeAll { $0.isEmpty }
    }

    /// Takes salutation and titles off the beginning of every part, and off its end.
    private mutating func takeTitles(from parts: inout [[String]]) {
        for index in parts.indices {
            var words = parts[index][...]
            if let first = words.first, let salutation = Anrede.beginning(first) {
                self.salutation = self.salutation ?? salutation
                words.removeFirst()
            }
            let found = Titel.taken(from: &words)
            title.isDoctor = title.isDoctor || found.isDoctor
            title.isProfessor = title.isProfessor || found.isProfessor
            while words.count > 1, let last = words.last, Titel.isTitle(last) || Titel.isAbbreviation(last) {
                var single = [last][...]
                let found = Titel.taken(from: &single)
                title.isDoctor = title.isDoctor || found.isDoctor
                title.isProfessor = title.isProfessor || found.isProfessor
                words.removeLast()
            }
            parts[index] = Array(words)
        }
        parts.removeAll { $0.isEmpty }
    }

    /// Only if the whole name is in capitals or in small letters.
    private mutating func repairCase(accordingTo text: String) {
        guard text == text.lowercased() || text == text.uppercased() else { return }
        givenNames = givenNames.map { NameWords.capitalised($0, lowersParticles: false) }
        surname = surname.map { NameWords.capitalised($0) }
        nameAtBirth = nameAtBirth.map { NameWords.capitalised($0) }
    }

    /// `{first, last}` and the like (Jotform, WPForms): nothing is to be taken apart.
    private static func read(_ object: JSONObject) throws(Unreadable) -> Personenname? {
        func text(_ names: String...) -> String? {
            for name in names {
                if let text = object.member(name)?.plainText, !CleanText.saysNothing(text) { return text }
            }
            return nil
        }
        var name = Personenname()
        let given = [text("first", "vorname", "first name", "firstname"), text("middle")].compactMap { $0 }
        name.givenNames = given.isEmpty ? nil : given.joined(separator: " ")
        name.surname = text("last", "nachname", "last name", "lastname", "suffix")
        name.nameAtBirth = text("geburtsname")
        if let prefix = text("prefix", "anrede", "titel") {
            var words = Titel.words(of: prefix)[...]
            if let first = words.first, let salutation = Anrede.beginning(first) {
                name.salutation = salutation
                words.removeFirst()
            }
            name.title = Titel.taken(from: &words)
        }
        if let isDoctor = object["dr"]?.boolValue { name.title.isDoctor = isDoctor }
        if let isProfessor = object["prof"]?.boolValue { name.title.isProfessor = isProfessor }
        guard name == Personenname() else { return name }
        guard object.values.allSatisfy(Answer.saysNothing) else { throw invalid }
        return nil
    }

    /// Whether it has more words than a surname of one.
    var isOfSeveralWords: Bool {
        givenNames != nil || nameAtBirth != nil || surname?.utf8.contains(0x20) == true
    }

    /// `{anrede, dr, prof, vorname, nachname, geburtsname}`, without what is absent or false.
    var json: JSONValue {
        var object = JSONObject()
        if let salutation { object.append("anrede", .string(salutation.rawValue)) }
        if title.isDoctor { object.append("dr", true) }
        if title.isProfessor { object.append("prof", true) }
        if let givenNames { object.append("vorname", .string(givenNames)) }
        if let surname { object.append("nachname", .string(surname)) }
        if let nameAtBirth { object.append("geburtsname", .string(nameAtBirth)) }
        return .object(object)
    }

    private static func withoutBrackets(_ line: String) -> String {
        var result = ""
        var depth = 0
        for character in line {
            switch character {
            case "(": depth += 1
            case ")" where depth > 0: depth -= 1
            default: if depth == 0 { result.append(character) }
            }
        }
        return CleanText.line(result)
    }

    private static func isNameCharacter(_ character: Character) -> Bool {
        character.isLetter || " -–.,'’`´&+".contains(character)
    }
}
