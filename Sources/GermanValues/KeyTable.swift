import JSON

/// Numbers by folded keys, found by a key's bytes: no `String` is made of an answer to look it up.
struct KeyTable: Sendable {
    private struct Entry: Sendable {
        let start: Int32
        let count: Int32
        let fingerprint: UInt32
        let number: Int32
    }

    private var entries: [Entry] = []
    /// The keys' bytes.
    private var bytes: [UInt8] = []
    /// The entries by their fingerprints, with open addressing: a power of two of places, -1 in those that are free.
    private var places: [Int32]

    init(_ numbers: [String: Int]) {
        var count = 16
        while count < numbers.count * 2 { count *= 2 }
        places = Array(repeating: -1, count: count)
        for (key, number) in numbers {
            let start = bytes.count
            bytes += key.utf8
            let fingerprint = bytes.withUnsafeBufferPointer { $0.part(start, $0.count - start).fingerprint }
            var place = Int(fingerprint) & (count - 1)
            while places[place] >= 0 { place = (place + 1) & (count - 1) }
            places[place] = Int32(entries.count)
            entries.append(
                Entry(
                    start: Int32(start),
                    count: Int32(bytes.count - start),
                    fingerprint: fingerprint,
                    number: Int32(number)
                )
            )
        }
    }

    subscript(key: UnsafeBufferPointer<UInt8>) -> Int? {
        let fingerprint = key.fingerprint
        var place = Int(fingerprint) & (places.count - 1)
        while places[place] >= 0 {
            let entry = entries[Int(places[place])]
            if entry.fingerprint == fingerprint, has(key, entry) { return Int(entry.number) }
            place = (place + 1) & (places.count - 1)
        }
        return nil
    }

    subscript(key: String) -> Int? {
        var key = key
        return key.withUTF8 { self[$0] }
    }

    private func has(_ key: UnsafeBufferPointer<UInt8>, _ entry: Entry) -> Bool {
        bytes.withUnsafeBufferPointer { $0.part(Int(entry.start), Int(entry.count)).isSame(as: key) }
    }
}
