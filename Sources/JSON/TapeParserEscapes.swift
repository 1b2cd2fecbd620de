extension TapeParser {
    /// What is not plain text up to the closing quote: a string with escapes, decoded beside the tape, or a failure. `p`
    /// is where the plain text ended, and then behind the closing quote.
    @inline(never)
    mutating func escapedString(
        _ p: inout Pointer,
        first: Pointer,
        isName: Bool
    ) throws(ParseFailure) -> TapeEntry {
        let place = decoded.count
        decoded.append(contentsOf: [0, 0, 0, 0])
        var runStart = first
        while true {
            guard p < end else { throw failure(.unexpectedEnd, p) }
            let byte = p.pointee
            guard byte < 0x80 else { throw failure(.invalidUTF8, p) }
            guard byte >= 0x20 else { throw failure(.controlCharacter, p) }
            decoded.append(contentsOf: UnsafeBufferPointer(start: runStart, count: p - runStart))
            if byte == 0x22 { break }
            try escape(&p)
            runStart = p
            p = Self.textEnd(p, end)
        }
        let length = decoded.count - place - 4
        for byte in 0..<4 { decoded[place + byte] = UInt8(truncatingIfNeeded: length >> (8 * byte)) }
        var info: UInt32 = 3 | TapeEntry.escaped
        if isName {
            let fingerprint = decoded.withUnsafeBufferPointer { all in
                all.baseAddress.map { ByteOperations.fingerprint($0 + place + 4, count: length) } ?? 0
            }
            info |= fingerprint << 8
        }
        let entry = TapeEntry(
            start: UInt32(truncatingIfNeeded: first - text + textBase),
            length: UInt32(truncatingIfNeeded: p - first),
            next: UInt32(truncatingIfNeeded: place + decodedBase),
            info: info
        )
        p += 1
        return entry
    }

    /// One escape (RFC 8259 §7); `\u` halves of a surrogate pair only together.
    mutating func escape(_ p: inout Pointer) throws(ParseFailure) {
        let backslash = p
        guard end - p >= 2 else { throw failure(.unexpectedEnd, end) }
        let letter = p[1]
        p += 2
        switch letter {
        case 0x22, 0x5C, 0x2F: decoded.append(letter)
        case 0x62: decoded.append(0x08)
        case 0x66: decoded.append(0x0C)
        case 0x6E: decoded.append(0x0A)
        case 0x72: decoded.append(0x0D)
        case 0x74: decoded.append(0x09)
        case 0x75:
            var code = try fourHexDigits(&p, backslash)
            if code == 0, !limits.allowsNUL { throw failure(.nulCharacter, backslash) }
            if code & 0xFC00 == 0xDC00 { throw failure(.loneSurrogate, backslash) }
            if code & 0xFC00 == 0xD800 {
                guard p < end, p[0] != 0x5C || end - p >= 2 else { throw failure(.unexpectedEnd, end) }
                guard p[0] == 0x5C, p[1] == 0x75 else { throw failure(.loneSurrogate, backslash) }
                let second = p
                p += 2
                let low = try fourHexDigits(&p, second)
                guard low & 0xFC00 == 0xDC00 else { throw failure(.loneSurrogate, backslash) }
                code = 0x10000 + (code & 0x3FF) << 10 + low & 0x3FF
            }
            appendUTF8(of: code)
        default: throw failure(.invalidEscape, backslash)
        }
    }

    func fourHexDigits(_ p: inout Pointer, _ backslash: Pointer) throws(ParseFailure) -> UInt32 {
        guard end - p >= 4 else { throw failure(.unexpectedEnd, end) }
        var code: UInt32 = 0
        for index in 0..<4 {
            guard let digit = p[index].hexadecimalValue else { throw failure(.invalidEscape, backslash) }
            code = code << 4 | UInt32(digit)
        }
        p += 4
        return code
    }

    mutating func appendUTF8(of code: UInt32) {
        func tail(_ shift: UInt32) -> UInt8 { UInt8(0x80 | (code >> shift) & 0x3F) }
        switch code {
        case ..<0x80: decoded.append(UInt8(code))
        case ..<0x800: decoded.append(contentsOf: [UInt8(0xC0 | code >> 6), tail(0)])
        case ..<0x10000: decoded.append(contentsOf: [UInt8(0xE0 | code >> 12), tail(6), tail(0)])
        default: decoded.append(contentsOf: [UInt8(0xF0 | code >> 18), tail(12), tail(6), tail(0)])
        }
    }
}
