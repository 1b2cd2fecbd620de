import JSON
import Names
import Targets
import TestSupport
import Testing

@testable import Mapping
@testable import MappingDesk
@testable import MappingLanguage
@testable import SourceFiles

@Suite("What a source attaches")
struct AttachmentTests {
    static func build(
        _ source: String,
        _ document: String,
        target: String = "kundenangaben",
        payload: String = "{}",
        query: JSONObject = [:],
        headers: JSONObject = [:],
        mode: DeliveryMode = .test
    ) throws -> LeadDocument {
        let library = MappingLibrary.load(files: [
            LibraryFile(path: "m.json", bytes: Array(mappingFile(document, target: target).utf8)),
            LibraryFile(path: "sources/s.json", bytes: Array(source.utf8)),
        ])
        let loaded = try #require(library.source("s"), "\(library.findings)")
        let mapping = try #require(library.mapping("m"), "\(library.findings)")
        return try LeadDocument.build(
            source: loaded,
            mapping: mapping,
            input: input(payload, query: query, headers: headers),
            leadID: "lead-1",
            gatewayMode: mode
        )
    }

    static func source(_ attach: String, mode: String = "test") -> String {
        #"{ "mapping": "m", "mode": "\#(mode)", "credential": {"scheme": "url", "secret": {"env": "X"}}, "attach": \#(attach) }"#
    }

    @Test(
        "production needs the gateway's word and the source's",
        arguments: [
            ("test", DeliveryMode.test, "TEST_MODUS"), ("test", .production, "TEST_MODUS"),
            ("production", .test, "TEST_MODUS"),
            ("production", .production, "ECHT_GESCHAEFT"),
        ]
    )
    func modes(_ source: String, _ gateway: DeliveryMode, _ kontext: String) throws {
        let built = try Self.build(Self.source("{}", mode: source), "{}", mode: gateway)
        let document = try JSONValue.parse(built.document)
        #expect(
            document == [
                "importMetadaten": [
                    "datenkontext": .string(kontext), "externeVorgangsId": "0197f0a1-0000-7000-8000-000000000001",
                ], "kundenangaben": [:],
            ]
        )
        #expect(built.reference == "0197f0a1-0000-7000-8000-000000000001")
    }

    @Test("leadtracking: the mapping wins over the attachment, that over what is picked up")
    func leadtracking() throws {
        let source = Self.source(#"{ "leadtracking": { "kampagne": "attached", "keyword": "$.query.k" } }"#)
        let mapped = #"{ "importMetadaten": { "leadtracking": { "kampagne": "$.form.kampagne" } } }"#
        let tracking = { (payload: String, query: JSONObject) in
            try JSONValue.parse(Self.build(source, mapped, payload: payload, query: query).document)[
                "importMetadaten"
            ]?["leadtracking"]
        }
        #expect(try tracking(#"{"kampagne": "mapped"}"#, ["utm_campaign": "picked"]) == ["kampagne": "mapped"])
        #expect(
            try tracking("{}", ["utm_term": "t", "gclid": "g"]) == [
                "kampagne": "attached", "keyword": "t", "trackingId": "g",
            ]
        )
        #expect(try tracking(#"{"utm_term": "f"}"#, ["k": "q"]) == ["kampagne": "attached", "keyword": "q"])
    }

    @Test("parameters are picked up from form, tracking object, page address and referrer")
    func pickedUp() throws {
        let cases: [(String, JSONObject, String)] = [
            (#"{"gclid": "a"}"#, [:], "a"), (#"{"tracking": {"gbraid": "b"}}"#, [:], "b"),
            (#"{"page_url": "https://www.example.org/?x=1&fbclid=c%20c#f"}"#, [:], "c c"),
            ("{}", ["referer": "https://www.example.org/?msclkid=d"], "d"),
        ]
        for (payload, headers, expected) in cases {
            let built = try Self.build(Self.source("{}"), "{}", payload: payload, headers: headers)
            #expect(
                try JSONValue.parse(built.document)["importMetadaten"]?["leadtracking"]?["trackingId"]
                    == .string(expected)
            )
            #expect(built.tracking().values == [.string(expected)])
        }
    }

    @Test("tippgeber and betreuung come from the source alone")
    func claims() throws {
        let mapped =
            #"{ "importMetadaten": { "tippgeber": { "tippgeberPartnerId": "$.form.p" }, "betreuung": { "kundenbetreuer": "$.form.p" }, "prioritaet": "$.form.prio" } }"#
        let payload = #"{"p": "EVIL1", "prio": "HOCH"}"#
        let without = try JSONValue.parse(Self.build(Self.source("{}"), mapped, payload: payload).document)
        #expect(without["importMetadaten"]?["tippgeber"] == nil && without["importMetadaten"]?["betreuung"] == nil)
        #expect(without["importMetadaten"]?["prioritaet"] == "HOCH")
        let attach =
            #"{ "tippgeber": { "partnerId": "TRI01", "provision": { "prozentDerDarlehenssumme": 0.5 } }, "kundenbetreuer": "ABC12", "prioritaet": "NIEDRIG" }"#
        let with = try JSONValue.parse(Self.build(Self.source(attach), mapped, payload: payload).document)[
            "importMetadaten"
        ]
        #expect(
            with?["tippgeber"] == [
                "tippgeberPartnerId": "TRI01",
                "tippgeberprovisionswunsch": ["@type": "PROZENT_DER_DARLEHENSSUMME", "prozent": 0.5],
            ]
        )
        #expect(with?["betreuung"] == ["kundenbetreuer": "ABC12"])
        #expect(with?["prioritaet"] == "NIEDRIG")
    }

    @Test("KEX has its own places, and comments for the rest")
    func kex() throws {
        let attach =
            #"{ "importquelle": "Q", "tippgeber": { "partnerId": "TRI01", "provision": { "betrag": 5 } }, "kundenbetreuer": "ABC12", "bearbeiter": "DEF34", "ereignistext": "Premium", "leadtracking": { "kampagne": "K" } }"#
        let built = try Self.build(
            Self.source(attach),
            #"{ "kommentare": { "$unread": "lines" } }"#,
            target: "kex-vorgang",
            payload: #"{"a": "b"}"#,
            query: ["gclid": "g"]
        )
        #expect(
            try JSONValue.parse(built.document) == [
                "eigeneVorgangsnummer": "0197f0a1-0000-7000-8000-000000000001", "leadquelle": "Q",
                "tippgeber": ["partnerId": "TRI01"],
                "kundenbetreuer": ["partnerId": "ABC12"], "bearbeiter": ["partnerId": "DEF34"],
                "kommentare": ["a: b", "Premium", "Kampagne: K", "Tracking-ID: g"],
            ]
        )
        #expect(built.notes.count == 1)
    }
}
