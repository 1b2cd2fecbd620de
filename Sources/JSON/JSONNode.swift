/// One value in a document.
///
/// `index` names the value within its document: two nodes with the same index are the same value. An alias is never
/// seen; whoever reaches it gets the node it stands for.
package struct JSONNode: Sendable {
    /// The document that the value is part of.
    package let document: JSONDocument
    /// The value's place on the tape.
    package let index: Int

    /// The value at an index that this document gave.
    @inlinable package init(document: JSONDocument, index: Int) {
        self.document = document
        self.index = index
    }

    /// The value's kind.
    @inlinable package var kind: JSONKind { document.kind(at: index) }

    /// The number of elements or members; 0 for other kinds.
    @inlinable package var count: Int { document.count(at: index) }

    /// Whether the value is `null`.
    @inlinable package var isNull: Bool { kind == .null }

    /// The boolean; nil for other kinds.
    @inlinable package var bool: Bool? { document.bool(at: index) }

    /// The string, escapes decoded; nil for other kinds.
    @inlinable package var string: String? { document.string(at: index) }

    /// The number, with its text; nil for other kinds.
    @inlinable package var number: JSONNumber? { document.number(at: index) }

    /// The bytes of the text that the value was read from; see ``JSONDocument/sourceBytes(at:)``.
    @inlinable package var sourceBytes: Range<Int> { document.sourceBytes(at: index) }

    /// Where the value starts in the text.
    package var location: JSONLocation { document.location(ofByte: sourceBytes.lowerBound) }

    /// The text of a string, escapes decoded; the literal of any other scalar.
    @inlinable @inline(__always)
    package func withUTF8<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try document.withUTF8(at: index, body)
    }

    /// The value of a member, by name; nil if there is none or this is no object.
    @inlinable package subscript(key: JSONKey) -> JSONNode? {
        document.member(key, of: index).map { JSONNode(document: document, index: $0) }
    }

    /// The value of a member, by name. For names known beforehand the form with ``JSONKey`` is faster.
    package subscript(key: String) -> JSONNode? {
        guard kind == .object else { return nil }
        return key.withBytes { wanted in
            for member in members where member.hasName(wanted) { return member.value }
            return nil
        }
    }

    /// The element of an array; nil if there is none or this is no array.
    @inlinable package subscript(at offset: Int) -> JSONNode? {
        document.element(offset, of: index).map { JSONNode(document: document, index: $0) }
    }

    /// A member's name as a string node, with its place in the text.
    package func keyNode(_ key: JSONKey) -> JSONNode? {
        document.nameIndex(key, of: index).map { JSONNode(document: document, index: $0) }
    }

    /// The value a pointer names, from here; nil if there is none.
    package subscript(pointer pointer: JSONPointer) -> JSONNode? {
        var node = self
        for token in pointer.tokens {
            let next =
                switch node.kind {
                case .object: node[token]
                case .array: JSONPointer.index(of: token).flatMap { node[at: $0] }
                default: nil as JSONNode?
                }
            guard let next else { return nil }
            node = next
        }
        return node
    }

    /// The value, taken out of the document.
    package var value: JSONValue {
        switch kind {
        case .null: return .null
        case .bool: return .bool(bool ?? false)
        case .number: return .number(number ?? 0)
        case .string: return .string(string ?? "")
        case .array:
            var values: [JSONValue] = []
            values.reserveCapacity(count)
            for element in elements { values.append(element.value) }
            return .array(values)
        case .object:
            var values: [JSONObject.Member] = []
            values.reserveCapacity(count)
            for member in members { values.append(JSONObject.Member(key: member.name, value: member.value.value)) }
            return .object(JSONObject(distinct: values))
        }
    }
}

extension JSONNode: Hashable {
    /// Whether both are the same value of the same document; says nothing about equal content.
    package static func == (left: JSONNode, right: JSONNode) -> Bool {
        left.index == right.index && left.document.tape === right.document.tape
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(index) }
}
