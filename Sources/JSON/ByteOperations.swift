/// The few byte-level operations that everything hot is made of.
///
/// Swift's `String ==` is canonical equivalence: it takes `é` and `e` + U+0301 for the same text. JSON member names are
/// compared by their bytes, always through the functions here.
@usableFromInline
enum ByteOperations {
    @usableFromInline typealias Pointer = UnsafePointer<UInt8>

    @inlinable @inline(__always)
    static func load64(_ pointer: Pointer) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(pointer).loadUnaligned(as: UInt64.self))
    }

    @inlinable @inline(__always)
    static func load32(_ pointer: Pointer) -> UInt32 {
        UInt32(littleEndian: UnsafeRawPointer(pointer).loadUnaligned(as: UInt32.self))
    }

    /// The same byte in all eight places of a word.
    @inlinable @inline(__always)
    static func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

    /// Marks the first of eight bytes that ends a run of plain ASCII text: a quote, a backslash, a control or anything ≥ 0x80.
    ///
    /// The lowest mark is exact; higher ones may be false, since a borrow runs upwards from a true mark. A byte ≥ 0x80 keeps
    /// its highest bit in the second of the two differences, and 0xDC, which does not, in the first. (`SIMD16` compares
    /// byte by byte in Swift 6.3 and takes five times the instructions.)
    @inline(__always)
    static func specialsWhenReading(_ word: UInt64) -> UInt64 {
        (controlsAndQuotes(word) | backslashes(word)) & repeated(0x80)
    }

    /// Marks the first byte that must be escaped when written: a quote, a backslash or a control. As above, the
    /// lowest mark is exact.
    @inlinable @inline(__always)
    static func specialsWhenWriting(_ word: UInt64) -> UInt64 {
        (controlsAndQuotes(word) | backslashes(word)) & ~word & repeated(0x80)
    }

    /// With the bit 0x02 turned over a quote is 0x20 and a control is still below that, and nothing else of ASCII is.
    @inlinable @inline(__always)
    static func controlsAndQuotes(_ word: UInt64) -> UInt64 { (word ^ repeated(0x02)) &- repeated(0x21) }

    @inlinable @inline(__always)
    static func backslashes(_ word: UInt64) -> UInt64 { (word ^ repeated(0x5C)) &- repeated(0x01) }

    @inlinable @inline(__always)
    static func equal(_ left: Pointer, _ right: Pointer, count: Int) -> Bool {
        var offset = 0
        if count >= 8 {
            let last = count &- 8
            while offset < last {
                if load64(left + offset) != load64(right + offset) { return false }
                offset &+= 8
            }
            // The last eight bytes, some of them perhaps once more.
            return load64(left + last) == load64(right + last)
        }
        if count >= 4 {
            let last = count &- 4
            return load32(left) == load32(right) && load32(left + last) == load32(right + last)
        }
        while offset < count {
            if left[offset] != right[offset] { return false }
            offset &+= 1
        }
        return true
    }

    /// 24 bits that tell most names apart; equal names have equal fingerprints. Not a defence against flooding: what
    /// must stay linear for hostile names uses `Hasher`.
    @inlinable @inline(__always)
    static func fingerprint(_ pointer: Pointer, count: Int) -> UInt32 {
        var mixed: UInt64
        if count >= 8 {
            let tail = load64(pointer + (count &- 8))
            mixed = load64(pointer) ^ (tail << 29 | tail >> 35)
        } else if count >= 4 {
            mixed = UInt64(load32(pointer)) | UInt64(load32(pointer + (count &- 4))) << 32
        } else if count > 0 {
            mixed = UInt64(pointer[0]) | UInt64(pointer[count >> 1]) << 8 | UInt64(pointer[count &- 1]) << 16
        } else {
            mixed = 0
        }
        mixed = (mixed ^ UInt64(truncatingIfNeeded: count)) &* 0x9E37_79B9_7F4A_7C15
        return UInt32(truncatingIfNeeded: mixed >> 40)
    }

    /// Copies without the cost of a call for the short texts that JSON is made of: both ends at once, which overlap.
    @inlinable @inline(__always)
    static func copy(_ source: Pointer, to target: UnsafeMutablePointer<UInt8>, count: Int) {
        switch count {
        case 33...: target.update(from: source, count: count)
        case 16...: copyEnds(SIMD16<UInt8>.self, source, target, count)
        case 8...: copyEnds(UInt64.self, source, target, count)
        case 4...: copyEnds(UInt32.self, source, target, count)
        case 2...: copyEnds(UInt16.self, source, target, count)
        case 1: target.pointee = source.pointee
        default: break
        }
    }

    @inlinable @inline(__always)
    static func copyEnds<Word: BitwiseCopyable>(
        _ word: Word.Type,
        _ source: Pointer,
        _ target: UnsafeMutablePointer<UInt8>,
        _ count: Int
    ) {
        let last = count &- MemoryLayout<Word>.size
        let from = UnsafeRawPointer(source)
        let to = UnsafeMutableRawPointer(target)
        let head = from.loadUnaligned(as: Word.self)
        let tail = from.loadUnaligned(fromByteOffset: last, as: Word.self)
        to.storeBytes(of: head, as: Word.self)
        to.storeBytes(of: tail, toByteOffset: last, as: Word.self)
    }
}

extension String {
    /// Runs `body` on the text's UTF-8 bytes.
    @inlinable @inline(__always)
    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
        return Array(utf8).withUnsafeBufferPointer(body)
    }

    /// Whether both texts are the same bytes. Unlike `==`, which takes `é` and `e` + U+0301 for the same text.
    package func hasSameBytes(as other: String) -> Bool {
        let count = utf8.count
        guard count == other.utf8.count else { return false }
        guard count > 0 else { return true }
        return withBytes { left in
            other.withBytes { right in
                guard let left = left.baseAddress, let right = right.baseAddress else { return true }
                return ByteOperations.equal(left, right, count: count)
            }
        }
    }

    /// Feeds the text's bytes to the hasher, in step with ``hasSameBytes(as:)``.
    package func hashBytes(into hasher: inout Hasher) {
        withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(0xFF as UInt8)
    }
}
