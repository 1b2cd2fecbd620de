import Feedback
import Intake
import Mapping
import MappingDesk
import Names
import TestSupport
import Testing

@testable import leadgate

@Suite("Who is told of a source's leads")
struct CallbackDirectoryTests {
    private static func directory(_ callback: String, secret: String? = "whsec_YWJjZA") -> CallbackDirectory {
        let files = [
            "m.json": """
            {"target": "kundenangaben", "missing": "omit", "unreadable": "omit", "document": {"kundenangaben": {"haushalte": [{"kunden": [{"referenzId": "k1",
              "personendaten": {"person": {"nachname": {"$from": "$.form.nachname", "$missing": "fail"}}}}]}]}}}
            """,
            "sources/s.json": """
            {"mapping": "m", "mode": "test", "credential": {"scheme": "bearer", "secret": {"env": "S"}}\(callback)}
            """,
        ]
        let library = MappingLibrary.load(files: files.map { LibraryFile(path: $0, bytes: Array($1.utf8)) })
        #expect(library.rejected.isEmpty, "\(library.findings)")
        return CallbackDirectory(
            library: CurrentLibrary(library),
            secrets: SecretResolver(environment: { $0 == "C" ? secret : nil }, file: { _ in nil }),
            clock: ManualClock()
        )
    }

    private static let callback = #", "callback": {"url": "https://hooks.example.com/", "secret": {"env": "C"}}"#

    @Test("its file says so; without a callback there is nobody")
    func named() throws {
        let told = Self.directory(Self.callback)
        #expect(told.isTold("s"))
        #expect(try told.receiver(of: "s").target.host == "hooks.example.com")
        let silent = Self.directory("")
        #expect(!silent.isTold("s"))
        let fault = #expect(throws: ReceiverFault.self) { try silent.receiver(of: "s") }
        #expect(fault?.word == "no-callback")
    }

    @Test("several secrets in one place all sign")
    func rotation() throws {
        let receiver = try Self.directory(Self.callback, secret: "whsec_YWJjZA\nwhsec_ZWZnaA==\n").receiver(of: "s")
        let headers = receiver.signature.headers(id: "msg_1", timestamp: 1, body: [])
        #expect(headers.last?.value.split(separator: " ").count == 2)
    }

    @Test("a secret that is missing or none is a fault without a word of it", arguments: [nil, "hunter2!"])
    func secrets(secret: String?) {
        let directory = Self.directory(Self.callback, secret: secret)
        let fault = #expect(throws: ReceiverFault.self) { try directory.receiver(of: "s") }
        #expect(fault?.word == "callback-secret")
        #expect(fault?.advice.contains("hunter2") == false)
    }
}
