import GermanValues
import JSON
import Targets
import TestSupport
import Testing

@testable import Mapping
@testable import MappingDesk
@testable import MappingLanguage
@testable import SourceFiles

@Suite("The reference")
struct ReferenceTests {
    @Test("names every operator, function, preset, scheme and finding code")
    func complete() {
        let text = Reference.chapters(TargetProfile.shipped).joined()
        let names =
            Operator.allCases.map(\.rawValue) + GermanValues.ValueFunction.all.map(\.name) + FormPresets.names
            + CredentialDecoder.schemes + CredentialDecoder.presets.keys + FindingCode.allCases.map(\.rawValue)
        for name in names { #expect(text.contains("`\(name)`"), "\(name)") }
    }

    @Test("an example of an operator is written as a mapping may write it", arguments: Operator.allCases)
    func examples(_ name: Operator) {
        let example = name.description.example
        let rule = example.hasPrefix("{") ? example : #"{ "$from": "$.form.a", \#(example) }"#
        let found = findings(mappingFile(#"{ "importMetadaten": { "importquelle": \#(rule) } }"#))
        let mistakes: Set<FindingCode> = [
            .jsonSyntax, .unknownOperator, .unknownFunction, .functionArguments, .unreadableChain,
        ]
        #expect(found.filter { mistakes.contains($0.code) } == [], "\(rule)")
    }

    @Test(
        "a function is called in its examples as a mapping may call it",
        arguments: GermanValues.ValueFunction.all.map(\.name)
    )
    func calls(_ name: String) throws {
        let function = try #require(GermanValues.ValueFunction.named(name))
        for example in function.examples {
            let call = example.arguments.isEmpty ? .string(name) : Reference.call(function, example.arguments)
            let rule = #"{ "$from": "$.form.a", "$as": \#(call.text()) }"#
            let found = findings(mappingFile(#"{ "importMetadaten": { "importquelle": \#(rule) } }"#))
            let mistakes: Set<FindingCode> = [.unknownFunction, .functionArguments]
            #expect(found.filter { mistakes.contains($0.code) } == [], "\(rule)")
        }
        if function.parameters.contains(where: \.isRequired) {
            #expect(function.examples.allSatisfy { !$0.arguments.isEmpty }, "\(name) is shown with its argument")
        }
    }

    @Test("a cell keeps its bars and line breaks inside of the table")
    func cells() {
        #expect(Reference.line(["a|b", "c\nd"]) == "| a\\|b | c<br>d |\n")
    }
}
