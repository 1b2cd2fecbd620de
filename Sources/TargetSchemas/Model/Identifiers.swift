/// The place of an ``ObjectType`` in its schema's table of types.
///
/// Only valid together with the ``TargetSchema`` it came from: `schema[id]`.
package struct TypeID: Sendable, Hashable {
    package let index: Int
    package init(_ index: Int) { self.index = index }
}

/// The place of an ``Enumeration`` in its schema's table.
package struct EnumerationID: Sendable, Hashable {
    package let index: Int
    package init(_ index: Int) { self.index = index }
}

/// The place of a ``TypeUnion`` in its schema's table.
package struct UnionID: Sendable, Hashable {
    package let index: Int
    package init(_ index: Int) { self.index = index }
}
