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

    @Test("each fits the source that is made for it, and none that is proved in another way", arguments: Vendor.all)
    func fits(vendor: Vendor) throws {
        let new = NewSource(
            name: "s",
            vendor: vendor,
            mapping: nil,
            target: .kundenangaben,
            standard: "kundenangaben-standard",
            kundenbetreuer: nil
        )
        let file = FileText(path: "sources/s.json", bytes: new.sourceFile(secret: ["env": "SECRET"]).serialized)
        #expect(vendor.fits(try #require(SourceDecoder.decode(name: "s", file: file).source)))
        let other = #"{ "mapping": "m", "credential": { "scheme": "basic", "user": "u", "secret": { "env": "S" } } }"#
        let bytes = Array(other.utf8)
        let source = try #require(
            SourceDecoder.decode(name: "s", file: FileText(path: "sources/s.json", bytes: bytes)).source
        )
        #expect(!vendor.fits(source))
    }

    @Test(
        "who checks the address is told with what, as soon as the secret is there",
        arguments: Vendor.Language.allCases
    )
    func verifyToken(language: Vendor.Language) throws {
        let file = #"{ "mapping": "m", "credential": { "scheme": "meta", "secret": { "env": "S" } } }"#
        let text = FileText(path: "sources/s.json", bytes: Array(file.utf8))
        let source = try #require(SourceDecoder.decode(name: "s", file: text).source)
        for (token, words) in [(nil, "`leadgate source show s`"), ("a1b2c3", " a1b2c3; ")] as [(String?, String)] {
            let instructions = PostingInstructions(
                of: source,
                vendor: Vendor.named("meta"),
                base: "https://leads.example.org",
                secret: nil,
                verifyToken: token,
                sample: "{}",
                language: language
            )
            #expect(instructions.text.contains(words), "\(instructions.text)")
            #expect(!instructions.text.contains("{verify}"))
        }
    }

    @Test(
        "a secret stands in the address so that it can be posted to",
        arguments: [
            (#""url""#, "https://leads.example.org/hooks/s/a%20b%2Fc%3F%23%25%C3%BC"),
            (#""query", "parameter": "token""#, "https://leads.example.org/hooks/s?token=a%20b%2Fc%3F%23%25%C3%BC"),
        ]
    )
    func address(scheme: String, address: String) throws {
        let file = #"{ "mapping": "m", "credential": { "scheme": \#(scheme), "secret": { "env": "S" } } }"#
        let text = FileText(path: "sources/s.json", bytes: Array(file.utf8))
        let source = try #require(SourceDecoder.decode(name: "s", file: text).source)
        func instructions(_ secret: String?) -> PostingInstructions {
            PostingInstructions(
                of: source,
                vendor: nil,
                base: "https://leads.example.org",
                secret: secret,
                sample: "{}",
                language: .english
            )
        }
        #expect(instructions("a b/c?#%ü").address == address)
        #expect(instructions(nil).address.hasSuffix("SECRET"))
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
