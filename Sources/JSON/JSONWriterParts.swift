/// What the pieces of a text are made of: separators, brackets, literals, escapes, and room for them.
extension JSONWriter {
    /// The comma, line break and indent before a value or name.
    @inlinable @inline(__always) mutating func separate() {
        if isPretty {
            separatePretty()
        } else if needsComma {
            append(0x2C)
        }
    }

    @usableFromInline mutating func separatePretty() {
        if needsComma { append(0x2C) }
        guard level > 0, used > 0 else { return }
        // Behind `": "` stands a value, on the same line.
        if base[used - 1] == 0x20 && !needsComma { return }
        lineBreak()
    }

    @usableFromInline mutating func lineBreak() {
        append(0x0A)
        for _ in 0..<level {
            append(0x20)
            append(0x20)
        }
    }

    @inlinable @inline(__always) mutating func endKey() {
        needsComma = false
        if isPretty { append(0x20) }
    }

    @inlinable @inline(__always) mutating func begin(_ bracket: UInt8) {
        if isPretty { separatePretty() }
        reserve(2)
        if needsComma, !isPretty {
            base[used] = 0x2C
            used &+= 1
        }
        base[used] = bracket
        used &+= 1
        needsComma = false
        level &+= 1
    }

    @inlinable @inline(__always) mutating func end(_ bracket: UInt8) {
        level &-= 1
        if isPretty, needsComma { lineBreak() }
        append(bracket)
        needsComma = true
    }

    @inlinable mutating func literal(_ text: String) {
        separate()
        var copy = text
        copy.withUTF8 { append($0) }
        needsComma = true
    }

    @inlinable @inline(__always) mutating func literal(_ text: StaticString) {
        separate()
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
        needsComma = true
    }

    @inlinable @inline(__always) mutating func reserve(_ count: Int) {
        if capacity &- used < count { grow(count) }
    }

    @usableFromInline mutating func grow(_ count: Int) {
        let larger = max(capacity * 2, used + count)
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        moved.moveInitialize(from: base, count: used)
        base.deallocate()
        base = moved
        capacity = larger
    }

    @inlinable @inline(__always) mutating func append(_ byte: UInt8) {
        reserve(1)
        base[used] = byte
        used &+= 1
    }

    @inlinable @inline(__always) mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        guard let start = text.baseAddress else { return }
        reserve(text.count)
        ByteOperations.copy(start, to: base + used, count: text.count)
        used &+= text.count
    }

    /// The text in quotes. Most texts need no escape: they are found clean and copied in one go.
    @inlinable mutating func escaped(_ text: UnsafeBufferPointer<UInt8>) {
        guard let start = text.baseAddress, text.count > 0 else {
            append(0x22)
            append(0x22)
            return
        }
        let clean = Self.cleanPrefix(start, count: text.count)
        reserve(text.count &+ 2)
        base[used] = 0x22
        ByteOperations.copy(start, to: base + (used &+ 1), count: clean)
        used &+= clean &+ 1
        if clean < text.count { escape(start, from: clean, count: text.count) }
        append(0x22)
    }

    /// How many bytes need no escape.
    @inlinable @inline(__always)
    static func cleanPrefix(_ start: UnsafePointer<UInt8>, count: Int) -> Int {
        var offset = 0
        while offset &+ 8 <= count {
            let marks = ByteOperations.specialsWhenWriting(ByteOperations.load64(start + offset))
            if marks != 0 { return offset &+ marks.trailingZeroBitCount &>> 3 }
            offset &+= 8
        }
        while offset < count {
            let byte = start[offset]
            if byte < 0x20 || byte == 0x22 || byte == 0x5C { break }
            offset &+= 1
        }
        return offset
    }

    @usableFromInline mutating func escape(_ start: UnsafePointer<UInt8>, from first: Int, count: Int) {
        var offset = first
        while offset < count {
            let clean = Self.cleanPrefix(start + offset, count: count - offset)
            reserve(clean + 6)
            ByteOperations.copy(start + offset, to: base + used, count: clean)
            used += clean
            offset += clean
            guard offset < count else { return }
            let byte = start[offset]
            offset += 1
            append(0x5C)
            switch byte {
            case 0x22, 0x5C: append(byte)
            case 0x08: append(0x62)
            case 0x09: append(0x74)
            case 0x0A: append(0x6E)
            case 0x0C: append(0x66)
            case 0x0D: append(0x72)
            default:
                append(0x75)
                append(0x30)
                append(0x30)
                append(0x30 + byte >> 4)
                append(byte & 0xF < 10 ? 0x30 + byte & 0xF : 0x61 + byte & 0xF - 10)
            }
        }
    }
}
