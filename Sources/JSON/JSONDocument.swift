/// A parsed JSON text: its bytes, and a flat tape over them.
///
///     let document = try JSONDocument(parsing: body)
///     let email = document.root["kontakt"]?["email"]?.string
///
/// Nothing is decoded before it is asked for and nothing is lost: number text, member order and the exact bytes of names
/// and strings stay as they came. A copy is one reference.
///
/// Two faces: ``JSONNode`` is convenient; the functions that take an index are for the hot path and cost no reference
/// counting and no `String`. Indices come from the document itself; one from elsewhere gives a wrong answer or stops
/// the program, never a read outside the document.
///
/// Public only so that other modules can inline its members; see ``JSONWriter``.
public struct JSONDocument: Sendable {
    @usableFromInline let tape: Tape

    /// Parses a JSON text (RFC 8259), strictly: see ``JSONParseError/Code`` for what is refused.
    package init(parsing bytes: [UInt8], limits: JSONLimits = .default) throws(JSONParseError) {
        var decoded: [UInt8] = []
        let entries = try bytes.withUnsafeBufferPointer { (buffer) throws(JSONParseError) -> [TapeEntry] in
            do throws(ParseFailure) {
                return try TapeParser.parse(document: buffer, limits: limits, decoded: &decoded)
            } catch {
                throw JSONParseError(error, in: buffer, limits: limits)
            }
        }
        tape = Tape(bytes: bytes, entries: entries, decoded: decoded)
    }

    /// Parses a JSON text.
    package init(parsing text: String, limits: JSONLimits = .default) throws(JSONParseError) {
        try self.init(parsing: Array(text.utf8), limits: limits)
    }

    init(tape: Tape) { self.tape = tape }

    /// The one value of the document.
    package var root: JSONNode { JSONNode(document: self, index: rootIndex) }

    /// The index of ``root``.
    @inlinable package var rootIndex: Int { tape.resolved(0) }

    /// The text that was parsed; of a built document, the parts one after the other.
    @inlinable package var bytes: [UInt8] { tape.bytes }

    /// How many nodes there are, member names among them: every index is less.
    package var nodeCount: Int { tape.entries.count }

    // MARK: By index

    /// The kind of the value at an index.
    @inlinable package func kind(at index: Int) -> JSONKind {
        JSONKind(rawValue: UInt8(truncatingIfNeeded: tape.entries[index].tag)) ?? .null
    }

    /// The number of elements or members; 0 for other kinds.
    @inlinable package func count(at index: Int) -> Int {
        let entry = tape.entries[index]
        return entry.isContainer ? Int(entry.extra) : 0
    }

    /// The value of a member, by name; nil if there is none or this is no object.
    @inlinable package func member(_ key: JSONKey, of index: Int) -> Int? {
        guard let name = nameIndex(key, of: index) else { return nil }
        return tape.resolved(name &+ 1)
    }

    /// The index of a member's name; its value is behind it.
    @inlinable func nameIndex(_ key: JSONKey, of index: Int) -> Int? {
        let object = tape.entries[index]
        guard object.tag == 5 else { return nil }
        let end = Int(object.next)
        var position = index &+ 1
        while position < end {
            if isName(key, at: position) { return position }
            position = tape.end(of: position &+ 1)
        }
        return nil
    }

    /// Whether the name of a member, by its index, is this one.
    @inlinable package func isName(_ key: JSONKey, at index: Int) -> Bool {
        tape.entries[index].extra == key.fingerprint && hasName(key, at: index)
    }

    @inlinable func hasName(_ key: JSONKey, at position: Int) -> Bool {
        tape.withUTF8(at: position) { name in
            key.utf8.withUnsafeBufferPointer { wanted in
                guard name.count == wanted.count else { return false }
                guard let name = name.baseAddress, let start = wanted.baseAddress else { return true }
                return ByteOperations.equal(name, start, count: wanted.count)
            }
        }
    }

    /// The element of an array; nil if there is none or this is no array.
    @inlinable package func element(_ offset: Int, of index: Int) -> Int? {
        let array = tape.entries[index]
        guard array.tag == 4, offset >= 0, offset < Int(array.extra) else { return nil }
        var position = index &+ 1
        for _ in 0..<offset { position = tape.end(of: position) }
        return tape.resolved(position)
    }

    /// Calls `body` with the index of each element, in order. Does nothing if this is no array.
    @inlinable package func forEachElement<Failure: Error>(
        of index: Int,
        _ body: (Int) throws(Failure) -> Void
    ) throws(Failure) {
        let array = tape.entries[index]
        guard array.tag == 4 else { return }
        let end = Int(array.next)
        var position = index &+ 1
        while position < end {
            try body(tape.resolved(position))
            position = tape.end(of: position)
        }
    }

    /// Calls `body` with the index of each member's name (a string) and value, in order. Does nothing if this is no object.
    @inlinable package func forEachMember<Failure: Error>(
        of index: Int,
        _ body: (_ name: Int, _ value: Int) throws(Failure) -> Void
    ) throws(Failure) {
        let object = tape.entries[index]
        guard object.tag == 5 else { return }
        let end = Int(object.next)
        var position = index &+ 1
        while position < end {
            try body(position, tape.resolved(position &+ 1))
            position = tape.end(of: position &+ 1)
        }
    }

    /// The text of a string or member name, escapes decoded; the literal of a number, `true`, `false` or `null`; the
    /// source text of an array or object.
    @inlinable @inline(__always)
    package func withUTF8<Result, Failure: Error>(
        at index: Int,
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try tape.withUTF8(at: index, body)
    }

    /// Whether a string or member name was written without escapes, so that its bytes can be copied as they are.
    @inlinable package func isPlain(at index: Int) -> Bool { !tape.entries[index].isEscaped }

    /// Whether a number has neither fraction nor exponent.
    @inlinable package func isPlainInteger(at index: Int) -> Bool {
        let entry = tape.entries[index]
        return entry.tag == 2 && entry.info & TapeEntry.isPlainInteger != 0
    }

    /// The boolean; nil for other kinds.
    @inlinable package func bool(at index: Int) -> Bool? {
        let entry = tape.entries[index]
        return entry.tag == 1 ? entry.info & TapeEntry.isTrue != 0 : nil
    }

    /// The string or member name; nil for other kinds.
    @inlinable package func string(at index: Int) -> String? {
        guard tape.entries[index].tag == 3 else { return nil }
        return tape.withUTF8(at: index) { String(decoding: $0, as: UTF8.self) }
    }

    /// The number; nil for other kinds.
    package func number(at index: Int) -> JSONNumber? {
        guard tape.entries[index].tag == 2 else { return nil }
        return tape.withUTF8(at: index) { JSONNumber(unchecked: String(decoding: $0, as: UTF8.self)) }
    }

    /// The bytes of the text that a value was read from: strings and names with their quotes, containers with their
    /// brackets. Empty for an object or array that a builder made.
    @inlinable package func sourceBytes(at index: Int) -> Range<Int> {
        let entry = tape.entries[index]
        let start = Int(entry.start)
        let end = start &+ Int(entry.length)
        return entry.tag == 3 ? start &- 1..<end &+ 1 : start..<end
    }
}
