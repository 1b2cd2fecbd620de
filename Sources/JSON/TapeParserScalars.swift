// Where texts, numbers, literals and white space end. Pure functions of the bytes, inlined into the main loop.

extension TapeParser {
    /// The closing quote of a text without escapes. Most texts end within a few words of eight bytes; all else is
    /// ``textEnd(_:_:)``.
    ///
    /// - Parameter start: where the text starts, behind its quote.
    /// - Parameter lastWord: eight bytes before `end`.
    /// - Returns: where the plain text ends, and whether a quote is there.
    @inline(__always)
    static func plainEnd(_ start: Pointer, _ lastWord: Pointer, _ end: Pointer) -> (Pointer, isQuote: Bool) {
        // Counted from the byte before, so that the next step does not wait for an addition.
        var p = start - 1
        while p < lastWord {
            let marks = ByteOperations.specialsWhenReading(ByteOperations.load64(p + 1))
            if marks != 0 {
                p += marks.trailingZeroBitCount &>> 3
                if p[1] == 0x22 { return (p + 1, true) }
                break
            }
            p += 8
        }
        p += 1
        p = textEnd(p, end)
        return (p, p < end && p.pointee == 0x22)
    }

    /// The end of a run of text without escapes: at a quote, a backslash, a control, a byte that is not UTF-8, or the end.
    @inline(never)
    static func textEnd(_ start: Pointer, _ end: Pointer) -> Pointer {
        var p = start
        while end - p >= 8 {
            let marks = ByteOperations.specialsWhenReading(ByteOperations.load64(p))
            guard marks != 0 else {
                p += 8
                continue
            }
            p += marks.trailingZeroBitCount &>> 3
            let length = sequenceLength(p, end)
            guard length > 0 else { return p }
            p += length
        }
        while p < end, p.pointee >= 0x20, p.pointee != 0x22, p.pointee != 0x5C {
            let length = p.pointee < 0x80 ? 1 : sequenceLength(p, end)
            guard length > 0 else { return p }
            p += length
        }
        return p
    }

    /// The length of one UTF-8 sequence of two to four bytes (RFC 3629 §4: no overlong forms, no surrogates, nothing above
    /// U+10FFFF); 0 if it is none.
    @inline(__always)
    static func sequenceLength(_ p: Pointer, _ end: Pointer) -> Int {
        let lead = p.pointee
        let left = end - p
        @inline(__always)
        func isTail(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
        if lead < 0xE0 { return lead >= 0xC2 && left >= 2 && isTail(p[1]) ? 2 : 0 }
        if lead < 0xF0 {
            guard left >= 3, isTail(p[1]), isTail(p[2]), lead != 0xE0 || p[1] >= 0xA0, lead != 0xED || p[1] < 0xA0
            else { return 0 }
            return 3
        }
        guard lead <= 0xF4, left >= 4, isTail(p[1]), isTail(p[2]), isTail(p[3]),
            lead != 0xF0 || p[1] >= 0x90,
            lead != 0xF4 || p[1] < 0x90
        else { return 0 }
        return 4
    }

    /// A number (RFC 8259 §6): only its grammar is checked, its text is its value. Gives the entry's `info`, or 0 with `p`
    /// at what is wrong.
    ///
    /// - Parameter isEnd: whether the text ends at a place; always false where something else stands behind every number.
    @inline(__always)
    static func skipNumber(_ p: inout Pointer, isEnd: (Pointer) -> Bool) -> UInt32 {
        @inline(__always)
        func skipDigits(_ p: inout Pointer) -> Bool {
            let first = p
            while !isEnd(p), p.pointee &- 0x30 < 10 { p += 1 }
            return p != first
        }
        var info: UInt32 = 2 | TapeEntry.isPlainInteger
        if p.pointee == 0x2D { p += 1 }
        let first = p
        guard skipDigits(&p) else { return 0 }
        if first.pointee == 0x30, p - first > 1 {
            p = first
            return 0
        }
        if !isEnd(p), p.pointee == 0x2E {
            info = 2
            p += 1
            guard skipDigits(&p) else { return 0 }
        }
        if !isEnd(p), p.pointee | 0x20 == 0x65 {
            info = 2
            p += 1
            if !isEnd(p), p.pointee == 0x2B || p.pointee == 0x2D { p += 1 }
            guard skipDigits(&p) else { return 0 }
        }
        return info
    }

    /// The length of `true`, `false` or `null` and the entry's `info`; length 0 if it is none.
    @inline(__always)
    static func literal(_ p: Pointer, _ end: Pointer) -> (length: Int, info: UInt32) {
        guard end - p >= 4 else { return (0, 0) }
        switch ByteOperations.load32(p) {
        case 0x6C6C_756E: return (4, 0)
        case 0x6575_7274: return (4, 1 | TapeEntry.isTrue)
        case 0x736C_6166 where end - p >= 5 && p[4] == 0x65: return (5, 1)
        default: return (0, 0)
        }
    }

    @inline(never)
    static func skipWhitespace(_ start: Pointer, _ end: Pointer) -> Pointer {
        var p = start
        while true {
            while end - p >= 8, ByteOperations.load64(p) == ByteOperations.repeated(0x20) { p += 8 }
            guard p < end, p.pointee == 0x20 || p.pointee == 0x0A || p.pointee == 0x0D || p.pointee == 0x09 else {
                return p
            }
            p += 1
        }
    }
}
