/// The member names of the objects that are open while parsing, packed for comparison: 24 bits of tape index below 24
/// bits of fingerprint. The innermost object's names are on top.
struct OpenNames: ~Copyable {
    /// How many names of an object are compared one by one.
    static let compared = 24

    private var packed: UnsafeMutablePointer<UInt64>
    private var count = 0
    private var capacity = 128

    init() { packed = .allocate(capacity: capacity) }

    deinit { packed.deallocate() }

    /// Adds a name; says whether one of the `earlier` names of the same object may be the same.
    @inline(__always)
    mutating func push(fingerprint: UInt32, index: Int, earlier: Int) -> Bool {
        if count == capacity { grow() }
        let name = UInt64(fingerprint) << 24 | UInt64(truncatingIfNeeded: index)
        var isCandidate = false
        var place = count &- earlier
        while place < count {
            isCandidate = isCandidate || (packed[place] ^ name) >> 24 == 0
            place &+= 1
        }
        packed[count] = name
        count &+= 1
        return isCandidate
    }

    /// The tape indices of the names below the top one.
    func indices(last earlier: Int) -> [Int] {
        (count - 1 - earlier..<count - 1).map { Int(packed[$0] & 0xFF_FFFF) }
    }

    @inline(__always)
    mutating func pop(_ names: Int) { count &-= names }

    @inline(never)
    private mutating func grow() {
        let moved = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity * 2)
        moved.moveInitialize(from: packed, count: count)
        packed.deallocate()
        packed = moved
        capacity *= 2
    }
}
