import JSON

/// An IBAN (ISO 13616): letters and digits, the length of its country, and the check digits right (ISO 7064, mod
/// 97-10).
enum IBAN {
    /// - Throws: `iban_format`, `iban_laenge`, `iban_pruefziffer`.
    static func read(_ value: JSONValue) throws(Unreadable) -> JSONValue? {
        guard let line = try Answer.line(of: value, orElse: invalid) else { return nil }
        var characters = line.uppercased()[...]
        if characters.hasPrefix("IBAN") { characters = characters.dropFirst(4).drop { $0 == ":" || $0 == " " } }
        let bytes = characters.utf8.filter { ![0x20, 0x2D, 0x2E].contains($0) }
        guard bytes.count >= 4, bytes.count <= 100, bytes.allSatisfy({ isDigit($0) || isLetter($0) }),
            isLetter(bytes[0]), isLetter(bytes[1]), isDigit(bytes[2]), isDigit(bytes[3])
        else { throw invalid }
        let text = String(decoding: bytes, as: UTF8.self)
        let isLengthRight = lengths[String(text.prefix(2))].map { $0 == bytes.count } ?? (15...34).contains(bytes.count)
        guard isLengthRight else {
            throw Unreadable(.ibanLaenge, "Die IBAN hat nicht die Länge, die in ihrem Land gilt.")
        }
        guard remainder(of: bytes[4...] + bytes[..<4]) == 1 else {
            throw Unreadable(.ibanPruefziffer, "Die Prüfziffer der IBAN stimmt nicht, sie enthält einen Tippfehler.")
        }
        return .string(text)
    }

    private static let invalid = Unreadable(.ibanFormat, "Das ist keine IBAN.")

    /// Of the number that the characters stand for, A being 10 and Z being 35, divided by 97.
    private static func remainder(of bytes: ArraySlice<UInt8>) -> Int {
        bytes.reduce(0) { rest, byte in
            isDigit(byte) ? (rest * 10 + Int(byte) - 0x30) % 97 : (rest * 100 + Int(byte) - 0x37) % 97
        }
    }

    private static let lengths = [
        "DE": 22, "AT": 20, "CH": 21, "NL": 18, "FR": 27, "BE": 16, "LU": 20, "IT": 27, "ES": 24, "PL": 28, "GB": 22,
        "LT": 20, "IE": 22,
    ]

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
}

/// A BIC (ISO 9362): four characters of the party, two of a country, two of the place, and perhaps three of the branch.
enum BIC {
    /// - Throws: `bic_format`.
    static func read(_ value: JSONValue) throws(Unreadable) -> JSONValue? {
        guard let line = try Answer.line(of: value, orElse: invalid) else { return nil }
        let text = line.uppercased().filter { $0 != " " }
        guard text.utf8.count == 8 || text.utf8.count == 11,
            text.utf8.allSatisfy({ (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) }),
            text.utf8.prefix(6).allSatisfy({ (0x41...0x5A).contains($0) }),
            Land.isCode(String(text.dropFirst(4).prefix(2)))
        else { throw invalid }
        return .string(text)
    }

    private static let invalid = Unreadable(.bicFormat, "Das ist kein BIC aus acht oder elf Zeichen.")
}
