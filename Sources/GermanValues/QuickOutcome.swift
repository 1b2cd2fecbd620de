import JSON
import Moments

/// What a function makes of a text that is written as most are, found byte by byte. What it wrote lies in memory of the
/// caller's, of ``room`` bytes.
package enum QuickOutcome: Sendable, Hashable {
    case nothing
    /// So many bytes of text were written.
    case text(Int)
    /// So many bytes of a number as JSON writes it were written.
    case number(Int)
    case flag(Bool)
    /// So many bytes of an object as JSON writes it were written; see ``ValueFunction/Quick/members``.
    case object(Int)

    /// Longer texts are read the thorough way.
    package static let longestText = 128
    /// How many bytes are written at most.
    package static let room = 128
}

extension ValueFunction {
    /// Reads a text of at most ``QuickOutcome/longestText`` bytes and writes what it makes of it; `nil` for what only the
    /// thorough way can decide. Both always agree.
    struct Quick: Sendable {
        typealias Read = @Sendable (UnsafeBufferPointer<UInt8>, Arguments, UnsafeMutablePointer<UInt8>) -> QuickOutcome?

        /// Of a function that gives an object: the members that it then has, texts or flags.
        var members: [String] = []
        let read: Read
    }
}

/// The quick ways of functions.
enum QuickFunctions {
    typealias Output = UnsafeMutablePointer<UInt8>

    private static func copied(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ output: Output)
        -> QuickOutcome
    {
        if let start = text.baseAddress { output.update(from: start + range.lowerBound, count: range.count) }
        return .text(range.count)
    }

    private static func copied(_ text: String, _ output: Output) -> QuickOutcome? {
        guard text.utf8.count <= QuickOutcome.room else { return nil }
        var pieces = Pieces(output)
        var text = text
        text.withUTF8 { pieces.add($0) }
        return .text(pieces.count)
    }

    /// What is written piece by piece.
    private struct Pieces {
        private let output: Output
        private(set) var count = 0

        init(_ output: Output) { self.output = output }

        mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
            if let start = text.baseAddress { (output + count).update(from: start, count: text.count) }
            count += text.count
        }

        mutating func add(_ text: StaticString) {
            add(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
        }

        mutating func add(_ flag: Bool) { add(flag ? "true" : "false") }
    }

    /// Runs `body` on the key that a plain text is folded to, if it is short.
    private static func withKey<Result>(
        of text: UnsafeBufferPointer<UInt8>,
        _ body: (UnsafeBufferPointer<UInt8>) -> Result?
    ) -> Result? {
        guard QuickReading.isPlainText(text.span) else { return nil }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: QuickOutcome.longestText) { key -> Result? in
            guard let start = key.baseAddress, let count = QuickReading.fold(text.span, to: start) else { return nil }
            return body(UnsafeBufferPointer(start: start, count: count))
        }
    }

    // MARK: Numbers, answers, dates

    static func number(_ kind: NumberKind) -> ValueFunction.Quick {
        ValueFunction.Quick { text, arguments, output in number(text, kind, arguments, output) }
    }

    static func number(
        _ text: UnsafeBufferPointer<UInt8>,
        _ kind: NumberKind,
        _ arguments: ValueFunction.Arguments,
        _ output: Output
    ) -> QuickOutcome? {
        let count = QuickReading.writeNumber(text.span, kind: kind, locale: arguments.context.locale, to: output)
        return count > 0 ? .number(count) : nil
    }

    static func integer(
        _ text: UnsafeBufferPointer<UInt8>,
        _ kind: NumberKind,
        _ arguments: ValueFunction.Arguments,
        _ output: Output
    ) -> QuickOutcome? {
        guard case .number(let count)? = number(text, kind, arguments, output) else { return nil }
        for index in 0..<count where output[index] == 0x2E { return nil }
        return .number(count)
    }

    /// `10`, `10 Jahre`.
    static let years = ValueFunction.Quick { text, _, output in
        var digits = 0
        while digits < text.count, digits < 3, LatinText.isDigit(text[digits]) {
            output[digits] = text[digits]
            digits += 1
        }
        // At most a hundred.
        guard digits > 0, text[0] != 0x30, digits < 3 || text[0] == 0x31 && text[1] == 0x30 && text[2] == 0x30 else {
            return nil
        }
        let isSaid =
            text.count == digits + 6 && text[digits] == 0x20 && LatinText.has("jahre", at: digits + 1, in: text.span)
        return text.count == digits || isSaid ? .number(digits) : nil
    }

    static func date(_ kind: DateKind) -> ValueFunction.Quick {
        ValueFunction.Quick { text, arguments, output in
            guard arguments.isEmpty,
                let date = QuickReading.date(text.span, kind: kind, context: arguments.context)
            else { return nil }
            date.write(to: output)
            return .text(10)
        }
    }

    static let answer = ValueFunction.Quick { text, _, _ in QuickReading.boolean(text.span).map(QuickOutcome.flag) }

    // MARK: Persons

    static let email = ValueFunction.Quick { text, _, output in
        Email.writePlain(text, to: output) ? .text(text.count) : nil
    }

    static let furtherEmail = ValueFunction.Quick { text, _, output in
        Email.writePlain(text, to: output) ? .nothing : nil
    }

    static let telephone = ValueFunction.Quick(members: ["vorwahl", "nummer"]) { text, _, output in
        Telefon.withParts(ofOne: text) { digits, parts in
            var pieces = Pieces(output)
            pieces.add(parts.isForeign ? "{\"vorwahl\":\"+" : "{\"vorwahl\":\"0")
            pieces.add(digits.part(parts.code.lowerBound, parts.code.count))
            pieces.add("\",\"nummer\":\"")
            pieces.add(digits.part(parts.number.lowerBound, parts.number.count))
            pieces.add("\"}")
            return .object(pieces.count)
        }
    }

    static let furtherNumber = ValueFunction.Quick { text, _, _ in
        Telefon.withParts(ofOne: text) { _, _ in .nothing }
    }

    static let title = ValueFunction.Quick(members: ["dr", "prof"]) { text, _, output in
        if let titel = Titel(known: text) { return written(titel, output) }
        // A whole name: its titles, or nothing.
        var isSalutation = false
        let isNone = withKey(of: text) { key -> Bool? in
            isSalutation = Anrede(key: key) != nil
            return !isSalutation && Titel.isNone(key: String(decoding: key, as: UTF8.self))
        }
        if isSalutation { return .nothing }
        guard isNone == false, let name = QuickName.read(text)
        else { return nil }
        if name.title != Titel() { return written(name.title, output) }
        return name.isOfSeveralWords ? .nothing : nil
    }

    private static func written(_ titel: Titel, _ output: Output) -> QuickOutcome {
        var pieces = Pieces(output)
        pieces.add("{\"dr\":")
        pieces.add(titel.isDoctor)
        pieces.add(",\"prof\":")
        pieces.add(titel.isProfessor)
        pieces.add("}")
        return .object(pieces.count)
    }

    /// A part of a whole name.
    static func name(_ part: @escaping @Sendable (Personenname) -> String?) -> ValueFunction.Quick {
        ValueFunction.Quick { text, _, output in
            guard QuickReading.isPlainText(text.span), let name = QuickName.read(text) else { return nil }
            return part(name).map { copied($0, output) } ?? .nothing
        }
    }

    static let salutation = ValueFunction.Quick { text, _, output in
        withKey(of: text) { Anrede(key: $0) }.flatMap { copied($0.rawValue, output) }
    }

    static func choice(
        _ table: Auswahl,
        _ column: ChoiceColumn?,
        _ text: UnsafeBufferPointer<UInt8>,
        _ output: Output
    ) -> QuickOutcome? {
        guard let column else { return nil }
        return withKey(of: text) { table.value(of: text, key: $0, in: column) }.flatMap { copied($0, output) }
    }

    // MARK: Addresses

    static let street = ValueFunction.Quick { text, _, output in
        guard AddressParts.isPlain(text), let parts = QuickAddress.street(text.span) else { return nil }
        return copied(text, 0..<parts.street, output)
    }

    static let houseNumber = ValueFunction.Quick { text, _, output in
        guard AddressParts.isPlain(text) else { return nil }
        let number: (digits: Range<Int>, letter: UInt8?)
        if let own = QuickAddress.houseNumber(text.span) {
            number = own
        } else if let parts = QuickAddress.street(text.span) {
            guard let behind = parts.houseNumber else { return .nothing }
            number = behind
        } else {
            return nil
        }
        _ = copied(text, number.digits, output)
        guard let letter = number.letter else { return .text(number.digits.count) }
        output[number.digits.count] = letter
        return .text(number.digits.count + 1)
    }

    /// What stands behind the house number of a plain street: nothing.
    static let addressAddition = ValueFunction.Quick { text, _, _ in
        AddressParts.isPlain(text) && QuickAddress.street(text.span) != nil ? .nothing : nil
    }

    /// Of a text without a postal code that is a part of an address.
    static let partOfAddress = ValueFunction.Quick { text, _, _ in AddressParts.isPlain(text) ? .nothing : nil }

    static let postalCode = ValueFunction.Quick { text, _, output in
        QuickAddress.isCode(text.span, 0..<text.count) ? copied(text, 0..<text.count, output) : nil
    }

    static let town = ValueFunction.Quick { text, _, output in
        guard QuickReading.isPlainText(text.span), !PLZOrt.mayHoldMore(text),
            case .town(let found) = QuickAddress.town(text.span)
        else { return nil }
        return found.town.isEmpty ? .nothing : copied(text, found.town, output)
    }
}
