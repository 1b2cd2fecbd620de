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
    package mutating func node(_ node: JSONNode) { self.node(at: node.index, of: node.document) }

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
    }

    /// Writes the value at a position and returns the position behind it. Recursion is as deep as the document, which
    /// ``JSONLimits/depth`` bounds.
    private mutating func write(_ position: Int, _ pages: borrowing TapePages) -> Int {
        let entry = pages.entries[position]
        guard entry.isContainer else {
            if entry.isAlias { _ = write(Int(entry.next), pages) } else { scalar(entry, pages) }
            return position &+ 1
        }
        let isObject = entry.tag == 5
        let end = Int(entry.next)
        var child = position &+ 1
        begin(isObject ? 0x7B : 0x5B)
        while child < end {
            if isObject {
                text(pages.entries[child], pages, isName: true)
                child &+= 1
            }
            let value = pages.entries[child]
            if value.tag < 4 {
                scalar(value, pages)
                child &+= 1
            } else {
                child = write(child, pages)
            }
        }
        self.end(isObject ? 0x7D : 0x5D)
        return end
    }

    @inline(__always)
    private mutating func scalar(_ entry: TapeEntry, _ pages: borrowing TapePages) {
        if entry.tag == 3 {
            text(entry, pages, isName: false)
        } else {
            copy(pages.bytes, at: Int(entry.start), count: Int(entry.length), isName: false)
        }
    }

    /// A string or name. One written without escapes needs none now: it is copied with its quotes.
    @inline(__always)
    private mutating func text(_ entry: TapeEntry, _ pages: borrowing TapePages, isName: Bool) {
        if entry.isEscaped {
            let text = UnsafeBufferPointer(rebasing: pages.decoded[pages.tape.decodedRange(entry)])
            if isName { key(utf8: text) } else { string(utf8: text) }
        } else {
            copy(pages.bytes, at: Int(entry.start) &- 1, count: Int(entry.length) &+ 2, isName: isName)
        }
    }

    /// What stands in a document's text, with the comma before it and the colon behind a name, making room once.
    @inline(__always)
    private mutating func copy(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int, count: Int, isName: Bool) {
        precondition(start >= 0 && start &+ count <= bytes.count)
        guard let source = bytes.baseAddress else { return }
        if isPretty { separatePretty() }
        reserve(count &+ 3)
        var target = base + used
        if needsComma, !isPretty {
            target.pointee = 0x2C
            target += 1
        }
        ByteOperations.copy(source + start, to: target, count: count)
        target += count
        if isName {
            target.pointee = 0x3A
            target += 1
            if isPretty {
                target.pointee = 0x20
                target += 1
            }
        }
        used = target - base
        needsComma = !isName
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
