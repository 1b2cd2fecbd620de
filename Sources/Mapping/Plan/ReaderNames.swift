import GermanValues
import TargetSchemas
import Targets

extension ValueReader {
    /// How a value is read, in a word for reports.
    var name: String {
        switch self {
        case .any: "as it is"
        case .text(let rule): rule.role == .postcode ? "postcode" : "text"
        case .number(let kind, _): kind.rawValue
        case .integer(let kind, _): kind.isPlace ? kind.rawValue : "ganzzahl"
        case .boolean: "ja-nein"
        case .date(let isBirth): isBirth ? "geburt" : "datum"
        case .country: "land"
        case .enumeration: "auswahl"
        case .object, .union: "object"
        case .list(let element, _): "list of \(element.name)"
        }
    }
}
