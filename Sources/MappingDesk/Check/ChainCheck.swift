import GermanValues
import JSON
import MappingLanguage
import Moments

/// Finds functions in a chain that can read nothing of what the function before them gives: `["datum", "epoch"]` asks for a
/// count of seconds where a date has been made of it.
///
/// It is tried out, with values of the kind that the function before gives. Of a function that gives texts or lists nothing is
/// said: they can hold anything.
enum ChainCheck {
    /// The first function that can read nothing of what it is given; `nil` if there is none.
    static func deaf(in functions: [FunctionCall]) -> Int? {
        guard let context else { return nil }
        for (place, pair) in zip(functions, functions.dropFirst()).enumerated() {
            guard let giver = ValueFunction.named(pair.0.name), let reader = ValueFunction.named(pair.1.name) else {
                continue
            }
            let given = values(of: giver)
            let readsOne = given.contains { value in
                guard case .value = reader.apply(value, arguments: pair.1.arguments, context: context) else {
                    return false
                }
                return true
            }
            if !given.isEmpty, !readsOne { return place + 1 }
        }
        return nil
    }

    /// Values of the kind that a function gives; none if that can be anything.
    private static func values(of function: ValueFunction) -> [JSONValue] {
        switch function.result {
        case .text, .any, .list: []
        case .boolean: [true, false]
        case .date: ["1961-07-09", "1985-12-31", "2020-02-29", "2026-06-15", "2031-01-01"]
        case .integer: [0, 1, 12, 45, 1985, 10_179, 358_000, 318_211_200, 1_781_517_600_000]
        case .number: [0, 1, 2.5, 12, 45, 1985, 1150.5, 10_179, 358_000, 318_211_200, 1_781_517_600_000]
        case .object:
            function.examples.compactMap { example in
                guard case .value(let value) = example.outcome else { return nil }
                return value
            }
        }
    }

    private static let context = CalendarDate(year: 2026, month: 6, day: 15).map { ReadingContext(today: $0) }
}
