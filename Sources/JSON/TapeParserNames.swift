// The names of one object are different (RFC 8259 §4 only advises it; what reads the first and what reads the last of two
// equal names would see two leads).

extension TapeParser {
    /// How many names of an object are compared one by one.
    private static let compared = 64

    /// Compares the names of an object at its end: their fingerprints, and where two are the same the names.
    @inline(never)
    func compareNames(of object: Int, count members: Int) throws(ParseFailure) {
        guard members <= Self.compared else { return try checkAllNames(of: object, count: members) }
        guard haveSameFingerprints(object, members) else { return }
        var name = object + 1
        for _ in 0..<members {
            try compareName(name, of: object)
            name = next(name)
        }
    }

    /// Whether two names may be the same. A set of 1024 bits tells most of many apart.
    private func haveSameFingerprints(_ object: Int, _ members: Int) -> Bool {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 16) { marks in
            marks.initialize(repeating: 0)
            var name = object &+ 1
            for place in 0..<members {
                let fingerprint = entries[name].extra
                let word = Int(fingerprint & 15)
                let mark: UInt64 = 1 &<< UInt64((fingerprint &>> 4) & 63)
                if marks[word] & mark != 0, hasFingerprint(fingerprint, among: place, of: object) { return true }
                marks[word] |= mark
                name = next(name)
            }
            return false
        }
    }

    @inline(never)
    private func hasFingerprint(_ fingerprint: UInt32, among members: Int, of object: Int) -> Bool {
        var name = object &+ 1
        for _ in 0..<members {
            if entries[name].extra == fingerprint { return true }
            name = next(name)
        }
        return false
    }

    /// Compares a name with those before it in its object, if they are few; many are compared when the object ends.
    @inline(never)
    func compareName(_ name: Int, of object: Int) throws(ParseFailure) {
        var other = object + 1
        var earlier = 0
        var isKnown = false
        while other < name, earlier < Self.compared {
            isKnown = isKnown || isSameName(name, other)
            other = next(other)
            earlier += 1
        }
        guard isKnown, earlier < Self.compared else { return }
        throw ParseFailure(code: .duplicateKey, offset: Int(entries[name].start) - textBase - 1)
    }

    /// The name behind a member whose name is at `name`.
    @inline(__always)
    private func next(_ name: Int) -> Int {
        let value = entries[name &+ 1]
        return value.isContainer ? Int(value.next) &- entryBase : name &+ 2
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
            name = next(name)
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
