package import Targets

/// The closed-world model of one target's document: every member, type, `@type` and enumeration value it knows.
///
/// Europace's import APIs are tolerant readers: what they do not know they drop and answer 201. So a document is not
/// judged by what an API answers but by this model. It is data, made from the published specifications (``SchemaImport``),
/// shipped inside the binary (``shipped(_:)``) and replaceable by a file (``init(data:)``).
///
/// ```swift
/// guard let schema = TargetSchema.shipped(.kundenangaben) else { return }
/// let root = schema[schema.root]
/// root.member("kundenangaben")?.value        // .object(…)
/// ```
package struct TargetSchema: Sendable {
    package let target: Target
    /// The version of the specification it was made from, as that names itself (`1.5.45`).
    package let version: String
    package let types: [ObjectType]
    package let enumerations: [Enumeration]
    package let unions: [TypeUnion]
    /// The type of the whole document.
    package let root: TypeID

    let index: SchemaIndex

    package init(
        target: Target,
        version: String,
        types: [ObjectType],
        enumerations: [Enumeration],
        unions: [TypeUnion],
        root: TypeID
    ) {
        self.target = target
        self.version = version
        self.types = types
        self.enumerations = enumerations
        self.unions = unions
        self.root = root
        self.index = SchemaIndex(types: types, unions: unions, root: root)
    }

    package subscript(id: TypeID) -> ObjectType { types[id.index] }
    package subscript(id: EnumerationID) -> Enumeration { enumerations[id.index] }
    package subscript(id: UnionID) -> TypeUnion { unions[id.index] }

    /// The type that an object of this kind has: of an `object`, or of a `union` with this tag.
    package func type(of kind: ValueKind, tag: String? = nil) -> TypeID? {
        switch kind {
        case .object(let type): type
        case .union(let union): tag.map { self[union][$0] } ?? self[union].untagged
        default: nil
        }
    }
}
