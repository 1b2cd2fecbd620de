import JSON
import Testing

@testable import GermanValues

@Suite("What a function finds quickly is what it reads")
struct QuickFunctionTests {
    private static let names = ValueFunction.all.filter { $0.prepared([]).isQuick }.map(\.name)

    /// Texts that some function has for an example, as they are and damaged, and some that people write.
    private static let texts: [String] = {
        let examples = ValueFunction.all.flatMap(\.examples).compactMap(\.input.stringValue)
        let usual = [
            "Max Mustermann", "Teststr. 55", "Am Markt 5 a", "12a", "10179", "00999", "Berlin", "10115 Berlin", "Köln",
            "max.Muster@Example.ORG", "1.150", "319.380 €", "2,5 %", "600 qm", "10 Jahre", "100", "101 Jahre",
            "05 Jahre",
            "03/2015", "3.2015", "2015-03", "2015-13", "März 2012", "mär 2012", "2012", "Mo 2012", "15/2015",
            "01.02.1980",
            "ja", "Nein", "Herr", "w", "divers", "Kauf", "Angestellte/r", "Forwarddarlehen", "||Kauf||", "k.A.", "",
            " ",
        ]
        var mutator = Mutator(seed: 53)
        return examples + usual + (examples + usual).flatMap { text in (0..<12).map { _ in mutator.damaged(text) } }
    }()

    @Test("in each function that has a quick way", arguments: names)
    func agrees(_ name: String) throws {
        let function = try #require(ValueFunction.named(name)).prepared([])
        var found = 0
        for locale in ReadingContext.Locale.allCases {
            for column in [nil] + ChoiceColumn.all.map(Optional.some) {
                var context = ReadingContext.fixed
                context.locale = locale
                context.choices = column
                for text in Self.texts {
                    guard let quick = Self.quick(function, text, context) else { continue }
                    found += 1
                    #expect(function.apply(.string(text), context: context) == quick, "\(text)")
                }
            }
        }
        #expect(found > 0)
    }

    private static func quick(_ function: ValueFunction.Prepared, _ text: String, _ context: ReadingContext) -> Reading?
    {
        var output = [UInt8](repeating: 0, count: QuickOutcome.room)
        let outcome = Array(text.utf8).withUnsafeBufferPointer { text in
            output.withUnsafeMutableBufferPointer { output in
                output.baseAddress.flatMap { function.quickly(text, context: context, to: $0) }
            }
        }
        func written(_ count: Int) -> String { String(decoding: output[..<count], as: UTF8.self) }
        switch outcome {
        case .nothing?: return .nothing
        case .text(let count)?: return .value(.string(written(count)))
        case .number(let count)?: return JSONNumber(written(count)).map { .value(.number($0)) }
        case .flag(let flag)?: return .value(.bool(flag))
        case .object(let count)?: return (try? JSONValue.parse(written(count))).map(Reading.value)
        case nil: return nil
        }
    }

    @Test("with the kind of number that an argument names, and not with an order of day and month")
    func arguments() throws {
        let money = try #require(ValueFunction.named("zahl")).prepared(["geld"])
        let percent = try #require(ValueFunction.named("zahl")).prepared(["prozent"])
        #expect(Self.quick(money, "1.250", .fixed) == .value(1250))
        #expect(Self.quick(percent, "1.250", .fixed) == .value(1.25))
        let american = try #require(ValueFunction.named("geburtsdatum")).prepared(["mdy"])
        #expect(Self.quick(american, "02.01.1980", .fixed) == nil)
    }
}
