/// A JSON number (RFC 8259 §6), kept as its text: `1.50`, 64-bit identifiers and amounts of any precision survive.
///
/// `==` compares the text; ``isEqual(to:)`` and ``compared(to:)`` compare the value, exactly.
package struct JSONNumber: Sendable {
    /// The number as it was written.
    package let text: String

    /// A number from its text; nil if the text is not exactly a JSON number.
    package init?(_ text: String) {
        let isNumber = text.withBytes { bytes in
            guard let start = bytes.baseAddress, let first = bytes.first, first == 0x2D || first &- 0x30 < 10,
                bytes.count <= JSONLimits.default.bytes
            else { return false }
            var p = start
            let end = start + bytes.count
            return TapeParser.skipNumber(&p) { $0 == end } != 0 && p == end
        }
        guard isNumber else { return nil }
        self.text = text
    }

    /// An integer.
    package init(_ value: Int) { text = String(value) }

    /// A double, in its shortest text (that of ECMAScript); nil for infinities and NaN, which JSON does not have.
    package init?(_ value: Double) {
        guard value.isFinite else { return nil }
        text = value.ecmaScriptText
    }

    @inlinable init(unchecked text: String) { self.text = text }

    /// The number as a double, correctly rounded; infinite if it is too large for one.
    package var double: Double { Double(text) ?? .nan }

    /// The number if it is an integer that fits, however it is written: `1.0` and `1e2` are.
    package var int: Int? { isPlainInteger ? Int(text) : DecimalNumber(text).int }

    /// Whether the number is an integer, however it is written.
    package var isInteger: Bool { isPlainInteger || DecimalNumber(text).isInteger }

    /// Whether the number is written without fraction and exponent.
    var isPlainInteger: Bool { text.utf8.allSatisfy { $0 == 0x2D || $0 &- 0x30 < 10 } }

    /// Whether both have the same mathematical value: `1`, `1.0` and `10e-1` do, `-0` and `0` too.
    package func isEqual(to other: JSONNumber) -> Bool { compared(to: other) == .same }

    /// The order of two numbers.
    package enum Order: Sendable { case less, same, greater }

    /// The order by mathematical value, exact to the last digit. Exponents beyond ±10³⁰ count as ±10³⁰.
    package func compared(to other: JSONNumber) -> Order {
        if text.hasSameBytes(as: other.text) { return .same }
        return DecimalNumber(text).compared(to: DecimalNumber(other.text))
    }
}

extension JSONNumber: Hashable {
    /// Whether both have the same text.
    package static func == (left: JSONNumber, right: JSONNumber) -> Bool { left.text.hasSameBytes(as: right.text) }

    package func hash(into hasher: inout Hasher) { text.hashBytes(into: &hasher) }
}

extension JSONNumber: ExpressibleByIntegerLiteral {
    package init(integerLiteral value: Int) { self.init(value) }
}

extension JSONNumber: CustomStringConvertible {
    package var description: String { text }
}
