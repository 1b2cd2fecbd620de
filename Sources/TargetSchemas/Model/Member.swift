/// One member of an ``ObjectType``: its name, what it takes, whether it must be there and how far to rely on it.
package struct Member: Sendable, Hashable {
    package let name: String
    package let value: ValueKind
    /// The target refuses a document that has the object but not this member.
    package let isRequired: Bool
    package let status: FieldStatus
    /// The value the target takes where nothing is sent, where it names one.
    package let defaultValue: String?

    package init(
        name: String,
        value: ValueKind,
        isRequired: Bool = false,
        status: FieldStatus = .current,
        defaultValue: String? = nil
    ) {
        self.name = name
        self.value = value
        self.isRequired = isRequired
        self.status = status
        self.defaultValue = defaultValue
    }

    /// The member without the unit of its number.
    var unmeasured: Member {
        let kind: ValueKind =
            switch value.innermost {
            case .number: .number(NumberRule())
            case .integer: .integer(IntegerRule())
            default: value
            }
        return Member(name: name, value: kind)
    }

    /// The member with the unit of its number.
    func measured(in type: String) -> Member {
        Member(
            name: name,
            value: value.measured(as: name, in: type),
            isRequired: isRequired,
            status: status,
            defaultValue: defaultValue
        )
    }
}
