import GermanValues

extension UnsafeBufferPointer<UInt8> {
    /// Whether a text can hold an e-mail address or a telephone number at all.
    var mayTellWho: Bool { holdsEnough() && (contains(0x40) || PhoneShape.mayBeSeen(in: self)) }

    /// Whether a text has an at-sign, or as many digits as a telephone number: most have neither, as eight bytes at a time say.
    ///
    /// - Parameter most: bytes of the longest text that can be a number.
    func holdsEnough(within most: Int = PhoneShape.mostBytes) -> Bool {
        // The shortest address is `a@b.cc`.
        guard count >= 6, let base = baseAddress.map(UnsafeRawPointer.init) else { return false }
        var digits = DigitCount()
        var place = 0
        while place &+ 8 <= count {
            let word = EightBytes(base + place)
            if word.hasAtSign { return true }
            digits.add(word)
            place &+= 8
        }
        if place < count {
            // The last bytes, without those that were looked at.
            let word =
                count >= 8 ? EightBytes(base + (count &- 8)).last(count &- place) : EightBytes(base, count: count)
            if word.hasAtSign { return true }
            digits.add(word)
        }
        // A much longer text is not counted right.
        return count <= most && digits.total >= PhoneShape.fewestDigits
    }
}

/// How many digits there are in some words, each place of a word for itself: right for up to 255 words.
private struct DigitCount {
    private var places: UInt64 = 0

    @inline(__always)
    mutating func add(_ word: EightBytes) { places &+= word.digits }

    var total: UInt64 { (places &* 0x0101_0101_0101_0101) >> 56 }
}

/// Eight bytes, the first of them lowest.
struct EightBytes {
    private let word: UInt64

    /// - Parameter bytes: eight of them.
    @inline(__always)
    init(_ bytes: UnsafeRawPointer) { word = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self)) }

    /// - Parameter count: of the bytes, four to seven; the others are zero.
    @inline(__always)
    init(_ bytes: UnsafeRawPointer, count: Int) {
        let first = UInt32(littleEndian: bytes.loadUnaligned(as: UInt32.self))
        let last = UInt32(littleEndian: (bytes + (count &- 4)).loadUnaligned(as: UInt32.self))
        word = UInt64(first) | UInt64(last) &<< UInt64(8 &* (count &- 4))
    }

    private init(word: UInt64) { self.word = word }

    /// The last bytes; the others are zero.
    @inline(__always)
    func last(_ count: Int) -> EightBytes { EightBytes(word: word &>> UInt64(8 &* (8 &- count))) }

    /// Whether one of them is an at-sign.
    @inline(__always)
    var hasAtSign: Bool { marks(of: 0x40) != 0 }

    /// A one in the place of each that is a digit.
    @inline(__always)
    fileprivate var digits: UInt64 {
        // From 0x30 on a byte reaches its highest bit in one sum, from 0x3A on in the other as well.
        let low = word & Self.each(0x7F)
        let marks = (low &+ Self.each(0x50)) & ~(low &+ Self.each(0x46)) & ~word & Self.each(0x80)
        return marks &>> 7
    }

    /// Marks those that are this byte. The lowest mark is exact; higher ones may be false.
    @inline(__always)
    private func marks(of byte: UInt8) -> UInt64 {
        let zeros = word ^ Self.each(byte)
        return (zeros &- Self.each(1)) & ~zeros & Self.each(0x80)
    }

    @inline(__always)
    private static func each(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }
}
