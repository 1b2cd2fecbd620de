/// Reads one JSON text (RFC 8259) onto a tape, in one pass over the bytes and without recursion.
///
/// The open containers need no stack: while a container is open, its entry's `next` holds the container around it.
/// Nothing is trusted: every read is within the text, and depth, nodes and size are checked before they cost memory.
struct TapeParser: ~Copyable {
    typealias Pointer = UnsafePointer<UInt8>

    let text: Pointer
    let end: Pointer
    let limits: JSONLimits
    /// What is added to each offset and index, for a text that becomes a part of a larger tape.
    let textBase: Int
    let entryBase: Int
    let decodedBase: Int

    private(set) var entries: UnsafeMutablePointer<TapeEntry>
    private(set) var count = 0
    private var capacity: Int
    /// Whether the memory of the entries is the parser's own, and not lent to it.
    private(set) var ownsEntries: Bool
    var decoded: [UInt8] = []

    /// How many entries a text usually has at most.
    static func usualEntries(of bytes: Int, _ limits: JSONLimits) -> Int { min(bytes / 8 + 16, limits.nodes) }

    /// - Parameter entries: memory for as many entries as the text usually has; `nil` if it has to be found.
    init(
        text: Pointer,
        count: Int,
        limits: JSONLimits,
        textBase: Int,
        entryBase: Int,
        decodedBase: Int,
        entries: UnsafeMutablePointer<TapeEntry>? = nil
    ) {
        self.text = text
        self.end = text + count
        self.limits = limits
        self.textBase = textBase
        self.entryBase = entryBase
        self.decodedBase = decodedBase
        capacity = Self.usualEntries(of: count, limits)
        ownsEntries = entries == nil
        self.entries = entries ?? .allocate(capacity: max(capacity, 1))
    }

    deinit {
        if ownsEntries { entries.deallocate() }
    }

    // MARK: The grammar

    /// What the main loop keeps in registers. Slow paths work on the parser itself and are told what they need.
    private struct Output {
        /// Where the next entry goes, and where the room for them ends.
        var next: UnsafeMutablePointer<TapeEntry>
        var end: UnsafeMutablePointer<TapeEntry>
    }

    /// Reads the text. Of several faults it tells the first: where one is found the text is read once more, carefully.
    mutating func parse() throws(ParseFailure) {
        guard isEnclosed else { return try read(carefully: true) }
        do {
            try read(carefully: false)
        } catch {
            decoded = []
            try read(carefully: true)
            throw error
        }
    }

    /// Whether the text begins and ends with a bracket. Then nothing but a bracket or white space can be at its end, and a
    /// string that is not closed: only what reads over those has to look for it.
    private var isEnclosed: Bool {
        let first = Self.skipWhitespace(text, end)
        var last = end - 1
        while last > first, last.pointee <= 0x20 { last -= 1 }
        return first < last && Self.isBracket(first.pointee, closing: 0) && Self.isBracket(last.pointee, closing: 2)
    }

    /// - Parameter closing: 0 for an opening bracket, 2 for a closing one: so far are they apart in ASCII.
    private static func isBracket(_ byte: UInt8, closing: UInt8) -> Bool { byte &- closing | 0x20 == 0x7B }

    /// - Parameter carefully: looks for the end of the text at every step, which a text that is not enclosed needs, and
    ///   compares each name as soon as it is there, and not when its object ends. A constant where this is inlined, so that
    ///   the usual way does not ask.
    @inline(__always)
    private mutating func read(carefully: Bool) throws(ParseFailure) {
        let text = self.text
        let end = self.end
        let lastWord = end - 8
        let shift = textBase &- Int(bitPattern: text)
        var output = Output(next: entries, end: entries + capacity)
        var container = -1
        /// The bracket that ends the innermost container; none is open at 0.
        var closing: UInt8 = 0
        /// The elements or members of the innermost container so far, and a mark for each name, which tells those of most
        /// objects apart. While another container is open in it, its entry holds both.
        var children: UInt32 = 0
        var marks: UInt32 = 0
        var depth = 0

        @inline(__always)
        func isEnd(_ p: Pointer) -> Bool { carefully && p == end }

        var p = Self.skipWhitespace(text, end)
        guard p < end else { throw failure(.empty, p) }
        if p == text, end - p >= 3, p[0] == 0xEF, p[1] == 0xBB, p[2] == 0xBF { throw failure(.byteOrderMark, p) }
        @inline(__always)
        func start(_ p: Pointer) -> UInt32 { UInt32(truncatingIfNeeded: Int(bitPattern: p) &+ shift) }

        value: while true {
            // At a value of the innermost container; in an object its name comes first.
            if closing == 0x7D {
                // White space is looked for only where something else than the usual stands.
                if isEnd(p) || p.pointee != 0x22 {
                    p = Self.skipWhitespace(p, end)
                    guard p < end, p.pointee == 0x22 else { throw failureAtName(p, isFirst: children == 0) }
                }
                let first = p + 1
                let isQuote: Bool
                (p, isQuote) = Self.plainEnd(first, lastWord, end)
                if isQuote {
                    let length = p - first
                    let info = 3 | ByteOperations.fingerprint(first, count: length) << 8
                    let entry = TapeEntry(
                        start: start(first),
                        length: UInt32(truncatingIfNeeded: length),
                        next: 0,
                        info: info
                    )
                    try push(entry, to: &output, at: first)
                } else {
                    try push(escapedString(&p, first, isName: true), to: &output, at: first)
                    p -= 1
                }
                // At the closing quote.
                marks |= 1 &<< (output.next[-1].extra & 31)
                if carefully { try compareName(output.next - entries - 1, of: container) }
                if isEnd(p + 1) || p[1] != 0x3A {
                    p = Self.skipWhitespace(p + 1, end)
                    guard p < end, p.pointee == 0x3A else {
                        throw failure(p < end ? .expectedColon : .unexpectedEnd, p)
                    }
                    p -= 1
                }
                p += 2
            }
            children &+= 1
            if isEnd(p) || p.pointee <= 0x20 {
                p = Self.skipWhitespace(p, end)
                guard p < end else { throw failure(.unexpectedEnd, p) }
            }
            let first = p
            switch p.pointee {
            case 0x22:
                let isQuote: Bool
                (p, isQuote) = Self.plainEnd(first + 1, lastWord, end)
                if isQuote {
                    let length = UInt32(truncatingIfNeeded: (p - first) &- 1)
                    let entry = TapeEntry(start: start(first + 1), length: length, next: 0, info: 3)
                    try push(entry, to: &output, at: first)
                    // What usually follows; else it is looked at below, like what follows any value.
                    if !carefully, p[1] == 0x2C {
                        p += 2
                        continue value
                    }
                    p += 1
                } else {
                    try push(escapedString(&p, first + 1, isName: false), to: &output, at: first)
                }
            case 0x2D, 0x30...0x39:
                let info = Self.skipNumber(&p, isEnd: isEnd)
                guard info != 0 else { throw failure(p < end ? .invalidNumber : .unexpectedEnd, p) }
                let length = UInt32(truncatingIfNeeded: p - first)
                try push(TapeEntry(start: start(first), length: length, next: 0, info: info), to: &output, at: first)
            case 0x7B, 0x5B:
                guard depth < limits.depth else { throw failure(.tooDeep, p) }
                depth &+= 1
                if container >= 0 {
                    entries[container].length = marks
                    entries[container].info |= children << 8
                }
                // An opening bracket and its closing one are two apart in ASCII.
                closing = p.pointee &+ 2
                let entry = TapeEntry(
                    start: start(p),
                    length: 0,
                    next: UInt32(truncatingIfNeeded: container),
                    info: closing == 0x7D ? 5 : 4
                )
                p += 1
                try push(entry, to: &output, at: p - 1)
                children = 0
                marks = 0
                container = index(of: output.next) &- 1
                if !isEnd(p), p.pointee <= 0x20 { p = Self.skipWhitespace(p, end) }
                guard !isEnd(p), p.pointee == closing else { continue value }
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
            while !carefully || p < end && container >= 0 {
                let byte = p.pointee
                if byte == 0x2C {
                    p += 1
                    continue value
                }
                guard byte == closing else {
                    let next = Self.skipWhitespace(p, end)
                    guard next != p else { throw failure(.expectedCommaOrEnd, p) }
                    guard next < end else { throw failure(.unexpectedEnd, next) }
                    p = next
                    continue
                }
                p += 1
                depth &-= 1
                if children > 1, closing == 0x7D, marks.nonzeroBitCount < Int(children) {
                    try compareNames(of: container, count: Int(children))
                }
                let entry = entries[container]
                entries[container].length = start(p) &- entry.start
                entries[container].next = UInt32(truncatingIfNeeded: index(of: output.next) &+ entryBase)
                entries[container].info = entry.info & 0xFF | children << 8
                container = Int(Int32(truncatingIfNeeded: entry.next))
                guard container >= 0 else { break }
                let around = entries[container]
                closing = around.tag == 5 ? 0x7D : 0x5D
                children = around.extra
                marks = around.length
                entries[container].info = around.info & 0xFF
                guard p < end else { throw failure(.unexpectedEnd, p) }
            }
            if p < end, p.pointee <= 0x20 { p = Self.skipWhitespace(p, end) }
            guard p == end else { throw failure(.trailingContent, p) }
            guard container < 0 else { throw failure(.unexpectedEnd, p) }
            count = output.next - entries
            return
        }
    }

    /// How many entries there are before one. Spares the rounding that a difference of pointers may need.
    @inline(__always)
    private func index(of next: UnsafeMutablePointer<TapeEntry>) -> Int {
        let bytes = UInt(bitPattern: next) &- UInt(bitPattern: entries)
        return Int(truncatingIfNeeded: bytes / UInt(MemoryLayout<TapeEntry>.stride))
    }

    /// As ``escapedString(_:first:isName:)``, on a place of its own, so that the main loop's can stay in a register.
    @inline(__always)
    private mutating func escapedString(
        _ p: inout Pointer,
        _ first: Pointer,
        isName: Bool
    ) throws(ParseFailure) -> TapeEntry {
        var place = p
        let entry = try escapedString(&place, first: first, isName: isName)
        p = place
        return entry
    }

    @inline(__always)
    private mutating func push(_ entry: TapeEntry, to output: inout Output, at p: Pointer) throws(ParseFailure) {
        if output.next == output.end {
            let count = output.next - entries
            try grow(count: count, at: p)
            output = Output(next: entries + count, end: entries + capacity)
        }
        output.next.initialize(to: entry)
        output.next += 1
    }

    @inline(never)
    private mutating func grow(count: Int, at p: Pointer) throws(ParseFailure) {
        guard capacity < limits.nodes else { throw failure(.tooManyNodes, p) }
        let larger = min(max(capacity * 2, 64), limits.nodes)
        let moved = UnsafeMutablePointer<TapeEntry>.allocate(capacity: larger)
        moved.moveInitialize(from: entries, count: count)
        if ownsEntries { entries.deallocate() }
        ownsEntries = true
        entries = moved
        capacity = larger
    }
}
