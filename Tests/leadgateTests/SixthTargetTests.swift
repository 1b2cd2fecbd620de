import Foundation
import JSON
import Leads
import NIOHTTP1
import Synchronization
import TargetSchemas
import Targets
import TestSupport
import Testing

@testable import leadgate

/// A target that nobody has heard of is a profile, a schema and a system, wired in one line: then leads are posted to it,
/// mapped, delivered and shown like those of any other.
@Suite("A made-up sixth target", .serialized, .timeLimit(.minutes(2)))
struct SixthTargetTests {
    /// Takes every document, and remembers it.
    private final class CallMe: TargetSystem {
        let profile = SixthTargetTests.profile
        let lookup: (any Lookup)? = nil
        private let taken = Mutex<[String]>([])
        var documents: [String] { taken.withLock { $0 } }

        func send(_ document: [UInt8], _ context: SendingContext) async -> Outcome {
            taken.withLock { $0.append(String(decoding: document, as: UTF8.self)) }
            return .confirmed(Confirmation())
        }
    }

    static let profile = MadeUpTarget.profile

    private static let schema = """
        {"format": "leadgate-schema-1", "target": "rueckruf", "version": "1", "root": "Operation",
         "enumerations": {}, "unions": {}, "types": {"Operation": {"ruf": "type:Ruf"}, "Ruf": {"telefon": "text"}}}
        """

    private static let files = [
        "ruf.json":
            #"{"target": "rueckruf", "missing": "omit", "unreadable": "omit", "document": [{"ruf": {"telefon": "$.form.tel"}}]}"#,
        "sources/ruf.json":
            #"{"mapping": "ruf", "credential": {"scheme": "bearer", "secret": {"env": "PATH"}}}"#,
    ]

    /// What the source's credential is: any variable that every process has.
    private static var secret: String { ProcessInfo.processInfo.environment["PATH"] ?? "" }

    @Test("is mapped to, delivered to, and shown to the operator")
    func delivered() async throws {
        let system = CallMe()
        let schema = try TargetSchema(data: Array(Self.schema.utf8), profile: Self.profile)
        let targets = TargetSet(
            TargetSet.shipped.registrations + [TargetRegistration(schema: schema, address: nil) { _ in system }]
        )
        try await RunningGateway.with(targets: targets, files: Self.files) { gateway in
            let answer = try await gateway.post("ruf", #"{"tel": "030 420860"}"#, secret: Self.secret)
            #expect(answer.status == 200 && answer.json["state"] == "delivered", "\(answer.json)")
            #expect(system.documents == [#"[{"ruf":{"telefon":"030 420860"}}]"#])

            let shown = try await gateway.admin("/admin/api/targets")["targets"]?.arrayValue ?? []
            #expect(shown.count == 6)
            #expect(shown.first { $0["target"] == "rueckruf" }?["state"] == "open")
            let leads = try await gateway.admin("/admin/api/leads?target=rueckruf")["leads"]?.arrayValue ?? []
            #expect(leads.map { $0["state"] } == ["delivered"])
            let ready = try await gateway.send(.GET, gateway.intake + "/readyz").json
            #expect(ready["withoutSystem"] == [])
        }
    }

    @Test("a mapping to a target that nothing delivers to is not put in force, and readiness and operators are told")
    func withoutSystem() async throws {
        let files = Self.files.merging([
            "ruf.json": """
            {"target": "kundenangaben", "missing": "omit", "unreadable": "omit", "document": {"kundenangaben": {"haushalte": [
              {"kunden": [{"referenzId": "k1", "personendaten": {"person": {"nachname": "$.form.name"}}}]}]}}}
            """
        ]) { $1 }
        try await RunningGateway.with(files: files) { gateway in
            try gateway.write(Self.files["ruf.json"] ?? "", to: "ruf.json")
            let ready = try await gateway.eventually {
                let ready = try await gateway.send(.GET, gateway.intake + "/readyz").json
                return ready["withoutSystem"] == [] ? nil : ready
            }
            #expect(ready["withoutSystem"] == [["target": "rueckruf", "leads": 0, "mappings": 1]])
            let targets = try await gateway.admin("/admin/api/targets")["targets"]?.arrayValue ?? []
            let shown = try #require(targets.first { $0["target"] == "rueckruf" })
            #expect(shown["state"] == "no-system" && shown["refusedMappings"] == ["ruf.json"])
            #expect(shown["hindrance"]?.stringValue?.isEmpty == false)
            // The version before is in force: a lead still goes where it went.
            let mappings = try await gateway.admin("/admin/api/mappings")["mappings"]?.arrayValue ?? []
            #expect(mappings.map { $0["target"] } == ["kundenangaben"])
        }
    }

    @Test("the tests below the program use the targets that the program has")
    func sameList() {
        #expect(TargetSet.shipped.catalog.targets == TargetCatalog.shipped.targets)
    }
}
