/// The fields of a form as a tree, built field by field under PHP's bracket rules and written as JSON text.
///
/// - `a[b][c]=1` nests, `a[]=1&a[]=2` appends, `a[0][x]` indexes; a branch whose keys are exactly 0…n-1 is an array,
///   any other is an object. Unlike PHP, and as Rack does, `a[][x]=1&a[][y]=2` is one element: a new one begins where the
///   current one has the member already.
/// - Only brackets that follow the name directly, pair up and end the name are structure. Every other name is literal:
///   dots (`data.json`), single brackets (`a[b`), and a label such as `address [street]`.
/// - A name that comes again keeps all its values, in their order: several become an array. A blank value never takes the
///   place of one that says something, the same value again says nothing new, and of a hidden `0` before a checkbox's `on`
///   the second counts; what was left out so is remembered as overwritten.
/// - A plain value beside members is one of them: the next element where the others are elements, else the member "".
///
/// Names and values lie in one array of bytes and nodes are found through one hash table (seeded per process), so that
/// building is linear however the names are chosen. Names are compared byte by byte.
struct FormTree {
    /// What a field holds.
    enum Value {
        case text(Range<Int>)
        /// An uploaded file: what is known of it, not its bytes. Ranges in `bytes`.
        case file(name: Range<Int>, contentType: Range<Int>, size: Int)
        /// A file input that was left empty.
        case nothing
    }

    enum Content {
        case value(Value)
        /// Several values under one name; the node has them.
        case values
        case branch
    }

    struct Node {
        var key: Range<Int>
        var content: Content
        var parent: Int
        /// The key as an index, if it is a plain decimal.
        var index: Int?
        /// All values of a name that came several times, more than one.
        var values: [Value] = []
        var children: [Int] = []
        /// Children whose keys are no indexes.
        var named = 0
        /// The index the next `[]` gets: one more than the greatest so far.
        var nextIndex = 0
        /// The child that the last `[]` made; -1 for none.
        var appended = -1
    }

    /// All decoded names and values, one after the other, as UTF-8.
    var bytes: [UInt8]
    var nodes: [Node] = [Node(key: 0..<0, content: .branch, parent: -1)]
    private var table: [Int32]
    private let depthLimit: Int
    var overwritten: [String] = []
    /// Nodes and values that were looked at so far: what building costs beyond reading the bytes.
    var work = 0

    /// - Parameter capacity: the number of body bytes, an upper bound for what will be decoded.
    init(capacity: Int, depthLimit: Int) {
        bytes = []
        bytes.reserveCapacity(capacity)
        table = Array(repeating: -1, count: 64)
        self.depthLimit = depthLimit
    }

    /// Puts one field into the tree.
    ///
    /// - Parameters:
    ///   - name: the decoded name, a range of `bytes`.
    ///   - offset: where the field starts in the body, for errors.
    mutating func insert(name: Range<Int>, _ value: Value, offset: Int) throws(SubmissionError) {
        var parent = 0
        var key = name
        var appends = false
        if let open = structuralBracket(in: name) {
            key = name.lowerBound..<open
            var position = open
            var level = 1
            while position < name.upperBound {
                level += 1
                guard level <= depthLimit else {
                    throw SubmissionError(
                        .tooDeep,
                        "A field name is nested deeper than \(depthLimit) levels",
                        advice: "Send flatter field names",
                        offset: offset
                    )
                }
                let close = closingBracket(from: position + 1, to: name.upperBound)
                let next = position + 1..<close
                let current = appends ? current(of: parent, without: position..<name.upperBound) : nil
                let holder = current ?? child(of: parent, key: key, appends: appends)
                parent = branch(holder, forElements: next.isEmpty || decimal(next) != nil)
                key = next
                appends = key.isEmpty
                position = close + 1
            }
        }
        let place = child(of: parent, key: key, appends: appends)
        guard let known = place.existing else {
            nodes[place.new].content = .value(value)
            return
        }
        add(value, to: known, name: name)
    }

    // MARK: Names

    /// Where the bracket groups of a name start, if the name is `text` + one or more `[…]` groups and nothing else.
    private func structuralBracket(in name: Range<Int>) -> Int? {
        guard let last = name.last, bytes[last] == UInt8(ascii: "]") else { return nil }
        guard let open = name.first(where: { bytes[$0] == UInt8(ascii: "[") }) else { return nil }
        guard open > name.lowerBound, bytes[open - 1] != 0x20 else { return nil }
        var position = open
        while position < name.upperBound {
            guard bytes[position] == UInt8(ascii: "[") else { return nil }
            let close = closingBracket(from: position + 1, to: name.upperBound)
            guard close < name.upperBound else { return nil }
            position = close + 1
        }
        return open
    }

    private func closingBracket(from start: Int, to end: Int) -> Int {
        var position = start
        while position < end, bytes[position] != UInt8(ascii: "]") { position += 1 }
        return position
    }

    func text(of range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// A canonical decimal of at most nine digits, as PHP turns into an integer key.
    private func decimal(_ key: Range<Int>) -> Int? {
        guard let first = key.first, key.count <= 9 else { return nil }
        guard bytes[first] != UInt8(ascii: "0") || key.count == 1 else { return nil }
        var value = 0
        for position in key {
            let digit = bytes[position]
            guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return value
    }

    // MARK: Nodes

    struct Place {
        let new: Int
        let existing: Int?
    }

    /// The last element of a list, where that was begun by `[]` and has nothing yet at the place that bracket groups name.
    private mutating func current(of parent: Int, without groups: Range<Int>) -> Place? {
        let element = nodes[parent].appended
        guard element >= 0, nodes[parent].children.last == element, case .branch = nodes[element].content else {
            return nil
        }
        var node = element
        var position = groups.lowerBound
        while position < groups.upperBound {
            let close = closingBracket(from: position + 1, to: groups.upperBound)
            let key = position + 1..<close
            position = close + 1
            // Elements of a list in the element begin a new one: which of them belong together nobody can tell.
            if key.isEmpty || decimal(key) != nil { return nil }
            let next = Int(table[slot(of: key, below: node)])
            guard next >= 0 else { return Place(new: element, existing: element) }
            node = next
        }
        return nil
    }

    /// The child under a key, made if it is not there; the key of an appended child is the next index.
    mutating func child(of parent: Int, key: Range<Int>, appends: Bool) -> Place {
        var key = key
        if appends {
            let start = bytes.count
            bytes.append(contentsOf: String(nodes[parent].nextIndex).utf8)
            key = start..<bytes.count
        }
        let place = place(of: key, below: parent)
        guard place.existing == nil else { return place }
        nodes[parent].children.append(place.new)
        if appends { nodes[parent].appended = place.new }
        if let index = parent == 0 ? nil : decimal(key) {
            nodes[place.new].index = index
            nodes[parent].nextIndex = max(nodes[parent].nextIndex, index + 1)
        } else {
            nodes[parent].named += 1
        }
        return place
    }

    /// The node of a key below a parent, made if it is not there.
    mutating func place(of key: Range<Int>, below parent: Int) -> Place {
        let slot = slot(of: key, below: parent)
        let known = Int(table[slot])
        if known >= 0 { return Place(new: known, existing: known) }
        let made = nodes.count
        nodes.append(Node(key: key, content: .branch, parent: parent))
        table[slot] = Int32(made)
        if nodes.count * 2 > table.count { grow() }
        return Place(new: made, existing: nil)
    }

    /// Where in the table the node of a key below a parent is, or will be.
    private mutating func slot(of key: Range<Int>, below parent: Int) -> Int {
        var slot = hash(parent, key) & (table.count - 1)
        while table[slot] >= 0 {
            work += 1
            let candidate = Int(table[slot])
            if nodes[candidate].parent == parent, equal(nodes[candidate].key, key) { break }
            slot = (slot + 1) & (table.count - 1)
        }
        return slot
    }

    /// Makes sure a node is a branch. What it held as a plain value becomes one of its members.
    private mutating func branch(_ place: Place, forElements isList: Bool) -> Int {
        let node = place.new
        guard place.existing != nil else { return node }
        let plain: [Value]
        switch nodes[node].content {
        case .branch: return node
        case .value(let one): plain = [one]
        case .values: plain = nodes[node].values
        }
        nodes[node].content = .branch
        nodes[node].values = []
        nodes[node].nextIndex = 0
        for value in plain where !isBlank(value) {
            addMember(value, to: node, forElements: isList, name: nodes[node].key)
        }
        return node
    }

    private func hash(_ parent: Int, _ key: Range<Int>) -> Int {
        var hasher = Hasher()
        hasher.combine(parent)
        bytes.withUnsafeBytes { hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: $0[key])) }
        return hasher.finalize()
    }

    func equal(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
        one.count == other.count && bytes[one].elementsEqual(bytes[other])
    }

    private mutating func grow() {
        table = Array(repeating: -1, count: table.count * 4)
        work += nodes.count
        for node in nodes.indices.dropFirst() {
            var slot = hash(nodes[node].parent, nodes[node].key) & (table.count - 1)
            while table[slot] >= 0 { slot = (slot + 1) & (table.count - 1) }
            table[slot] = Int32(node)
        }
    }
}
