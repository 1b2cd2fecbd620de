/// One entry of the tape: sixteen bytes that say what a value or member name is and where its text stands.
///
/// The values of a document lie on the tape in the order of the text: a container, then its children; an object's
/// child is a member name followed by its value.
///
/// | entry | `start`, `length` (bytes of the text) | `next` | `extra` |
/// |---|---|---|---|
/// | null, bool, number | the literal | – | – |
/// | string, member name | between the quotes, as written | with escapes: where the decoded text lies | name: fingerprint |
/// | array, object | with its brackets; built ones have length 0 | entry behind its last child | children |
/// | alias | – | the entry it stands for | – |
@usableFromInline
struct TapeEntry: Sendable {
    @usableFromInline var start: UInt32
    @usableFromInline var length: UInt32
    @usableFromInline var next: UInt32
    /// Three bits of kind, five of flags, 24 of extra.
    @usableFromInline var info: UInt32

    @usableFromInline static let aliasTag: UInt32 = 6
    @usableFromInline static let tagMask: UInt32 = 0b111
    /// A string or name whose text holds at least one escape.
    @usableFromInline static let escaped: UInt32 = 1 << 3
    /// `true`.
    @usableFromInline static let isTrue: UInt32 = 1 << 4
    /// A number without fraction and exponent.
    @usableFromInline static let isPlainInteger: UInt32 = 1 << 5

    @inlinable @inline(__always)
    init(start: UInt32, length: UInt32, next: UInt32, info: UInt32) {
        self.start = start
        self.length = length
        self.next = next
        self.info = info
    }

    @inlinable @inline(__always)
    var tag: UInt32 { info & Self.tagMask }

    @inlinable @inline(__always)
    var isContainer: Bool { tag == 4 || tag == 5 }

    @inlinable @inline(__always)
    var isAlias: Bool { tag == Self.aliasTag }

    @inlinable @inline(__always)
    var isEscaped: Bool { info & Self.escaped != 0 }

    /// The number of children of a container; the fingerprint of a member name.
    @inlinable @inline(__always)
    var extra: UInt32 { info >> 8 }
}

/// The immutable inside of a document: the text, the tape over it, and the decoded text of strings with escapes.
///
/// A class so that a copy of a document or node is one reference; all of it is constant, hence `Sendable`.
@usableFromInline
final class Tape: Sendable {
    @usableFromInline let bytes: [UInt8]
    @usableFromInline let entries: [TapeEntry]
    /// Per string with escapes: four bytes of length (little endian), then its UTF-8.
    @usableFromInline let decoded: [UInt8]

    @usableFromInline
    init(bytes: [UInt8], entries: [TapeEntry], decoded: [UInt8]) {
        self.bytes = bytes
        self.entries = entries
        self.decoded = decoded
    }

    /// The entry an index stands for: itself, or what it is an alias of.
    @inlinable @inline(__always)
    func resolved(_ position: Int) -> Int {
        let entry = entries[position]
        return entry.isAlias ? Int(entry.next) : position
    }

    /// The position behind the value at `position`.
    @inlinable @inline(__always)
    func end(of position: Int) -> Int {
        let entry = entries[position]
        return entry.isContainer ? Int(entry.next) : position &+ 1
    }

    /// Where the decoded text of an escaped string lies in `decoded`.
    @inlinable
    func decodedRange(_ entry: TapeEntry) -> Range<Int> {
        let at = Int(entry.next)
        let length =
            Int(decoded[at]) | Int(decoded[at &+ 1]) << 8 | Int(decoded[at &+ 2]) << 16 | Int(decoded[at &+ 3]) << 24
        return at &+ 4..<at &+ 4 &+ length
    }

    /// The text of a string or name, escapes decoded; the literal of any other scalar.
    @inlinable @inline(__always)
    func withUTF8<Result, Failure: Error>(
        at index: Int,
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let entry = entries[index]
        if entry.isEscaped {
            let range = decodedRange(entry)
            return try decoded.withUnsafeBufferPointer { (all) throws(Failure) -> Result in
                try body(UnsafeBufferPointer(rebasing: all[range]))
            }
        }
        let start = Int(entry.start)
        let end = start &+ Int(entry.length)
        return try bytes.withUnsafeBufferPointer { (all) throws(Failure) -> Result in
            try body(UnsafeBufferPointer(rebasing: all[start..<end]))
        }
    }
}
