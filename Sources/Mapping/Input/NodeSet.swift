/// A set of nodes of one document: a bit for each node up to the last one.
package struct NodeSet: Sendable {
    private var words: [UInt64] = []

    package init() {}

    /// Whether the node is in the set.
    package func contains(_ node: Int) -> Bool {
        node >> 6 < words.count && words[node >> 6] & 1 << UInt64(node & 63) != 0
    }

    mutating func insert(_ node: Int) {
        while words.count <= node >> 6 { words.append(0) }
        words[node >> 6] |= 1 << UInt64(node & 63)
    }

    mutating func formUnion(_ nodes: some Sequence<Int>) { for node in nodes { insert(node) } }

    /// Both sets in one.
    package func union(_ nodes: some Sequence<Int>) -> NodeSet {
        var union = self
        union.formUnion(nodes)
        return union
    }
}

extension NodeSet: Sequence {
    /// The nodes in the order of the document.
    package struct Iterator: IteratorProtocol {
        fileprivate let words: [UInt64]
        fileprivate var word = 0
        /// What is left of the word.
        fileprivate var left: UInt64

        package mutating func next() -> Int? {
            while left == 0 {
                word += 1
                guard word < words.count else { return nil }
                left = words[word]
            }
            let node = word << 6 + left.trailingZeroBitCount
            left &= left - 1
            return node
        }
    }

    package func makeIterator() -> Iterator { Iterator(words: words, left: words.first ?? 0) }
}
