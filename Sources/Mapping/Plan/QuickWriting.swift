import GermanValues
import JSON
import Moments
import TargetSchemas
import Targets

/// Values that can be written as they stand: most answers of a form are.
///
/// A shortcut of ``TypedReading`` on bytes, never a second opinion: whatever is not plainly right is left to it. A test
/// compares the two.
enum QuickWriting {
    /// Writes the node if it is plainly right; false if it must be read properly.
    @inline(__always)
    static func write(
        _ node: Int,
        of document: JSONView,
        _ place: PlanTables.Place,
        _ tables: PlanTables,
        _ context: ReadingContext,
        to writer: inout JSONWriter
    ) -> Bool {
        // The one thing that most places take, and most values are.
        if place.reading == .text {
            guard let text = plainText(at: node, of: document, place) else { return false }
            writer.raw(text)
            return true
        }
        return other(node, of: document, place, tables, context, to: &writer)
    }

    /// A text in its quotes, if it can be written so at a place that takes text.
    @inline(__always)
    static func plainText(
        at node: Int,
        of document: JSONView,
        _ place: PlanTables.Place
    ) -> UnsafeBufferPointer<UInt8>? {
        guard let quoted = document.plainString(at: node) else { return nil }
        let text = quoted.part(1, quoted.count &- 2)
        guard QuickReading.isPlainText(text.span), !place.isLimited || isWithin(text, place) else { return nil }
        return quoted
    }

    /// Writes a text that a function made if it is plainly right; false if it must be read properly.
    static func write(
        _ text: UnsafeBufferPointer<UInt8>,
        _ place: PlanTables.Place,
        _ tables: PlanTables,
        _ context: ReadingContext,
        to writer: inout JSONWriter
    ) -> Bool {
        guard place.reading == .text else { return read(text, place, tables, context, &writer) }
        guard QuickReading.isPlainText(text.span), !place.isLimited || isWithin(text, place) else { return false }
        writer.string(utf8: text)
        return true
    }

    private static func other(
        _ node: Int,
        of document: JSONView,
        _ place: PlanTables.Place,
        _ tables: PlanTables,
        _ context: ReadingContext,
        to writer: inout JSONWriter
    ) -> Bool {
        switch document.kind(at: node) {
        case .string: return read(document.text(at: node), place, tables, context, &writer)
        case .number: return number(node, of: document, place, &writer)
        case .bool:
            guard place.reading == .boolean else { return false }
            writer.bool(document.isTrue(at: node))
            return true
        case .null, .array, .object:
            return false
        }
    }

    private static func number(
        _ node: Int,
        of document: JSONView,
        _ place: PlanTables.Place,
        _ writer: inout JSONWriter
    ) -> Bool {
        document.isPlainInteger(at: node) && write(number: document.text(at: node), place, to: &writer)
    }

    /// Writes a number as JSON does, if it is plainly right; false if it must be read properly.
    static func write(
        number: UnsafeBufferPointer<UInt8>,
        _ place: PlanTables.Place,
        to writer: inout JSONWriter
    ) -> Bool {
        switch place.reading {
        case .number: guard isNumber(number, within: place) else { return false }
        case .integer:
            // Up to nine digits are always within 32 bits.
            guard number.count <= 9, number.first != 0x2D, isNumber(number, within: place) else { return false }
            for byte in number where byte == 0x2E { return false }
        default: return false
        }
        writer.raw(number)
        return true
    }

    private static func read(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ place: PlanTables.Place,
        _ tables: PlanTables,
        _ context: ReadingContext,
        _ writer: inout JSONWriter
    ) -> Bool {
        switch place.reading {
        case .postcode:
            guard let number = postcode(bytes), (1001...99_998).contains(number) else { return false }
            writer.string(utf8: bytes)
            return true
        case .number:
            return writer.raw(upTo: bytes.count) { output in
                let count = QuickReading.writeNumber(bytes.span, kind: place.kind, locale: context.locale, to: output)
                return isNumber(UnsafeBufferPointer(start: output, count: count), within: place) ? count : 0
            }
        case .integer:
            guard bytes.count <= 12 else { return false }
            return writer.raw(upTo: bytes.count) { output in
                let count = QuickReading.writeNumber(bytes.span, kind: place.kind, locale: context.locale, to: output)
                // Up to nine digits are always within 32 bits.
                guard count <= 9 else { return 0 }
                for index in 0..<count where output[index] == 0x2E { return 0 }
                return isNumber(UnsafeBufferPointer(start: output, count: count), within: place) ? count : 0
            }
        case .boolean:
            guard let flag = QuickReading.boolean(bytes.span) else { return false }
            writer.bool(flag)
            return true
        case .birth, .date:
            let kind = place.reading == .birth ? DateKind.geburt : .datum
            guard let date = QuickReading.date(bytes.span, kind: kind, context: context) else { return false }
            return writer.raw(upTo: 12) { output in
                output[0] = 0x22
                date.write(to: output + 1)
                output[11] = 0x22
                return 12
            }
        case .choice:
            guard let value = choice(bytes, tables.choices[Int(place.choice)], tables) else { return false }
            writer.raw(tables.bytes(of: tables.values[value]))
            return true
        case .text, .list, .other:
            return false
        }
    }

    /// Whether a text has no more and no fewer Unicode scalars than the place takes.
    private static func isWithin(_ text: UnsafeBufferPointer<UInt8>, _ place: PlanTables.Place) -> Bool {
        var scalars = 0
        for byte in text where byte & 0xC0 != 0x80 { scalars &+= 1 }
        return Double(scalars) >= place.least && Double(scalars) <= place.most
    }

    /// Whether a number, as JSON writes it, is within the place's limits; false if it has too many digits to know quickly.
    @inline(__always)
    private static func isNumber(_ digits: UnsafeBufferPointer<UInt8>, within place: PlanTables.Place) -> Bool {
        if !place.isLimited { return true }
        guard let number = double(digits) else { return false }
        return number >= place.least && number <= place.most
    }

    /// The double that a number of at most fifteen digits is: an exact integer divided by an exact power of ten, hence
    /// rounded correctly.
    private static func double(_ digits: UnsafeBufferPointer<UInt8>) -> Double? {
        guard digits.count <= 16 else { return nil }
        var whole = 0
        var scale = 1.0
        var isFraction = false
        for byte in digits {
            switch byte {
            case 0x2D: continue
            case 0x2E: isFraction = true
            default:
                whole = whole &* 10 &+ Int(byte &- 0x30)
                if isFraction { scale *= 10 }
            }
        }
        guard whole < 1_000_000_000_000_000 else { return nil }
        return Double(digits.first == 0x2D ? -whole : whole) / scale
    }

    private static func postcode(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard bytes.count == 5 else { return nil }
        var number = 0
        for byte in bytes {
            guard byte &- 0x30 < 10 else { return nil }
            number = number &* 10 &+ Int(byte &- 0x30)
        }
        return number
    }

    private static func choice(
        _ text: UnsafeBufferPointer<UInt8>,
        _ choice: PlanTables.Choice,
        _ tables: PlanTables
    ) -> Int? {
        if let value = tables.exact(text, among: choice) { return value }
        guard QuickReading.isPlainText(text.span),
            case .result(let value) = tables.folded(text, among: choice)
        else { return nil }
        return value
    }
}
