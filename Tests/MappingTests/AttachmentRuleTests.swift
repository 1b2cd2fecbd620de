import JSON
import Names
import TargetSchemas
import Targets
import TestSupport
import Testing

@testable import Mapping
@testable import MappingDesk
@testable import MappingLanguage
@testable import SourceFiles

@Suite("Attachments go where the target's profile says")
struct AttachmentRuleTests {
    private static func metadata(
        _ attach: String,
        mapped: String = "{}",
        payload: String = "{}",
        query: JSONObject = [:]
    )
        throws -> JSONValue?
    {
        let document = #"{ "importMetadaten": \#(mapped) }"#
        let built = try AttachmentTests.build(
            AttachmentTests.source(attach),
            document,
            payload: payload,
            query: query
        )
        return try JSONValue.parse(built.document)["importMetadaten"]
    }

    private static let kinds: [(String, JSONValue)] = [
        (#"{"betrag": 50}"#, ["@type": "BETRAG", "betrag": 50]),
        (#"{"prozentDerDarlehenssumme": 0.5}"#, ["@type": "PROZENT_DER_DARLEHENSSUMME", "prozent": 0.5]),
        (#"{"prozentDerProvision": 10}"#, ["@type": "PROZENT_DER_PROVISION", "prozent": 10]),
    ]

    @Test("each kind of commission is written as its type", arguments: kinds)
    func commissions(_ provision: String, _ expected: JSONValue) throws {
        let metadata = try Self.metadata(#"{"tippgeber": {"partnerId": "TRI01", "provision": \#(provision)}}"#)
        #expect(metadata?["tippgeber"] == ["tippgeberPartnerId": "TRI01", "tippgeberprovisionswunsch": expected])
    }

    @Test(
        "sendNotification arrives alone, and as true or false",
        arguments: [("true", true), ("false", false), (#""ja""#, true), (#""true""#, true), (#""nein""#, false)]
    )
    func notification(_ written: String, _ expected: Bool) throws {
        let metadata = try Self.metadata(#"{"leadtracking": {"sendNotification": \#(written)}}"#)
        #expect(metadata?["leadtracking"] == ["sendNotification": .bool(expected)])
    }

    @Test("a selector of sendNotification is read as yes or no")
    func notificationOfLead() throws {
        let attach = #"{"leadtracking": {"sendNotification": "$.form.mail"}}"#
        #expect(
            try Self.metadata(attach, payload: #"{"mail": "ja"}"#)?["leadtracking"] == ["sendNotification": true]
        )
        #expect(try Self.metadata(attach)?["leadtracking"] == nil)
    }

    @Test("selectors and rules are read, not sent as they are written")
    func selectors() throws {
        let attach = #"""
            {"importquelle": "$.form.q", "ereignistext": {"$join": ["Von", "$.form.q"]},
             "prioritaet": {"$from": "$.form.p", "$lookup": {"eilt": "HOCH"}, "$else": {"use": "NEUTRAL"}}}
            """#
        let read = try Self.metadata(attach, payload: #"{"q": "Messe", "p": "eilt"}"#)
        #expect(read?["importquelle"] == "Messe" && read?["zusaetzlicherEreignistext"] == "Von Messe")
        #expect(read?["prioritaet"] == "HOCH")
        #expect(try Self.metadata(attach, payload: #"{"p": "später"}"#)?["prioritaet"] == "NEUTRAL")
    }

    @Test("where the source finds nothing, what the mapping yields counts")
    func fallsBack() throws {
        let mapped = #"{ "importquelle": "gemappt" }"#
        let attach = #"{"importquelle": "$.form.q"}"#
        #expect(try Self.metadata(attach, mapped: mapped)?["importquelle"] == "gemappt")
        #expect(try Self.metadata(attach, mapped: mapped, payload: #"{"q": "Q"}"#)?["importquelle"] == "Q")
    }

    @Test(
        "what check says of a member that the source may state is what happens",
        arguments: [
            ("kundenangaben", ["importMetadaten", "importquelle"], "importquelle", "M", "Q"),
            ("kundenangaben", ["importMetadaten", "zusaetzlicherEreignistext"], "ereignistext", "M", "Q"),
            ("kundenangaben", ["importMetadaten", "prioritaet"], "prioritaet", "NIEDRIG", "HOCH"),
            ("kex-vorgang", ["leadquelle"], "importquelle", "M", "Q"),
        ]
    )
    func sourceFirst(target: String, path: [String], setting: String, mapped: String, stated: String) throws {
        let place = JSONPointer(path)
        let document = path.reversed().reduce(JSONValue.string(mapped)) { .object([$1: $0]) }.text()
        let said = findings(mappingFile(document, target: target)).filter { $0.code == .setBySource }
        #expect(said.map(\.message).allSatisfy { $0.contains("where the source states it, the source wins") })
        #expect(said.count == 1)
        for (attach, expected) in [("", mapped), (#", "\#(setting)": "\#(stated)""#, stated)] {
            let source = AttachmentTests.source(#"{"kundenbetreuer": "ABC12"\#(attach)}"#)
            let built = try JSONValue.parse(AttachmentTests.build(source, document, target: target).document)
            #expect(built[pointer: place] == .string(expected))
        }
    }

    @Test("the reference is the mapping's, else the source's, else the lead's id")
    func reference() throws {
        let attach = #"{"reference": {"$join": ["X", "$.form.id"], "$with": "-"}}"#
        let payload = #"{"id": "7", "own": "M"}"#
        #expect(try Self.metadata(attach, payload: payload)?["externeVorgangsId"] == "X-7")
        #expect(
            try Self.metadata(attach, mapped: #"{"externeVorgangsId": "$.form.own"}"#, payload: payload)?[
                "externeVorgangsId"
            ] == "M"
        )
        let id = try Self.metadata("{}", payload: payload)?["externeVorgangsId"]
        #expect(id == .string(MappingTest.standardLeadID))
    }

    @Test("a lead chooses among the source's partners, and names none itself")
    func partnerTable() throws {
        let attach = #"""
            {"kundenbetreuer": {"$from": "$.query.utm_campaign", "$missing": {"use": "XYZ99"},
              "$lookup": {"sommer | herbst": "ABC12"}, "$else": {"use": "XYZ99"}}}
            """#
        for (query, partner) in [
            (["utm_campaign": "Herbst"] as JSONObject, "ABC12"), (["utm_campaign": "EVI11"], "XYZ99"), ([:], "XYZ99"),
        ] {
            #expect(
                try Self.metadata(attach, query: query)?["betreuung"] == ["kundenbetreuer": .string(partner)]
            )
        }
    }

    @Test(
        "refuse",
        arguments: [
            (#"{"kundenbetreuer": "$.form.p"}"#, "payload-chooses-partner", "/attach/kundenbetreuer"),
            (
                #"{"tippgeber": {"partnerId": {"$from": "$.form.p", "$as": "gross"}}}"#, "payload-chooses-partner",
                "/attach/tippgeber/partnerId"
            ),
            (
                #"{"kundenbetreuer": {"$from": "$.form.p", "$lookup": {"a": "ABC12", "b": "$.form.q"}}}"#,
                "payload-chooses-partner", "/attach/kundenbetreuer/$lookup/b"
            ),
            (
                #"{"kundenbetreuer": {"$from": "$.form.p", "$lookup": {"a": "abc12"}}}"#, "invalid-partner",
                "/attach/kundenbetreuer/$lookup/a"
            ),
            (
                #"{"kundenbetreuer": {"$from": "$.form.p", "$missing": "omit", "$lookup": {"a": "ABC12"}}}"#,
                "missing-setting", "/attach/kundenbetreuer"
            ),
            (
                #"{"tippgeber": {"partnerId": {"$from": "$.form.p", "$else": "fail", "$lookup": {"a": "ABC12"}}}}"#,
                "missing-setting", "/attach/tippgeber/partnerId"
            ),
            (#"{"prioritaet": "SEHR_HOCH"}"#, "invalid-setting", "/attach/prioritaet"),
            (
                #"{"prioritaet": {"$from": "$.form.p", "$lookup": {"a": "DRINGEND"}}}"#, "invalid-setting",
                "/attach/prioritaet/$lookup/a"
            ),
            (
                #"{"leadtracking": {"sendNotification": "vielleicht"}}"#, "invalid-setting",
                "/attach/leadtracking/sendNotification"
            ),
            (#"{"importquelle": "$.fom.q"}"#, "unknown-input", "/attach/importquelle"),
            (#"{"benachrichtigung": 1}"#, "wrong-kind", "/attach/benachrichtigung"),
        ]
    )
    func refuse(_ attach: String, _ code: String, _ pointer: String) {
        let text = AttachmentTests.source(attach)
        let decoded = SourceDecoder.decode(
            name: "s",
            file: FileText(path: "sources/s.json", bytes: Array(text.utf8))
        )
        let errors = decoded.findings.filter { $0.severity == .error }
        #expect(errors.map(\.code.rawValue) == [code], "\(decoded.findings)")
        #expect(errors.first?.pointer.description == pointer)
    }

    @Test("KEX takes notification and BaufiSmart number, and importquelle as leadquelle")
    func kex() throws {
        let built = try AttachmentTests.build(
            AttachmentTests.source(
                #"{"kundenbetreuer": "ABC12", "benachrichtigung": true, "baufiSmartVorgangsnummer": "$.form.nr", "importquelle": "$.form.q"}"#
            ),
            "{}",
            target: "kex-vorgang",
            payload: #"{"nr": "AB1234", "q": "Messe"}"#
        )
        let document = try JSONValue.parse(built.document)
        #expect(document["benachrichtigung"] == ["aktiv": true])
        #expect(document["baufiSmartVorgangsnummer"] == "AB1234" && document["leadquelle"] == "Messe")
    }

    @Test("a sixth target needs its schema and its profile, and nothing else")
    func sixthTarget() throws {
        let profile = TargetProfile(
            target: Target(rawValue: "sechs"),
            title: "Sechs",
            document: .object,
            tolerance: .strict,
            attachments: [
                AttachmentRule(.importquelle, at: ["herkunft", "name"], .sourceFirst),
                AttachmentRule(.kundenbetreuer, at: ["betreuer"], .sourceAlone, as: .partner),
            ],
            requiredAttachments: [.kundenbetreuer],
            caseRole: .opens,
            proof: .status,
            lookup: .none,
            repetition: .never,
            missing: .lead,
            scopes: TargetProfile.Scopes(write: ["sechs"])
        )
        let shipped = try #require(TargetSchema.shipped(.kexVorgang))
        let schema = Self.schema(profile, like: shipped)
        let files = [
            LibraryFile(
                path: "m.json",
                bytes: Array(mappingFile(#"{ "name": "$.form.name" }"#, target: "sechs").utf8)
            ),
            LibraryFile(
                path: "sources/s.json",
                bytes: Array(AttachmentTests.source(#"{"importquelle": "Q", "kundenbetreuer": "ABC12"}"#).utf8)
            ),
            LibraryFile(path: "sources/t.json", bytes: Array(AttachmentTests.source("{}").utf8)),
        ]
        let library = MappingLibrary.load(files: files, targets: TargetCatalog([schema]))
        let errors = library.findings.filter { $0.severity == .error }
        #expect(errors.map(\.file) == ["sources/t.json"] && errors.map(\.code) == [.missingSetting], "\(errors)")
        let source = try #require(library.source("s"))
        let mapping = try #require(library.mapping("m"))
        let built = try LeadDocument.build(
            source: source,
            mapping: mapping,
            input: input(#"{"name": "N"}"#),
            leadID: "lead-1",
            gatewayMode: .test
        )
        #expect(
            try JSONValue.parse(built.document) == [
                "herkunft": ["name": "Q"], "betreuer": ["partnerId": "ABC12"], "name": "N",
            ]
        )
        #expect(MappingLibrary.load(files: files).findings.contains { $0.code == .unknownTarget })
    }

    private static func schema(_ profile: TargetProfile, like other: TargetSchema) -> TargetSchema {
        var builder = SchemaBuilder()
        let root = builder.type(named: "Sechs")
        let herkunft = builder.type(named: "Herkunft")
        let partner = builder.type(named: "Partner")
        let text = ValueKind.text(TextRule())
        builder.define(
            root,
            members: [
                Member(name: "name", value: text), Member(name: "herkunft", value: .object(herkunft)),
                Member(name: "betreuer", value: .object(partner)),
            ]
        )
        builder.define(herkunft, members: [Member(name: "name", value: text)])
        builder.define(partner, members: [Member(name: "partnerId", value: text)])
        guard case .success(let schema) = builder.finish(profile: profile, version: "1", root: root) else {
            return other
        }
        return schema
    }
}
