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
    ///   - unit: see ``NumberPlaces``.
    init(_ kind: ValueKind?, member: String, unit: String?, schema: TargetSchema) {
        switch kind {
        case nil: self = .any
        case .text(let rule): self = .text(rule)
        case .number(let rule): self = .number(NumberPlaces.kind(of: member, unit: unit), rule)
        case .integer(let rule):
            let kind = NumberPlaces.kind(of: member, unit: unit)
            self = .integer(kind == .geld ? .zahl : kind, rule)
        case .boolean: self = .boolean
        case .date: self = .date(isBirth: NumberPlaces.births.contains(member))
        case .country: self = .country
        case .enumeration(let id):
            self = .enumeration(EnumerationReader(schema[id].values), holdsCountries: schema[id].holdsCountries)
        case .object(let type): self = .object(type)
        case .union(let union): self = .union(union)
        case .array(let element, _, let max):
            self = .list(ValueReader(element, member: member, unit: unit, schema: schema), max: max)
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
