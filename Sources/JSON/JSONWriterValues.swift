extension JSONWriter {
    /// A value with all it holds.
    package mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let flag): bool(flag)
        case .number(let number): self.number(number)
        case .string(let text): string(text)
        case .array(let elements):
            beginArray()
            for element in elements { self.value(element) }
            endArray()
        case .object(let object):
            beginObject()
            for member in object {
                key(member.key)
                self.value(member.value)
            }
            endObject()
        }
    }

    /// A node with all it holds: numbers with their text, strings escaped where needed.
    @inlinable package mutating func node(_ node: JSONNode) { self.node(at: node.index, of: node.document) }

    /// A node with all it holds.
    package mutating func node(at index: Int, of document: JSONDocument) {
        let tape = document.tape
        tape.bytes.withUnsafeBufferPointer { bytes in
            tape.entries.withUnsafeBufferPointer { entries in
                tape.decoded.withUnsafeBufferPointer { decoded in
                    let pages = TapePages(tape: tape, bytes: bytes, entries: entries, decoded: decoded)
                    _ = write(index, pages)
                }
            }
        }
    }

    /// The tape's memory while one node is written.
    private struct TapePages {
        let tape: Tape
        let bytes: UnsafeBufferPointer<UInt8>
        let entries: UnsafeBufferPointer<TapeEntry>
        let decoded: UnsafeBufferPointer<UInt8>

        func text(_ entry: TapeEntry) -> UnsafeBufferPointer<UInt8> {
            let start = Int(entry.start)
            return UnsafeBufferPointer(rebasing: bytes[start..<start &+ Int(entry.length)])
        }
    }

    /// Writes the value at a position and returns the position behind it. Recursion is as deep as the document, which
    /// ``JSONLimits/depth`` bounds.
    private mutating func write(_ position: Int, _ pages: borrowing TapePages) -> Int {
        let entry = pages.entries[position]
        switch entry.tag {
        case 5:
            beginObject()
            var child = position &+ 1
            let end = Int(entry.next)
            while child < end {
                text(pages.entries[child], pages)
                append(0x3A)
                endKey()
                child = write(child &+ 1, pages)
            }
            endObject()
            return end
        case 4:
            beginArray()
            var child = position &+ 1
            let end = Int(entry.next)
            while child < end { child = write(child, pages) }
            endArray()
            return end
        case 3: text(entry, pages)
        case TapeEntry.aliasTag: _ = write(Int(entry.next), pages)
        default: raw(pages.text(entry))
        }
        return position &+ 1
    }

    /// A string or name. One written without escapes needs none now: it is copied with its quotes.
    @inline(__always)
    private mutating func text(_ entry: TapeEntry, _ pages: borrowing TapePages) {
        if entry.isEscaped {
            string(utf8: UnsafeBufferPointer(rebasing: pages.decoded[pages.tape.decodedRange(entry)]))
        } else {
            let start = Int(entry.start) &- 1
            raw(UnsafeBufferPointer(rebasing: pages.bytes[start..<start &+ Int(entry.length) &+ 2]))
        }
    }
}

extension JSONNode {
    /// The value as compact JSON text.
    package var serialized: [UInt8] {
        var writer = JSONWriter(reserving: max(sourceBytes.count, 64))
        writer.node(self)
        return writer.finish()
    }
}
