/// The member names of the objects that are open while parsing, for comparison: their fingerprints in a row, and beside
/// them where on the tape they are. The innermost object's names are on top.
struct OpenNames: ~Copyable {
    /// How many names of an object are compared one by one.
    static let compared = 64

    private var fingerprints: UnsafeMutablePointer<UInt32>
    private var places: UnsafeMutablePointer<UInt32>
    private var count = 0
    private var capacity = 128

    init() {
        fingerprints = .allocate(capacity: 2 * capacity)
        places = fingerprints + capacity
    }

    deinit { fingerprints.deallocate() }

    /// Adds a name; says whether one of the `earlier` names of the same object may be the same.
    @inline(__always)
    mutating func push(fingerprint: UInt32, index: Int, earlier: Int) -> Bool {
        if count == capacity { grow() }
        // Fingerprints have 24 bits, so what is left of a difference has its top bit only if there was none. Without a
        // branch in it the loop compares several at once.
        var marks: UInt32 = 0
        var place = count &- earlier
        while place < count {
            marks |= (fingerprints[place] ^ fingerprint) &- 1
            place &+= 1
        }
        fingerprints[count] = fingerprint
        places[count] = UInt32(truncatingIfNeeded: index)
        count &+= 1
        return marks >> 31 != 0
    }

    /// The tape indices of the names below the top one.
    func indices(last earlier: Int) -> [Int] {
        (count - 1 - earlier..<count - 1).map { Int(places[$0]) }
    }

    @inline(__always)
    mutating func pop(_ names: Int) { count &-= names }

    @inline(never)
    private mutating func grow() {
        let moved = UnsafeMutablePointer<UInt32>.allocate(capacity: 4 * capacity)
        moved.update(from: fingerprints, count: count)
        (moved + 2 * capacity).update(from: places, count: count)
        fingerprints.deallocate()
        fingerprints = moved
        capacity *= 2
        places = fingerprints + capacity
    }
}
