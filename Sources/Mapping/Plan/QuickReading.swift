import JSON
import TargetSchemas

/// The readings that need no thought: values that are already what their place takes.
///
/// A shortcut of ``TypedReading`` on bytes, never a second opinion: whatever is not plainly right is left to it. A test
/// compares the two.
enum QuickReading {
    /// Writes the node if it is plainly right; false if it must be read properly.
    static func write(
        _ node: Int,
        of document: JSONDocument,
        _ reader: ValueReader,
        to writer: inout JSONWriter
    ) -> Bool {
        switch (reader, document.kind(at: node)) {
        case (.text(let rule), .string):
            guard rule.minLength == nil, rule.maxLength == nil, document.isPlain(at: node) else { return false }
            return document.withUTF8(at: node) { text in
                switch rule.role {
                case .plain: guard isPlainText(text) else { return false }
                case .postcode: guard text.count == 5, text.allSatisfy(isDigit) else { return false }
                default: return false
                }
                writer.string(utf8: text)
                return true
            }
        case (.number(_, let rule), .number):
            guard rule.minimum == nil, rule.maximum == nil, document.isPlainInteger(at: node) else { return false }
            document.withUTF8(at: node) { writer.raw($0) }
            return true
        case (.number(let kind, let rule), .string):
            guard rule.minimum == nil, rule.maximum == nil, kind != .prozent else { return false }
            return document.withUTF8(at: node) { text in
                // `0…` is left to the reading: it may be a number cell's text or a mistake.
                guard (1...3).contains(text.count), text.first != UInt8(ascii: "0"), text.allSatisfy(isDigit) else {
                    return false
                }
                writer.raw(text)
                return true
            }
        case (.boolean, .bool):
            writer.bool(document.bool(at: node) ?? false)
            return true
        case (.enumeration(let values, _), .string):
            return document.withUTF8(at: node) { text in
                for value in values where value.utf8.count == text.count && value.utf8.elementsEqual(text) {
                    writer.string(utf8: text)
                    return true
                }
                return false
            }
        default:
            return false
        }
    }

    /// Visible ASCII with single blanks inside that cannot be a way of saying nothing.
    private static func isPlainText(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = text.first, text.last != 0x20 else { return false }
        // "k.A.", "n/a", "null", "unbekannt", "weiß nicht", "Bitte wählen", "-" and the like begin with these.
        let letter = first | 0x20
        guard (0x61...0x7A).contains(letter) || isDigit(first) else { return false }
        if text.count <= 24 {
            switch letter {
            case UInt8(ascii: "k"), UInt8(ascii: "n"), UInt8(ascii: "u"), UInt8(ascii: "w"), UInt8(ascii: "b"):
                return false
            default: break
            }
        }
        var previous: UInt8 = 0x20
        for byte in text {
            guard (0x20...0x7E).contains(byte), !(byte == 0x20 && previous == 0x20) else { return false }
            previous = byte
        }
        return true
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
