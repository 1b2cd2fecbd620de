import GermanValues
package import JSON

/// What says nothing whatever its place: `null`, blank text, an empty list or object (2-mapping, "Nothing").
package enum Blank {
    /// Whether the value says nothing.
    package static func isBlank(_ value: JSONValue) -> Bool {
        switch value {
        case .null: true
        case .string(let text): text.utf8.allSatisfy(isSpace) || text.allSatisfy(\.isWhitespace)
        case .array(let elements): elements.allSatisfy(isBlank)
        case .object(let object): object.isEmpty
        case .bool, .number: false
        }
    }

    /// Whether the value, or one inside of it, is neither blank nor a way of saying nothing such as "k.A.".
    static func saysSomething(_ value: JSONValue) -> Bool {
        switch value {
        case .null: false
        case .bool, .number: true
        case .string: !isBlank(value) && anyAnswer.read(value) != .nothing
        case .array(let elements): elements.contains(where: saysSomething)
        case .object(let object): object.values.contains(where: saysSomething)
        }
    }

    /// Knows what says nothing, and no value.
    private static let anyAnswer = EnumerationReader([])

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}

extension JSONDocument {
    /// As ``Blank``, without taking the value out of the document.
    func isBlank(at index: Int) -> Bool { withView { $0.isBlank(at: index) } }
}

extension JSONView {
    /// Whether a text has a visible ASCII character, so that it is not blank whatever else it has.
    @inline(__always)
    static func saysSomething(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        for byte in text where byte > 0x20 && byte < 0x80 { return true }
        return false
    }

    /// As ``Blank``, without taking the value out of the document.
    func isBlank(at index: Int) -> Bool {
        switch kind(at: index) {
        case .null: return true
        case .bool, .number: return false
        case .string:
            let text = text(at: index)
            return !Self.saysSomething(text) && Blank.isBlank(.string(String(decoding: text, as: UTF8.self)))
        case .object: return count(at: index) == 0
        case .array:
            var isBlank = true
            forEachElement(of: index) { if !self.isBlank(at: $0) { isBlank = false } }
            return isBlank
        }
    }

    /// Whether the value is `null` or the empty text; the other ways of being blank are rare.
    @inline(__always)
    func isPlainlyBlank(at index: Int) -> Bool {
        switch kind(at: index) {
        case .null: true
        case .string: text(at: index).isEmpty
        default: false
        }
    }
}
