import ArgumentParser
import Foundation
import Mapping
import MappingDesk
import SourceFiles
import TestSupport
import Testing

@testable import leadgate

@Suite("What doctor says of the way from senders to the intake listener")
struct EdgeCheckTests {
    private static let mapping = """
        {"target": "kundenangaben", "missing": "omit", "unreadable": "omit",
         "document": {"kundenangaben": {"haushalte": [{"kunden": [{"referenzId": "k1", "personendaten": {"person": {
           "nachname": "$.form.nachname"}}}]}]}}}
        """
    /// 21 September 2026.
    private static let now: Int64 = 1_790_000_000_000

    /// A certificate and its key in files; the key is its owner's alone.
    private final class Certificate {
        let folder = FileManager.default.temporaryDirectory.path + "/leadgate-edge-\(UUID().uuidString)"
        var certificate: String { folder + "/cert.pem" }
        var key: String { folder + "/key.pem" }
        var variables: [String: String] {
            ["LEADGATE_TLS_CERTIFICATE": certificate, "LEADGATE_TLS_KEY": key]
        }

        init(until end: String = "21200101000000Z", mode: Int = 0o600) throws {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let signed = try SelfSigned(host: "localhost", until: end)
            for (path, label, bytes) in [
                (certificate, "CERTIFICATE", signed.certificate), (key, "PRIVATE KEY", signed.key),
            ] {
                let text = Data(bytes).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
                let pem = "-----BEGIN \(label)-----\n\(text)\n-----END \(label)-----\n"
                try Data(pem.utf8).write(to: URL(fileURLWithPath: path))
            }
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: key)
        }

        deinit { try? FileManager.default.removeItem(atPath: folder) }
    }

    private func codes(_ variables: [String: String] = [:], _ credential: String? = nil) throws -> [String] {
        let credential = credential ?? #"{"scheme": "bearer", "secret": {"env": "PARTNER_SECRET"}}"#
        let library = MappingLibrary.load(files: [
            LibraryFile(path: "m.json", bytes: Array(Self.mapping.utf8)),
            LibraryFile(
                path: "sources/partner.json",
                bytes: Array("{\"mapping\": \"m\", \"credential\": \(credential)}".utf8)
            ),
        ])
        let source = try #require(library.sources.first, "\(library.rejected)")
        let settings = try Settings(
            try GatewayOptions.parse([]),
            environment: Environment(["LEADGATE_HOST": "127.0.0.1"].merging(variables) { $1 })
        )
        return EdgeCheck(settings: settings, sources: [source], now: Self.now).diagnoses
            .map { "\($0.severity) \($0.code)" }
    }

    @Test("a listener that only this machine reaches is fine as it is")
    func fine() throws {
        for host in ["127.0.0.1", "127.8.8.8", "localhost", "::1"] {
            #expect(try codes(["LEADGATE_HOST": host]) == ["fine fine"])
        }
    }

    @Test("a listener that the network reaches needs TLS, or a proxy that speaks it")
    func clearText() throws {
        #expect(try codes(["LEADGATE_HOST": "0.0.0.0"]) == ["warning clear-text"])
        #expect(try codes(["LEADGATE_HOST": "0.0.0.0", "LEADGATE_TRUSTED_PROXIES": "10.0.0.1"]) == ["fine fine"])
        let certificate = try Certificate()
        #expect(try codes(certificate.variables.merging(["LEADGATE_HOST": "0.0.0.0"]) { $1 }) == ["fine fine"])
    }

    @Test("an operators' listener that the network reaches is told of, TLS or not: it speaks none")
    func openDesk() throws {
        #expect(try codes(["LEADGATE_ADMIN_HOST": "0.0.0.0"]) == ["warning admin-open"])
        let certificate = try Certificate()
        let open = certificate.variables.merging(["LEADGATE_ADMIN_HOST": "10.0.0.5"]) { $1 }
        #expect(try codes(open) == ["warning admin-open"])
        #expect(try codes(["LEADGATE_ADMIN_HOST": "::1"]) == ["fine fine"])
    }

    @Test(
        "a certificate is told that has ended, or ends within two weeks, and a key that others can read",
        arguments: [
            ("20260920000000Z", 0o600, ["error certificate-ended"]),
            ("20261004000000Z", 0o600, ["warning certificate-ends"]),
            ("20261006000000Z", 0o600, ["fine fine"]), ("21200101000000Z", 0o640, ["warning key-open"]),
            ("20260920000000Z", 0o604, ["error certificate-ended", "warning key-open"]),
        ]
    )
    func certificate(end: String, mode: Int, expected: [String]) throws {
        let certificate = try Certificate(until: end, mode: mode)
        #expect(try codes(certificate.variables) == expected)
    }

    @Test("files that no listener can start with are an error, and the only one")
    func unusable() throws {
        let (one, other) = (try Certificate(), try Certificate())
        let variables = ["LEADGATE_TLS_CERTIFICATE": one.certificate, "LEADGATE_TLS_KEY": other.key]
        #expect(try codes(variables) == ["error tls-unusable"])
        let nowhere = ["LEADGATE_TLS_CERTIFICATE": "/nowhere/c.pem", "LEADGATE_TLS_KEY": "/nowhere/k.pem"]
        #expect(try codes(nowhere) == ["error tls-unusable"])
    }

    @Test("a signature over the address needs the public one")
    func publicURL() throws {
        let hubspot = #"{"scheme": "hubspot", "secret": {"env": "PARTNER_SECRET"}}"#
        #expect(try codes([:], hubspot) == ["warning public-url-missing"])
        #expect(try codes(["LEADGATE_PUBLIC_URL": "https://leads.example.org"], hubspot) == ["fine fine"])
        #expect(try codes([:], #"{"scheme": "typeform", "secret": {"env": "PARTNER_SECRET"}}"#) == ["fine fine"])
    }

    @Test("a client certificate needs TLS on the listener itself")
    func clientCertificate() throws {
        let fingerprint = String(repeating: "ab", count: 32)
        let credential = "{\"scheme\": \"client-certificate\", \"fingerprints\": [\"\(fingerprint)\"]}"
        #expect(try codes([:], credential) == ["error certificate-without-tls"])
        #expect(
            try codes(["LEADGATE_TRUSTED_PROXIES": "10.0.0.1"], credential) == ["error certificate-without-tls"]
        )
        let certificate = try Certificate()
        #expect(try codes(certificate.variables, credential) == ["fine fine"])
        let names = #"{"scheme": "client-certificate", "names": ["partner.example"]}"#
        #expect(try codes(certificate.variables, names) == ["error names-without-authorities"])
        let vouched = certificate.variables.merging(["LEADGATE_CLIENT_AUTHORITIES": certificate.certificate]) { $1 }
        #expect(try codes(vouched, names) == ["fine fine"])
        let nowhere = certificate.variables.merging(["LEADGATE_CLIENT_AUTHORITIES": "/nowhere"]) { $1 }
        #expect(try codes(nowhere, names) == ["error tls-unusable"])
    }
}
