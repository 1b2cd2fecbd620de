/// Writes the fixed-width numbers that dates and times are made of, without a formatter: a log line and an answer need
/// one each.
struct DigitWriter {
    private var bytes: [UInt8] = []

    /// - Parameter capacity: how many bytes will be written.
    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    /// A number of so many digits, and the character that follows it.
    mutating func put(_ number: Int, _ digits: Int, _ separator: Unicode.Scalar) {
        var power = 1
        for _ in 1..<digits { power *= 10 }
        while power > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(number / power % 10))
            power /= 10
        }
        bytes.append(UInt8(ascii: separator))
    }

    mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }

    var text: String { String(decoding: bytes, as: UTF8.self) }
}
