extension JSONNode {
    /// One member of an object.
    package struct Member: Sendable {
        /// The name, as a string node.
        package let key: JSONNode
        /// The value.
        package let value: JSONNode

        @inlinable init(key: JSONNode, value: JSONNode) {
            self.key = key
            self.value = value
        }

        /// The name.
        @inlinable package var name: String { key.string ?? "" }

        /// Whether the name is these bytes.
        @inlinable package func hasName(_ wanted: UnsafeBufferPointer<UInt8>) -> Bool {
            key.withUTF8 { name in
                guard name.count == wanted.count else { return false }
                guard let name = name.baseAddress, let start = wanted.baseAddress else { return true }
                return ByteOperations.equal(name, start, count: wanted.count)
            }
        }
    }

    /// The members of an object in order; empty for other kinds.
    @inlinable package var members: Members { Members(node: self) }

    /// The elements of an array in order; empty for other kinds.
    @inlinable package var elements: Children { Children(node: self, isArray: true) }

    /// The values of all children, elements or members, in order; empty for other kinds.
    @inlinable package var children: Children { Children(node: self, isArray: false) }

    /// Calls `body` with each member, in order.
    @inlinable package func forEachMember<Failure: Error>(
        _ body: (_ key: JSONNode, _ value: JSONNode) throws(Failure) -> Void
    ) throws(Failure) {
        try document.forEachMember(of: index) { (name, value) throws(Failure) in
            try body(JSONNode(document: document, index: name), JSONNode(document: document, index: value))
        }
    }

    /// Calls `body` with each element, in order.
    @inlinable package func forEachElement<Failure: Error>(
        _ body: (JSONNode) throws(Failure) -> Void
    ) throws(Failure) {
        try document.forEachElement(of: index) { (element) throws(Failure) in
            try body(JSONNode(document: document, index: element))
        }
    }

    /// The members of an object.
    package struct Members: Sequence, IteratorProtocol, Sendable {
        @usableFromInline let document: JSONDocument
        @usableFromInline var position: Int
        @usableFromInline let end: Int

        @inlinable init(node: JSONNode) {
            let entry = node.document.tape.entries[node.index]
            document = node.document
            position = node.index &+ 1
            end = entry.tag == 5 ? Int(entry.next) : 0
        }

        @inlinable package mutating func next() -> Member? {
            guard position < end else { return nil }
            let name = position
            position = document.tape.end(of: name &+ 1)
            return Member(
                key: JSONNode(document: document, index: name),
                value: JSONNode(document: document, index: document.tape.resolved(name &+ 1))
            )
        }
    }

    /// The values of an array's elements or an object's members.
    package struct Children: Sequence, IteratorProtocol, Sendable {
        @usableFromInline let document: JSONDocument
        @usableFromInline var position: Int
        @usableFromInline let end: Int
        @usableFromInline let skip: Int

        /// - Parameter isArray: whether only an array has any.
        @inlinable init(node: JSONNode, isArray: Bool) {
            let entry = node.document.tape.entries[node.index]
            document = node.document
            position = node.index &+ 1
            end = (isArray ? entry.tag == 4 : entry.isContainer) ? Int(entry.next) : 0
            skip = entry.tag == 5 ? 1 : 0
        }

        @inlinable package mutating func next() -> JSONNode? {
            guard position < end else { return nil }
            let child = position &+ skip
            position = document.tape.end(of: child)
            return JSONNode(document: document, index: document.tape.resolved(child))
        }
    }
}
