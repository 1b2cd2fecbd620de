// The names of one object are different (RFC 8259 §4 only advises it; what reads the first and what reads the last of two
// equal names would see two leads).

extension TapeParser {
    @inline(never)
    func compareNames(_ name: Int, with others: [Int]) throws(ParseFailure) {
        for other in others where isSameName(name, other) {
            throw ParseFailure(code: .duplicateKey, offset: Int(entries[name].start) - textBase - 1)
        }
    }

    /// Checks an object of many members in linear time; the hash is seeded, so names chosen to collide do not.
    @inline(never)
    func checkAllNames(of object: Int, count members: Int) throws(ParseFailure) {
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

    func isSameName(_ left: Int, _ right: Int) -> Bool {
        guard entries[left].extra == entries[right].extra else { return false }
        return withName(left) { left in
            withName(right) { right in
                guard left.count == right.count else { return false }
                guard let leftStart = left.baseAddress, let rightStart = right.baseAddress else { return true }
                return ByteOperations.equal(leftStart, rightStart, count: left.count)
            }
        }
    }

    func withName<Result>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
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
}
