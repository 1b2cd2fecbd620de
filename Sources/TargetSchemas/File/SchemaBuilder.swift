package import Targets

/// Puts a ``TargetSchema`` together: hands out ids by name, shares equal enumerations and unions, and leaves nothing open.
///
/// The order of the tables is the order of first mention, so the same input always gives the same schema.
package struct SchemaBuilder {
    private var typeIDs: [String: TypeID] = [:]
    private var types: [ObjectType?] = []
    private var typeNames: [String] = []
    private var enumerationIDs: [[String]: EnumerationID] = [:]
    private var enumerations: [Enumeration] = []
    private var enumerationNames: Set<String> = []
    private var unionIDs: [UnionShape: UnionID] = [:]
    private var unions: [TypeUnion] = []
    private var unionNames: Set<String> = []

    /// A builder with nothing in it.
    package init() {}

    private struct UnionShape: Hashable {
        let variants: [TypeUnion.Variant]
        let untagged: TypeID?
    }

    /// The id of the type of this name, reserved at its first mention.
    package mutating func type(named name: String) -> TypeID {
        if let known = typeIDs[name] { return known }
        let id = TypeID(types.count)
        typeIDs[name] = id
        types.append(nil)
        typeNames.append(name)
        return id
    }

    /// Whether the type was mentioned or defined.
    package func isKnown(_ name: String) -> Bool { typeIDs[name] != nil }

    /// Says what a type holds.
    package mutating func define(
        _ id: TypeID,
        members: [Member],
        tag: String? = nil,
        status: FieldStatus = .current,
        rules: [ObjectRule] = []
    ) {
        let name = typeNames[id.index]
        types[id.index] = ObjectType(
            name: name,
            members: members.map { $0.measured(in: name) },
            tag: tag,
            status: status,
            rules: rules
        )
    }

    /// The next type that was mentioned and not defined yet.
    package func nextUndefined() -> (id: TypeID, name: String)? {
        types.firstIndex { $0 == nil }.map { (TypeID($0), typeNames[$0]) }
    }

    /// The enumeration of these values; its name is `name`, or `owner.name` if that is taken by other values.
    package mutating func enumeration(
        _ values: [String],
        named name: String,
        in owner: String,
        holdsCountries: Bool = false
    ) -> EnumerationID {
        if let known = enumerationIDs[values] { return known }
        let id = EnumerationID(enumerations.count)
        let free = Self.freeName([name, "\(owner).\(name)"], taken: &enumerationNames)
        enumerations.append(Enumeration(name: free, values: values, holdsCountries: holdsCountries))
        enumerationIDs[values] = id
        return id
    }

    /// The union of these variants; its name is the first of `names` that is free.
    package mutating func union(_ variants: [TypeUnion.Variant], untagged: TypeID?, names: [String]) -> UnionID {
        let shape = UnionShape(variants: variants, untagged: untagged)
        if let known = unionIDs[shape] { return known }
        let id = UnionID(unions.count)
        unions.append(
            TypeUnion(name: Self.freeName(names, taken: &unionNames), variants: variants, untagged: untagged)
        )
        unionIDs[shape] = id
        return id
    }

    private static func freeName(_ names: [String], taken: inout Set<String>) -> String {
        for name in names where taken.insert(name).inserted { return name }
        let stem = names.last ?? "unnamed"
        var number = 2
        while !taken.insert("\(stem)-\(number)").inserted { number += 1 }
        return "\(stem)-\(number)"
    }

    /// The finished schema, or the name of the first type that was mentioned and never defined.
    package func finish(
        profile: TargetProfile,
        version: String,
        root: TypeID,
        operations: [TargetSchema.Operation] = []
    ) -> Result<TargetSchema, UndefinedType> {
        var defined: [ObjectType] = []
        defined.reserveCapacity(types.count)
        for (index, type) in types.enumerated() {
            guard let type else { return .failure(UndefinedType(name: typeNames[index])) }
            defined.append(type)
        }
        return .success(
            TargetSchema(
                profile: profile,
                version: version,
                types: defined,
                enumerations: enumerations,
                unions: unions,
                root: root,
                operations: operations
            )
        )
    }
}

/// A type that is referred to and nowhere defined.
package struct UndefinedType: Error {
    /// Its name.
    package let name: String
}
