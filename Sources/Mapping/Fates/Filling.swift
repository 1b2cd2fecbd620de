/// A list of plain numbers that a run fills, in memory that nobody else holds.
///
/// An `Array` looks at each element that is added whether somebody else holds it too, which costs more than the noting of a
/// value or a place. The first `count` elements of the memory are always initialised, `count` is never more than `capacity`, and
/// the memory is this value's alone, which cannot be copied.
struct Filling<Element: BitwiseCopyable>: ~Copyable {
    private var base: UnsafeMutablePointer<Element>
    private var capacity: Int
    private(set) var count = 0

    /// - Parameter capacity: how many elements there usually are at most.
    init(reserving capacity: Int) {
        self.capacity = max(1, capacity)
        base = .allocate(capacity: self.capacity)
    }

    deinit { base.deallocate() }

    var isEmpty: Bool { count == 0 }

    subscript(place: Int) -> Element {
        @inline(__always)
        get {
            precondition(place >= 0 && place < count, "no element of the list")
            return base[place]
        }
        set {
            precondition(place >= 0 && place < count, "no element of the list")
            base[place] = newValue
        }
    }

    @inline(__always)
    mutating func append(_ element: Element) {
        if count == capacity { grow() }
        base[count] = element
        count &+= 1
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
        larger.update(from: base, count: count)
        base.deallocate()
        base = larger
        capacity *= 2
    }

    /// Keeps the first elements only, if there are more.
    mutating func truncate(to count: Int) {
        precondition(count >= 0, "no count")
        self.count = min(self.count, count)
    }

    /// The elements.
    var array: [Element] { Array(UnsafeBufferPointer(start: base, count: count)) }

    /// Takes others instead.
    mutating func replaceAll(with elements: [Element]) {
        count = 0
        for element in elements { append(element) }
    }
}
