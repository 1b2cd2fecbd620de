import JSON
import Names
import Synchronization
import TargetSchemas
import Targets
import TestSupport
import Testing

@testable import Mapping
@testable import MappingDesk
@testable import MappingLanguage
@testable import SourceFiles

@Suite("Source files")
struct SourceTests {
    static func decode(_ text: String) -> (source: Source?, findings: [Finding]) {
        SourceDecoder.decode(name: "s", file: FileText(path: "sources/s.json", bytes: Array(text.utf8)))
    }

    @Test("say everything that the design's example says")
    func example() throws {
        let decoded = Self.decode(
            #"""
            {
              "description": "Landing page of Trisalis AG, 2026", "mapping": "trisalis", "mode": "production",
              "credential": { "scheme": "bearer", "secret": { "env": "TRISALIS_SECRET" } },
              "attach": {
                "leadtracking": { "kampagne": "Trisalis AG", "keyword": "$.query.utm_term", "trackingId": "$.query.gclid" },
                "importquelle": "Landingpage Trisalis AG 2026",
                "tippgeber": { "partnerId": "TRI01", "provision": { "betrag": 50 } },
                "kundenbetreuer": "ABC12", "bearbeiter": "ABC12", "prioritaet": "HOCH", "ereignistext": "Premium-Kunde"
              },
              "attributes": { "filiale": "Berlin" },
              "duplicates": { "key": "$.payload.event_id", "window": "90d" },
              "respond": { "status": 200, "redirect": "https://www.example.org/danke", "wait": "5s" },
              "limits": { "body": "1MiB", "perMinute": 120 },
              "origins": ["https://www.example.org"],
              "enabled": true
            }
            """#
        )
        #expect(decoded.findings == [])
        let source = try #require(decoded.source)
        #expect(source.mode == .production)
        #expect(source.credentials == [Credential(scheme: .bearer, secrets: [.environment("TRISALIS_SECRET")])])
        #expect(source.attach.provision == .betrag(50))
        #expect(source.attach.stated.count == 8)
        #expect(source.duplicates?.key.map(\.text) == ["$.payload.event_id"])
        #expect(source.duplicates?.windowSeconds == 7_776_000 && source.duplicates?.differs == .keep)
        #expect(
            source.respond
                == ResponseRule(
                    status: 200,
                    redirect: "https://www.example.org/danke",
                    waitSeconds: 5,
                    undecodableStatus: nil
                )
        )
        #expect(source.limits == SourceLimits(bodyBytes: 1_048_576, perMinute: 120, dryRunsPerMinute: 60))
        #expect(source.hash.count == 64)
    }

    @Test(
        "refuse",
        arguments: [
            (#"{ "credential": {"scheme": "none"} }"#, "missing-setting", ""),
            (#"{ "mapping": "m" }"#, "missing-setting", ""),
            (
                #"{ "mapping": "m", "credential": {"scheme": "baerer", "secret": {"env": "X"}} }"#, "unknown-scheme",
                "/credential/scheme"
            ),
            (#"{ "mapping": "m", "credential": {"scheme": "bearer"} }"#, "missing-secret", "/credential"),
            (
                #"{ "mapping": "m", "mode": "production", "credential": {"scheme": "bearer", "secret": "0123456789abcdef"} }"#,
                "secret-in-file", "/credential/secret"
            ),
            (
                #"{ "mapping": "m", "mode": "prod", "credential": {"scheme": "url", "secret": {"env": "X"}} }"#,
                "invalid-setting", "/mode"
            ),
            (
                #"{ "mapping": "m", "credential": {"scheme": "url", "secret": {"env": "X"}}, "attach": {"kundenbetreuer": "abc12"} }"#,
                "invalid-partner", "/attach/kundenbetreuer"
            ),
            (
                #"{ "mapping": "m", "credential": {"scheme": "url", "secret": {"env": "X"}}, "attach": {"tippgeber": {"partnerId": "ABC12", "provision": {"betrag": 1, "prozentDerProvision": 2}}} }"#,
                "invalid-commission", "/attach/tippgeber/provision"
            ),
            (
                #"{ "mapping": "m", "credential": {"scheme": "url", "secret": {"env": "X"}}, "attach": {"leadtracking": {"keyword": "$.qury.x"}} }"#,
                "unknown-input", "/attach/leadtracking/keyword"
            ),
            (
                #"{ "mapping": "m", "credential": {"scheme": "url", "secret": {"env": "X"}}, "duplicates": {"key": "$.payload.ids[*]"} }"#,
                "selector-not-singular", "/duplicates/key"
            ),
            (
                #"{ "mapping": "m", "credential": {"scheme": "url", "secret": {"env": "X"}}, "limits": {"body": "viel"} }"#,
                "invalid-setting", "/limits/body"
            ),
            (
                #"{ "mapping": "m", "credential": {"scheme": "url", "secret": {"env": "X"}}, "limits": {"body": "16385KiB"} }"#,
                "invalid-setting", "/limits/body"
            ),
            (
                #"{ "mapping": "m", "credential": {"scheme": "signature", "header": "X-S", "signed": "{path}", "secret": {"env": "X"}} }"#,
                "invalid-setting", "/credential/signed"
            ),
            (
                #"{ "mapping": "m", "credential": {"scheme": "client-certificate"} }"#, "missing-setting", "/credential"
            ),
            (
                #"{ "mapping": "m", "credential": {"scheme": "client-certificate", "fingerprints": ["abcd"]} }"#,
                "invalid-setting", "/credential/fingerprints/0"
            ),
            // Secrets that keep nobody out: nothing behind the prefix, no base64, less than 16 bytes of key.
            (
                #"{ "mapping": "m", "credential": {"scheme": "standard-webhooks", "secret": "whsec_"} }"#,
                "missing-secret", "/credential/secret"
            ),
            (
                #"{ "mapping": "m", "credential": {"scheme": "standard-webhooks", "secret": "whsec_no base64!"} }"#,
                "invalid-setting", "/credential/secret"
            ),
            (
                #"{ "mapping": "m", "credential": {"scheme": "bearer", "secret": ""} }"#, "missing-secret",
                "/credential/secret"
            ),
            (
                #"{ "mapping": "m", "mode": "production", "credential": {"scheme": "bearer", "secrets": ["a"]} }"#,
                "secret-in-file", "/credential/secrets/0"
            ),
            (
                #"{ "mapping": "m", "credential": {"scheme": "url", "secret": {"env": "X"}}, "atach": {} }"#,
                "unknown-setting", "/atach"
            ),
            (#"{ "mapping": 7, "credential": {"scheme": "url", "secret": {"env": "X"}} }"#, "wrong-kind", "/mapping"),
        ]
    )
    func refuse(_ text: String, _ code: String, _ pointer: String) {
        let decoded = Self.decode(text)
        let errors = decoded.findings.filter { $0.severity == .error }
        #expect(errors.map(\.code.rawValue) == [code], "\(decoded.findings)")
        #expect(errors.first?.pointer.description == pointer)
        #expect(decoded.source == nil)
    }

    @Test(
        "a short secret in a test source's file is a warning: of a signature the key's own bytes count",
        arguments: [
            (#"{"scheme": "bearer", "secret": "fifteen-bytes!!"}"#, ["weak-secret"]),
            (#"{"scheme": "bearer", "secret": "sixteen-bytes-ok"}"#, []),
            (#"{"scheme": "standard-webhooks", "secret": "whsec_Zmlm dGVlbg=="}"#, ["invalid-setting"]),
            (#"{"scheme": "standard-webhooks", "secret": "whsec_c2l4LWJ5dGVz"}"#, ["weak-secret"]),
            // Without padding, as Standard Webhooks' own libraries take it.
            (#"{"scheme": "standard-webhooks", "secret": "whsec_c2l4dGVlbi1ieXRlcy1vaw"}"#, []),
            (#"{"scheme": "standard-webhooks", "secret": "whsec_c2l4dGVlbi1ieXRlcy1vaw=="}"#, []),
        ]
    )
    func weak(_ credential: String, _ codes: [String]) {
        let decoded = Self.decode("{ \"mapping\": \"m\", \"credential\": \(credential) }")
        #expect(decoded.findings.map(\.code.rawValue) == codes, "\(decoded.findings)")
    }

    @Test("every credential preset becomes a scheme", arguments: CredentialDecoder.presets.keys)
    func presets(_ name: String) throws {
        let decoded = Self.decode(
            #"{ "mapping": "m", "credential": { "scheme": "\#(name)", "secret": {"env": "X"} } }"#
        )
        #expect(decoded.findings == [])
        #expect(decoded.source?.credentials.first?.preset == name)
    }

    @Test("a signature is a template")
    func signature() throws {
        let decoded = Self.decode(
            #"{ "mapping": "m", "credential": { "scheme": "standard-webhooks", "secret": {"file": "/x"} } }"#
        )
        guard case .signature(let template)? = decoded.source?.credentials.first?.scheme else {
            Issue.record("no signature")
            return
        }
        #expect(template.header == "webhook-signature")
        #expect(template.key == .whsec)
        #expect(template.signed == [.header("webhook-id"), .literal("."), .timestamp, .literal("."), .body])
        #expect(template.timestamp?.toleranceSeconds == 300)
    }

    @Test("a secret is never printed")
    func secret() {
        let secret = SecretReference.text("hunter2hunter2")
        #expect(!"\(secret)".contains("hunter") && !String(reflecting: secret).contains("hunter"))
        var dumped = ""
        dump(Credential(scheme: .bearer, secrets: [secret]), to: &dumped)
        #expect(!dumped.contains("hunter"))
    }
}

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

    @Test("a broken file keeps the version before, and old versions stay reachable")
    func reload() throws {
        let good = LibraryFile(
            path: "m.json",
            bytes: Array(mappingFile(#"{ "kommentare": ["a"] }"#, target: "kex-vorgang").utf8)
        )
        let broken = LibraryFile(path: "m.json", bytes: Array("{".utf8))
        let better = LibraryFile(
            path: "m.json",
            bytes: Array(mappingFile(#"{ "kommentare": ["b"] }"#, target: "kex-vorgang").utf8)
        )
        let first = MappingLibrary.load(files: [good])
        let hash = try #require(first.mapping("m")).hash
        let second = MappingLibrary.load(files: [broken], previous: first)
        #expect(second.mapping("m")?.hash == hash)
        #expect(second.rejected.map(\.keepsPrevious) == [true])
        let third = MappingLibrary.load(files: [better], previous: second)
        #expect(third.mapping("m")?.hash != hash)
        let old = try #require(third.mapping(hash: hash))
        #expect(try old.run(input("{}")).json == ["kommentare": ["a"]])
        let rebuilt = try #require(Mapping.reload(name: "m", file: old.file))
        #expect(rebuilt.hash == hash)
    }

    @Test("a mapping that extends a broken one says so in its own file, and the mistake is said once")
    func extendsBroken() throws {
        let base = mappingFile(#"{ "kommentar": ["a"] }"#, target: "kex-vorgang")
        let files = ["base": base, "m": #"{ "extends": "base" }"#, "n": #"{ "extends": "base" }"#]
        let library = MappingLibrary.load(
            files: files.map { LibraryFile(path: "\($0.key).json", bytes: Array($0.value.utf8)) }
        )
        let errors = library.findings.filter { $0.severity == .error }
        #expect(
            errors.map { "\($0.file) \($0.code.rawValue) \($0.pointer)" } == [
                "base.json unknown-member /document/kommentar", "m.json mapping-rejected /extends",
                "n.json mapping-rejected /extends",
            ]
        )
        #expect(errors.last?.message.contains("base.json, line 1: There is no member \"kommentar\"") == true)
        #expect(library.rejected.map(\.path) == ["base.json", "m.json", "n.json"])
    }

    @Test("an archive gives back every version that was in force, with what it extended then")
    func archive() throws {
        let shelf = Mutex<[MappingHash: [UInt8]]>([:])
        let archive = MappingArchive(
            read: { hash in shelf.withLock { $0[hash] } },
            write: { hash, version in
                shelf.withLock { $0[hash] = version }
                return true
            }
        )
        func files(_ text: String) -> [LibraryFile] {
            [
                LibraryFile(
                    path: "base.json",
                    bytes: Array(mappingFile(#"{ "kommentare": ["\#(text)"] }"#, target: "kex-vorgang").utf8)
                ),
                LibraryFile(path: "m.json", bytes: Array(#"{ "extends": "base", "locale": "en" }"#.utf8)),
            ]
        }
        let first = MappingLibrary.load(files: files("a"))
        #expect(archive.keep(first) == [])
        let second = MappingLibrary.load(files: files("b"), previous: first)
        #expect(archive.keep(second) == [])
        for (library, text) in [(first, "a"), (second, "b")] {
            let hash = try #require(library.mapping("m")).hash
            let old = try #require(archive.mapping(hash: hash, name: "m"))
            #expect(old.hash == hash)
            #expect(try old.run(input("{}")).json == ["kommentare": [.string(text)]])
        }
        let hash = try #require(first.mapping("m")).hash
        shelf.withLock { $0[hash] = Array("{}".utf8) }
        #expect(archive.file(hash: hash) == nil, "bytes that are not what they were are no version")
        #expect(archive.mapping(hash: MappingHash(rawValue: "../\(hash)"), name: "m") == nil)
        let full = MappingArchive(read: { _ in nil }, write: { _, _ in false })
        #expect(full.keep(second) == ["base", "m"])
    }

    @Test("an old version is run under the schemas that replace the shipped ones")
    func archiveSchemas() throws {
        let shipped = try #require(TargetSchema.shipped(.kexVorgang))
        let data = String(decoding: shipped.fileBytes, as: UTF8.self)
        let renamed = data.replacing("kommentare", with: "bemerkungen")
        let newer = try TargetSchema(data: Array(renamed.utf8))
        let file = try JSONValue.parse(
            mappingFile(#"{ "bemerkungen": { "$unread": "lines" } }"#, target: "kex-vorgang")
        )
        let old = try #require(Mapping.reload(name: "m", file: file, targets: .shipped.replacing([.kexVorgang: newer])))
        #expect(try old.run(input(#"{"a": "x"}"#)).json == ["bemerkungen": ["a: x"]])
        let shippedOne = try #require(Mapping.reload(name: "m", file: file))
        #expect(try shippedOne.run(input(#"{"a": "x"}"#)).json != ["bemerkungen": ["a: x"]], "a list needs the schema")
    }

    @Test("a source whose mapping has errors is rejected, one of KEX needs a kundenbetreuer")
    func sources() {
        let source = LibraryFile(path: "sources/s.json", bytes: Array(Self.source("{}").utf8))
        let broken = MappingLibrary.load(files: [LibraryFile(path: "m.json", bytes: Array("{".utf8)), source])
        #expect(broken.findings.map(\.code) == [.jsonSyntax, .mappingRejected])
        let kex = MappingLibrary.load(files: [
            LibraryFile(path: "m.json", bytes: Array(mappingFile("{}", target: "kex-vorgang").utf8)), source,
        ])
        #expect(kex.findings.filter { $0.severity == .error }.map(\.pointer.description) == ["/attach"])
    }
}
