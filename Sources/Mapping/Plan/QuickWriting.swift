import GermanValues
import JSON
import TargetSchemas

/// Values that can be written as they stand: most answers of a form are.
///
/// A shortcut of ``TypedReading`` on bytes, never a second opinion: whatever is not plainly right is left to it. A test
/// compares the two.
enum QuickWriting {
    /// Writes the node if it is plainly right; false if it must be read properly.
    static func write(
        _ node: Int,
        of document: JSONDocument,
        _ reader: ValueReader,
        _ context: ReadingContext,
        to writer: inout JSONWriter
    ) -> Bool {
        switch document.kind(at: node) {
        case .string:
            guard document.isPlain(at: node) else { return false }
            return document.withUTF8(at: node) { text(_: $0, reader, context, &writer) }
        case .number:
            guard document.isPlainInteger(at: node) else { return false }
            return document.withUTF8(at: node) { digits in
                switch reader {
                case .number(_, let rule): guard rule.isUnlimited else { return false }
                case .integer(_, let rule):
                    // Up to nine digits are always within 32 bits.
                    guard rule.minimum == nil, rule.maximum == nil, digits.count <= 9, digits.first != 0x2D
                    else { return false }
                default: return false
                }
                writer.raw(digits)
                return true
            }
        case .bool:
            guard case .boolean = reader else { return false }
            writer.bool(document.bool(at: node) ?? false)
            return true
        case .null, .array, .object:
            return false
        }
    }

    private static func text(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ reader: ValueReader,
        _ context: ReadingContext,
        _ writer: inout JSONWriter
    ) -> Bool {
        let span = bytes.span
        switch reader {
        case .text(let rule):
            guard rule.isUnlimited else { return false }
            if rule.role == .postcode {
                guard bytes.count == 5, bytes.allSatisfy({ $0 &- 0x30 < 10 }) else { return false }
            } else {
                guard QuickReading.isPlainText(span) else { return false }
            }
            writer.string(utf8: bytes)
            return true
        case .number(let kind, let rule):
            guard rule.isUnlimited else { return false }
            if QuickReading.isPlainInteger(span), bytes.count <= 3 {
                writer.raw(bytes)
                return true
            }
            var number: [UInt8] = []
            guard QuickReading.appendNumber(span, kind: kind, locale: context.locale, to: &number) else { return false }
            writer.raw(number)
            return true
        case .integer(let kind, let rule):
            guard rule.minimum == nil, rule.maximum == nil, bytes.count <= 12 else { return false }
            var number: [UInt8] = []
            guard QuickReading.appendNumber(span, kind: kind, locale: context.locale, to: &number),
                // Up to nine digits are always within 32 bits.
                number.count <= 9, !number.contains(0x2E)
            else { return false }
            writer.raw(number)
            return true
        case .boolean:
            guard let flag = QuickReading.boolean(span) else { return false }
            writer.bool(flag)
            return true
        case .date(let isBirth):
            guard let date = QuickReading.date(span, kind: isBirth ? .geburt : .datum, context: context) else {
                return false
            }
            writer.string(date.description)
            return true
        case .enumeration(let values, _):
            guard values.exactIndex(span) != nil else { return false }
            writer.string(utf8: bytes)
            return true
        default:
            return false
        }
    }
}

extension NumberRule {
    var isUnlimited: Bool { minimum == nil && maximum == nil }
}

extension TextRule {
    var isUnlimited: Bool { minLength == nil && maxLength == nil }
}
