import GermanValues
import JSON
import Targets

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The text of a document that a mapping has written, from its first byte to its last: looks for whom it is about without
/// parsing it.
///
/// A document says again what its payload says, so mostly nothing in it is new, and a tape over it would be made for that
/// alone. ``TraitWalk`` finds the same in the parsed document, which is made where somebody's day of birth stands in it. The
/// text has to be well-formed, with escapes only where JSON needs them, as ``JSONWriter`` writes it.
struct WrittenText {
    /// The parts of a telephone number that stand in one object.
    private struct Phone {
        /// How many containers are open in it, itself included.
        let depth: Int
        var area: Range<Int>?
        var number: Range<Int>?
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    /// The names of members that hold days of birth.
    private let birthDates: [String]
    /// The lengths of names that say what a member holds, a bit for each: a name of another length is passed over.
    private let tellingLengths: UInt64
    private var place = 0
    /// How many containers are open.
    private var depth = 0
    /// Of the open objects, the last one last.
    private var phones: [Phone] = []
    /// Whether a member has come that may hold a day of birth.
    private var hasBirthDate = false

    /// Looks at all of a document.
    ///
    /// - Parameter persons: where it says who somebody is.
    static func look(at document: [UInt8], persons: [PersonPlace], _ walk: inout TraitWalk) {
        let hasBirthDate = document.withUnsafeBufferPointer { bytes in
            var text = WrittenText(bytes: bytes, persons: persons)
            text.look(&walk)
            return text.hasBirthDate
        }
        // Nobody is told by his name alone.
        guard hasBirthDate, let document = try? JSONDocument(parsing: document) else { return }
        for person in persons { walk.look(at: document.root, along: person.path[...], for: person) }
    }

    private init(bytes: UnsafeBufferPointer<UInt8>, persons: [PersonPlace]) {
        self.bytes = bytes
        birthDates = persons.compactMap { $0.birthDate.last }
        tellingLengths = birthDates.reduce(Self.bit(of: 6) | Self.bit(of: 7)) { $0 | Self.bit(of: $1.utf8.count) }
    }

    /// Long names share one.
    private static func bit(of length: Int) -> UInt64 { 1 &<< UInt64(min(length, 63)) }

    private mutating func look(_ walk: inout TraitWalk) {
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "\""): lookAtString(&walk)
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth &+= 1
                place &+= 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if phones.last?.depth == depth { lookAtPhone(phones.removeLast(), &walk) }
                depth &-= 1
                place &+= 1
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                let start = place
                skipNumber()
                walk.look(atNumber: bytes.part(start, place &- start))
            default: place &+= 1
            }
        }
    }

    // MARK: Strings

    /// Looks at a string: the name of a member, or a value.
    private mutating func lookAtString(_ walk: inout TraitWalk) {
        let string = skipString()
        skipBlanks()
        guard next == UInt8(ascii: ":") else { return look(at: string, &walk) }
        place &+= 1
        let name = content(of: string)
        if tellingLengths & Self.bit(of: name.count) != 0 { lookAtMember(named: name, &walk) }
    }

    /// Looks at a member of which the name has come.
    private mutating func lookAtMember(named name: UnsafeBufferPointer<UInt8>, _ walk: inout TraitWalk) {
        if !hasBirthDate { hasBirthDate = birthDates.contains { name.isSame(as: $0) } }
        guard let part = TraitWalk.PhonePart(named: name) else { return }
        skipBlanks()
        guard next == UInt8(ascii: "\"") else { return }
        let string = skipString()
        look(at: string, &walk)
        if phones.last?.depth != depth { phones.append(Phone(depth: depth)) }
        switch part {
        case .area: phones[phones.count - 1].area = string
        case .number: phones[phones.count - 1].number = string
        }
    }

    private func look(at string: Range<Int>, _ walk: inout TraitWalk) {
        let content = content(of: string)
        // What is escaped is no sign that tells somebody, so a text has no more of them than it shows.
        guard content.count > 255 || content.holdsEnough(within: 255) else { return }
        if !content.contains(UInt8(ascii: "\\")) {
            walk.look(at: content)
        } else if let text = text(of: string) {
            walk.look(at: text)
        }
    }

    private func lookAtPhone(_ phone: Phone, _ walk: inout TraitWalk) {
        guard let area = phone.area.flatMap(text(of:)), let number = phone.number.flatMap(text(of:)) else { return }
        walk.look(atArea: area, number: number)
    }

    /// What is between the quotes of a string, as it is written.
    private func content(of string: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        bytes.part(string.lowerBound &+ 1, max(0, string.count &- 2))
    }

    /// What a string says; `nil` if it is none.
    private func text(of string: Range<Int>) -> String? {
        let content = content(of: string)
        if !content.contains(UInt8(ascii: "\\")) { return String(decoding: content, as: UTF8.self) }
        return (try? JSONValue.parse(Array(bytes.part(string.lowerBound, string.count))))?.stringValue
    }

    // MARK: Bytes

    /// The byte that comes; 0 at the end.
    private var next: UInt8 { place < bytes.count ? bytes[place] : 0 }

    private mutating func skipBlanks() { while place < bytes.count, bytes[place] <= 0x20 { place &+= 1 } }

    private mutating func skipNumber() {
        repeat { place &+= 1 } while place < bytes.count && !Self.endsNumber(bytes[place])
    }

    private static func endsNumber(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == 0x2C || byte == 0x5D || byte == 0x7D
    }

    /// Passes over a string; to the end of the text where it does not end.
    ///
    /// - Returns: where it stands, with its quotes.
    private mutating func skipString() -> Range<Int> {
        let start = place
        place = bytes.count
        guard let base = bytes.baseAddress else { return start..<start }
        var next = start &+ 1
        while next < bytes.count, let found = memchr(base + next, Int32(UInt8(ascii: "\"")), bytes.count &- next) {
            let quote = UnsafeRawPointer(found) - UnsafeRawPointer(base)
            next = quote &+ 1
            // Behind an odd number of backslashes it is one of the text.
            var first = quote
            while first &- 1 > start, bytes[first &- 1] == UInt8(ascii: "\\") { first &-= 1 }
            if (quote &- first) & 1 == 0 {
                place = next
                break
            }
        }
        return start..<place
    }
}
