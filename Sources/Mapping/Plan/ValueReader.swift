package import GermanValues
package import TargetSchemas
import Targets

/// How a value of the input is read for its place in the target document.
///
/// The place's type decides, the mapping need not say a word (2-mapping, "Reading values").
package indirect enum ValueReader: Sendable {
    /// No type is known: the value stays as it is.
    case any
    case text(TextRule)
    case number(NumberKind, NumberRule)
    case integer(NumberKind, IntegerRule)
    case boolean
    case date(isBirth: Bool)
    case country
    case enumeration(EnumerationReader, holdsCountries: Bool)
    case object(TypeID)
    case union(UnionID)
    case list(ValueReader, max: Int?)
}

extension ValueReader {
    /// The reader of a place.
    ///
    /// - Parameters:
    ///   - member: the member's name, for the meaning of numbers and dates.
    ///   - owner: the name of the member that its object stands at, for the same.
    ///   - unit: the object's constant `einheit`; see ``NumberPlaces``.
    ///   - isForOnce: whether it reads one value only.
    init(
        _ kind: ValueKind?,
        member: String,
        owner: String? = nil,
        unit: String?,
        schema: TargetSchema,
        isForOnce: Bool = false
    ) {
        switch kind {
        case nil: self = .any
        case .text(let rule): self = .text(rule)
        case .number(let rule):
            self = .number(NumberPlaces.kind(of: rule.unit, member: member, owner: owner, said: unit), rule)
        case .integer(var rule):
            let kind = NumberPlaces.kind(of: rule.unit, member: member, owner: owner, said: unit)
            if kind == .jahreszahl {
                rule.minimum = max(rule.minimum ?? 1000, 1000)
                rule.maximum = min(rule.maximum ?? 2199, 2199)
            }
            self = .integer(kind, rule)
        case .boolean: self = .boolean
        case .date: self = .date(isBirth: NumberPlaces.births.contains(member))
        case .country: self = .country
        case .enumeration(let id):
            let values = schema[id].values
            let reader = isForOnce ? EnumerationReader(once: values) : EnumerationReader(values)
            self = .enumeration(reader, holdsCountries: schema[id].holdsCountries)
        case .object(let type): self = .object(type)
        case .union(let union): self = .union(union)
        case .array(let element, _, let max):
            let reader = ValueReader(
                element,
                member: member,
                owner: owner,
                unit: unit,
                schema: schema,
                isForOnce: isForOnce
            )
            self = .list(reader, max: max)
        }
    }

    /// How a number is read here; nil for a place that takes none.
    var numberKind: NumberKind? {
        switch self {
        case .number(let kind, _), .integer(let kind, _): kind
        default: nil
        }
    }

    /// Whether the place takes an object.
    var isStructured: Bool {
        switch self {
        case .object, .union: true
        case .list(let element, _): element.isStructured
        default: false
        }
    }

    /// The reader of one element, for a place that takes several.
    var element: ValueReader? {
        if case .list(let element, _) = self { return element }
        return nil
    }
}
