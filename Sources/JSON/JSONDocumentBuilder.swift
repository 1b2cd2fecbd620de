/// Makes one document of several parts: parsed texts, values, and aliases of nodes that are already there.
///
///     var builder = JSONDocumentBuilder()
///     builder.beginObject()
///     builder.key("payload")
///     let payload = builder.nextIndex
///     try builder.append(parsing: body)
///     builder.key("form")
///     builder.appendAlias(to: payload)
///     builder.endObject()
///     let document = builder.finish()
///
/// Calls must make one complete value, in JSON's order, with different names in each object: anything else is a mistake
/// in the caller and stops the program (equal names: in debug builds only).
package struct JSONDocumentBuilder: Sendable {
    private var bytes: [UInt8] = []
    private var entries: [TapeEntry] = []
    private var decoded: [UInt8] = []
    /// The innermost open container, or -1. While one is open, its entry's `next` holds the one around it.
    private var container = -1
    private var hasKey = false

    /// An empty builder; `reserving` is the expected number of bytes of all parts.
    package init(reserving bytes: Int = 0) {
        if bytes > 0 {
            self.bytes.reserveCapacity(bytes)
            entries.reserveCapacity(bytes / 8 + 32)
        }
    }

    /// A finished document of an object taken up again, without the member whose name is at `name` and those behind it.
    /// The nodes before it keep their indices.
    package init(reopening document: JSONDocument, before name: Int) {
        let tape = document.tape
        precondition(tape.entries[0].tag == 5 && name < tape.entries.count, "only an object can go on")
        bytes = tape.bytes
        decoded = tape.decoded
        entries = Array(tape.entries[..<name])
        container = 0
        var members: UInt32 = 0
        var position = 1
        while position < name {
            members += 1
            position = tape.end(of: position + 1)
        }
        precondition(position == name, "no member name of the document's object")
        entries[0].next = Self.none
        entries[0].info = entries[0].tag | members << 8
    }

    /// The index that the next value (or name) will have.
    package var nextIndex: Int { entries.count }

    /// Starts an object.
    package mutating func beginObject() { begin(5) }

    /// Ends the innermost object.
    package mutating func endObject() { end(5) }

    /// Starts an array.
    package mutating func beginArray() { begin(4) }

    /// Ends the innermost array.
    package mutating func endArray() { end(4) }

    /// The name of the member whose value comes next.
    package mutating func key(_ name: String) {
        beginKey()
        let fingerprint = name.withBytes { utf8 in
            utf8.baseAddress.map { ByteOperations.fingerprint($0, count: utf8.count) } ?? 0
        }
        appendString(name, info: 3 | fingerprint << 8)
    }

    /// A name that was made ready, of the member whose value comes next.
    package mutating func key(_ key: JSONKey) {
        beginKey()
        // The name as it is written, without quotes and colon, is its decoded text unless something had to be escaped.
        guard key.written.count == key.utf8.count + 3 else {
            return appendString(key.name, info: 3 | key.fingerprint << 8)
        }
        push(start: bytes.count + 1, length: key.utf8.count, next: 0, info: 3 | key.fingerprint << 8)
        key.written.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    }

    /// A string as the next value.
    package mutating func append(_ text: String) {
        countValue()
        appendString(text, info: 3)
    }

    /// Parses a text as the next value. Offsets in errors count from the start of `text`; after an error the builder is
    /// as before.
    package mutating func append(parsing text: [UInt8], limits: JSONLimits = .default) throws(JSONParseError) {
        let base = bytes.count
        try text.withUnsafeBufferPointer { (buffer) throws(JSONParseError) in
            do throws(ParseFailure) {
                try TapeParser.parse(buffer, limits: limits, textBase: base, entries: &entries, decoded: &decoded)
            } catch {
                throw JSONParseError(error, in: buffer, limits: limits)
            }
        }
        if bytes.isEmpty, bytes.capacity < text.count { bytes = text } else { bytes.append(contentsOf: text) }
        countValue()
    }

    /// A value as the next value.
    package mutating func append(_ value: JSONValue) {
        switch value {
        case .null: appendLiteral("null", info: 0)
        case .bool(let flag): appendLiteral(flag ? "true" : "false", info: flag ? 1 | TapeEntry.isTrue : 1)
        case .number(let number):
            appendLiteral(number.text, info: number.isPlainInteger ? 2 | TapeEntry.isPlainInteger : 2)
        case .string(let text): append(text)
        case .array(let elements):
            beginArray()
            for element in elements { append(element) }
            endArray()
        case .object(let object) where object.isEmpty:
            countValue()
            push(start: bytes.count, length: 0, next: entries.count + 1, info: 5)
        case .object(let object):
            beginObject()
            for member in object {
                key(member.key)
                append(member.value)
            }
            endObject()
        }
    }

    /// The value at an earlier index once more, as the next value: whoever reaches it gets the earlier node itself.
    /// The earlier value must be complete.
    package mutating func appendAlias(to index: Int) {
        precondition(index < entries.count && !isOpen(index), "an alias stands for a complete earlier value")
        let target = entries[index].isAlias ? Int(entries[index].next) : index
        countValue()
        push(start: bytes.count, length: 0, next: target, info: TapeEntry.aliasTag)
    }

    /// The document.
    package consuming func finish() -> JSONDocument {
        precondition(container < 0 && !entries.isEmpty, "a document is one complete value")
        return JSONDocument(tape: Tape(bytes: bytes, entries: entries, decoded: decoded))
    }

    // MARK: Entries

    /// The `next` of an open container with none around it.
    private static let none = UInt32.max

    private mutating func beginKey() {
        precondition(
            container >= 0 && entries[container].tag == 5 && !hasKey,
            "a member name belongs into an object, before a value"
        )
        hasKey = true
    }

    private func isOpen(_ index: Int) -> Bool {
        var open = container
        while open > index { open = around(open) }
        return open == index
    }

    /// The container around an open one, or -1.
    private func around(_ container: Int) -> Int {
        entries[container].next == Self.none ? -1 : Int(entries[container].next)
    }

    /// Counts one more value in the innermost container.
    private mutating func countValue() {
        guard container >= 0 else { return }
        precondition(entries[container].tag == 4 || hasKey, "a member needs a name before its value")
        entries[container].info &+= 1 << 8
        hasKey = false
    }

    private mutating func begin(_ tag: UInt32) {
        precondition(container >= 0 || entries.isEmpty, "a document is one value")
        countValue()
        let around = container < 0 ? Self.none : UInt32(container)
        container = entries.count
        entries.append(TapeEntry(start: UInt32(bytes.count), length: 0, next: around, info: tag))
    }

    private mutating func end(_ tag: UInt32) {
        precondition(
            container >= 0 && entries[container].tag == tag && !hasKey,
            "the container that ends is not the one that was begun last"
        )
        let ended = container
        container = around(ended)
        entries[ended].next = UInt32(entries.count)
    }

    private mutating func appendLiteral(_ text: String, info: UInt32) {
        countValue()
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        push(start: start, length: bytes.count - start, next: 0, info: info)
    }

    /// Adds a string the way a parsed one looks: its JSON text in `bytes`, and its decoded text if that is another.
    private mutating func appendString(_ text: String, info: UInt32) {
        let isClean = text.withBytes { utf8 in
            guard let first = utf8.baseAddress else { return true }
            return JSONWriter.cleanPrefix(first, count: utf8.count) == utf8.count
        }
        if isClean {
            bytes.append(0x22)
            let start = bytes.count
            bytes.append(contentsOf: text.utf8)
            bytes.append(0x22)
            push(start: start, length: bytes.count - start - 1, next: 0, info: info)
            return
        }
        var writer = JSONWriter(reserving: text.utf8.count + 2)
        writer.string(text)
        let written = writer.finish()
        let start = bytes.count + 1
        bytes.append(contentsOf: written)
        let length = written.count - 2
        guard length != text.utf8.count else {
            push(start: start, length: length, next: 0, info: info)
            return
        }
        let place = decoded.count
        let count = text.utf8.count
        for byte in 0..<4 { decoded.append(UInt8(truncatingIfNeeded: count >> (8 * byte))) }
        decoded.append(contentsOf: text.utf8)
        push(start: start, length: length, next: place, info: info | TapeEntry.escaped)
    }

    private mutating func push(start: Int, length: Int, next: Int, info: UInt32) {
        entries.append(TapeEntry(start: UInt32(start), length: UInt32(length), next: UInt32(next), info: info))
    }
}
