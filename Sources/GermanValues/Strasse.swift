import JSON

/// Street, house number and addition, taken apart from one line.
///
/// A wrong split is cosmetic, a dropped part is not: joined, the parts hold every letter and digit of the line (but the
/// word "Nr.").
struct Strasse: Equatable {
    var street: String
    var houseNumber: String?
    /// Floor, flat, c/o: neither target has a field for it.
    var addition: String?

    /// - Throws: `strasse_format` for anything but text.
    static func read(_ value: JSONValue) throws(Unreadable) -> Strasse? {
        guard let line = try Answer.line(of: value, orElse: invalid) else { return nil }
        return Strasse(line: line)
    }

    static let invalid = Unreadable(.strasseFormat, "Das ist keine Straße.")

    /// `{strasse, hausnummer, zusatz}`, without those that are absent.
    var json: JSONValue {
        var object = JSONObject()
        append(to: &object)
        return .object(object)
    }

    /// Adds the members of ``json``.
    func append(to object: inout JSONObject) {
        object.append("strasse", .string(street))
        if let houseNumber { object.append("hausnummer", .string(houseNumber)) }
        if let addition { object.append("zusatz", .string(addition)) }
    }

    /// Splits one clean line. Total: in the worst case everything is the street.
    init(line: String) {
        var line = line
        if let quick = line.withUTF8({ Strasse(quick: $0) }) {
            self = quick
        } else {
            self.init(thorough: line)
        }
    }

    /// A street as most people write one; `nil` if it is none.
    init?(quick bytes: UnsafeBufferPointer<UInt8>) {
        guard let parts = QuickAddress.street(bytes.span) else { return nil }
        street = String(decoding: UnsafeBufferPointer(rebasing: bytes[..<parts.street]), as: UTF8.self)
        houseNumber = parts.houseNumber.map { Self.text(of: $0, in: bytes) }
    }

    /// A house number as it is written, without blanks.
    static func text(
        of number: (digits: Range<Int>, letter: UInt8?),
        in bytes: UnsafeBufferPointer<UInt8>
    ) -> String {
        String(unsafeUninitializedCapacity: number.digits.count + 1) { output in
            var count = 0
            for index in number.digits {
                output[count] = bytes[index]
                count += 1
            }
            guard let letter = number.letter else { return count }
            output[count] = letter
            return count + 1
        }
    }

    /// As ``init(line:)``, however the line is written.
    init(thorough line: String) {
        var characters = Array(line.unicodeScalars)
        // A full stop behind the number ends the line, it makes no ordinal.
        if characters.count > 1, characters.last == ".", characters[characters.count - 2].isDigit {
            characters.removeLast()
        }
        if Self.isPostBox(line) || characters.count > 300 {
            street = line
        } else if let square = Self.mannheimSquare(characters) {
            self = square
        } else if let split = Self.numberBehind(characters) ?? Self.numberFirst(characters) {
            self = split
        } else {
            street = line
        }
    }

    private init(_ street: ArraySlice<Unicode.Scalar>, _ houseNumber: String, _ addition: String?) {
        self.street = Self.trimmed(street)
        self.houseNumber = houseNumber
        self.addition = addition
    }

    private static func isPostBox(_ line: String) -> Bool {
        guard let first = line.utf8.first, [0x50, 0x70, 0x47, 0x67].contains(first) else { return false }
        let start = foldedUmlauts(line.lowercased())
        return ["postfach", "postf.", "packstation", "pf ", "grosskunde"].contains { start.hasPrefix($0) }
    }

    /// `C 4, 12`: the squares of Mannheim are a letter and a number.
    private static func mannheimSquare(_ text: [Unicode.Scalar]) -> Strasse? {
        var place = 0
        guard let letter = text.first, ("A"..."U").contains(letter) else { return nil }
        place = 1
        if place < text.count, text[place] == " " { place += 1 }
        let digits = text[place...].prefix(while: \.isDigit)
        guard (1...2).contains(digits.count) else { return nil }
        place += digits.count
        let square = text[..<place]
        let separators = text[place...].prefix { $0 == "," || $0 == " " }
        guard !separators.isEmpty else { return nil }
        guard let tail = HouseNumberReader(text, at: place + separators.count).readToEnd() else { return nil }
        return Strasse(square, tail.houseNumber, tail.addition)
    }

    /// `<street> [Nr.] <house number> [part] [addition]`: the first place where all that follows makes sense.
    private static func numberBehind(_ text: [Unicode.Scalar]) -> Strasse? {
        for place in text.indices.dropFirst() where text[place].isDigit && !text[place - 1].isDigit {
            guard isBoundary(text, before: place) else { continue }
            let street = withoutNumberLabel(text[..<place])
            guard street.contains(where: \.isLetter) else { continue }
            guard let tail = HouseNumberReader(text, at: place).readToEnd() else { continue }
            return Strasse(street, tail.houseNumber, tail.addition)
        }
        return nil
    }

    /// Whether a house number may begin here: behind a blank or comma, or glued to the street ("Teststr.55"), but not
    /// behind an ordinal ("17.") or a short name ("B27").
    private static func isBoundary(_ text: [Unicode.Scalar], before place: Int) -> Bool {
        switch text[place - 1] {
        case " ", ",": return true
        case ".": return place >= 2 && text[place - 2].isLetter
        case let last where last.isLetter: return text[..<place].reversed().prefix(while: \.isLetter).count >= 3
        default: return false
        }
    }

    /// `12 Hauptstraße`
    private static func numberFirst(_ text: [Unicode.Scalar]) -> Strasse? {
        guard let first = text.first, first.isDigit else { return nil }
        var reader = HouseNumberReader(text, at: 0)
        guard let number = reader.readNumber() else { return nil }
        let rest = text[reader.place...]
        guard let separator = rest.first, separator == " " || separator == "," else { return nil }
        let street = rest.drop { $0 == " " || $0 == "," }
        guard let letter = street.first, letter.isLetter, street.contains(where: \.isLetter) else { return nil }
        return Strasse(street, number, nil)
    }

    /// Takes "Nr." off the end of the street, if a street is left without it.
    private static func withoutNumberLabel(_ street: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
        var rest = street
        while let last = rest.last, last == " " || last == "," { rest.removeLast() }
        // Every label ends like this.
        guard let last = rest.last, last == "." || last.value | 0x20 == 0x72 || last.value | 0x20 == 0x73 else {
            return street
        }
        let text = String(scalars: rest.suffix(12)).lowercased()
        for label in labels where text.hasSuffix(label.description) {
            let before = rest.dropLast(label.utf8CodeUnitCount)
            guard let last = before.last, last == " " || last == ",", before.contains(where: \.isLetter) else {
                return street
            }
            return before
        }
        return street
    }

    static let labels: [StaticString] = [
        "hausnummer", "hs.-nr.", "hs.nr.", "hs.-nr", "hs.nr", "hs-nr.", "hs-nr", "hsnr.", "hsnr", "hs.", "hs",
        "hausnr.", "hausnr", "haus-nr.", "haus-nr", "hnr.", "nummer", "nr.", "nr", "no.",
    ]

    /// What is taken off the ends, if it is ASCII.
    static func isSeparator(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x2C || byte == 0x3B || byte == 0x2F }

    /// Without blanks and separators at the ends.
    static func trimmed(_ text: String) -> String { trimmed(Array(text.unicodeScalars)[...]) }

    static func trimmed(_ text: ArraySlice<Unicode.Scalar>) -> String {
        func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
            scalar == " " || scalar == "," || scalar == ";" || scalar == "/"
        }
        var text = text.drop(while: isSeparator)
        while let last = text.last, isSeparator(last) { text.removeLast() }
        return String(scalars: text)
    }
}
