/// Which German area codes are assigned: a set of 5,202 numbers of two to five digits, without the leading zero.
enum AreaCodes {
    /// The number of digits of the longest area code at the beginning of a national number (without trunk zero).
    ///
    /// 0212 (Solingen) followed by 9 is read as 02129 (Haan); numbers in Solingen do not begin with 9.
    static func lengthOfCode(at national: UnsafeBufferPointer<UInt8>) -> Int? {
        var best: Int?
        var key = 1
        for index in 0..<min(national.count, 5) {
            key = key * 10 + Int(national[index] &- 0x30)
            if index >= 1, contains(key) { best = index + 1 }
        }
        return best
    }

    /// A bit for each number; its index is the code with a 1 before it, so that 30 and 030 differ.
    private static let bits: [UInt64] = {
        var bits = [UInt64](repeating: 0, count: 200_000 / 64)
        for group in AreaCodeData.packed.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            guard let colon = group.firstIndex(of: ":"), let prefix = Int("1" + group[..<colon]) else { continue }
            for byte in group[group.index(after: colon)...].utf8 {
                let key = prefix * 10 + Int(byte &- 0x30)
                bits[key / 64] |= 1 << UInt64(key % 64)
            }
        }
        return bits
    }()

    private static func contains(_ key: Int) -> Bool {
        key / 64 < bits.count && bits[key / 64] & (1 << UInt64(key % 64)) != 0
    }

    /// All codes, for tests.
    static var all: [String] {
        (100..<200_000).filter(contains).map { String(String($0).dropFirst()) }
    }
}
