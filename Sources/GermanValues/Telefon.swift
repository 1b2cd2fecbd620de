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
        try text.digits.withUnsafeBufferPointer { (digits) throws(Unreadable) in
            Telefon(digits, try Parts(of: digits, hasPlus: text.hasPlus))
        }
    }

    private static func text(_ digits: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
        String(decoding: digits.part(range.lowerBound, range.count), as: UTF8.self)
    }

    // MARK: Forms

    /// `{vorwahl, nummer}`, and `weitere` if the field held more.
    var json: JSONValue {
        var object: JSONObject = ["vorwahl": .string(areaCode), "nummer": .string(number)]
        if let further { object.append("weitere", .string(further)) }
        return .object(object)
    }

    /// `+4930420860`: for CRM systems and for hashing.
    var e164: String { "+" + e164Digits }

    /// `4930420860`: the digits of ``e164``.
    var e164Digits: String { (areaCode.hasPrefix("+") ? "" : "49") + areaCode.dropFirst() + number }

    /// `030 420860`: one text for a person who dials from Germany.
    var national: String { areaCode + " " + number }

    // MARK: Reasons

    static let strangeCharacter = Unreadable(.zeichen, "Die Telefonnummer enthält Zeichen, die nicht hineingehören.")
    private static let wrongLength = Unreadable(.laenge, "Die Telefonnummer ist zu kurz oder unvollständig.")
    private static let tooLong = Unreadable(.zuLang, "Die Telefonnummer hat zu viele Ziffern.")
    private static let unknownCode = Unreadable(.vorwahlUnbekannt, "Diese Vorwahl ist nicht vergeben.")
}

extension Telefon {
    private init(_ digits: UnsafeBufferPointer<UInt8>, _ parts: Parts) {
        self.init(
            areaCode: (parts.isForeign ? "+" : "0") + Self.text(digits, parts.code),
            number: Self.text(digits, parts.number)
        )
    }

    /// Where the digits of a number are parted.
    struct Parts {
        /// Whether a plus belongs before the code, and not the trunk zero.
        let isForeign: Bool
        /// Without plus or zero.
        let code: Range<Int>
        let number: Range<Int>

        /// - Throws: `vorwahl_fehlt`, `vorwahl_unbekannt`, `laenge`, `zu_lang`.
        init(of digits: UnsafeBufferPointer<UInt8>, hasPlus: Bool) throws(Unreadable) {
            guard digits.count <= PhoneShape.mostDigits else { throw tooLong }
            let isInternational = digits.begin("00", at: 0)
            if hasPlus || isInternational {
                let start = isInternational ? 2 : 0
                if digits.begin("49", at: start) {
                    self = try .german(digits, from: start + 2)
                } else {
                    self = try .foreign(digits, from: start)
                }
            } else if digits.begin("0", at: 0) {
                self = try .german(digits, from: 0)
            } else if digits.begin("49", at: 0), digits.count >= 11 {
                self = try .german(digits, from: 2)
            } else if isMobile(digits, at: 0), (10...11).contains(digits.count) {
                self = try .german(digits, from: 0)
            } else {
                throw Unreadable(.vorwahlFehlt, "Der Telefonnummer fehlt die Vorwahl.")
            }
        }

        private init(isForeign: Bool, code: Range<Int>, number: Range<Int>) {
            self.isForeign = isForeign
            self.code = code
            self.number = number
        }

        /// Parts a national number, with its trunk zero or without.
        private static func german(_ digits: UnsafeBufferPointer<UInt8>, from start: Int) throws(Unreadable) -> Parts {
            let start = digits.begin("0", at: start) ? start + 1 : start
            let count = digits.count - start
            let length: Int
            if isMobile(digits, at: start) {
                guard (10...11).contains(count) else { throw wrongLength }
                length = 3
            } else if let special = specialCodes.first(where: { digits.begin($0, at: start) }) {
                length = special.utf8CodeUnitCount
            } else if let found = AreaCodes.lengthOfCode(at: digits.part(start, count)) {
                length = found
            } else {
                guard count >= 3 else { throw wrongLength }
                throw unknownCode
            }
            // E.164 allows 15 digits including the country code 49.
            guard count <= 13 else { throw tooLong }
            guard count - length >= 3 else { throw wrongLength }
            return Parts(isForeign: false, code: start..<start + length, number: start + length..<digits.count)
        }

        private static func foreign(_ digits: UnsafeBufferPointer<UInt8>, from start: Int) throws(Unreadable) -> Parts {
            guard digits.count - start >= 2 else { throw wrongLength }
            let beginning = text(digits, start..<min(start + 3, digits.count))
            guard let length = CountryCallingCodes.lengthOfCode(at: beginning[...]) else { throw unknownCode }
            let code = start..<start + length
            var begin = code.upperBound
            if digits.begin("0", at: begin), !CountryCallingCodes.keepsZero(text(digits, code)[...]) { begin += 1 }
            guard length + digits.count - begin <= 15 else { throw tooLong }
            guard digits.count - begin >= 4 else { throw wrongLength }
            return Parts(isForeign: true, code: code, number: begin..<digits.count)
        }
    }

    /// 015x, 016x, 017x.
    private static func isMobile(_ digits: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
        digits.begin("15", at: place) || digits.begin("16", at: place) || digits.begin("17", at: place)
    }

    /// Service numbers and the non-geographic 032.
    private static let specialCodes: [StaticString] = ["800", "700", "900", "180", "137", "138", "32"]

    /// The number of a text that is one and nothing else; nil if only ``read(_:)`` can tell.
    init?(one text: UnsafeBufferPointer<UInt8>) {
        guard let number = Self.withParts(ofOne: text, { Telefon($0, $1) }) else { return nil }
        self = number
    }

    /// Runs `body` on the digits of a text that is one number and nothing else, found byte by byte, and where they are parted; nil
    /// if only ``read(_:)`` can tell.
    static func withParts<Result>(
        ofOne text: UnsafeBufferPointer<UInt8>,
        _ body: (UnsafeBufferPointer<UInt8>, Parts) -> Result
    ) -> Result? {
        // Behind ".0" a number may be a table's, behind a 1 an American one; and two numbers have more digits.
        guard text.count <= QuickOutcome.longestText, QuickReading.isPlainText(text.span), text[0] != 0x31,
            text.count < 2 || text[text.count - 2] != 0x2E || text[text.count - 1] != 0x30
        else { return nil }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: QuickOutcome.longestText) { output -> Result? in
            guard let start = output.baseAddress, let (count, hasPlus) = PhoneText.writeDigits(of: text, to: start),
                count <= 13, PhoneText.separatorOfExtensions(in: text) == nil
            else { return nil }
            let digits = UnsafeBufferPointer(start: start, count: count)
            return (try? Parts(of: digits, hasPlus: hasPlus)).map { body(digits, $0) }
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether these bytes stand at a place.
    fileprivate func begin(_ beginning: StaticString, at place: Int) -> Bool {
        guard place + beginning.utf8CodeUnitCount <= count else { return false }
        for index in 0..<beginning.utf8CodeUnitCount where self[place + index] != beginning.utf8Start[index] {
            return false
        }
        return true
    }
}
