/// Writes the fixed-width numbers that dates and times are made of, without a formatter: a log line and an answer need
/// one each.
struct DigitWriter {
    private var bytes: [UInt8] = []

    /// - Parameter capacity: how many bytes will be written.
    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    /// A number of so many digits, and the character that follows it.
    mutating func put(_ number: Int, _ digits: Int, _ separator: Unicode.Scalar) {
        let start = bytes.count
        var rest = number
        bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: digits))
        for index in (start..<start + digits).reversed() {
            bytes[index] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
        bytes.append(UInt8(ascii: separator))
    }

    mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }

    var text: String { String(decoding: bytes, as: UTF8.self) }
}
