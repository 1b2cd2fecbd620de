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

    @Test("a cell keeps its bars and line breaks inside of the table")
    func cells() {
        #expect(Reference.line(["a|b", "c\nd"]) == "| a\\|b | c<br>d |\n")
    }
}
