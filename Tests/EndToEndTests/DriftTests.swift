import JSON
import NIOHTTP1
import Testing

/// A partner changes a form without telling anybody; the operator is told, once, by a gateway that really runs.
@Suite("A changed form is noticed", .serialized)
struct DriftTests {
    /// Words that no output of the gateway holds by itself.
    private static let form = trisalisForm.replacing("Mustermann", with: "Kanarienvogel")
        .replacing("030+420860", with: "030+9988770")
    private static let renamedForm = form.replacing("&telefon=", with: "&phone=")

    @Test("posts with a renamed field are one notice with place and suggestion, across a crash, and without a value")
    func renamed() async throws {
        let gateway = try await TestGateway()
        let canary = "030 9988770"
        _ = try await eventually("a history", details: { "" }) { () -> Bool? in
            _ = try await gateway.post(Self.form)
            return try await gateway.drift()["weighed"]?.numberValue?.int ?? 0 >= 20 ? true : nil
        }
        #expect(try await gateway.notices().isEmpty)
        let dryRun = try await gateway.dryRun(Self.renamedForm)
        #expect(dryRun.status == 200)

        let notice = try await eventually("a notice", details: { "" }) { () -> JSONValue? in
            _ = try await gateway.post(Self.renamedForm)
            return try await gateway.notices().first
        }
        #expect(notice["kind"] == "field-renamed")
        #expect(notice["place"] == "/form/phone")
        #expect(notice["vanished"] == "/form/telefon")
        #expect(notice["rules"]?[0]?.stringValue?.hasSuffix("/kontakt/telefonnummer") == true)
        #expect(notice["suggestion"]?.stringValue?.contains("$.form.phone") == true)
        let example = try #require(notice["examples"]?[0]?["report"]?.stringValue)
        #expect(try await !gateway.operatorAsks(.GET, example).text.contains(canary), "no value without a reason")
        let report = try await gateway.operatorAsks(.GET, example + "?reason=A+field+was+renamed").text
        #expect(report.contains(canary), "the report shows the value")

        await gateway.crash()
        try await gateway.restart()
        for _ in 0..<10 { _ = try await gateway.post(Self.renamedForm) }
        let weighed = try await gateway.drift()["weighed"]?.numberValue?.int ?? 0
        _ = try await eventually("the leads after the crash are seen", details: { "" }) { () -> Bool? in
            _ = try await gateway.post(Self.renamedForm)
            return try await gateway.drift()["weighed"]?.numberValue?.int ?? 0 > weighed ? true : nil
        }
        #expect(try await gateway.notices().map { $0["id"] } == [notice["id"]])

        let metrics = try await gateway.operatorAsks(.GET, "/metrics").text
        #expect(metrics.contains(#"leadgate_drift_notices{kind="field-renamed",source="trisalis"} 1"#))
        #expect(metrics.contains(#"leadgate_mapping_rules_total{result="hit",source="trisalis"}"#))
        for path in ["/admin/api/notices", "/admin/api/sources/trisalis/drift", "/metrics"] {
            let text = try await gateway.operatorAsks(.GET, path).text
            #expect(!text.contains("9988770") && !text.contains("Kanarienvogel"), "\(path)")
        }
        let printed = await gateway.printed
        #expect(!printed.contains("9988770") && !printed.contains("Kanarienvogel"))

        let listed = try await ServerProcess.run([
            "notices", "--admin-url", await gateway.admin, "--data", gateway.data,
        ])
        #expect(listed.status == 0)
        #expect(listed.output.contains("$.form.phone"))
        let id = try #require(notice["id"]?.stringValue)
        let acknowledged = try await ServerProcess.run([
            "notices", "acknowledge", id, "--admin-url", await gateway.admin, "--data", gateway.data,
        ])
        #expect(acknowledged.status == 0, "\(acknowledged.output)")
        let after = try await gateway.operatorAsks(.GET, "/metrics").text
        #expect(after.contains(#"leadgate_drift_notices{kind="field-renamed",source="trisalis"} 0"#))
        #expect(await gateway.stop() == 0)
        let verified = try await ServerProcess.run(["verify", "--data", gateway.data])
        #expect(verified.status == 0, "\(verified.output)")
    }
}

extension TestGateway {
    /// The notices that are not over.
    fileprivate func notices() async throws -> [JSONValue] {
        try await operatorAsks(.GET, "/admin/api/notices").json["notices"]?.arrayValue ?? []
    }

    /// What is known of the landing page's form.
    fileprivate func drift() async throws -> JSONValue {
        try await operatorAsks(.GET, "/admin/api/sources/trisalis/drift").json
    }

    fileprivate func dryRun(_ form: String) async throws -> Answer { try await post(form, to: "trisalis/dry-run") }
}
