import Foundation
import JSON
import Testing

@Suite("What doctor finds")
struct DoctorTests {
    /// A mistake that an operator makes, and the word by which doctor names it.
    struct Mistake: Sendable {
        let name: String
        let code: String
        let make: @Sendable (Ward) throws -> Void

        init(_ name: String, _ code: String, _ make: @escaping @Sendable (Ward) throws -> Void) {
            self.name = name
            self.code = code
            self.make = make
        }
    }

    /// A gateway's folders, options and environment, healthy until a mistake is made.
    final class Ward {
        let folder: URL
        var arguments: [String]
        var environment: [String: String] = ["LEADGATE_CLIENT_ID": "broker", "LEADGATE_CLIENT_SECRET": "right"]
        let sandbox: String

        init(sandbox: String) throws {
            self.sandbox = sandbox
            folder = FileManager.default.temporaryDirectory.appendingPathComponent("doctor-\(UUID().uuidString)")
            try FileManager.default.createDirectory(
                at: folder.appendingPathComponent("mappings/sources"),
                withIntermediateDirectories: true
            )
            arguments = [
                "doctor", "--json", "--data", folder.appendingPathComponent("data").path, "--mappings",
                folder.appendingPathComponent("mappings").path, "--port", "0", "--admin-port", "0", "--sandbox-url",
                sandbox,
            ]
            for file in ["trisalis.json", "sources/trisalis.json"] {
                try FileManager.default.copyItem(
                    atPath: TestGateway.shippedMappings + "/" + file,
                    toPath: folder.appendingPathComponent("mappings/" + file).path
                )
            }
        }

        deinit { try? FileManager.default.removeItem(at: folder) }

        func write(_ text: String, to path: String, mode: Int = 0o600) throws {
            let url = folder.appendingPathComponent(path)
            let parent = url.deletingLastPathComponent()
            try FileManager.default.createDirectory(
                at: parent,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
            try Data(text.utf8).write(to: url)
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: url.path)
        }

        /// The codes of all that is not fine, and the exit status.
        func examine() async throws -> (codes: [String], status: Int32, output: String) {
            let result = try await ServerProcess.run(arguments, environment: environment)
            let found = try JSONValue.parse(result.output)["diagnoses"]?.arrayValue ?? []
            let bad = found.filter { $0["severity"] != "fine" }
            return (bad.compactMap { $0["code"]?.stringValue }, result.status, result.output)
        }
    }

    /// A source that wants to be told.
    private static let told = """
        {"mapping": "trisalis", "credential": {"scheme": "bearer", "secret": {"env": "POSTS"}},
         "callback": {"url": "https://hooks.example.com/leads", "secret": {"env": "SIGNS"}}}
        """

    static let mistakes: [Mistake] = [
        Mistake("a wrong client secret", "token-401") { $0.environment["LEADGATE_CLIENT_SECRET"] = "wrong" },
        Mistake("a subject that is not ours", "token-400") { $0.environment["LEADGATE_SUBJECT"] = "XXX99" },
        Mistake("a client without the scope to write", "scope-missing") {
            $0.environment["LEADGATE_CLIENT_ID"] = "narrow"
        },
        Mistake("a token address where nobody listens", "unreachable") {
            $0.environment["LEADGATE_TOKEN_URL"] = "http://127.0.0.1:1/auth/token"
        },
        Mistake("an address that is gone", "address-gone") {
            $0.environment["LEADGATE_KUNDENANGABEN_URL"] = $0.sandbox + "/kundendaten"
        },
        Mistake("an address in clear text", "settings-invalid") {
            $0.environment["LEADGATE_VORGAENGE_URL"] = "http://baufinanzierung.api.europace.de/v3/vorgaenge"
        },
        Mistake("an environment that does not exist", "settings-invalid") {
            $0.environment["LEADGATE_EUROPACE"] = "prod"
        },
        Mistake("an identity whose secret is nowhere", "settings-invalid") { ward in
            let identity = #"{"lender":{"clientID":"l","clientSecret":{"env":"NOT_SET_ANYWHERE"}}}"#
            try ward.write(identity, to: "identities.json")
            ward.environment["LEADGATE_IDENTITIES"] = ward.folder.appendingPathComponent("identities.json").path
        },
        Mistake("a mapping that is no JSON", "mapping-invalid") { try $0.write("{", to: "mappings/trisalis.json") },
        Mistake("a source whose secret is nowhere", "secret-missing") { ward in
            let source = """
                {"mapping": "trisalis", "credential": {"scheme": "bearer", "secret": {"env": "NOT_SET_ANYWHERE"}}}
                """
            try ward.write(source, to: "mappings/sources/second.json")
        },
        Mistake("a callback that is signed with no secret of its kind", "callback-secret") { ward in
            try ward.write(Self.told, to: "mappings/sources/second.json")
            ward.environment["POSTS"] = "a-secret-of-some-length"
            ward.environment["SIGNS"] = "hunter2!"
        },
        Mistake("a callback whose secret is nowhere", "callback-secret") { ward in
            try ward.write(Self.told, to: "mappings/sources/second.json")
            ward.environment["POSTS"] = "a-secret-of-some-length"
        },
        Mistake("a mapping to a target that no identity is meant for", "mapping-invalid") { ward in
            ward.environment["LEADGATE_CLIENT_ID"] = nil
            ward.environment["LEADGATE_CLIENT_SECRET"] = nil
            ward.environment["LEADGATE_EUROPACE"] = "test"
            ward.environment["LEADGATE_TOKEN_URL"] = ward.sandbox + "/auth/token"
            ward.environment["BANK"] = "right"
            let identity = #"{"bank":{"clientID":"broker","clientSecret":{"env":"BANK"},"targets":["antragsstatus"]}}"#
            try ward.write(identity, to: "identities.json")
            ward.environment["LEADGATE_IDENTITIES"] = ward.folder.appendingPathComponent("identities.json").path
        },
        Mistake("a source that sends under a name that nobody has", "mapping-invalid") { ward in
            let source = #"{"mapping": "trisalis", "identity": "bank", "credential": {"scheme": "none"}}"#
            try ward.write(source, to: "mappings/sources/second.json")
        },
        Mistake("an admin token that anybody can guess", "admin-token") {
            try $0.write("short", to: "data/admin.token")
        },
        Mistake("no folder with mappings", "mappings-missing") { ward in
            try FileManager.default.removeItem(at: ward.folder.appendingPathComponent("mappings"))
        },
        Mistake("a key that others can read", "data-open") { try $0.write("key", to: "data/master.key", mode: 0o644) },
        Mistake("a data file without its key", "data-unusable") { try $0.write("data", to: "data/leads.sqlite") },
        Mistake("a file in the place of the data folder", "data-unwritable") { try $0.write("data", to: "data") },
        Mistake("a port that is taken", "port-taken") { ward in
            let port = try #require(URL(string: ward.sandbox)?.port)
            ward.arguments += ["--port", String(port)]
        },
    ]

    @Test("a healthy gateway is well, and each planted mistake is named with what to do")
    func planted() async throws {
        let settings = FileManager.default.temporaryDirectory.appendingPathComponent(
            "sandbox-\(UUID().uuidString).json"
        )
        defer { try? FileManager.default.removeItem(at: settings) }
        let clients = """
            {"clients": [{"id": "broker", "secret": "right", "partner": "LGT01"},
                         {"id": "narrow", "secret": "right", "partner": "LGT01",
                          "scopes": ["baufinanzierung:vorgang:lesen"]}]}
            """
        try Data(clients.utf8).write(to: settings)
        let sandbox = try ServerProcess(["sandbox", "--port", "0", "--settings", settings.path])
        let url = try await sandbox.printed("the sandbox's address") { text in
            text.firstMatch(of: /http:\/\/127\.0\.0\.1:[1-9][0-9]*/).map { String($0.output) }
        }
        let healthy = try await Ward(sandbox: url).examine()
        #expect(healthy.codes == [] && healthy.status == 0, "\(healthy.output)")
        for mistake in Self.mistakes {
            let ward = try Ward(sandbox: url)
            try mistake.make(ward)
            let found = try await ward.examine()
            #expect(found.codes.contains(mistake.code), "\(mistake.name): \(found.output)")
            #expect((found.status != 0) == (mistake.code != "data-open"), "\(mistake.name)")
            #expect(!found.output.contains("\"wrong\""), "no secret is printed")
        }
        _ = await sandbox.stop()
    }
}
