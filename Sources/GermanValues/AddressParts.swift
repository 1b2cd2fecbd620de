import JSON

/// Single parts of an address, from a line or from what another function has taken apart already.
enum AddressParts {
    /// The street of a line, or of an object such as `adresse` gives.
    static func street(_ value: JSONValue) throws(Unreadable) -> Strasse? {
        if let quick = quick(value, { Strasse(quick: $0) }) { return quick }
        if let whole = whole(value) { return whole.street }
        if case .object = try Answer(value) { return try Adresse.read(value)?.street }
        guard let line = try line(of: value) else { return nil }
        return Strasse(line: line)
    }

    /// One line of a street. Parts that a form has joined and that make no address are none: what is the street of them
    /// cannot be told.
    private static func line(of value: JSONValue) throws(Unreadable) -> String? {
        let line = try Answer.line(of: value, orElse: Strasse.invalid)
        if let line, line.utf8.contains(0x7C), line.contains("||") { throw Strasse.invalid }
        return line
    }

    /// What is found in a plain text without a postal code.
    private static func quick<Result>(
        _ value: JSONValue,
        _ read: (UnsafeBufferPointer<UInt8>) -> Result?
    ) -> Result? {
        guard case .string(var text) = value else { return nil }
        return text.withUTF8 { isPlain($0) ? read($0) : nil }
    }

    /// Whether a text is plain and has no five digits in a row: it holds no postal code.
    static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        QuickReading.isPlainText(bytes.span) && !Postleitzahl.mayStand(in: bytes)
    }

    /// The whole address that a value holds; `nil` if it holds none, or only a part of one.
    static func whole(_ value: JSONValue) -> Adresse? {
        guard let answer = try? Answer(value), case .text(let text) = answer, text.utf8.count <= 500 else { return nil }
        let lines = CleanText.lines(text)
        // Most streets come alone.
        guard Postleitzahl.mayStand(in: lines) else { return nil }
        return Adresse(whole: Postleitzahl.withoutLabel(CleanText.line(Adresse.oneLine(lines))))
    }

    /// The postal code and the town of a value that holds both, or a whole address; nothing for any other, which another
    /// function reads.
    static func town(_ value: JSONValue) -> PLZOrt? {
        // Without a postal code there are not both.
        if quick(value, { _ in true }) == true { return nil }
        if let whole = whole(value) { return PLZOrt(code: whole.code, town: whole.town) }
        guard let answer = try? Answer(value) else { return nil }
        switch answer {
        case .text(let text):
            let line = CleanText.line(text)
            guard let both = PLZOrt(line: line), both.code != nil, both.town != nil,
                !isStreet(both, of: line)
            else { return nil }
            return both
        case .object:
            guard let address = try? Adresse.read(value) else { return nil }
            return PLZOrt(code: address.code, town: address.town)
        default: return nil
        }
    }

    /// The postal code of a value that holds it beside its town, in a whole address, or alone: "10115" in a field for
    /// "PLZ oder Ort".
    static func code(_ value: JSONValue) -> String? {
        if let code = town(value)?.code { return code }
        guard let answer = try? Answer(value) else { return nil }
        switch answer {
        case .text(let text):
            return Postleitzahl.code(Postleitzahl.withoutCountry(Postleitzahl.withoutLabel(CleanText.line(text))))
        case .number(let number): return Postleitzahl.code(Substring(Answer.plainText(of: number)))
        case .object, .flag: return nil
        }
    }

    /// Whether a town with the code behind it is a street with a number: no town that is written so ends in such a word.
    static func isStreet(_ town: PLZOrt, of line: String) -> Bool {
        guard town.code != nil, let name = town.town?.lowercased(), line.utf8.last.map(LatinText.isDigit) == true else {
            return false
        }
        let last = name.split(separator: " ").last ?? ""
        // Mehring, Fehring and Gering are towns.
        return streetEndings.contains(where: last.hasSuffix)
            || last.hasSuffix("ring") && (last == "ring" || last.utf8.count > 7)
    }

    private static let streetEndings = [
        "str", "str.", "straße", "strasse", "weg", "platz", "allee", "gasse", "damm", "ufer",
    ]

    /// What is nothing but a house number, perhaps with what stands behind one; nil for any other line.
    static func ownHouseNumber(_ line: String) -> (houseNumber: String, addition: String?)? {
        guard line.utf8.count <= 100 else { return nil }
        return HouseNumberReader(Array(withoutLabel(line).unicodeScalars), at: 0).readToEnd()
    }

    /// The street of a line or an object without its house number; nothing of a text that is only one.
    static func streetName(_ value: JSONValue) throws(Unreadable) -> String? {
        guard let street = try street(value) else { return nil }
        guard street.houseNumber == nil, street.addition == nil, case .text(let text)? = try Answer(value) else {
            return street.street
        }
        return ownHouseNumber(CleanText.line(text)) == nil ? street.street : nil
    }

    /// The house number of a street, or a text that is nothing but a house number.
    static func houseNumber(_ value: JSONValue) throws(Unreadable) -> String? {
        let own: String?? = quick(value) { bytes in
            if let own = QuickAddress.houseNumber(bytes.span) { return Strasse.text(of: own, in: bytes) }
            return QuickAddress.street(bytes.span).map { parts in
                parts.houseNumber.map { Strasse.text(of: $0, in: bytes) }
            }
        }
        if let own { return own }
        if case .object(let object) = try Answer(value), let own = object.member("hausnummer"), let text = own.plainText
        {
            return text.isEmpty ? nil : text
        }
        if case .object = try Answer(value) { return try street(value)?.houseNumber }
        if let whole = whole(value) { return whole.street?.houseNumber }
        guard let line = try line(of: value) else { return nil }
        if let cell = Answer.cell(line) { return String(cell) }
        if let own = ownHouseNumber(line) { return own.houseNumber }
        return Strasse(line: line).houseNumber
    }

    /// "Hs. 5", "Nr. 12a" → the number behind it.
    private static func withoutLabel(_ line: String) -> Substring {
        let small = line.lowercased()
        for label in Strasse.labels where small.hasPrefix(label.description) && small.utf8.count == line.utf8.count {
            let rest = line.utf8.dropFirst(label.utf8CodeUnitCount)
            if let first = rest.first(where: { $0 != 0x20 && $0 != 0x3A }), first &- 0x30 < 10 {
                return (Substring(rest)).drop { $0 == " " || $0 == ":" }
            }
        }
        return line[...]
    }
}
