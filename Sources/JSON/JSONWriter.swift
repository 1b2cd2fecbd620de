/// Writes JSON text, piece by piece, straight to bytes; commas come by themselves.
///
///     var writer = JSONWriter()
///     writer.beginObject()
///     writer.key("betrag"); writer.number(node)
///     writer.endObject()
///     let text = writer.finish()
///
/// Escapes only what RFC 8259 §7 demands, in the form RFC 8785 §3.2.2.2 prescribes, so compact text with its members in
/// canonical order is canonical. The caller keeps the order of calls; the writer does not check it.
///
/// A public type with members for the package: the compiler does not inline into other modules what belongs to a
/// `package` type, and most of the members here are a few instructions.
public struct JSONWriter: ~Copyable {
    @usableFromInline var base: UnsafeMutablePointer<UInt8>
    @usableFromInline var capacity: Int
    @usableFromInline var used = 0
    @usableFromInline var needsComma = false
    @usableFromInline var level = 0
    @usableFromInline let isPretty: Bool

    /// An empty writer. `pretty` puts every member and element on a line of its own, two spaces a level.
    @inlinable package init(reserving capacity: Int = 1024, pretty: Bool = false) {
        self.capacity = max(capacity, 64)
        base = .allocate(capacity: self.capacity)
        isPretty = pretty
    }

    deinit { base.deallocate() }

    /// The number of bytes written so far.
    @inlinable package var count: Int { used }

    /// The text.
    @inlinable package consuming func finish() -> [UInt8] { bytes }

    /// The text so far.
    @inlinable package var bytes: [UInt8] { Array(UnsafeBufferPointer(start: base, count: used)) }

    /// Runs `body` on the text so far, without a copy.
    @inlinable package func withBytes<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeBufferPointer(start: base, count: used))
    }

    /// Forgets the text and keeps the memory.
    @inlinable package mutating func removeAll() {
        used = 0
        needsComma = false
        level = 0
    }

    // MARK: Structure

    /// `{`
    @inlinable @inline(__always) package mutating func beginObject() { begin(0x7B) }

    /// `}`
    @inlinable @inline(__always) package mutating func endObject() { end(0x7D) }

    /// `[`
    @inlinable @inline(__always) package mutating func beginArray() { begin(0x5B) }

    /// `]`
    @inlinable @inline(__always) package mutating func endArray() { end(0x5D) }

    /// A member name that was made ready.
    @inlinable @inline(__always) package mutating func key(_ key: JSONKey) {
        separate()
        key.written.withUnsafeBufferPointer { append($0) }
        endKey()
    }

    /// A member name that was made ready, from its ``JSONKey/written`` bytes.
    @inlinable @inline(__always) package mutating func key(written name: UnsafeBufferPointer<UInt8>) {
        raw(name)
        endKey()
    }

    /// A member name.
    @inlinable package mutating func key(_ name: String) {
        string(name)
        append(0x3A)
        endKey()
    }

    /// A member name from its bytes, which must be UTF-8.
    @inlinable package mutating func key(utf8 name: UnsafeBufferPointer<UInt8>) {
        string(utf8: name)
        append(0x3A)
        endKey()
    }

    // MARK: Values

    /// A string.
    @inlinable package mutating func string(_ text: String) {
        var copy = text
        copy.withUTF8 { string(utf8: $0) }
    }

    /// A string from its bytes, which must be UTF-8; escaped where needed.
    @inlinable package mutating func string(utf8 text: UnsafeBufferPointer<UInt8>) {
        separate()
        escaped(text)
        needsComma = true
    }

    /// A number, with its text.
    package mutating func number(_ number: JSONNumber) { literal(number.text) }

    /// An integer.
    @inlinable package mutating func int(_ value: Int) { literal(String(value)) }

    /// `true` or `false`.
    @inlinable package mutating func bool(_ flag: Bool) {
        if flag { literal("true" as StaticString) } else { literal("false" as StaticString) }
    }

    /// `null`
    @inlinable package mutating func null() { literal("null" as StaticString) }

    /// A value that is JSON text already, for instance a number's text. Copied as it is; the caller vouches for it.
    @inlinable @inline(__always) package mutating func raw(_ text: UnsafeBufferPointer<UInt8>) {
        if isPretty { separatePretty() }
        guard let start = text.baseAddress else { return }
        reserve(text.count &+ 1)
        var target = base + used
        if needsComma, !isPretty {
            target.pointee = 0x2C
            target += 1
        }
        ByteOperations.copy(start, to: target, count: text.count)
        used = (target - base) &+ text.count
        needsComma = true
    }

    /// A value that is JSON text already. Copied as it is; the caller vouches for it.
    @inlinable package mutating func raw(_ text: [UInt8]) { text.withUnsafeBufferPointer { raw($0) } }

    /// A value that is JSON text already and is made in place: `body` writes at most `limit` bytes and says how many; 0 if
    /// there is no value after all.
    ///
    /// - Returns: whether there is one.
    @inlinable @inline(__always) package mutating func raw(
        upTo limit: Int,
        _ body: (UnsafeMutablePointer<UInt8>) -> Int
    ) -> Bool {
        let before = used
        separate()
        reserve(limit)
        let count = body(base + used)
        precondition(count <= limit, "more was written than there is room for")
        guard count > 0 else {
            used = before
            return false
        }
        used &+= count
        needsComma = true
        return true
    }

    /// The opening quote of a string that comes in several parts.
    @inlinable @inline(__always) package mutating func beginString() {
        separate()
        append(0x22)
    }

    /// A part of a string, in UTF-8; escaped where needed.
    @inlinable package mutating func part(utf8 text: UnsafeBufferPointer<UInt8>) {
        guard let start = text.baseAddress else { return }
        escape(start, from: 0, count: text.count)
    }

    /// The closing quote of a string that came in several parts.
    @inlinable @inline(__always) package mutating func endString() {
        append(0x22)
        needsComma = true
    }
}
