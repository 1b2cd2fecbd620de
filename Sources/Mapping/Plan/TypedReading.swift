import JSON
import TargetSchemas

/// Reads any JSON value for a place of the target document; never throws, never guesses.
struct TypedReading {
    let schema: TargetSchema
    let context: ReadingContext

    /// The value as clean text.
    func text(_ value: JSONValue) -> Reading {
        switch value {
        case .string(let text):
            let clean = text.trimmingSpaces
            return clean.isEmpty ? .nothing : .value(.string(clean))
        case .number(let number): return .value(.string(number.text))
        case .null: return .nothing
        case .array(let elements) where elements.count == 1: return text(elements[0])
        default: return .unreadable(Unreadable("text", "Kein Text."))
        }
    }

    func read(_ value: JSONValue, _ reader: ValueReader) -> Reading {
        switch reader {
        case .any: Blank.isBlank(value) ? .nothing : .value(value)
        default: text(value)
        }
    }
}
