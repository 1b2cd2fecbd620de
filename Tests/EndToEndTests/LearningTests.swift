import Foundation
import JSON
import NIOHTTP1
import Testing

/// Connecting first and mapping later, with real processes: what came meanwhile is there, and goes out once.
@Suite("A source that is learning", .serialized)
struct LearningTests {
    private static let source = """
        {"learning": true, "mode": "test", "credential": {"scheme": "bearer", "secret": "a-secret-of-a-partner"},
         "duplicates": {"key": "$.payload.nr"}, "attach": {"importquelle": "Partner"}}
        """
    private static let mapped = #"""
        {"mapping": "partner", "mode": "test", "credential": {"scheme": "bearer", "secret": "a-secret-of-a-partner"},
         "duplicates": {"key": "$.item.nr"}, "attach": {"importquelle": "Partner"}}
        """#
    private static let mapping = #"""
        {"target": "kundenangaben", "missing": "omit", "unreadable": "omit", "leads": "$.payload.personen[*]",
         "document": {"kundenangaben": {"haushalte": [{"kunden": [{"referenzId": "k1", "personendaten": {"person": {
           "vorname": "$.item.vorname", "nachname": {"$from": "$.item.name", "$missing": "fail"}}}}]}]}}}
        """#

    private static func post(_ gateway: TestGateway, _ number: Int, _ names: String...) async throws
        -> TestGateway.Answer
    {
        let persons = names.enumerated().map { #"{"nr": "\#(number)-\#($0)", "vorname": "Erika", "name": "\#($1)"}"# }
        return try await gateway.post(
            json: #"{"nr": "\#(number)", "personen": [\#(persons.joined(separator: ","))]}"#,
            to: "partner",
            headers: [("Authorization", "Bearer a-secret-of-a-partner"), ("Idempotency-Key", "post-\(number)")]
        )
    }

    private static func released(_ gateway: TestGateway, _ words: [String] = []) async throws
        -> (status: Int32, output: String)
    {
        try await ServerProcess.run(
            ["leads", "release", "--source", "partner"] + words
                + ["--admin-url", await gateway.admin, "--data", gateway.data]
        )
    }

    @Test("keeps what comes, also over a crash, and once it has a mapping all of it is delivered once, in order")
    func learns() async throws {
        let gateway = try await TestGateway(files: ["sources/partner.json": Self.source])
        let first = try await Self.post(gateway, 1, "Amsel", "Buchfink")
        #expect(first.status == 200)
        #expect(try first.json["state"] == "waiting")
        await gateway.crash()
        try await gateway.restart()
        let second = try await Self.post(gateway, 2, "Drossel")
        #expect(try await Self.post(gateway, 1, "Amsel", "Buchfink").id == first.id, "a repeat has the first receipt")
        let refused = try await Self.post(gateway, 3)
        let status = try await gateway.lead(try second.id, bearer: "a-secret-of-a-partner")
        #expect(status["state"] == "waiting" && status["waitsFor"] == "mapping")
        #expect(status["cause"]?["code"] == "waits-for-mapping")
        let waiting = try await gateway.operatorAsks(.GET, "/admin/api/waiting").json["waiting"]?[0]
        #expect(waiting?["leads"] == 3 && waiting?["state"] == "no-mapping")
        let shown = try await ServerProcess.run(["waiting", "--admin-url", await gateway.admin, "--data", gateway.data])
        #expect(shown.output.contains("3 wait for a mapping"), "\(shown.output)")
        let tooEarly = try await Self.released(gateway)
        #expect(tooEarly.status != 0 && tooEarly.output.contains("has no mapping yet"), "\(tooEarly.output)")
        #expect(try await gateway.vorgaenge().isEmpty)

        try await gateway.write(Self.mapping, to: "partner.json")
        try await gateway.write(Self.mapped, to: "sources/partner.json")
        _ = try await eventually("the mapping is in force") {
            let waiting = try await gateway.operatorAsks(.GET, "/admin/api/waiting").json["waiting"]?[0]
            return waiting?["state"] == "to-release" ? true : nil
        }
        // A repeat that comes now is still the lead that waits.
        #expect(try await Self.post(gateway, 1, "Amsel", "Buchfink").text.contains(try first.id))
        let preview = try await Self.released(gateway, ["--preview"])
        #expect(preview.output.contains("3 leads match"), "\(preview.output)")
        #expect(preview.output.contains("2 would be sent") && preview.output.contains("no-lead-in-post"))
        let done = try await Self.released(gateway)
        #expect(done.status == 0, "\(done.output)")
        let delivered = try await gateway.lead(try first.id, reaches: "delivered")
        #expect(delivered["target"] == "kundenangaben" && delivered["waitsFor"] == nil)
        _ = try await gateway.lead(try second.id, reaches: "delivered")
        _ = try await gateway.lead(try refused.id, reaches: "dead")
        _ = try await eventually("all of them") {
            try await gateway.vorgaenge().count == 3 ? true : nil
        }
        _ = try await Self.released(gateway)
        let books = try await gateway.operatorAsks(.GET, "/admin/api/books").json
        #expect(books["accepted"] == 4 && books["balanced"] == true && books["states"]?["delivered"] == 3)
        #expect(try await gateway.vorgaenge().count == 3, "released twice, sent once")
        #expect(await gateway.stop() == 0)
        #expect(try await ServerProcess.run(["verify", "--data", gateway.data]).status == 0)
    }

    @Test("leads that are released while the gateway dies are built and sent once")
    func crashes() async throws {
        let gateway = try await TestGateway(files: ["sources/partner.json": Self.source])
        var ids: [String] = []
        for number in 0..<40 { ids.append(try await Self.post(gateway, number, "Amsel \(number)").id) }
        try await gateway.write(Self.mapping, to: "partner.json")
        try await gateway.write(Self.mapped, to: "sources/partner.json")
        _ = try await gateway.operatorAsks(.POST, "/admin/api/targets/kundenangaben/pause", [:])
        _ = try await eventually("the job is taken") {
            let order: JSONValue = ["action": "release", "source": "partner", "operation": "op-1"]
            return try await gateway.operatorAsks(.POST, "/admin/api/jobs", order).status == 202 ? true : nil
        }
        for _ in 0..<3 {
            await gateway.crash()
            try await gateway.restart()
        }
        _ = try await gateway.operatorAsks(.POST, "/admin/api/targets/kundenangaben/resume", [:])
        for id in ids { _ = try await gateway.lead(id, reaches: "delivered") }
        #expect(try await gateway.vorgaenge().count == ids.count)
        let books = try await gateway.operatorAsks(.GET, "/admin/api/books").json
        #expect(books["accepted"] == 40 && books["states"]?["delivered"] == 40)
        #expect(await gateway.stop() == 0)
    }
}
