/// Reads `12a-14 HH, 2. OG` from a place in a line: house number, part of the building, addition.
///
/// The number: up to four digits, a letter, a half (`12 1/2`), and ranges with `-`, `–`, `/`, `+` (`5 a - 7 b`,
/// `3/4/5`, `12a/b`). Blanks within it go. Parts of buildings (HH, Hinterhaus, Haus B) stay with the number, everything
/// about floor and flat is the addition.
struct HouseNumberReader {
    private let text: [Unicode.Scalar]
    private(set) var place: Int

    init(_ text: [Unicode.Scalar], at place: Int) {
        self.text = text
        self.place = place
    }

    /// `nil` if what stands here is not a house number, or something stands behind it that is no part of an address.
    func readToEnd() -> (houseNumber: String, addition: String?)? {
        var reader = self
        guard var number = reader.readNumber() else { return nil }
        if reader.isAtWordEnd, let part = reader.readBuildingPart() { number += " " + part }
        guard let addition = reader.readAddition() else { return nil }
        return (number, addition.isEmpty ? nil : addition)
    }

    // MARK: The number

    mutating func readNumber() -> String? {
        guard var number = unit() else { return nil }
        if let half = half() { number += half + (letter() ?? "") }
        while let more = continuation() { number += more }
        return number
    }

    /// `12`, `12a`, `12 A`
    private mutating func unit() -> String? {
        let digits = text[place...].prefix(while: \.isDigit)
        guard (1...4).contains(digits.count) else { return nil }
        place += digits.count
        return String(scalars: digits) + (letter() ?? "")
    }

    /// A single letter, glued or behind a blank, that does not begin a word.
    private mutating func letter() -> String? {
        var next = place
        if next < text.count, text[next] == " " { next += 1 }
        guard next < text.count, text[next].isLetter, isEndOfWord(next + 1), !isCareOf(at: next) else { return nil }
        place = next + 1
        return String(text[next])
    }

    /// ` 1/2`, `½`: the only blank that stays, lest `12 1/2` become `121/2`.
    private mutating func half() -> String? {
        if place < text.count, ["½", "¼", "¾"].contains(text[place]), isEndOfWord(place + 1) {
            place += 1
            return String(text[place - 1])
        }
        if place + 1 < text.count, text[place] == " ", ["½", "¼", "¾"].contains(text[place + 1]), isEndOfWord(place + 2)
        {
            place += 2
            return " " + String(scalars: [text[place - 1]])
        }
        guard place + 4 <= text.count, text[place] == " ", text[place + 2] == "/", isEndOfWord(place + 4) else {
            return nil
        }
        let fraction = String(scalars: text[place + 1..<place + 4])
        guard ["1/2", "1/3", "2/3", "1/4", "3/4"].contains(fraction) else { return nil }
        place += 4
        return " " + fraction
    }

    /// `-14`, ` / 14 b`, `/b`; not `/ 3. OG`, `/Whg 3`.
    private mutating func continuation() -> String? {
        let begin = place
        var next = place
        while next < text.count, text[next] == " " { next += 1 }
        guard next < text.count, Self.rangeSigns.contains(text[next]) else { return nil }
        let separator = text[next] == "–" ? "-" : String(text[next])
        next += 1
        while next < text.count, text[next] == " " { next += 1 }
        place = next
        if next < text.count, text[next].isDigit {
            if let more = unit(), isEndOfWord(place), !isFloor(at: next) { return separator + more }
        } else if let more = letter() {
            return separator + more
        }
        place = begin
        return nil
    }

    // MARK: Behind the number

    private var isAtWordEnd: Bool { isEndOfWord(place) }

    /// `HH`, `Hinterhaus`, `, Haus B`
    private mutating func readBuildingPart() -> String? {
        let begin = place
        skipSeparators()
        let isBracketed = place > begin && text[place - 1] == "("
        let word = String(scalars: text[place...].prefix(while: \.isLetter))
        let key = foldedUmlauts(word.lowercased())
        if Self.buildingParts.contains(key) {
            place += word.unicodeScalars.count
            if place < text.count, text[place] == "." { place += 1 }
            if isBracketed {
                guard place < text.count, text[place] == ")" else {
                    place = begin
                    return nil
                }
                place += 1
            }
            if isEndOfWord(place) { return word }
        } else if Self.namedBuildingParts.contains(key), !isBracketed {
            place += word.unicodeScalars.count
            if place < text.count, text[place] == "." { place += 1 }
            var next = place
            if next < text.count, text[next] == " " { next += 1 }
            let name = text[next...].prefix { $0.isLetter || $0.isDigit }
            if (1...2).contains(name.count), isEndOfWord(next + name.count) {
                place = next + name.count
                return word + " " + String(scalars: name)
            }
        }
        place = begin
        return nil
    }

    /// The rest of the line if it is an addition; empty at the end of the line, `nil` if it is something else.
    private mutating func readAddition() -> String? {
        let begin = place
        skipSeparators()
        if place >= text.count { return "" }
        var rest = text[place...]
        let separators = text[begin..<place]
        guard !separators.isEmpty else { return nil }
        if separators.contains("("), rest.last == ")" { rest = rest.dropLast() }
        let isSetApart =
            separators.contains { $0 == "," || $0 == ";" || $0 == "(" } || separators.filter { $0 == "/" }.count > 1
        let startsWithLetter = rest.first?.isLetter ?? false
        guard isFloor(at: place) || isAdditionWord(at: place) || (isSetApart && startsWithLetter) else { return nil }
        return Strasse.trimmed(rest)
    }

    private mutating func skipSeparators() {
        while place < text.count, Self.separators.contains(text[place]) { place += 1 }
    }

    /// `3. OG`, `2.Stock`, `1 OG`
    private func isFloor(at start: Int) -> Bool {
        let digits = text[start...].prefix(while: \.isDigit)
        guard (1...2).contains(digits.count) else { return false }
        var next = start + digits.count
        if next < text.count, text[next] == "." { next += 1 }
        while next < text.count, text[next] == " " { next += 1 }
        let word = foldedUmlauts(String(scalars: text[next...].prefix(while: \.isLetter)).lowercased())
        return Self.floors.contains(word)
    }

    private func isAdditionWord(at start: Int) -> Bool {
        if isCareOf(at: start) { return true }
        let word = foldedUmlauts(String(scalars: text[start...].prefix(while: \.isLetter)).lowercased())
        return Self.floors.contains(word) || Self.additions.contains(word)
    }

    private func isCareOf(at start: Int) -> Bool {
        start + 2 < text.count && text[start].value | 0x20 == 0x63 && text[start + 1] == "/"
            && text[start + 2].value | 0x20 == 0x6F
    }

    private func isEndOfWord(_ place: Int) -> Bool {
        guard place < text.count else { return true }
        return !text[place].isLetter && !text[place].isNumber && text[place] != "."
    }

    private static let rangeSigns: [Unicode.Scalar] = ["-", "–", "/", "+", "&"]
    private static let separators: [Unicode.Scalar] = [" ", ",", ";", "/", "(", "-", "–"]

    private static let buildingParts: Set<String> = [
        "hh", "vh", "gh", "sf", "qg", "rg", "gth", "hinterhaus", "vorderhaus", "gartenhaus", "seitenfluegel",
        "quergebaeude",
        "rueckgebaeude", "hintergebaeude", "vordergebaeude", "nebengebaeude", "mittelbau", "anbau", "remise",
    ]
    /// Those that come with a letter or number: "Haus B".
    private static let namedBuildingParts: Set<String> = [
        "haus", "hs", "gebaeude", "geb", "block", "aufgang", "eingang", "turm",
    ]
    private static let floors: Set<String> = [
        "og", "eg", "ug", "dg", "stock", "etage", "obergeschoss", "erdgeschoss", "dachgeschoss", "untergeschoss", "hp",
        "hochparterre", "parterre", "souterrain", "stw", "zwischengeschoss", "maisonette", "galerie",
    ]
    private static let additions: Set<String> = [
        "whg", "wohnung", "wohnungsnr", "app", "apt", "apartment", "appartement", "appartment", "zimmer", "zi", "we",
        "top",
        "tuer", "klingel", "stiege", "bei", "links", "rechts", "mitte", "li", "re", "hinten", "vorne", "vorn", "z",
        "zhd",
        "einheit", "postfach", "ot", "ortsteil", "haus", "aufgang", "eingang", "gebaeude", "block",
    ]
}
