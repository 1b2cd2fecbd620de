import JSON

/// A telephone number, taken apart at the area code.
///
/// German numbers are split at the longest assigned area code, mobile numbers always behind 0 and three digits, foreign
/// ones behind the country code. A missing zero or country code is never guessed, except for mobile numbers that a
/// number cell has robbed of their zero. Joined, both parts have every digit that was typed.
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
            if parts.allSatisfy({ $0 == nil }), !object.values.allSatisfy(Answer.saysNothing) { throw strangeCharacter }
            return try read(text: parts.compactMap { $0?.plainText }.joined(separator: " "))
        }
    }

    private static func read(text: String) throws(Unreadable) -> Telefon? {
        if let cell = Answer.cell(CleanText.line(text)) { return try split(try PhoneText(cell)) }
        // Two lines are two numbers.
        let line = CleanText.line(text.utf8.contains(0x0A) ? text.replacing("\n", with: ";") : text)
        if CleanText.saysNothing(line) { return nil }
        guard line.utf8.count <= 200 else { throw tooLong }
        let (first, further) = PhoneText.parted(line)
        if let number = northAmerican(first) { return number }
        var number = try PhoneText(first)
        // A form that sends an unescaped plus sends a blank: before a country code it was a plus.
        if text.utf8.first == 0x20, number.digits.first != 0x30, number.digits.count >= 9 { number.hasPlus = true }
        var result = try split(number)
        result.further = further
        return result
    }

    /// `1 (512) 345-6789`, `1-512-345-6789`: grouped as in North America, and no German mobile number without its zero.
    private static func northAmerican(_ text: Substring) -> Telefon? {
        guard text.utf8.first == 0x31 else { return nil }
        let groups = text.split { !$0.isNumber }.map(String.init)
        guard text.first == "1", groups.count == 4, groups.map(\.utf8.count) == [1, 3, 3, 4], groups[0] == "1",
            groups.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        else { return nil }
        return Telefon(areaCode: "+1", number: groups.dropFirst().joined())
    }

    private static func split(_ text: PhoneText) throws(Unreadable) -> Telefon {
        let digits = text.digits[...]
        guard digits.count <= 20 else { throw tooLong }
        if text.hasPlus || begins(digits, "00") {
            let international = begins(digits, "00") ? digits.dropFirst(2) : digits
            return begins(international, "49") ? try german(international.dropFirst(2)) : try foreign(international)
        }
        if begins(digits, "0") { return try german(digits) }
        if begins(digits, "49"), digits.count >= 11 { return try german(digits.dropFirst(2)) }
        if isMobile(digits), (10...11).contains(digits.count) { return try german(digits) }
        throw Unreadable(.vorwahlFehlt, "Der Telefonnummer fehlt die Vorwahl.")
    }

    private static func begins(_ digits: ArraySlice<UInt8>, _ beginning: StaticString) -> Bool {
        digits.starts(with: UnsafeBufferPointer(start: beginning.utf8Start, count: beginning.utf8CodeUnitCount))
    }

    // MARK: Germany

    /// Splits a national number, with its trunk zero or without.
    private static func german(_ digits: ArraySlice<UInt8>) throws(Unreadable) -> Telefon {
        let national = begins(digits, "0") ? digits.dropFirst() : digits
        let length: Int
        if isMobile(national) {
            guard (10...11).contains(national.count) else { throw wrongLength }
            length = 3
        } else if let special = specialCodes.first(where: { begins(national, $0) }) {
            length = special.utf8CodeUnitCount
        } else if let found = AreaCodes.lengthOfCode(at: national) {
            length = found
        } else {
            guard national.count >= 3 else { throw wrongLength }
            throw unknownCode
        }
        // E.164 allows 15 digits including the country code 49.
        guard national.count <= 13 else { throw tooLong }
        guard national.count - length >= 3 else { throw wrongLength }
        return Telefon(areaCode: "0" + text(national.prefix(length)), number: text(national.dropFirst(length)))
    }

    private static func text(_ digits: ArraySlice<UInt8>) -> String { String(decoding: digits, as: UTF8.self) }

    /// 015x, 016x, 017x.
    private static func isMobile(_ national: ArraySlice<UInt8>) -> Bool {
        begins(national, "15") || begins(national, "16") || begins(national, "17")
    }

    /// Service numbers and the non-geographic 032.
    private static let specialCodes: [StaticString] = ["800", "700", "900", "180", "137", "138", "32"]

    // MARK: Other countries

    private static func foreign(_ international: ArraySlice<UInt8>) throws(Unreadable) -> Telefon {
        guard international.count >= 2 else { throw wrongLength }
        guard let length = CountryCallingCodes.lengthOfCode(at: text(international.prefix(3))[...]) else {
            throw unknownCode
        }
        let country = text(international.prefix(length))
        var number = international.dropFirst(length)
        if begins(number, "0"), !CountryCallingCodes.keepsZero(country[...]) { number = number.dropFirst() }
        guard length + number.count <= 15 else { throw tooLong }
        guard number.count >= 4 else { throw wrongLength }
        return Telefon(areaCode: "+" + country, number: text(number))
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

    static let strangeCharacter = Unreadable(.zeichen, "Die Telefonnummer enthält Zeichen, die nicht hineingehören.")
    private static let wrongLength = Unreadable(.laenge, "Die Telefonnummer ist zu kurz oder unvollständig.")
    private static let tooLong = Unreadable(.zuLang, "Die Telefonnummer hat zu viele Ziffern.")
    private static let unknownCode = Unreadable(.vorwahlUnbekannt, "Diese Vorwahl ist nicht vergeben.")
}

extension Telefon {
    /// The number of a text that is one and nothing else, found byte by byte; nil if only ``read(_:)`` can tell.
    init?(one text: UnsafeBufferPointer<UInt8>) {
        // Behind ".0" a number may be a table's, behind a 1 an American one; and two numbers have more digits.
        guard QuickReading.isPlainText(text.span), text[0] != 0x31, !text.suffix(2).elementsEqual([0x2E, 0x30]),
            let digits = PhoneText(plain: text), digits.digits.count <= 13, let number = try? Self.split(digits)
        else { return nil }
        self = number
    }
}
