import JSON
import Mapping
import MappingLanguage
import Names
import SourceFiles
import Targets
import TestSupport
import Testing

@testable import MappingDesk

@Suite("Vendors that a source can be made for")
struct VendorTests {
    @Test("each is read by a preset that there is, and proves itself by one", arguments: Vendor.all)
    func presets(vendor: Vendor) throws {
        let forms = try JSONValue.parse(FormPresetData.json)
        if let form = vendor.form { #expect(forms[form] != nil) }
        switch vendor.proof {
        case .address, .bearer: break
        case .typedIn(let preset), .givenOut(let preset, _): #expect(CredentialDecoder.presets[preset] != nil)
        }
    }

    @Test("each has its steps in both languages, with the address to enter", arguments: Vendor.all)
    func steps(vendor: Vendor) {
        for language in Vendor.Language.allCases {
            let steps = vendor.steps(language)
            #expect(steps.count == vendor.steps.german.count)
            #expect(steps.contains { $0.contains("{url}") })
        }
        // Whoever has to enter the secret as a header is told so, and nobody else.
        #expect((vendor.proof == .bearer) == vendor.steps.english.contains { $0.contains("Bearer SECRET") })
        #expect((vendor.proof == .bearer) == vendor.steps.german.contains { $0.contains("Bearer GEHEIMNIS") })
    }

    @Test("each becomes a source and a mapping without a fault, for either kind of case")
    func files() {
        for (target, standard) in [(Target.kundenangaben, "kundenangaben-standard"), (.kexVorgang, "kex-standard")] {
            var files = ShippedMappings.files.filter { $0.path == "\(standard).json" }
            for vendor in Vendor.all {
                let new = NewSource(
                    name: .init(vendor.name),
                    vendor: vendor,
                    mapping: nil,
                    target: target,
                    standard: standard,
                    kundenbetreuer: "ABC12"
                )
                let source = new.sourceFile(secret: ["env": "SECRET"])
                files.append(LibraryFile(path: "\(vendor.name).json", bytes: new.mappingFile().serialized))
                files.append(LibraryFile(path: "sources/\(vendor.name).json", bytes: source.serialized))
            }
            let library = MappingLibrary.load(files: files)
            let faults = library.findings.filter { $0.severity == .error || $0.file.hasPrefix("sources/") }
            #expect(faults.isEmpty, "\(faults.map { "\($0.file): \($0.message)" })")
            #expect(library.sources.count == Vendor.all.count)
        }
    }

    @Test("no two have one name")
    func names() {
        #expect(Set(Vendor.all.map(\.name)).count == Vendor.all.count)
    }
}
