import JSON

/// A whole address in one field: `Musterstr. 5, 10115 Berlin, Deutschland`, or one line each.
///
/// It must hold a German postal code; without one, what is street and what is town would be guessed.
struct Adresse {
    var street: Strasse?
    var code: String?
    var town: String?
    /// ISO 3166-1 alpha-2, if the address names a country.
    var country: String?

    /// - Throws: `adresse_format`.
    static func read(_ value: JSONValue) throws(Unreadable) -> Adresse? {
        switch try Answer(value) {
        case nil: return nil
        case .flag, .number: throw invalid
        case .object(let object): return try read(object)
        case .text(let text):
            let lines = Self.oneLine(CleanText.lines(text))
            if CleanText.saysNothing(lines) { return nil }
            guard lines.utf8.count <= 500, let address = Adresse(whole: CleanText.line(lines)) else { throw invalid }
            return address
        }
    }

    /// An address in one line; `nil` if it is none.
    init?(whole line: String) {
        if line.utf8.contains(0x7C), line.contains("||"), let joined = Adresse(joined: line) {
            self = joined
        } else {
            self.init(line)
        }
    }

    /// Lines with commas between them.
    static func oneLine(_ lines: String) -> String {
        lines.utf8.contains(0x0A) ? lines.replacing("\n", with: ", ") : lines
    }

    /// WPForms joins the parts with `||`, empty ones keep their places: street, addition, town, state, postal code,
    /// country, of which the form may leave out some.
    private init?(joined line: String) {
        let parts = line.split(separator: "||", omittingEmptySubsequences: false).map { CleanText.line(String($0)) }
        guard let place = parts.lastIndex(where: { Postleitzahl.code(Postleitzahl.withoutCountry($0)) != nil }) else {
            return nil
        }
        code = Postleitzahl.code(Postleitzahl.withoutCountry(parts[place]))
        let behind = parts[(place + 1)...].filter { !$0.isEmpty }
        guard behind.count <= 1 else { return nil }
        country = behind.first.flatMap(Land.code(of:))
        guard country != nil || behind.isEmpty else { return nil }
        // Two lines of street come first; where a town and a state are in between, the town is the first of them.
        let lines = parts[..<min(2, place)].filter { !$0.isEmpty }
        let places = parts[min(2, place)..<place].filter { !$0.isEmpty }
        if let first = places.first {
            town = first
            street = lines.isEmpty ? nil : Strasse(line: lines.joined(separator: ", "))
        } else if lines.count == 2 {
            // A form without a second line of street.
            town = lines[1]
            street = Strasse(line: lines[0])
        } else {
            return nil
        }
    }

    static let invalid = Unreadable(
        .adresseFormat,
        "Das ist keine Anschrift mit Straße, fünfstelliger Postleitzahl und Ort."
    )

    init(street: Strasse? = nil, code: String? = nil, town: String? = nil) {
        self.street = street
        self.code = code
        self.town = town
    }

    private init?(_ line: String) {
        var parts = Self.parts(of: line)
        // No country's name begins with a digit.
        if parts.count > 1, let last = parts.last, last.utf8.first.map(LatinText.isDigit) == false,
            let country = Land.code(of: last)
        {
            self.country = country
            parts.removeLast()
        }
        if let (place, town) = Self.coded(parts) {
            code = town.code
            self.town = town.town
            parts.remove(at: place)
            if self.town == nil, place < parts.count, parts[place].contains(where: \.isLetter) {
                // "10115, Berlin"
                self.town = parts.remove(at: place)
            }
            guard place == 0 || place == parts.count else { return nil }
        } else if let last = parts.popLast(), let (street, town) = Self.parted(last) {
            // "Musterstr. 5 10115 Berlin"
            parts.append(street)
            code = town.code
            self.town = town.town
        } else {
            return nil
        }
        guard let town else { return nil }
        // "Musterstr. 12345": a street, with a number that is too long for one.
        if country == nil, parts.isEmpty, AddressParts.isStreet(PLZOrt(code: code, town: town), of: line) { return nil }
        if code != nil, let place = Self.quarters(parts) {
            // "10115 Berlin, Mitte"
            self.town = ([town] + parts[place...]).joined(separator: ", ")
            parts.removeSubrange(place...)
        }
        if !parts.isEmpty { street = Strasse(line: parts.joined(separator: ", ")) }
    }

    /// Where parts begin that are no street: all of them, if none has a number or the word for a street.
    private static func quarters(_ parts: [String]) -> Int? {
        let hasStreet = parts.contains { part in
            if part.utf8.contains(where: { $0 &- 0x30 < 10 }) { return true }
            let text = part.lowercased()
            return text.contains(where: \.isNumber) || streetWords.contains { text.contains($0) }
        }
        return hasStreet || parts.isEmpty ? nil : parts.startIndex
    }

    private static let streetWords = [
        "str", "weg", "platz", "allee", "gasse", "ring", "damm", "ufer", "hof", "am ", "an ", "im ",
    ]

    /// The last part with a postal code.
    private static func coded(_ parts: [String]) -> (place: Int, town: PLZOrt)? {
        for place in parts.indices.reversed() {
            if let town = PLZOrt(line: parts[place]), town.code != nil { return (place, town) }
        }
        return nil
    }

    /// What stands between the separators, without blank parts.
    private static func parts(of line: String) -> [String] {
        var line = line
        let quick = line.withUTF8 { bytes -> [String]? in
            guard LatinText.isLatin(bytes.span) else { return nil }
            var parts: [String] = []
            var end = 0
            while end < bytes.count {
                var begin = end
                while end < bytes.count, bytes[end] != 0x2C, bytes[end] != 0x7C { end += 1 }
                let next = end + 1
                while begin < end, Strasse.isSeparator(bytes[begin]) { begin += 1 }
                while begin < end, Strasse.isSeparator(bytes[end - 1]) { end -= 1 }
                if begin < end {
                    parts.append(String(decoding: UnsafeBufferPointer(rebasing: bytes[begin..<end]), as: UTF8.self))
                }
                end = next
            }
            return parts
        }
        if let quick { return quick }
        return line.split { ",·•|".contains($0) }.map { Strasse.trimmed(String($0)) }.filter { !$0.isEmpty }
    }

    /// Parts a line without comma before its last postal code.
    private static func parted(_ line: String) -> (String, PLZOrt)? {
        let words = line.split(separator: " ")
        for place in words.indices.dropFirst().reversed() {
            guard Postleitzahl.code(Postleitzahl.withoutCountry(String(words[place]))) != nil else { continue }
            guard let town = PLZOrt(line: words[place...].joined(separator: " ")), town.town != nil else { return nil }
            return (words[..<place].joined(separator: " "), town)
        }
        return nil
    }

    /// The parts as form builders name them (Jotform `addr_line1`, `postal`; and the names of the targets).
    private static func read(_ object: JSONObject) throws(Unreadable) -> Adresse? {
        var address = Adresse()
        let street = [
            object.member(
                "strasse",
                "street",
                "addr line1",
                "addr_line1",
                "address",
                "line1",
                "address line 1",
                "address 1",
                "line 1",
                "street address",
                "address1",
                "addressline1"
            ),
            object.member(
                "hausnummer",
                "house number",
                "housenumber",
                "street number",
                "streetnumber",
                "number",
                "nr",
                "house",
                "house no",
                "houseno"
            ),
            object.member(
                "zusatz",
                "addr line2",
                "addr_line2",
                "line2",
                "address line 2",
                "address 2",
                "line 2",
                "address2",
                "addressline2"
            ),
        ].map { $0?.plainText ?? "" }
        if object.contains(key: "hausnummer"), !street[1].isEmpty {
            var split = Strasse(line: "")
            split.street = street[0]
            split.houseNumber = street[1]
            split.addition = street[2].isEmpty ? nil : street[2]
            address.street = split
        } else {
            let line =
                street[0] + (street[1].isEmpty ? "" : " " + street[1]) + (street[2].isEmpty ? "" : ", " + street[2])
            address.street = line.isEmpty ? nil : Strasse(line: line)
        }
        let town = object.town?.plainText ?? ""
        let code = object.postalCode
        let country = object.member("land", "country")?.plainText ?? ""
        if line(address) == nil && town.isEmpty && (code.map(Answer.saysNothing) ?? true) && country.isEmpty {
            guard object.values.allSatisfy(Answer.saysNothing) else { throw invalid }
            return nil
        }
        if let code, code.objectValue == nil {
            do { address.code = try Postleitzahl.read(code) } catch { throw invalid }
        }
        address.town = town.isEmpty ? nil : town
        address.country = Land.code(of: country)
        return address
    }

    private static func line(_ address: Adresse) -> String? { address.street?.street }

    /// `{strasse, hausnummer, zusatz, plz, ort, land}`, without what is absent.
    var json: JSONValue {
        var object = JSONObject(reserving: 6)
        street?.append(to: &object)
        if let code { object.append("plz", .string(code)) }
        if let town { object.append("ort", .string(town)) }
        if let country { object.append("land", .string(country)) }
        return .object(object)
    }
}
