package import Targets

/// The closed-world model of one target's document: every member, type, `@type` and enumeration value it knows.
///
/// Europace's import APIs are tolerant readers: what they do not know they drop and answer 201. So a document is not
/// judged by what an API answers but by this model. It is data, made from the published specifications (``SchemaImport``),
/// shipped inside the binary (``kundenangaben``, …) and replaceable by a file (``init(data:profile:)``). How its target
/// behaves says its
/// ``profile``.
///
/// ```swift
/// let schema = TargetSchema.kundenangaben
/// let root = schema[schema.root]
/// root.member("kundenangaben")?.value        // .object(…)
/// ```
package struct TargetSchema: Sendable {
    /// What the target is, for the operation that the document is for.
    package let profile: TargetProfile
    /// The version of the specification it was made from, as that names itself (`1.5.45`).
    package let version: String
    package let types: [ObjectType]
    package let enumerations: [Enumeration]
    package let unions: [TypeUnion]
    /// The type of the whole document, or of one operation where the document is a list of them: see ``document``.
    package let root: TypeID
    /// The types of the documents of the profile's other operations, in the file's order.
    package let operations: [Operation]

    let index: SchemaIndex

    /// A document of another kind at the same target.
    package struct Operation: Sendable, Hashable {
        /// The word that a mapping names in `"operation"`.
        package let name: String
        /// The type of its document.
        package let root: TypeID

        package init(name: String, root: TypeID) {
            self.name = name
            self.root = root
        }
    }

    package init(
        profile: TargetProfile,
        version: String,
        types: [ObjectType],
        enumerations: [Enumeration],
        unions: [TypeUnion],
        root: TypeID,
        operations: [Operation] = []
    ) {
        self.profile = profile
        self.version = version
        self.types = types
        self.enumerations = enumerations
        self.unions = unions
        self.root = root
        self.operations = operations
        self.index = SchemaIndex(types: types, unions: unions, root: root)
    }

    /// The target's name.
    package var target: Target { profile.target }

    /// What the whole document is: the root, or a list of operations, each an object of the root's type.
    package var document: ValueKind {
        switch profile.document {
        case .object: .object(root)
        case .operations: .array(.object(root), min: 1, max: nil)
        }
    }

    /// The model of the document for a mapping that names this operation; `nil` if there is no such operation.
    package func performing(_ operation: String?) -> TargetSchema? {
        guard let operation else { return self }
        guard let profile = profile.performing(operation),
            let other = operations.first(where: { $0.name == operation })
        else { return nil }
        return TargetSchema(
            profile: profile,
            version: version,
            types: types,
            enumerations: enumerations,
            unions: unions,
            root: other.root
        )
    }

    package subscript(id: TypeID) -> ObjectType { types[id.index] }
    package subscript(id: EnumerationID) -> Enumeration { enumerations[id.index] }
    package subscript(id: UnionID) -> TypeUnion { unions[id.index] }

    /// What the members of an object of this type owe each other. Each element of a list of operations is one operation.
    package func rules(of type: TypeID) -> [ObjectRule] {
        profile.document == .operations && type == root ? [.single] + self[type].rules : self[type].rules
    }

    /// The type that an object of this kind has: of an `object`, or of a `union` with this tag.
    package func type(of kind: ValueKind, tag: String? = nil) -> TypeID? {
        switch kind {
        case .object(let type): type
        case .union(let union): tag.map { self[union][$0] } ?? self[union].untagged
        default: nil
        }
    }
}
