/// What kind of value a place of the target document takes.
///
/// Exactly one kind stands at each place; what a place takes depends on the way to it and never on its name alone
/// (`darlehensliste`, `typ`, `verwendung`, `restschuld` and others mean different things at different places, fact sheet 3.2.9).
package indirect enum ValueKind: Sendable, Hashable {
    /// Text, with its limits and its meaning.
    case text(TextRule)
    /// A number, limits included.
    case number(NumberRule)
    /// A whole number of 32 bits, limits included.
    case integer(IntegerRule)
    case boolean
    /// A calendar date `YYYY-MM-DD`; no target takes a time of day.
    case date
    /// A country as ISO 3166-1 alpha-2 code, where the target publishes no list of its own: see ``Countries``.
    case country
    /// One of a closed list of texts.
    case enumeration(EnumerationID)
    /// An object of one type.
    case object(TypeID)
    /// An object of one of several types, told apart by its `@type` member.
    case union(UnionID)
    /// An array; the limits count its elements.
    case array(ValueKind, min: Int?, max: Int?)

    /// The kind of the elements, through every level of arrays; the kind itself where it is none.
    package var innermost: ValueKind {
        if case .array(let element, _, _) = self { return element.innermost }
        return self
    }

    /// The unit of a number, through every level of arrays.
    package var unit: NumberUnit? {
        switch self {
        case .number(let rule): rule.unit
        case .integer(let rule): rule.unit
        case .array(let element, _, _): element.unit
        default: nil
        }
    }

    /// The kind with its unit, where it is a number that has none: the member's own.
    func measured(as member: String, in type: String) -> ValueKind {
        switch self {
        case .number(var rule) where rule.unit == nil:
            rule.unit = NumberUnit.of(member, in: type, isWhole: false) ?? .usual(isWhole: false)
            return .number(rule)
        case .integer(var rule) where rule.unit == nil:
            rule.unit = NumberUnit.of(member, in: type, isWhole: true) ?? .usual(isWhole: true)
            return .integer(rule)
        case .array(let element, let min, let max):
            return .array(element.measured(as: member, in: type), min: min, max: max)
        default: return self
        }
    }

    /// Whether the place takes an object or an array.
    var isContainer: Bool {
        switch self {
        case .object, .union, .array: true
        default: false
        }
    }

    /// The word for this kind that findings and `schema show` use.
    package var name: String {
        switch self {
        case .text(let rule): rule.role == .postcode ? "postcode" : "text"
        case .number: "number"
        case .integer: "integer"
        case .boolean: "boolean"
        case .date: "date"
        case .country: "country"
        case .enumeration: "enumeration"
        case .object: "object"
        case .union: "object with @type"
        case .array(let element, _, _): "array of \(element.name)"
        }
    }
}

/// The limits and the meaning of a text.
package struct TextRule: Sendable, Hashable {
    /// Least and greatest length in Unicode scalars, where the target names one.
    package var minLength: Int?
    package var maxLength: Int?
    /// The form that it must have, where the target names one.
    package var shape: TextShape?
    package var role: TextRole

    package init(minLength: Int? = nil, maxLength: Int? = nil, shape: TextShape? = nil, role: TextRole = .plain) {
        self.minLength = minLength
        self.maxLength = maxLength
        self.shape = shape
        self.role = role
    }
}

/// What a text stands for, where the target gives it a meaning that can be checked.
package enum TextRole: Sendable, Hashable {
    case plain
    /// A German postcode: exactly five digits, anything else is ignored by the target (fact sheet 3.2.12).
    case postcode
    /// Names its object for references within the same document (`referenzId`); unique per scope.
    case defines(ReferenceScope)
    /// Refers to an object of the same document by its `referenzId`.
    case refersTo(ReferenceScope)
}

/// The kinds of object that a `referenzId` can name (fact sheet 2.4).
package enum ReferenceScope: String, Sendable, Hashable, CaseIterable {
    case customer = "kunde"
    case loanPart = "finanzierungsbaustein"
    case existingLoan = "bestehendes-darlehen"
}

/// The limits of a number, both included, and its unit.
package struct NumberRule: Sendable, Hashable {
    package var minimum: Double?
    package var maximum: Double?
    /// What it measures; every number of a finished schema has one.
    package var unit: NumberUnit?

    package init(minimum: Double? = nil, maximum: Double? = nil, unit: NumberUnit? = nil) {
        self.minimum = minimum
        self.maximum = maximum
        self.unit = unit
    }
}

/// The limits of a whole number, both included, and its unit; 32 bits in any case.
package struct IntegerRule: Sendable, Hashable {
    package var minimum: Int?
    package var maximum: Int?
    /// What it counts or measures; every number of a finished schema has one.
    package var unit: NumberUnit?

    package init(minimum: Int? = nil, maximum: Int? = nil, unit: NumberUnit? = nil) {
        self.minimum = minimum
        self.maximum = maximum
        self.unit = unit
    }
}
