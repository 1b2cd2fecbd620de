package import JSON
package import Targets

/// A schema in numbers: what `leadgate schema show` lists per target.
package struct SchemaOverview: Sendable, Hashable, CustomStringConvertible {
    package let target: Target
    package let version: String
    /// Types of object.
    package let types: Int
    /// Choices by `@type`.
    package let unions: Int
    package let enumerations: Int
    /// Members of all types together.
    package let members: Int

    package init(_ schema: TargetSchema) {
        target = schema.target
        version = schema.version
        types = schema.types.count
        unions = schema.unions.count
        enumerations = schema.enumerations.count
        members = schema.types.reduce(0) { $0 + $1.members.count }
    }

    package var description: String {
        "\(target.rawValue) \(version): \(members) members in \(types) types, \(unions) choices of @type, "
            + "\(enumerations) lists of values"
    }

    package var json: JSONValue {
        .object([
            "target": .string(target.rawValue),
            "version": .string(version),
            "types": .number(JSONNumber(types)),
            "unions": .number(JSONNumber(unions)),
            "enumerations": .number(JSONNumber(enumerations)),
            "members": .number(JSONNumber(members)),
        ])
    }
}

extension Target {
    /// The target that a path most likely belongs to: the first whose document has a member of that name at its root; the
    /// first of all if none has.
    package static func likely(for path: SchemaPath, among schemas: [TargetSchema]) -> Target? {
        let name: String? =
            switch path.steps.first {
            case .member(let member): member
            case .token(let token): token
            case .element, .variant, nil: nil
            }
        guard let name else { return schemas.first?.target }
        return schemas.first { $0[$0.root].member(name) != nil }?.target ?? schemas.first?.target
    }
}
