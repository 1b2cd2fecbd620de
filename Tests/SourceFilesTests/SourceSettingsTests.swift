import JSON
import Targets
import TestSupport
import Testing

@testable import Mapping
@testable import MappingDesk
@testable import MappingLanguage
@testable import SourceFiles

@Suite("What else a source says")
struct SourceSettingsTests {
    private static func file(_ settings: String, mode: String = "test") -> String {
        #"{ "mode": "\#(mode)", "credential": {"scheme": "url", "secret": {"env": "X"}}, \#(settings) }"#
    }

    @Test("several mappings, in their order")
    func fanOut() throws {
        let source = try #require(SourceTests.decode(Self.file(#""mapping": ["b", "a"]"#)).source)
        #expect(source.mappings == ["b", "a"])
        #expect(try #require(SourceTests.decode(Self.file(#""mapping": "a""#)).source).mappings == ["a"])
    }

    @Test("by which a case is known, in a group of its own or a shared one")
    func cases() throws {
        let own = try #require(
            SourceTests.decode(Self.file(#""mapping": "m", "case": {"key": "$.form.nr"}"#)).source?.case
        )
        #expect(own.group == "s" && own.key.map(\.text) == ["$.form.nr"])
        let shared = try #require(
            SourceTests.decode(
                Self.file(#""mapping": "m", "case": {"group": "kunden", "key": ["$.form.a", "$.form.b"]}"#)
            ).source?.case
        )
        #expect(shared.group == "kunden" && shared.key.map(\.text) == ["$.form.a", "$.form.b"])
        let mapping = try load(mappingFile("{}"))
        #expect(try mapping.caseKey(of: shared, input(#"{"a": "1", "b": "22"}"#)) == "1:1,2:22")
        #expect(try mapping.caseKey(of: shared, input(#"{"a": "1"}"#)) == nil, "all must find something")
    }

    @Test("what other content under the same key is", arguments: DuplicateRule.Difference.allCases)
    func differs(_ difference: DuplicateRule.Difference) throws {
        let mapping = difference == .followUp ? #", "mapping": "update""# : ""
        let file = Self.file(
            #""mapping": "m", "duplicates": {"key": "$.form.id", "differs": "\#(difference.rawValue)"\#(mapping)}"#
        )
        let decoded = SourceTests.decode(file)
        #expect(decoded.findings == [])
        let source = try #require(decoded.source)
        #expect(source.duplicates?.differs == difference)
        #expect(source.allMappings == (difference == .followUp ? ["m", "update"] : ["m"]))
    }

    @Test("callback and identity")
    func callback() throws {
        let source = try #require(
            SourceTests.decode(
                Self.file(
                    #""mapping": "m", "identity": "partner-a", "callback": {"url": "https://crm.example.org/leads", "secret": {"env": "CRM"}}"#
                )
            ).source
        )
        #expect(source.identity == "partner-a")
        #expect(
            source.callback
                == Callback(
                    url: "https://crm.example.org/leads",
                    secret: .environment("CRM"),
                    allowsPrivate: false
                )
        )
    }

    @Test(
        "refuse",
        arguments: [
            (#""mapping": []"#, "invalid-setting", "/mapping"),
            (#""mapping": ["m", "m"]"#, "invalid-setting", "/mapping/1"),
            (#""mapping": "m", "case": {"group": "k"}"#, "missing-setting", "/case"),
            (#""mapping": "m", "case": {"key": "$.form[*]"}"#, "selector-not-singular", "/case/key"),
            (#""mapping": "m", "case": {"group": "Kunden A", "key": "$.form.a"}"#, "invalid-setting", "/case/group"),
            (
                #""mapping": "m", "duplicates": {"key": "$.form.id", "differs": "follow-up"}"#, "missing-setting",
                "/duplicates"
            ),
            (
                #""mapping": "m", "duplicates": {"key": "$.form.id", "mapping": "x"}"#, "invalid-setting",
                "/duplicates/mapping"
            ),
            (
                #""mapping": "m", "duplicates": {"key": "$.form.id", "differs": "replace"}"#, "invalid-setting",
                "/duplicates/differs"
            ),
            (
                #""mapping": "m", "callback": {"url": "http://crm.example.org", "secret": {"env": "X"}}"#,
                "invalid-setting", "/callback/url"
            ),
            (
                #""mapping": "m", "callback": {"url": "$.form.url", "secret": {"env": "X"}}"#, "invalid-setting",
                "/callback/url"
            ),
            (
                #""mapping": "m", "callback": {"url": "https://crm.example.org"}"#, "missing-secret", "/callback"
            ),
            (#""mapping": "m", "identity": "A B""#, "invalid-setting", "/identity"),
            (#""mapping": "m", "respond": {"undecodable": 304}"#, "invalid-setting", "/respond/undecodable"),
            (#""mapping": "m", "respond": {"undecodable": 302}"#, "invalid-setting", "/respond/undecodable"),
            (
                #""mapping": "m", "respond": {"redirect": "https://a.example/\r\nSet-Cookie: b"}"#, "invalid-setting",
                "/respond/redirect"
            ),
            (
                #""mapping": "m", "respond": {"redirect": "https://a.example/dan ke"}"#, "invalid-setting",
                "/respond/redirect"
            ),
            (
                #""mapping": "m", "respond": {"redirect": "https://müller.example/"}"#, "invalid-setting",
                "/respond/redirect"
            ),
            (#""mapping": "m", "origins": ["https://müller.example"]"#, "invalid-setting", "/origins"),
            (#""mapping": "m", "origins": ["https://WWW.example.org"]"#, "invalid-setting", "/origins"),
            (#""mapping": "m", "origins": ["https://www.example.org:443"]"#, "invalid-setting", "/origins"),
            (#""mapping": "m", "origins": ["http://www.example.org:80"]"#, "invalid-setting", "/origins"),
            (#""mapping": "m", "origins": ["https://www.example.org/form"]"#, "invalid-setting", "/origins"),
            (#""mapping": "m", "origins": ["https://"]"#, "invalid-setting", "/origins"),
            (#""mapping": "m", "origins": ["www.example.org"]"#, "invalid-setting", "/origins"),
        ]
    )
    func refuse(_ settings: String, _ code: String, _ pointer: String) {
        let decoded = SourceTests.decode(Self.file(settings))
        let errors = decoded.findings.filter { $0.severity == .error }
        #expect(errors.map(\.code.rawValue) == [code], "\(decoded.findings)")
        #expect(errors.first?.pointer.description == pointer)
    }

    @Test("origins as browsers send them are taken")
    func origins() {
        let origins =
            #"["*", "https://www.example.org", "http://localhost:3000", "https://xn--mller-kva.example:8443", "http://[::1]:80800"]"#
        #expect(SourceTests.decode(Self.file(#""mapping": "m", "origins": \#(origins)"#)).findings == [])
    }

    @Test(
        "a credential that nobody can satisfy, or anybody, is refused",
        arguments: [
            (#"{"scheme": "signature", "header": "X-S", "algorithm": "sha256", "secret": {"env": "X"}}"#, "signed"),
            (
                #"{"scheme": "signature", "header": "X-S", "algorithm": "sha256", "signed": "{url}{body}", "secret": {"env": "X"}}"#,
                "signed"
            ),
            (#"{"scheme": "signature", "header": "X S", "secret": {"env": "X"}}"#, "header"),
            (
                #"{"scheme": "signature", "header": "X-S", "signed": "{header:a b}{body}", "secret": {"env": "X"}}"#,
                "signed"
            ),
            (
                #"{"scheme": "signature", "header": "X-S", "signed": "{timestamp}{body}", "timestamp": {"header": "X:"}, "secret": {"env": "X"}}"#,
                "timestamp/header"
            ),
            (#"{"scheme": "header", "header": "X-Key: ", "secret": {"env": "X"}}"#, "header"),
            (#"{"scheme": "bearer", "secret": {"env": "$MUSTERBANK_SECRET"}}"#, "secret/env"),
            (#"{"scheme": "bearer", "secret": {"env": "MUSTERBANK SECRET"}}"#, "secret/env"),
            (#"{"scheme": "bearer", "secrets": [{"env": "A"}, {"env": "${B}"}]}"#, "secrets/1/env"),
            (#"{"scheme": "bearer", "secret": {"file": "~/secret"}}"#, "secret/file"),
            (#"{"scheme": "bearer", "secret": {"file": "$HOME/secret"}}"#, "secret/file"),
            (#"{"scheme": "bearer", "secret": "a-secret-of-some-length\n"}"#, "secret"),
            (#"{"scheme": "header", "header": "X-Key", "secret": " a-secret-of-some-length"}"#, "secret"),
        ]
    )
    func credentials(_ credential: String, _ place: String) {
        let decoded = SourceTests.decode(#"{ "mapping": "m", "mode": "test", "credential": \#(credential) }"#)
        let errors = decoded.findings.filter { $0.severity == .error }
        #expect(errors.map(\.code) == [.invalidSetting], "\(decoded.findings)")
        #expect(errors.first?.pointer.description == "/credential/\(place)")
    }

    @Test("a digest over the secret is a credential: HubSpot's and Evocalize's are")
    func digests() {
        let own =
            #"{"scheme": "signature", "header": "X-S", "algorithm": "sha256", "signed": "{secret}{body}", "secret": {"env": "X"}}"#
        for credential in [own, #"{"scheme": "hubspot-v2", "secret": {"env": "X"}}"#] {
            let decoded = SourceTests.decode(#"{ "mapping": "m", "mode": "test", "credential": \#(credential) }"#)
            #expect(decoded.findings == [])
        }
    }

    @Test("a callback in a private network must be said, and its secret is no text in production")
    func callbackLimits() {
        let allowed =
            #""mapping": "m", "callback": {"url": "http://10.0.0.7/x", "secret": {"env": "X"}, "allowPrivate": true}"#
        #expect(SourceTests.decode(Self.file(allowed)).findings == [])
        let text = #""mapping": "m", "callback": {"url": "https://a.example.org", "secret": "0123456789abcdef"}"#
        #expect(SourceTests.decode(Self.file(text)).findings == [])
        #expect(SourceTests.decode(Self.file(text, mode: "production")).findings.map(\.code) == [.secretInFile])
    }

    @Test("a follow-up's mapping must change a case")
    func followUpMapping() {
        let source = Self.file(
            #""mapping": "m", "duplicates": {"key": "$.form.id", "differs": "follow-up", "mapping": "n"}"#
        )
        let files = { (target: String, document: String) in
            [
                ("m.json", mappingFile("{}")), ("n.json", mappingFile(document, target: target)),
                ("sources/s.json", source),
            ]
            .map { LibraryFile(path: $0.0, bytes: Array($0.1.utf8)) }
        }
        let errors = { (files: [LibraryFile]) in
            MappingLibrary.load(files: files).findings.filter { $0.severity == .error }
        }
        #expect(errors(files("kundenangaben", "{}")).map(\.pointer.description) == ["/duplicates/mapping"])
        let change = #"[{ "addKommentare": { "kommentare": ["$.form.text"] } }]"#
        #expect(errors(files("kex-update", change)).filter { $0.file == "sources/s.json" } == [])
    }
}
