import JSON
import Testing

@testable import GermanValues

@Suite("Any input has one of three outcomes")
struct TotalityTests {
    private static let shapes: [JSONValue] = [
        .null, true, false, 0, 1, -1, 2, 1067, 20, 318_211_200, 9_223_372_036_854_775_807, -0.5, "", " ", "0", "-", [],
        [.null], [[]], [[["a"]]], ["a", "b"], [1, "x"], [:], ["value": "x"], ["value": ["value": ["value": "x"]]],
        ["day": "", "month": "", "year": ""], ["day": [1], "month": [:], "year": .null], ["von": "x"],
        ["first": 1, "last": [:]],
        ["area": "030", "phone": 420_860], ["full": "030 420860"], ["full": [:]], ["plz": [:]], ["postal": [[:]]],
        ["addr_line1": "A 1", "city": "B", "postal": "x"], ["dr": 1], ["anrede": [:]], ["date": ["date": "1.1.2000"]],
        .number(JSONNumber("1e999999") ?? 0), .number(JSONNumber("-1e-999999") ?? 0),
        .number(JSONNumber("1.7612345678e10") ?? 0),
        .string(String(repeating: "1", count: 5000)), .string(String(repeating: "a 1 ", count: 1000)),
        .string(String(repeating: "(", count: 3000)), .string(String(repeating: "&", count: 3000)),
        .string(String(repeating: ", ", count: 3000)), .string(String(repeating: "12 - ", count: 1000)),
    ]

    @Test("every shape of JSON goes into every function", arguments: ValueFunction.all.map(\.name))
    func shapes(_ name: String) throws {
        let function = try #require(ValueFunction.named(name))
        let arguments: [JSONValue] = function.parameters.contains(where: \.isRequired) ? ["x"] : []
        for shape in Self.shapes { Self.check(function.apply(shape, arguments: arguments, context: .fixed)) }
    }

    @Test("every input of the cases, damaged, goes into its function", arguments: ReadingCase.all)
    func damagedCases(_ line: ReadingCase) throws {
        let function = try #require(ValueFunction.named(line.function))
        var mutator = Mutator(seed: UInt64(line.line.utf8.count) &* 7919)
        for _ in 0..<60 {
            let input = damaged(line.input, by: &mutator)
            Self.check(function.apply(input, arguments: line.arguments, context: .fixed))
        }
    }

    @Test("every input of the cases goes into every function")
    func everyInputEverywhere() {
        for function in ValueFunction.all {
            let arguments: [JSONValue] = function.parameters.contains(where: \.isRequired) ? ["x"] : []
            for line in ReadingCase.all {
                Self.check(function.apply(line.input, arguments: arguments, context: .fixed))
            }
        }
    }

    private func damaged(_ value: JSONValue, by mutator: inout Mutator) -> JSONValue {
        switch value {
        case .string(let text): .string(mutator.damaged(text))
        case .number(let number): .string(mutator.damaged(number.text))
        case .array(let elements): .array(elements.map { damaged($0, by: &mutator) })
        case .object(let object):
            .object(JSONObject(object.members.map { ($0.key, damaged($0.value, by: &mutator)) }))
        case .null, .bool: .string(mutator.damaged(value.text()))
        }
    }

    /// A value is never blank; a reason has a code and a sentence.
    static func check(_ reading: Reading) {
        switch reading {
        case .value(let value):
            #expect(!value.isNull)
            if let text = value.stringValue { #expect(!text.isEmpty) }
        case .nothing: break
        case .unreadable(let reason):
            #expect(!reason.code.isEmpty && reason.message.hasSuffix("."))
        }
    }
}
