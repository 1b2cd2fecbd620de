import JSON
import Moments

/// The values at the ends of a document: text, numbers, dates, lists of values.
extension DocumentReader {
    /// Whether the target keeps the scalar.
    mutating func readScalar(_ value: JSONValue, kind: ValueKind) -> Bool {
        let before = findings.count
        switch (kind, value) {
        case (.text(let rule), .string(let text)): checkText(text, rule)
        case (.number(let rule), .number(let number)): checkNumber(number, rule)
        case (.integer(let rule), .number(let number)): checkInteger(number, rule)
        case (.boolean, .bool): break
        case (.date, .string(let text)):
            if CalendarDate(iso: text).map({ $0.year > 0 }) != true {
                report(.badDate, "takes a date that exists, as YYYY-MM-DD", advice: "For example 2026-03-31")
            }
        case (.country, .string(let text)):
            if !Countries.contains(text) {
                report(.unknownCountry, "takes a country as ISO 3166-1 alpha-2 code", advice: "For example DE")
            }
        case (.enumeration(let id), .string(let text)):
            if !schema[id].contains(text) {
                report(
                    .unknownValue,
                    "'\(text)' is not among the values of this place",
                    advice: FindingText.advice(for: text, among: schema[id].values)
                )
            }
        default: _ = wrongKind(value, kind)
        }
        return !findings[before...].contains { $0.consequence == .dropped }
    }

    private mutating func checkText(_ text: String, _ rule: TextRule) {
        let length = text.unicodeScalars.count
        if length < rule.minLength ?? 0 || length > rule.maxLength ?? .max {
            report(
                .badLength,
                "is \(length) characters long, allowed are \(FindingText.range(rule.minLength ?? 0, rule.maxLength))",
                violation: "size must be between \(rule.minLength ?? 0) and \(rule.maxLength ?? Int(Int32.max))"
            )
        }
        if let shape = rule.shape, !shape.matches(text) {
            report(.badFormat, "has not the form that it must have", advice: "For example \(shape.example)")
        }
        switch rule.role {
        case .plain: break
        case .postcode:
            if text.utf8.count != 5 || !text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
                report(.badPostcode, "takes a postcode of exactly five digits")
            }
        case .refersTo(let scope): noteReference(text, to: scope)
        case .defines(let scope): noteDefinition(text, of: scope)
        }
    }

    private mutating func checkNumber(_ number: JSONNumber, _ rule: NumberRule) {
        let value = number.double
        if let minimum = rule.minimum, value < minimum {
            report(
                .outOfRange,
                "must be at least \(FindingText.number(minimum))",
                violation: "must be greater than or equal to \(FindingText.number(minimum))"
            )
        }
        if let maximum = rule.maximum, value > maximum {
            report(
                .outOfRange,
                "must be at most \(FindingText.number(maximum))",
                violation: "must be less than or equal to \(FindingText.number(maximum))"
            )
        }
    }

    private mutating func checkInteger(_ number: JSONNumber, _ rule: IntegerRule) {
        guard let value = number.int else {
            report(.wrongKind, number.isInteger ? "is too large for a whole number here" : "takes a whole number")
            return
        }
        let minimum = max(rule.minimum ?? Int(Int32.min), Int(Int32.min))
        let maximum = min(rule.maximum ?? Int(Int32.max), Int(Int32.max))
        if value < minimum {
            report(.outOfRange, "must be at least \(minimum)", violation: "must be greater than or equal to \(minimum)")
        }
        if value > maximum {
            report(.outOfRange, "must be at most \(maximum)", violation: "must be less than or equal to \(maximum)")
        }
    }
}
