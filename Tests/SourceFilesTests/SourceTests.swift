import JSON
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
              "retryFor": "48h",
              "retention": { "delivered": "30d", "dead": "180d" },
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
        #expect(
            source.retention == Retention(delivered: 30 * 86_400, discarded: 90 * 86_400, dead: 180 * 86_400)
        )
        #expect(source.limits == SourceLimits(bodyBytes: 1_048_576, perMinute: 120, dryRunsPerMinute: 60))
        #expect(source.retryFor == 172_800_000)
        #expect(source.hash.count == 64)
    }

    @Test(
        "refuse",
        arguments: [
            (#"{ "learning": false, "credential": {"scheme": "none"} }"#, "missing-setting", ""),
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
                #"{ "mapping": "m", "credential": {"scheme": "url", "secret": {"env": "X"}}, "retryFor": "10s" }"#,
                "invalid-setting", "/retryFor"
            ),
            (
                #"{ "mapping": "m", "credential": {"scheme": "url", "secret": {"env": "X"}}, "limits": {"body": "viel"} }"#,
                "invalid-setting", "/limits/body"
            ),
            (
                #"{ "mapping": "m", "credential": {"scheme": "url", "secret": {"env": "X"}}, "retention": {"dead": "12h"} }"#,
                "invalid-setting", "/retention/dead"
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
            (
                #"{ "mapping": "m", "credential": {"scheme": "client-certificate", "names": ["*.example.org"]} }"#,
                "invalid-setting", "/credential/names/0"
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
        let user = CredentialDecoder.presets[name]?["scheme"] == "basic" ? #", "user": "u""# : ""
        let decoded = Self.decode(
            #"{ "mapping": "m", "credential": { "scheme": "\#(name)", "secret": {"env": "X"}\#(user) } }"#
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
