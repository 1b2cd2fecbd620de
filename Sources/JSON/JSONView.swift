/// A document laid open for the length of one call: what is read many times a lead, without counting references.
///
///     document.withView { view in
///         var place = JSONView.Place()
///         let email = view.member(email.utf8, email.fingerprint, of: view.rootIndex, near: &place)
///     }
///
/// Its functions are those of ``JSONDocument`` with -1 for "none". Indices come from the document itself: the first of a
/// call is checked, those on the tape lead to its places only. Not to be kept beyond the call. Public for the sake of
/// inlining; see ``JSONWriter``.
public struct JSONView {
    @usableFromInline let entries: UnsafeBufferPointer<TapeEntry>
    @usableFromInline let bytes: UnsafeBufferPointer<UInt8>
    @usableFromInline let decoded: UnsafeBufferPointer<UInt8>

    @inlinable @inline(__always)
    init(
        entries: UnsafeBufferPointer<TapeEntry>,
        bytes: UnsafeBufferPointer<UInt8>,
        decoded: UnsafeBufferPointer<UInt8>
    ) {
        self.entries = entries
        self.bytes = bytes
        self.decoded = decoded
    }

    @inlinable @inline(__always)
    func entry(_ index: Int) -> TapeEntry {
        precondition(UInt(bitPattern: index) < UInt(bitPattern: entries.count), "no place of this document")
        return entries[index]
    }

    /// The index an entry stands for: itself, or what it is an alias of.
    @inlinable @inline(__always)
    func resolved(_ position: Int) -> Int {
        entries[position].isAlias ? Int(entries[position].next) : position
    }

    /// The kind of the value at an index.
    @inlinable @inline(__always)
    package func kind(at index: Int) -> JSONKind {
        JSONKind(rawValue: UInt8(truncatingIfNeeded: entry(index).tag)) ?? .null
    }

    /// The text of a string or member name, escapes decoded; the literal of any other scalar.
    @inlinable @inline(__always)
    package func text(at index: Int) -> UnsafeBufferPointer<UInt8> {
        let entry = entry(index)
        if entry.isEscaped { return Self.escapedText(entry, decoded) }
        return bytes.part(Int(entry.start), Int(entry.length))
    }

    @inlinable @inline(never)
    static func escapedText(
        _ entry: TapeEntry,
        _ decoded: UnsafeBufferPointer<UInt8>
    ) -> UnsafeBufferPointer<UInt8> {
        let at = Int(entry.next)
        var length = 0
        for place in 0..<4 { length |= Int(decoded[at &+ place]) << (8 &* place) }
        return decoded.part(at &+ 4, length)
    }

    /// A string as JSON text, with its quotes, if it was written without escapes: it needs none now.
    @inlinable @inline(__always)
    package func plainString(at index: Int) -> UnsafeBufferPointer<UInt8>? {
        let entry = entry(index)
        guard entry.tag == 3, !entry.isEscaped else { return nil }
        return bytes.part(Int(entry.start) &- 1, Int(entry.length) &+ 2)
    }

    /// Whether a number has neither fraction nor exponent.
    @inlinable @inline(__always)
    package func isPlainInteger(at index: Int) -> Bool {
        let entry = entry(index)
        return entry.tag == 2 && entry.info & TapeEntry.isPlainInteger != 0
    }

    /// The boolean; nil for other kinds.
    @inlinable @inline(__always)
    package func bool(at index: Int) -> Bool? {
        let entry = entry(index)
        return entry.tag == 1 ? entry.info & TapeEntry.isTrue != 0 : nil
    }

    /// How many bytes ``JSONDocument/sourceBytes(at:)`` has.
    @inlinable @inline(__always)
    package func sourceLength(at index: Int) -> Int {
        let entry = entry(index)
        return entry.tag == 3 ? Int(entry.length) &+ 2 : Int(entry.length)
    }

    /// Whether the value is `true`.
    @inlinable @inline(__always)
    package func isTrue(at index: Int) -> Bool {
        let entry = entry(index)
        return entry.tag == 1 && entry.info & TapeEntry.isTrue != 0
    }

    // MARK: Members

    /// Where a search for a member may best begin: behind the last one found, since a mapping tends to ask for the
    /// members of an object in their order.
    public struct Place {
        @usableFromInline var object = -1
        @usableFromInline var position = 0

        /// Nowhere in particular.
        @inlinable package init() {}
    }

    /// The value of a member, by the bytes of its name and their ``JSONKey/fingerprint``; -1 if there is none or this is no
    /// object. The names of an object are different, so it does not matter where the search begins.
    @inlinable @inline(__always)
    package func member(
        _ name: UnsafeBufferPointer<UInt8>,
        _ fingerprint: UInt32,
        of index: Int,
        near place: inout Place
    ) -> Int {
        let object = entry(index)
        guard object.tag == 5 else { return -1 }
        let begin = index &+ 1
        let first = place.object == index ? place.position : begin
        var position = first
        var end = Int(object.next)
        var isWhole = false
        while true {
            while position < end {
                // Tag and flags of a name are in the lowest eight bits.
                if entries[position].info >> 8 == fingerprint, hasName(name, at: position) {
                    place.object = index
                    place.position = behind(position)
                    return resolved(position &+ 1)
                }
                position = behind(position)
            }
            if isWhole { return -1 }
            isWhole = true
            position = begin
            end = first
        }
    }

    /// The value of a member; -1 if there is none or this is no object.
    @inlinable
    package func member(_ key: JSONKey, of index: Int) -> Int {
        let object = entry(index)
        guard object.tag == 5 else { return -1 }
        let end = Int(object.next)
        var position = index &+ 1
        while position < end {
            if entries[position].info >> 8 == key.fingerprint, hasName(key, at: position) {
                return resolved(position &+ 1)
            }
            position = behind(position)
        }
        return -1
    }

    /// The element of an array; -1 if there is none or this is no array.
    @inlinable
    package func element(_ offset: Int, of index: Int) -> Int {
        let array = entry(index)
        guard array.tag == 4, offset >= 0, offset < Int(array.extra) else { return -1 }
        var position = index &+ 1
        for _ in 0..<offset { position = self.end(of: position) }
        return resolved(position)
    }

    /// Calls `body` with the index of each member's name, the name's ``JSONKey/fingerprint`` and the index of the value, in
    /// order. Does nothing if this is no object.
    @inlinable @inline(__always)
    package func forEachMember<Failure: Error>(
        of index: Int,
        _ body: (_ name: Int, _ fingerprint: UInt32, _ value: Int) throws(Failure) -> Void
    ) throws(Failure) {
        let object = entry(index)
        guard object.tag == 5 else { return }
        let end = Int(object.next)
        var position = index &+ 1
        while position < end {
            // Tag and flags of a name are in the lowest eight bits.
            try body(position, entries[position].info >> 8, resolved(position &+ 1))
            position = behind(position)
        }
    }

    /// Calls `body` with the index of each element, in order. Does nothing if this is no array.
    @inlinable @inline(__always)
    package func forEachElement<Failure: Error>(
        of index: Int,
        _ body: (Int) throws(Failure) -> Void
    ) throws(Failure) {
        let array = entry(index)
        guard array.tag == 4 else { return }
        let end = Int(array.next)
        var position = index &+ 1
        while position < end {
            try body(resolved(position))
            position = self.end(of: position)
        }
    }

    /// The number of elements or members; 0 for other kinds.
    @inlinable @inline(__always)
    package func count(at index: Int) -> Int {
        let entry = entry(index)
        return entry.isContainer ? Int(entry.extra) : 0
    }

    /// The indexes of a value and of all that it holds, names among them.
    package func nodes(of index: Int) -> Range<Int> {
        let entry = entry(index)
        return index..<(entry.isContainer ? Int(entry.next) : index &+ 1)
    }

    /// The position behind a member whose name is at `position`.
    @inlinable @inline(__always)
    func behind(_ position: Int) -> Int { self.end(of: position &+ 1) }

    /// The position behind a value.
    @inlinable @inline(__always)
    func end(of position: Int) -> Int {
        let value = entries[position]
        return value.isContainer ? Int(value.next) : position &+ 1
    }

    @inlinable
    func hasName(_ wanted: UnsafeBufferPointer<UInt8>, at position: Int) -> Bool {
        text(at: position).isSame(as: wanted)
    }

    @inlinable
    func hasName(_ key: JSONKey, at position: Int) -> Bool {
        key.utf8.withUnsafeBufferPointer { hasName($0, at: position) }
    }
}

extension JSONDocument {
    /// Runs `body` on the document laid open.
    @inlinable @inline(__always)
    package func withView<Result, Failure: Error>(
        _ body: (JSONView) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let tape = tape
        return try tape.entries.withUnsafeBufferPointer { (entries) throws(Failure) -> Result in
            try tape.bytes.withUnsafeBufferPointer { (bytes) throws(Failure) -> Result in
                try tape.decoded.withUnsafeBufferPointer { (decoded) throws(Failure) -> Result in
                    try body(JSONView(entries: entries, bytes: bytes, decoded: decoded))
                }
            }
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// A part of the bytes, without the cost of a slice.
    @inlinable @inline(__always)
    package func part(_ start: Int, _ count: Int) -> UnsafeBufferPointer<UInt8> {
        precondition(start >= 0 && count >= 0 && start &+ count <= self.count, "no part of these bytes")
        return UnsafeBufferPointer(start: baseAddress.map { $0 + start }, count: count)
    }

    /// Whether both are the same bytes.
    @inlinable @inline(__always)
    package func isSame(as other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard count == other.count else { return false }
        guard let start = baseAddress, let otherStart = other.baseAddress else { return true }
        return ByteOperations.equal(start, otherStart, count: count)
    }

    /// Whether they are the bytes of a text.
    package func isSame(as text: String) -> Bool {
        count == text.utf8.count && text.withBytes { isSame(as: $0) }
    }

    /// The ``JSONKey/fingerprint`` of a text.
    @inlinable @inline(__always)
    package var fingerprint: UInt32 {
        baseAddress.map { ByteOperations.fingerprint($0, count: count) } ?? 0
    }
}
