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

    /// What the main loop keeps in registers. Slow paths work on the parser itself and are told what they need.
    private struct Output {
        var entries: UnsafeMutablePointer<TapeEntry>
        var count = 0
        var capacity: Int
    }

    private mutating func parse() throws(ParseFailure) {
        let text = self.text
        let end = self.end
        let shift = textBase &- Int(bitPattern: text)
        var output = Output(entries: entries, capacity: capacity)
        var names = OpenNames()
        var container = -1
        /// The bracket that ends the innermost container; none is open at 0.
        var closing: UInt8 = 0
        var depth = 0

        var p = Self.skipWhitespace(text, end)
        guard p < end else { throw failure(.empty, p) }
        if p == text, end - p >= 3, p[0] == 0xEF, p[1] == 0xBB, p[2] == 0xBF { throw failure(.byteOrderMark, p) }
        @inline(__always)
        func start(_ p: Pointer) -> UInt32 { UInt32(truncatingIfNeeded: Int(bitPattern: p) &+ shift) }

        value: while true {
            // At a value of the innermost container; in an object its name comes first.
            if container >= 0 {
                if closing == 0x7D {
                    if p < end, p.pointee <= 0x20 { p = Self.skipWhitespace(p, end) }
                    guard p < end, p.pointee == 0x22 else { throw failureAtName(p, container) }
                    let first = p + 1
                    p = Self.textEnd(first, end)
                    if p < end, p.pointee == 0x22 {
                        let length = p - first
                        let info = 3 | ByteOperations.fingerprint(first, count: length) << 8
                        let entry = TapeEntry(
                            start: start(first),
                            length: UInt32(truncatingIfNeeded: length),
                            next: 0,
                            info: info
                        )
                        try push(entry, to: &output, at: first)
                        p += 1
                    } else {
                        try push(escapedString(&p, first: first, isName: true), to: &output, at: first)
                    }
                    let earlier = Int(output.entries[container].extra)
                    if earlier < OpenNames.compared {
                        let name = output.count &- 1
                        let fingerprint = output.entries[name].extra
                        if names.push(fingerprint: fingerprint, index: name, earlier: earlier) {
                            try compareNames(name, with: names.indices(last: earlier))
                        }
                    }
                    if p < end, p.pointee <= 0x20 { p = Self.skipWhitespace(p, end) }
                    guard p < end, p.pointee == 0x3A else {
                        throw failure(p < end ? .expectedColon : .unexpectedEnd, p)
                    }
                    p += 1
                }
                output.entries[container].info &+= 1 << 8
            }
            if p < end, p.pointee <= 0x20 { p = Self.skipWhitespace(p, end) }
            guard p < end else { throw failure(.unexpectedEnd, p) }
            let first = p
            switch p.pointee {
            case 0x22:
                p = Self.textEnd(first + 1, end)
                if p < end, p.pointee == 0x22 {
                    let length = UInt32(truncatingIfNeeded: p - first - 1)
                    let entry = TapeEntry(start: start(first + 1), length: length, next: 0, info: 3)
                    try push(entry, to: &output, at: first)
                    p += 1
                } else {
                    try push(escapedString(&p, first: first + 1, isName: false), to: &output, at: first)
                }
            case 0x2D, 0x30...0x39:
                let info = Self.skipNumber(&p, end)
                guard info != 0 else { throw failure(p < end ? .invalidNumber : .unexpectedEnd, p) }
                let length = UInt32(truncatingIfNeeded: p - first)
                try push(TapeEntry(start: start(first), length: length, next: 0, info: info), to: &output, at: first)
            case 0x7B, 0x5B:
                guard depth < limits.depth else { throw failure(.tooDeep, p) }
                depth &+= 1
                // An opening bracket and its closing one are two apart in ASCII.
                closing = p.pointee &+ 2
                let entry = TapeEntry(
                    start: start(p),
                    length: 0,
                    next: UInt32(truncatingIfNeeded: container),
                    info: closing == 0x7D ? 5 : 4
                )
                try push(entry, to: &output, at: p)
                container = output.count &- 1
                p += 1
                if p < end, p.pointee <= 0x20 { p = Self.skipWhitespace(p, end) }
                guard p < end, p.pointee == closing else { continue value }
            default:
                let (length, info) = Self.literal(p, end)
                guard length != 0 else { throw failureAtValue(p, container: container) }
                let entry = TapeEntry(
                    start: start(p),
                    length: UInt32(truncatingIfNeeded: length),
                    next: 0,
                    info: info
                )
                try push(entry, to: &output, at: p)
                p += length
            }
            // Behind a value: ends of containers, then a comma and the next value.
            while true {
                if p < end, p.pointee <= 0x20 { p = Self.skipWhitespace(p, end) }
                guard p < end, container >= 0 else { break }
                let byte = p.pointee
                if byte == 0x2C {
                    p += 1
                    continue value
                }
                guard byte == closing else { throw failure(.expectedCommaOrEnd, p) }
                p += 1
                depth &-= 1
                let entry = output.entries[container]
                if closing == 0x7D {
                    let members = Int(entry.extra)
                    if members > OpenNames.compared { try checkAllNames(of: container, count: members) }
                    names.pop(min(members, OpenNames.compared))
                }
                output.entries[container].length = start(p) &- entry.start
                output.entries[container].next = UInt32(truncatingIfNeeded: output.count &+ entryBase)
                container = Int(Int32(truncatingIfNeeded: entry.next))
                if container >= 0 { closing = output.entries[container].tag == 5 ? 0x7D : 0x5D }
            }
            guard p == end else { throw failure(.trailingContent, p) }
            guard container < 0 else { throw failure(.unexpectedEnd, p) }
            count = output.count
            return
        }
    }

    @inline(__always)
    private mutating func push(_ entry: TapeEntry, to output: inout Output, at p: Pointer) throws(ParseFailure) {
        if output.count == output.capacity {
            try grow(count: output.count, at: p)
            output.entries = entries
            output.capacity = capacity
        }
        (output.entries + output.count).initialize(to: entry)
        output.count &+= 1
    }

    @inline(never)
    private mutating func grow(count: Int, at p: Pointer) throws(ParseFailure) {
        guard capacity < limits.nodes else { throw failure(.tooManyNodes, p) }
        let larger = min(max(capacity * 2, 64), limits.nodes)
        let moved = UnsafeMutablePointer<TapeEntry>.allocate(capacity: larger)
        moved.moveInitialize(from: entries, count: count)
        entries.deallocate()
        entries = moved
        capacity = larger
    }

    // MARK: Scalars

    /// The end of a run of text without escapes: at a quote, a backslash, a control, a byte that is not UTF-8, or the end.
    @inline(__always)
    private static func textEnd(_ start: Pointer, _ end: Pointer) -> Pointer {
        let p = asciiEnd(start, end)
        return p < end && p.pointee >= 0x80 ? unicodeEnd(p, end) : p
    }

    /// The end of a run of plain ASCII text.
    @inline(__always)
    private static func asciiEnd(_ start: Pointer, _ end: Pointer) -> Pointer {
        var p = start
        while end - p >= 8 {
            let marks = ByteOperations.specialsWhenReading(ByteOperations.load64(p))
            if marks != 0 { return p + marks.trailingZeroBitCount &>> 3 }
            p += 8
        }
        while p < end, p.pointee >= 0x20, p.pointee < 0x80, p.pointee != 0x22, p.pointee != 0x5C { p += 1 }
        return p
    }

    /// The end of a run of text that starts with a byte ≥ 0x80.
    @inline(never)
    private static func unicodeEnd(_ start: Pointer, _ end: Pointer) -> Pointer {
        var p = start
        while p < end, p.pointee >= 0x80 {
            let length = sequenceLength(p, end)
            guard length > 0 else { return p }
            p = asciiEnd(p + length, end)
        }
        return p
    }

    /// The length of one UTF-8 sequence of two to four bytes (RFC 3629 §4: no overlong forms, no surrogates, nothing above
    /// U+10FFFF); 0 if it is none.
    @inline(__always)
    private static func sequenceLength(_ p: Pointer, _ end: Pointer) -> Int {
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
    @inline(__always)
    private static func skipNumber(_ p: inout Pointer, _ end: Pointer) -> UInt32 {
        @inline(__always)
        func skipDigits(_ p: inout Pointer) -> Bool {
            let first = p
            while p < end, p.pointee &- 0x30 < 10 { p += 1 }
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
        if p < end, p.pointee == 0x2E {
            info = 2
            p += 1
            guard skipDigits(&p) else { return 0 }
        }
        if p < end, p.pointee | 0x20 == 0x65 {
            info = 2
            p += 1
            if p < end, p.pointee == 0x2B || p.pointee == 0x2D { p += 1 }
            guard skipDigits(&p) else { return 0 }
        }
        return info
    }

    /// The length of `true`, `false` or `null` and the entry's `info`; length 0 if it is none.
    @inline(__always)
    private static func literal(_ p: Pointer, _ end: Pointer) -> (length: Int, info: UInt32) {
        guard end - p >= 4 else { return (0, 0) }
        switch ByteOperations.load32(p) {
        case 0x6C6C_756E: return (4, 0)
        case 0x6575_7274: return (4, 1 | TapeEntry.isTrue)
        case 0x736C_6166 where end - p >= 5 && p[4] == 0x65: return (5, 1)
        default: return (0, 0)
        }
    }

    @inline(never)
    private static func skipWhitespace(_ start: Pointer, _ end: Pointer) -> Pointer {
        var p = start
        while true {
            while end - p >= 8, ByteOperations.load64(p) == ByteOperations.repeated(0x20) { p += 8 }
            guard p < end, p.pointee == 0x20 || p.pointee == 0x0A || p.pointee == 0x0D || p.pointee == 0x09 else {
                return p
            }
            p += 1
        }
    }

    // MARK: Strings with escapes

    /// What is not plain text up to the closing quote: a string with escapes, decoded beside the tape, or a failure. `p`
    /// is where the plain text ended, and then behind the closing quote.
    @inline(never)
    private mutating func escapedString(
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

    // MARK: Names of one object are different

    @inline(never)
    private func compareNames(_ name: Int, with others: [Int]) throws(ParseFailure) {
        for other in others where isSameName(name, other) {
            throw ParseFailure(code: .duplicateKey, offset: Int(entries[name].start) - textBase - 1)
        }
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
    private func failureAtName(_ p: Pointer, _ object: Int) -> ParseFailure {
        guard p < end else { return failure(.unexpectedEnd, p) }
        return failure(p.pointee == 0x7D && entries[object].extra > 0 ? .trailingComma : .expectedKey, p)
    }

    @inline(never)
    private func failureAtValue(_ p: Pointer, container: Int) -> ParseFailure {
        switch p.pointee {
        case 0x5D where container >= 0 && entries[container].tag == 4: failure(.trailingComma, p)
        case 0x66, 0x6E, 0x74: literalFailure(p)
        case 0x41...0x5A, 0x61...0x7A: failure(.invalidLiteral, p)
        case 0x2B, 0x2E: failure(.invalidNumber, p)
        default: failure(.unexpectedCharacter, p)
        }
    }
}
