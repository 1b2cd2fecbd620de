/// The member names of the objects that are open while parsing, for comparison: their fingerprints in a row, and beside
/// them where on the tape they are. The innermost object's names are on top.
///
/// A filter of 256 bits, one for each name of the innermost object, tells most new names at once. It is cleared where an
/// object begins; what it held of the object around is lost, so from an object's end on every bit is set.
struct OpenNames: ~Copyable {
    /// How many names of an object are compared one by one.
    static let compared = 64

    private var fingerprints: UnsafeMutablePointer<UInt32>
    private var places: UnsafeMutablePointer<UInt32>
    private let filter: UnsafeMutablePointer<UInt64>
    private var count = 0
    private var capacity = 128

    init() {
        fingerprints = .allocate(capacity: 2 * capacity)
        places = fingerprints + capacity
        filter = .allocate(capacity: 4)
        filter.initialize(repeating: 0, count: 4)
    }

    deinit {
        fingerprints.deallocate()
        filter.deallocate()
    }

    /// Notes that an object begins.
    @inline(__always)
    mutating func begin() { filter.update(repeating: 0, count: 4) }

    /// Adds a name; says whether one of the `earlier` names of the same object may be the same.
    @inline(__always)
    mutating func push(fingerprint: UInt32, index: Int, earlier: Int) -> Bool {
        if count == capacity { grow() }
        let word = Int(fingerprint & 3)
        let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: (fingerprint &>> 2) & 63)
        let mayBeKnown = filter[word] & bit != 0
        filter[word] |= bit
        let isKnown = mayBeKnown && hasFingerprint(fingerprint, earlier: earlier)
        fingerprints[count] = fingerprint
        places[count] = UInt32(truncatingIfNeeded: index)
        count &+= 1
        return isKnown
    }

    private func hasFingerprint(_ fingerprint: UInt32, earlier: Int) -> Bool {
        // Fingerprints have 24 bits, so what is left of a difference has its top bit only if there was none. Without a
        // branch in it the loop compares several at once.
        var marks: UInt32 = 0
        var place = count &- earlier
        while place < count {
            marks |= (fingerprints[place] ^ fingerprint) &- 1
            place &+= 1
        }
        return marks >> 31 != 0
    }

    /// The tape indices of the names below the top one.
    func indices(last earlier: Int) -> [Int] {
        (count - 1 - earlier..<count - 1).map { Int(places[$0]) }
    }

    /// Notes that an object ends, of whose names so many were added.
    @inline(__always)
    mutating func pop(_ names: Int) {
        count &-= names
        filter.update(repeating: .max, count: 4)
    }

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
