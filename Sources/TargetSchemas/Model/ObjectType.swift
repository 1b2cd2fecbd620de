import JSON

/// A type of object of the target document: a closed set of members.
///
/// Types are resolved: members inherited from a base are among ``members``, so nothing has to be followed upwards.
/// The `@type` member of a union variant is not in ``members``; its one allowed value is ``tag``.
package struct ObjectType: Sendable {
    package let name: String
    package let members: [Member]
    /// The value of `@type` if objects of this type are variants of a union.
    package let tag: String?
    /// `deprecated` for a type that is given up as a whole (`KFW_PROGRAMM_151`).
    package let status: FieldStatus
    /// What its members owe each other.
    package let rules: [ObjectRule]

    private let positions: [String: Int]

    package init(
        name: String,
        members: [Member],
        tag: String? = nil,
        status: FieldStatus = .current,
        rules: [ObjectRule] = []
    ) {
        self.name = name
        self.members = members
        self.tag = tag
        self.status = status
        self.rules = rules
        self.positions = Dictionary(
            members.enumerated().map { ($1.name, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The member of exactly this name.
    package func member(_ name: String) -> Member? {
        guard let index = index(of: name) else { return nil }
        return members[index]
    }

    /// The position in ``members``. Names are compared byte for byte: Swift's own equality takes canonically
    /// equivalent texts for the same, a target does not.
    package func index(of name: String) -> Int? {
        guard let index = positions[name], members[index].name.hasSameBytes(as: name) else { return nil }
        return index
    }

    package var memberNames: [String] { members.map(\.name) }

    /// The members without which the target refuses the object.
    package var requiredMembers: [Member] { members.filter(\.isRequired) }
}
