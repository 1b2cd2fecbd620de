/// Reads one JSON text (RFC 8259) onto a tape, in one pass over the bytes and without recursion.
///
/// The open containers need no stack: while a container is open, its entry's `next` holds the container around it.
/// Nothing is trusted: every read is within the text, and depth, nodes and size are checked before they cost memory.
struct TapeParser: ~Copyable {
    private typealias Pointer = UnsafePointer<UInt8>

    private let text: Pointer
    private let end: Pointer
    private let limits: JSONLimits
    /// What is added to each offset and index, for a text that becomes a part of a larger tape.
    private let textBase: Int
    private let entryBase: Int
    private let decodedBase: Int

    private var entries: UnsafeMutablePointer<TapeEntry>
    private var count = 0
    private var capacity: Int
    private var names = OpenNames()
    private var decoded: [UInt8] = []

    /// Parses `bytes` and appends its entries. On failure nothing is appended; its offset is relative to `bytes`.
    static func parse(
        _ bytes: UnsafeBufferPointer<UInt8>,
        limits: JSONLimits,
        textBase: Int,
        entries: inout [TapeEntry],
        decoded: inout [UInt8]
    ) throws(ParseFailure) {
        guard bytes.count <= limits.bytes else { throw ParseFailure(code: .tooLarge, offset: limits.bytes) }
        guard let start = bytes.baseAddress, bytes.count > 0 else { throw ParseFailure(code: .empty, offset: 0) }
        var parser = TapeParser(
            text: start,
            count: bytes.count,
            limits: limits,
            textBase: textBase,
            entryBase: entries.count,
            decodedBase: decoded.count
        )
        try parser.parse()
        entries.append(contentsOf: UnsafeBufferPointer(start: parser.entries, count: parser.count))
        if !parser.decoded.isEmpty { decoded.append(contentsOf: parser.decoded) }
    }

    private init(text: Pointer, count: Int, limits: JSONLimits, textBase: Int, entryBase: Int, decodedBase: Int) {
        self.text = text
        self.end = text + count
        self.limits = limits
        self.textBase = textBase
        self.entryBase = entryBase
        self.decodedBase = decodedBase
        capacity = min(count / 8 + 16, limits.nodes)
        entries = .allocate(capacity: max(capacity, 1))
    }

    deinit { entries.deallocate() }

    // MARK: The grammar

    private mutating func parse() throws(ParseFailure) {
        var p = text
        skipWhitespace(&p)
        guard p < end else { throw ParseFailure(code: .empty, offset: p - text) }
        if p == text, end - p >= 3, p[0] == 0xEF, p[1] == 0xBB, p[2] == 0xBF { throw failure(.byteOrderMark, p) }

        var container = -1
        var isObject = false
        var depth = 0
        value: while true {
            // At the first byte of a value.
            guard p < end else { throw failure(.unexpectedEnd, p) }
            switch p.pointee {
            case 0x22:
                try string(&p, isName: false)
            case 0x7B, 0x5B:
                guard depth < limits.depth else { throw failure(.tooDeep, p) }
                depth &+= 1
                isObject = p.pointee == 0x7B
                try push(
                    start: p,
                    length: 0,
                    next: UInt32(truncatingIfNeeded: container),
                    info: isObject ? 5 : 4
                )
                container = count &- 1
                p += 1
                skipWhitespace(&p)
                guard p < end else { throw failure(.unexpectedEnd, p) }
                if p.pointee != (isObject ? 0x7D : 0x5D) {
                    if isObject { try name(&p, in: container, afterComma: false) }
                    entries[container].info &+= 1 << 8
                    continue value
                }
            // An empty container: its end is handled below.
            case 0x2D, 0x30...0x39:
                try number(&p)
            case 0x74:
                try literal(&p, 0x6575_7274, 4, info: 1 | TapeEntry.isTrue)
            case 0x66:
                try literal(&p, 0x736C_6166, 5, info: 1)
            case 0x6E:
                try literal(&p, 0x6C6C_756E, 4, info: 0)
            default:
                throw failureAtValue(p, container: container)
            }
            // Behind a value: ends, or a comma and the next value.
            while true {
                skipWhitespace(&p)
                if container < 0 {
                    guard p == end else { throw failure(.trailingContent, p) }
                    return
                }
                guard p < end else { throw failure(.unexpectedEnd, p) }
                let byte = p.pointee
                if byte == 0x2C {
                    p += 1
                    skipWhitespace(&p)
                    guard p < end else { throw failure(.unexpectedEnd, p) }
                    if isObject { try name(&p, in: container, afterComma: true) }
                    entries[container].info &+= 1 << 8
                    continue value
                }
                guard byte == (isObject ? 0x7D : 0x5D) else { throw failure(.expectedCommaOrEnd, p) }
                p += 1
                depth &-= 1
                if isObject { try closeNames(of: container) }
                let parent = Int(Int32(truncatingIfNeeded: entries[container].next))
                entries[container].length = UInt32(truncatingIfNeeded: offset(p)) &- entries[container].start
                entries[container].next = UInt32(truncatingIfNeeded: count &+ entryBase)
                container = parent
                if container >= 0 { isObject = entries[container].tag == 5 }
            }
        }
    }

    /// A member name, its colon, and the white space up to the value.
    @inline(__always)
    private mutating func name(_ p: inout Pointer, in object: Int, afterComma: Bool) throws(ParseFailure) {
        guard p.pointee == 0x22 else {
            throw failure(afterComma && p.pointee == 0x7D ? .trailingComma : .expectedKey, p)
        }
        let opening = p
        try string(&p, isName: true)
        try checkNew(count &- 1, in: object, opening)
        skipWhitespace(&p)
        guard p < end else { throw failure(.unexpectedEnd, p) }
        guard p.pointee == 0x3A else { throw failure(.expectedColon, p) }
        p += 1
        skipWhitespace(&p)
    }

    // MARK: Scalars

    /// A string or member name, from its opening to behind its closing quote.
    @inline(__always)
    private mutating func string(_ p: inout Pointer, isName: Bool) throws(ParseFailure) {
        let first = p + 1
        p = first
        scan: while true {
            while end - p >= 8 {
                let marks = ByteOperations.specialsWhenReading(ByteOperations.load64(p))
                if marks != 0 {
                    p += marks.trailingZeroBitCount &>> 3
                    break
                }
                p += 8
            }
            guard p < end else { throw failure(.unexpectedEnd, p) }
            let byte = p.pointee
            if byte == 0x22 { break scan }
            if byte >= 0x80 {
                try multibyte(&p)
            } else if byte == 0x5C {
                try escapedString(&p, first: first, isName: isName)
                return
            } else if byte < 0x20 {
                throw failure(.controlCharacter, p)
            } else {
                p += 1
            }
        }
        let length = p - first
        var info: UInt32 = 3
        if isName { info |= ByteOperations.fingerprint(first, count: length) << 8 }
        try push(start: first, length: length, next: 0, info: info)
        p += 1
    }

    /// One UTF-8 sequence of two to four bytes (RFC 3629 §4): no overlong forms, no surrogates, nothing above U+10FFFF.
    @inline(__always)
    private func multibyte(_ p: inout Pointer) throws(ParseFailure) {
        let lead = p.pointee
        let left = end - p
        @inline(__always)
        func isTail(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
        if lead < 0xE0 {
            guard lead >= 0xC2, left >= 2, isTail(p[1]) else { throw failure(.invalidUTF8, p) }
            p += 2
        } else if lead < 0xF0 {
            guard left >= 3, isTail(p[1]), isTail(p[2]),
                lead != 0xE0 || p[1] >= 0xA0,
                lead != 0xED || p[1] < 0xA0
            else { throw failure(.invalidUTF8, p) }
            p += 3
        } else {
            guard lead <= 0xF4, left >= 4, isTail(p[1]), isTail(p[2]), isTail(p[3]),
                lead != 0xF0 || p[1] >= 0x90,
                lead != 0xF4 || p[1] < 0x90
            else { throw failure(.invalidUTF8, p) }
            p += 4
        }
    }

    /// A string with escapes: checked on to its end, and decoded beside the tape. `p` is at the first backslash.
    @inline(never)
    private mutating func escapedString(_ p: inout Pointer, first: Pointer, isName: Bool) throws(ParseFailure) {
        let place = decoded.count
        decoded.append(contentsOf: [0, 0, 0, 0])
        var runStart = first
        while true {
            guard p < end else { throw failure(.unexpectedEnd, p) }
            let byte = p.pointee
            if byte == 0x22 { break }
            if byte == 0x5C {
                decoded.append(contentsOf: UnsafeBufferPointer(start: runStart, count: p - runStart))
                try escape(&p)
                runStart = p
            } else if byte >= 0x80 {
                try multibyte(&p)
            } else if byte < 0x20 {
                throw failure(.controlCharacter, p)
            } else {
                p += 1
                while end - p >= 8 {
                    let marks = ByteOperations.specialsWhenReading(ByteOperations.load64(p))
                    if marks != 0 {
                        p += marks.trailingZeroBitCount &>> 3
                        break
                    }
                    p += 8
                }
            }
        }
        decoded.append(contentsOf: UnsafeBufferPointer(start: runStart, count: p - runStart))
        let length = decoded.count - place - 4
        for byte in 0..<4 { decoded[place + byte] = UInt8(truncatingIfNeeded: length >> (8 * byte)) }
        var info: UInt32 = 3 | TapeEntry.escaped
        if isName {
            let fingerprint = decoded.withUnsafeBufferPointer { all in
                all.baseAddress.map { ByteOperations.fingerprint($0 + place + 4, count: length) } ?? 0
            }
            info |= fingerprint << 8
        }
        try push(
            start: first,
            length: p - first,
            next: UInt32(truncatingIfNeeded: place + decodedBase),
            info: info
        )
        p += 1
    }

    /// One escape (RFC 8259 §7); `\u` halves of a surrogate pair only together.
    private mutating func escape(_ p: inout Pointer) throws(ParseFailure) {
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

    private func fourHexDigits(_ p: inout Pointer, _ backslash: Pointer) throws(ParseFailure) -> UInt32 {
        guard end - p >= 4 else { throw failure(.unexpectedEnd, end) }
        var code: UInt32 = 0
        for index in 0..<4 {
            let byte = p[index]
            let digit: UInt8
            switch byte {
            case 0x30...0x39: digit = byte - 0x30
            case 0x41...0x46: digit = byte - 0x41 + 10
            case 0x61...0x66: digit = byte - 0x61 + 10
            default: throw failure(.invalidEscape, backslash)
            }
            code = code << 4 | UInt32(digit)
        }
        p += 4
        return code
    }

    private mutating func appendUTF8(of code: UInt32) {
        func tail(_ shift: UInt32) -> UInt8 { UInt8(0x80 | (code >> shift) & 0x3F) }
        switch code {
        case ..<0x80: decoded.append(UInt8(code))
        case ..<0x800: decoded.append(contentsOf: [UInt8(0xC0 | code >> 6), tail(0)])
        case ..<0x10000: decoded.append(contentsOf: [UInt8(0xE0 | code >> 12), tail(6), tail(0)])
        default: decoded.append(contentsOf: [UInt8(0xF0 | code >> 18), tail(12), tail(6), tail(0)])
        }
    }

    /// A number (RFC 8259 §6): only its grammar is checked, its text is its value.
    @inline(__always)
    private mutating func number(_ p: inout Pointer) throws(ParseFailure) {
        let first = p
        var info: UInt32 = 2 | TapeEntry.isPlainInteger
        if p.pointee == 0x2D { p += 1 }
        guard let integerEnd = digits(p) else { throw numberFailure(p) }
        if p.pointee == 0x30, integerEnd - p > 1 { throw failure(.invalidNumber, p) }
        p = integerEnd
        if p < end, p.pointee == 0x2E {
            info = 2
            guard let fractionEnd = digits(p + 1) else { throw numberFailure(p + 1) }
            p = fractionEnd
        }
        if p < end, p.pointee | 0x20 == 0x65 {
            info = 2
            p += 1
            if p < end, p.pointee == 0x2B || p.pointee == 0x2D { p += 1 }
            guard let exponentEnd = digits(p) else { throw numberFailure(p) }
            p = exponentEnd
        }
        try push(start: first, length: p - first, next: 0, info: info)
    }

    /// Behind the digits that start here; nil if there is none.
    @inline(__always)
    private func digits(_ start: Pointer) -> Pointer? {
        var p = start
        while p < end, p.pointee &- 0x30 < 10 { p += 1 }
        return p == start ? nil : p
    }

    private func numberFailure(_ p: Pointer) -> ParseFailure {
        failure(p < end ? .invalidNumber : .unexpectedEnd, p)
    }

    /// `true`, `false` or `null`; `head` is its first four letters as a little-endian number.
    @inline(__always)
    private mutating func literal(
        _ p: inout Pointer,
        _ head: UInt32,
        _ length: Int,
        info: UInt32
    ) throws(ParseFailure) {
        guard end - p >= length, ByteOperations.load32(p) == head, length == 4 || p[4] == 0x65 else {
            throw literalFailure(p)
        }
        try push(start: p, length: length, next: 0, info: info)
        p += length
    }

    // MARK: The tape

    @inline(__always)
    private mutating func push(start: Pointer, length: Int, next: UInt32, info: UInt32) throws(ParseFailure) {
        if count == capacity { try grow(start) }
        (entries + count).initialize(
            to: TapeEntry(
                start: UInt32(truncatingIfNeeded: offset(start)),
                length: UInt32(truncatingIfNeeded: length),
                next: next,
                info: info
            )
        )
        count &+= 1
    }

    @inline(never)
    private mutating func grow(_ p: Pointer) throws(ParseFailure) {
        guard capacity < limits.nodes else { throw failure(.tooManyNodes, p) }
        let larger = min(max(capacity * 2, 64), limits.nodes)
        let moved = UnsafeMutablePointer<TapeEntry>.allocate(capacity: larger)
        moved.moveInitialize(from: entries, count: count)
        entries.deallocate()
        entries = moved
        capacity = larger
    }

    @inline(__always)
    private func offset(_ p: Pointer) -> Int { p - text &+ textBase }

    @inline(__always)
    private func skipWhitespace(_ p: inout Pointer) {
        guard p < end, p.pointee <= 0x20 else { return }
        skipLongWhitespace(&p)
    }

    @inline(never)
    private func skipLongWhitespace(_ p: inout Pointer) {
        while true {
            while end - p >= 8, ByteOperations.load64(p) == ByteOperations.repeated(0x20) { p += 8 }
            guard p < end else { return }
            switch p.pointee {
            case 0x20, 0x0A, 0x0D, 0x09: p += 1
            default: return
            }
        }
    }

    // MARK: Names of one object are different

    /// Refuses a name that its object already has. The first names are compared one by one; an object with more of
    /// them is checked as a whole when it closes.
    @inline(__always)
    private mutating func checkNew(_ name: Int, in object: Int, _ p: Pointer) throws(ParseFailure) {
        let earlier = Int(entries[object].extra)
        guard earlier < OpenNames.compared else { return }
        let entry = entries[name]
        let candidates = names.push(
            fingerprint: entry.extra,
            index: name,
            earlier: earlier
        )
        if candidates { try compareNames(name, earlier: earlier, p) }
    }

    @inline(never)
    private func compareNames(_ name: Int, earlier: Int, _ p: Pointer) throws(ParseFailure) {
        for other in names.indices(last: earlier) where isSameName(name, other) { throw failure(.duplicateKey, p) }
    }

    @inline(__always)
    private mutating func closeNames(of object: Int) throws(ParseFailure) {
        let members = Int(entries[object].extra)
        if members > OpenNames.compared { try checkAllNames(of: object, count: members) }
        names.pop(min(members, OpenNames.compared))
    }

    /// Checks an object of many members in linear time; the hash is seeded, so names chosen to collide do not.
    @inline(never)
    private func checkAllNames(of object: Int, count members: Int) throws(ParseFailure) {
        var slots = 64
        while slots < members * 2 { slots *= 2 }
        var table = [Int32](repeating: -1, count: slots)
        var name = object + 1
        for _ in 0..<members {
            var slot = withName(name) { bytes in
                var hasher = Hasher()
                hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
                return hasher.finalize() & (slots - 1)
            }
            while table[slot] >= 0 {
                if isSameName(Int(table[slot]), name) {
                    throw ParseFailure(code: .duplicateKey, offset: Int(entries[name].start) - textBase - 1)
                }
                slot = (slot + 1) & (slots - 1)
            }
            table[slot] = Int32(truncatingIfNeeded: name)
            let value = name + 1
            name = entries[value].isContainer ? Int(entries[value].next) - entryBase : value + 1
        }
    }

    private func isSameName(_ left: Int, _ right: Int) -> Bool {
        guard entries[left].extra == entries[right].extra else { return false }
        return withName(left) { left in
            withName(right) { right in
                guard left.count == right.count else { return false }
                guard let leftStart = left.baseAddress, let rightStart = right.baseAddress else { return true }
                return ByteOperations.equal(leftStart, rightStart, count: left.count)
            }
        }
    }

    private func withName<Result>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let entry = entries[index]
        if !entry.isEscaped {
            return body(
                UnsafeBufferPointer(start: text + (Int(entry.start) - textBase), count: Int(entry.length))
            )
        }
        return decoded.withUnsafeBufferPointer { all in
            let at = Int(entry.next) - decodedBase
            let length = Int(all[at]) | Int(all[at + 1]) << 8 | Int(all[at + 2]) << 16 | Int(all[at + 3]) << 24
            return body(UnsafeBufferPointer(rebasing: all[at + 4..<at + 4 + length]))
        }
    }

    // MARK: Failures

    @inline(never)
    private func failure(_ code: JSONParseError.Code, _ p: Pointer) -> ParseFailure {
        ParseFailure(code: code, offset: p - text)
    }

    @inline(never)
    private func literalFailure(_ p: Pointer) -> ParseFailure {
        let words: [StaticString] = ["true", "false", "null"]
        let rest = UnsafeBufferPointer(start: p, count: end - p)
        let isCutOff = words.contains { word in
            rest.count < word.utf8CodeUnitCount
                && rest.elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: rest.count))
        }
        return isCutOff ? failure(.unexpectedEnd, end) : failure(.invalidLiteral, p)
    }

    @inline(never)
    private func failureAtValue(_ p: Pointer, container: Int) -> ParseFailure {
        switch p.pointee {
        case 0x5D where container >= 0 && entries[container].tag == 4: failure(.trailingComma, p)
        case 0x41...0x5A, 0x61...0x7A: failure(.invalidLiteral, p)
        case 0x2B, 0x2E: failure(.invalidNumber, p)
        default: failure(.unexpectedCharacter, p)
        }
    }
}
