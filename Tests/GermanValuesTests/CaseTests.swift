import JSON
import Testing

@testable import GermanValues

@Suite("The cases of the reading rules")
struct CaseTests {
    @Test("every case has the outcome that is written beside it", arguments: ReadingCase.all)
    func everyCase(_ line: ReadingCase) throws {
        let function = try #require(ValueFunction.named(line.function))
        let reading = function.apply(line.input, arguments: line.arguments, context: .fixed)
        let outcome = ReadingCase.describe(reading)
        #expect(outcome.isEquivalent(to: line.outcome), "\(outcome)")
    }

    @Test("no case is lost on the way into the tables")
    func count() {
        #expect(ReadingCase.all.count == 263)
    }
}

@Suite("The table of functions")
struct ValueFunctionTests {
    @Test("every example of every function is true", arguments: ValueFunction.all.map(\.name))
    func examples(_ name: String) throws {
        let function = try #require(ValueFunction.named(name))
        #expect(!function.examples.isEmpty)
        for example in function.examples {
            let reading = function.apply(example.input, arguments: example.arguments, context: .fixed)
            switch (example.outcome, reading) {
            case (.value(let expected), .value(let value)):
                #expect(value.isEquivalent(to: expected), "\(name) \(example.input): \(value)")
            case (.nothing, .nothing): break
            case (.unreadable(let code), .unreadable(let reason)):
                #expect(reason.reason == code, "\(name) \(example.input): \(reason.code)")
            default:
                Issue.record("\(name) \(example.input) \(example.arguments): \(reading)")
            }
        }
    }

    @Test("names are unique, in small letters and joined by hyphens")
    func names() {
        let names = ValueFunction.all.map(\.name)
        #expect(Set(names).count == names.count)
        for name in names { #expect(name.allSatisfy { $0 == "-" || $0.isLowercase || $0.isNumber }, "\(name)") }
    }

    @Test(
        "every function of the mapping language is there",
        arguments: [
            "text", "zahl", "betrag", "ganzzahl", "prozent", "ja-nein", "datum", "telefon", "strasse", "hausnummer",
            "vorname", "nachname", "titel", "anrede", "familienstand", "beschaeftigung", "land", "plz", "email", "iban",
            "bic", "liste", "erste", "spanne-von", "spanne-bis", "spanne-mitte", "klein", "gross", "sha256",
            "url-parameter", "flaeche", "einwilligung", "adresse", "plz-ort", "ort", "name", "finanzierungszweck",
            "verwendungszweck", "objektart", "nutzung", "wohnart", "zeitrahmen", "entities", "jahre", "json",
        ]
    )
    func closedList(_ name: String) {
        #expect(ValueFunction.named(name) != nil)
    }

    @Test("a wrong argument is said before it is used")
    func argumentsAreChecked() throws {
        let date = try #require(ValueFunction.named("datum"))
        #expect(date.mistake(in: ["geburt", "mdy"]) == nil)
        #expect(date.mistake(in: ["gebrut"]) != nil)
        #expect(date.mistake(in: ["geburt", "mdy", "x"]) != nil)
        #expect(date.apply("1.2.80", arguments: [1], context: .fixed).unreadable?.code == "argument_ungueltig")
        let parameter = try #require(ValueFunction.named("url-parameter"))
        #expect(parameter.mistake(in: []) != nil)
        let consent = try #require(ValueFunction.named("einwilligung"))
        #expect(consent.mistake(in: [["a", "b"]]) == nil)
    }
}
