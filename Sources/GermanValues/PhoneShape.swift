/// Whether a text can be a telephone number at all. Most texts with digits are dates, amounts and ids, and reading each of
/// them as a number costs more than looking at its bytes.
package enum PhoneShape {
    /// Whether a text of UTF-8 may be a telephone number: the digits of one begin with a zero or a plus, or are so many that
    /// the zero may be missing, and no word grows out of them.
    package static func mayBeSeen(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        // Fewer cannot be a number, and more are not two of them in one field.
        guard (fewestDigits...mostBytes).contains(bytes.count) else { return false }
        var digits = 0
        // Digits with nothing between them at which two numbers of one field come apart.
        var (run, longest) = (0, 0)
        var beginsRight = false
        var isUnbroken = true
        for byte in bytes {
            switch byte {
            case 0x30...0x39:
                if digits == 0, byte == 0x30 { beginsRight = true }
                digits += 1
                run += 1
                longest = max(longest, run)
            case 0x2B:
                beginsRight = true
                run = 0
            case 0x2D, 0x2E: break
            // An id, or the time behind a date; only the exponent of a number cell stands so.
            case 0x41...0x5A, 0x61...0x7A:
                if isUnbroken, digits > 0, byte | 0x20 != 0x65 { return false }
                run = 0
            default:
                if digits > 0 { isUnbroken = false }
                run = 0
            }
        }
        // An id of digits alone, with no number beside it.
        if longest > mostDigits, digits - longest < fewestDigits { return false }
        return digits >= (beginsRight ? fewestDigits : 9)
    }

    /// Digits that a number has at least.
    package static let fewestDigits = 6
    /// Bytes of the longest text that is looked at.
    package static let mostBytes = 80
    /// Digits that a number has at most, with the marks of a country.
    static let mostDigits = 20
}
