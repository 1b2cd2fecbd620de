import GermanValues
import JSON
import Targets

/// The text of a document that a mapping has written, on the way through it: looks for whom it is about without parsing it.
///
/// A document says again what its payload says, so mostly nothing in it is new, and a tape over it would be made for that
/// alone. ``TraitWalk`` finds the same in the parsed document. The text has to be well-formed, with escapes only where JSON
/// needs them, as ``JSONWriter`` writes it.
struct WrittenText {
    /// Those of the persons to whom a way may lead, a bit for each.
    private typealias Live = UInt64

    private let bytes: UnsafeBufferPointer<UInt8>
    private let persons: [PersonPlace]
    /// The names of members that hold days of birth, and how many have come: nobody is told by his name alone.
    private let birthNames: [[UInt8]]
    private var births = 0
    private var place = 0

    /// Looks at all of a document.
    ///
    /// - Parameter persons: where it says who somebody is.
    static func look(at document: [UInt8], persons: [PersonPlace], _ walk: inout TraitWalk) {
        document.withUnsafeBufferPointer { bytes in
            var text = WrittenText(bytes: bytes, persons: persons)
            text.lookAtValue(depth: 0, (1 << Live(persons.count)) &- 1, &walk)
        }
    }

    private init(bytes: UnsafeBufferPointer<UInt8>, persons: [PersonPlace]) {
        self.bytes = bytes
        self.persons = persons
        birthNames = persons.compactMap { $0.birthDate.last.map { Array($0.utf8) } }
    }

    // MARK: Values

    /// - Parameters:
    ///   - depth: how many containers the value is in.
    ///   - live: the persons to whom it may lead.
    private mutating func lookAtValue(depth: Int, _ live: Live, _ walk: inout TraitWalk) {
        skipSeparators()
        let (start, births) = (place, births)
        switch next {
        case UInt8(ascii: "{"): lookAtMembers(depth: depth, live, &walk)
        case UInt8(ascii: "["):
            place += 1
            while !ends(with: UInt8(ascii: "]")) {
                lookAtValue(depth: depth + 1, live == 0 ? 0 : narrowed(live, to: nil, at: depth), &walk)
            }
        case UInt8(ascii: "\""):
            let escapes = skipString()
            let text = part(start + 1, place - 1)
            if escapes == .none {
                walk.look(at: text)
            } else if escapes == .any || text.holdsEnough(within: 2 * PhoneShape.mostBytes),
                // Half as long without them, at least.
                let text = string(start, place)
            {
                walk.look(at: text)
            }
        default:
            skipScalar()
            walk.look(atNumber: part(start, place))
        }
        guard live != 0, births != self.births else { return }
        for (index, person) in persons.enumerated() where live >> Live(index) & 1 != 0 && person.path.count == depth {
            guard let document = try? JSONDocument(parsing: Array(part(start, place))) else { continue }
            walk.look(at: document.root, as: person)
        }
    }

    private mutating func lookAtMembers(depth: Int, _ live: Live, _ walk: inout TraitWalk) {
        var (area, number): (Range<Int>?, Range<Int>?)
        place += 1
        while !ends(with: UInt8(ascii: "}")) {
            let begin = place + 1
            skipString()
            let name = part(begin, place - 1)
            for birth in birthNames where birth.count == name.count && name.elementsEqual(birth) { births += 1 }
            skipSeparators()
            let start = place
            lookAtValue(depth: depth + 1, live == 0 ? 0 : narrowed(live, to: name, at: depth), &walk)
            switch TraitWalk.PhonePart(named: name) {
            case .area: area = start..<place
            case .number: number = start..<place
            case nil: break
            }
        }
        if let area, let number, let area = string(area.lowerBound, area.upperBound),
            let number = string(number.lowerBound, number.upperBound)
        {
            walk.look(atArea: area, number: number)
        }
    }

    /// The persons to whom the way leads on.
    ///
    /// - Parameter name: of a member; `nil` for an element of a list.
    private func narrowed(_ live: Live, to name: UnsafeBufferPointer<UInt8>?, at depth: Int) -> Live {
        var narrowed: Live = 0
        for (index, person) in persons.enumerated() where live >> Live(index) & 1 != 0 && depth < person.path.count {
            let step = person.path[depth]
            if step == PersonPlace.any || name?.elementsEqual(step.utf8) == true { narrowed |= 1 << Live(index) }
        }
        return narrowed
    }

    // MARK: Bytes

    /// The byte that comes; 0 at the end.
    private var next: UInt8 { place < bytes.count ? bytes[place] : 0 }

    /// A part of the text, as far as there is one.
    private func part(_ start: Int, _ end: Int) -> UnsafeBufferPointer<UInt8> {
        let start = min(start, bytes.count)
        return bytes.part(start, max(0, min(end, bytes.count) - start))
    }

    /// The string that a part of the text is; `nil` for any other value.
    private func string(_ start: Int, _ end: Int) -> String? {
        let text = part(start, end)
        guard text.first == UInt8(ascii: "\"") else { return nil }
        if !text.contains(UInt8(ascii: "\\")) { return String(decoding: text.dropFirst().dropLast(), as: UTF8.self) }
        return (try? JSONValue.parse(Array(text)))?.stringValue
    }

    /// Goes to the next member or element of a container; true behind the last one.
    private mutating func ends(with end: UInt8) -> Bool {
        skipSeparators()
        guard place < bytes.count, bytes[place] != end else {
            place += 1
            return true
        }
        return false
    }

    /// Passes over what stands between names and values.
    private mutating func skipSeparators() {
        while place < bytes.count, bytes[place] <= 0x20 || bytes[place] == 0x2C || bytes[place] == 0x3A { place += 1 }
    }

    private mutating func skipScalar() {
        repeat { place += 1 } while place < bytes.count && !Self.endsScalar(bytes[place])
    }

    private static func endsScalar(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == 0x2C || byte == 0x5D || byte == 0x7D
    }

    /// What of a string is written with escapes.
    private enum Escapes {
        case none
        /// Signs that tell nobody: breaks of lines, quotes.
        case signs
        /// Perhaps everything.
        case any
    }

    /// Passes over a string.
    @discardableResult
    private mutating func skipString() -> Escapes {
        var escapes = Escapes.none
        place += 1
        while place < bytes.count {
            if place &+ 8 <= bytes.count, let base = bytes.baseAddress {
                let first = EightBytes(base + place).firstQuoteOrBackslash
                place &+= first
                if first == 8 { continue }
            }
            switch bytes[place] {
            case UInt8(ascii: "\""):
                place += 1
                return escapes
            case UInt8(ascii: "\\"):
                let isUnicode = place + 1 < bytes.count && bytes[place + 1] == UInt8(ascii: "u")
                escapes = isUnicode || escapes == .any ? .any : .signs
                place += 2
            default: place += 1
            }
        }
        return .any
    }
}
