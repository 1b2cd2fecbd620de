import JSON
import Moments
import Testing

@testable import GermanValues

/// A line of the case tables: what a function of the reference makes of an input.
struct ReadingCase: Sendable, CustomTestStringConvertible {
    let function: String
    let input: JSONValue
    let arguments: [JSONValue]
    let expected: JSONValue
    let line: String

    var testDescription: String { line }

    static let all: [ReadingCase] = [phoneAndAddress, dateAndNumber, personAndChoice].flatMap { table in
        table.split(separator: "\n").map { ReadingCase(line: String($0)) }
    }

    private init(line: String) {
        self.line = line
        guard let parts = (try? JSONValue.parse(line))?.arrayValue, parts.count == 4, let name = parts[0].stringValue
        else {
            preconditionFailure("not a case: \(line)")
        }
        input = parts[1]
        expected = parts[3]
        let said = parts[2].arrayValue ?? []
        switch name {
        case "enum":
            // The first argument of the reference is the table; here every table is a function.
            function = (said[0].stringValue ?? "").split(separator: "_").first.map(String.init) ?? ""
            arguments = Array(said.dropFirst())
        case "datum":
            function = name
            arguments = said.isEmpty ? ["geburt"] : said
        default:
            function =
                [
                    "telefon_e164": "telefon-e164", "telefon_national": "telefon-national", "plz_ort": "plz-ort",
                    "janein": "ja-nein", "bereich": "spanne",
                ][name] ?? name
            arguments = said
        }
    }

    /// The expected outcome as the function's outcome is described by ``describe(_:)``.
    var outcome: JSONValue {
        guard let code = expected["fehler"]?.stringValue, let colon = code.firstIndex(of: ":") else { return expected }
        let detail = (try? JSONValue.parse(String(code[code.index(after: colon)...]))) ?? .null
        return ["fehler": .string(String(code[..<colon])), "personen": detail]
    }

    static func describe(_ reading: Reading) -> JSONValue {
        switch reading {
        case .value(let value): value
        case .nothing: .null
        case .unreadable(let reason):
            reason.detail.map { ["fehler": .string(reason.code), "personen": $0] } ?? ["fehler": .string(reason.code)]
        }
    }
}

extension ReadingContext {
    /// The clock that the cases are written for.
    static var fixed: ReadingContext {
        guard let today = CalendarDate(year: 2026, month: 11, day: 21) else { preconditionFailure("no such day") }
        return ReadingContext(today: today)
    }
}
