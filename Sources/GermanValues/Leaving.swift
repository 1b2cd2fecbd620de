import JSON

/// What a reading may leave of a text: a remark in brackets, a second number, the floor behind a house number.
///
/// Nothing in the result may be the only copy of what was typed (normalise-de, 1.6): what of it the document does not have
/// goes to the notes.
package enum Leaving: Sendable {
    indirect case choice(Auswahl)
    case number, date, telephone, email, name, address

    /// Something that a text says.
    package struct Part: Sendable, Hashable {
        /// What stands in a document that has it.
        package let said: String
        /// What a note says of it: a remark with what it is a remark on.
        package let note: String

        fileprivate init(_ said: String, note: String? = nil) {
            self.said = said
            self.note = note ?? said
        }
    }

    /// Whether there may be such a part in a text; most texts have none, which is seen on their bytes.
    @inline(__always)
    package func mayLeave(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        switch self {
        case .number, .date: Remark.mayStand(in: text)
        case .choice(let table): Remark.mayStand(in: text) || table.maySayMore(text)
        case .telephone: Self.mayBeSeveralNumbers(text)
        case .email: text.contains { $0 <= 0x20 || $0 == 0x2C || $0 == 0x3B || $0 == 0x7C || $0 == 0x2F }
        case .name: Remark.mayStand(in: text) || Self.mayHoldAnotherName(text)
        case .address: !Self.isOnePartOfAddress(text)
        }
    }

    /// The parts of a text that has been read so.
    package func parts(of text: String) -> [Part] {
        let line = CleanText.line(text)
        return switch self {
        case .choice(let table):
            table.saysMore(line)
                ? [Part(line)] : table.remark(behind: line).map { [Part($0, note: line)] } ?? []
        case .number: Self.remarks(in: line) { Remark.isReadOfNumber($0, in: line) }
        case .date: Self.remarks(in: line, where: Remark.isReadOfDate)
        case .telephone:
            Self.remarks(in: line, where: PhoneText.isLabel)
                + Self.part { () throws(Unreadable) in try Telefon.read(.string(text))?.further }
        case .email: Self.part { () throws(Unreadable) in try Email.further(.string(text))?.stringValue }
        case .name: Self.partsOfName(line)
        case .address: Self.partsOfAddress(text)
        }
    }

    private static func part(_ read: () throws(Unreadable) -> String?) -> [Part] {
        let text: String? = try? read()
        return text.map { [Part($0)] } ?? []
    }

    private static func remarks(in line: String, where isRead: (String) -> Bool) -> [Part] {
        Remark.all(in: line).filter { !isRead($0) }.map { Part($0, note: line) }
    }

    // MARK: Names

    private static func mayHoldAnotherName(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var previous: UInt8 = 0
        for (place, byte) in text.enumerated() {
            // geb., née, verw.
            if previous == 0x20 || previous == 0x2C, [0x67, 0x6E, 0x76].contains(byte | 0x20), place + 1 < text.count,
                text[place + 1] | 0x20 == 0x65 || text[place + 1] == 0xC3
            {
                return true
            }
            previous = byte
        }
        return false
    }

    private static func partsOfName(_ line: String) -> [Part] {
        guard let name = try? Personenname.read(line: line) else { return [] }
        let remarks = Remark.all(in: line).filter { Personenname.nameAtBirth(inBrackets: $0) == nil }
        return remarks.map { Part($0, note: line) }
            + [name.nameAtBirth.map { Part($0, note: "geb. \($0)") }, name.formerName.map { Part($0) }]
            .compactMap { $0 }
    }

    // MARK: Telephone numbers

    private static func mayBeSeveralNumbers(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var digits = 0
        for (place, byte) in text.enumerated() {
            switch byte {
            case 0x30...0x39: digits += 1
            case 0x2F where place + 1 < text.count && !LatinText.isDigit(text[place + 1]): return true
            case 0x20, 0x28...0x29, 0x2B, 0x2D...0x2F: break
            default: return true
            }
        }
        return digits > 13
    }

    // MARK: Addresses

    /// Whether a text is a postal code, a house number or a street with one, as most are.
    private static func isOnePartOfAddress(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if QuickAddress.isCode(text.span, 0..<text.count) { return true }
        return AddressParts.isPlain(text)
            && (QuickAddress.street(text.span) != nil || QuickAddress.houseNumber(text.span) != nil)
    }

    private static func partsOfAddress(_ text: String) -> [Part] {
        let line = CleanText.line(text)
        if Answer.cell(line) != nil { return [] }
        let address: Adresse
        if let whole = AddressParts.whole(.string(text)) {
            address = whole
        } else if let town = PLZOrt(line: line), town.code != nil, !AddressParts.isStreet(town, of: line) {
            address = Adresse(code: town.code, town: town.town)
        } else if let number = AddressParts.ownHouseNumber(line) {
            return [number.houseNumber, number.addition].compactMap { $0 }.map { Part($0) }
        } else {
            address = Adresse(street: Strasse(line: line))
        }
        let foreign = address.country == "DE" ? nil : address.country.map { Part($0, note: line) }
        let parts = [
            address.street?.street, address.street?.houseNumber, address.street?.addition, address.code, address.town,
        ].compactMap { $0 }
        // What is one part as a whole has been read as a whole.
        return parts == [line] ? [] : parts.map { Part($0) } + (foreign.map { [$0] } ?? [])
    }
}
