import JSON

/// A telephone number, taken apart at the area code.
///
/// German numbers are split at the longest assigned area code, mobile numbers always behind 0 and three digits, foreign ones behind the
/// country code. A missing zero or country code is never guessed, except for mobile numbers that a number cell has robbed of their zero.
/// Joined, both parts have every digit that was typed.
struct Telefon {
    /// `030`, `0176`, `+43`
    var areaCode: String
    /// The digits behind it.
    var number: String
    /// What else the field held: a second number, as typed.
    var further: String?

    /// - Throws: `zeichen`, `vorwahl_fehlt`, `vorwahl_unbekannt`, `laenge`, `zu_lang`.
    static func read(_ value: JSONValue) throws(Unreadable) -> Telefon? {
        switch try Answer(value) {
        case nil: return nil
        case .flag: throw strangeCharacter
        case .number(let number): return try read(text: Answer.plainText(of: number))
        case .text(let text): return try read(text: text)
        case .object(let object):
            if let full = object.member("full", "phone", "telefon", "nummer"), object.member("area", "vorwahl") == nil {
                return full.objectValue == nil ? try read(full) : nil
            }
            let parts = [object.member("country"), object.member("area", "vorwahl"), object.member("phone", "nummer")]
            return try read(text: parts.compactMap { $0?.plainText }.joined(separator: " "))
        }
    }

    private static func read(text: String) throws(Unreadable) -> Telefon? {
        let line = CleanText.line(text.replacing("\n", with: ";"))
        if CleanText.saysNothing(line) { return nil }
        guard line.utf8.count <= 200 else { throw tooLong }
        let (first, further) = PhoneText.parted(line)
        var result = try split(try PhoneText(first))
        result.further = further
        return result
    }

    private static func split(_ text: PhoneText) throws(Unreadable) -> Telefon {
        let digits = text.digits[...]
        guard digits.count <= 20 else { throw tooLong }
        if text.hasPlus || digits.hasPrefix("00") {
            let international = digits.hasPrefix("00") ? digits.dropFirst(2) : digits
            return international.hasPrefix("49") ? try german(international.dropFirst(2)) : try foreign(international)
        }
        if digits.hasPrefix("0") { return try german(digits) }
        if digits.hasPrefix("49"), digits.count >= 11 { return try german(digits.dropFirst(2)) }
        if isMobile(digits), (10...11).contains(digits.count) { return try german(digits) }
        throw Unreadable("vorwahl_fehlt", "Der Telefonnummer fehlt die Vorwahl.")
    }

    // MARK: Germany

    /// Splits a national number, with its trunk zero or without.
    private static func german(_ digits: Substring) throws(Unreadable) -> Telefon {
        let national = digits.hasPrefix("0") ? digits.dropFirst() : digits
        let length: Int
        if isMobile(national) {
            guard (10...11).contains(national.count) else { throw wrongLength }
            length = 3
        } else if let special = specialCodes.first(where: { national.hasPrefix($0) }) {
            length = special.count
        } else if let found = AreaCodes.lengthOfCode(at: national) {
            length = found
        } else {
            guard national.count >= 3 else { throw wrongLength }
            throw unknownCode
        }
        // E.164 allows 15 digits including the country code 49.
        guard national.count <= 13 else { throw tooLong }
        guard national.count - length >= 3 else { throw wrongLength }
        return Telefon(areaCode: "0" + national.prefix(length), number: String(national.dropFirst(length)))
    }

    /// 015x, 016x, 017x.
    private static func isMobile(_ national: Substring) -> Bool {
        ["15", "16", "17"].contains { national.hasPrefix($0) }
    }

    /// Service numbers and the non-geographic 032.
    private static let specialCodes = ["800", "700", "900", "180", "137", "138", "32"]

    // MARK: Other countries

    private static func foreign(_ international: Substring) throws(Unreadable) -> Telefon {
        guard international.count >= 2 else { throw wrongLength }
        guard let length = CountryCallingCodes.lengthOfCode(at: international) else { throw unknownCode }
        let country = international.prefix(length)
        var number = international.dropFirst(length)
        if number.hasPrefix("0"), !CountryCallingCodes.keepsZero(country) { number = number.dropFirst() }
        guard country.count + number.count <= 15 else { throw tooLong }
        guard number.count >= 4 else { throw wrongLength }
        return Telefon(areaCode: "+" + country, number: String(number))
    }

    // MARK: Forms

    /// `{vorwahl, nummer}`, and `weitere` if the field held more.
    var json: JSONValue {
        var object: JSONObject = ["vorwahl": .string(areaCode), "nummer": .string(number)]
        if let further { object.append("weitere", .string(further)) }
        return .object(object)
    }

    /// `+4930420860`: for CRM systems and for hashing.
    var e164: String {
        areaCode.hasPrefix("+") ? areaCode + number : "+49" + areaCode.dropFirst() + number
    }

    /// `030 420860`: one text for a person who dials from Germany.
    var national: String { areaCode + " " + number }

    // MARK: Reasons

    static let strangeCharacter = Unreadable("zeichen", "Die Telefonnummer enthält Zeichen, die nicht hineingehören.")
    private static let wrongLength = Unreadable("laenge", "Die Telefonnummer ist zu kurz oder unvollständig.")
    private static let tooLong = Unreadable("zu_lang", "Die Telefonnummer hat zu viele Ziffern.")
    private static let unknownCode = Unreadable("vorwahl_unbekannt", "Diese Vorwahl ist nicht vergeben.")
}
