import Crypto
import Foundation
import JSON
import NIOHTTP1
import Synchronization
import TestSupport
import Testing

/// Vendors that send ids only, end to end: their signed posts come in, a stand-in for their API is asked, and Europace's
/// stand-in gets the cases. Source and mapping are those that `source new` writes.
@Suite("Vendors whose leads are fetched", .serialized)
struct FetchTests {
    private static let secret = "the-secret-of-the-app-at-the-vendor"
    private static let token = "EAAB-a-token-of-a-system-user"

    /// What `source new` writes for a vendor, asking a stand-in on this machine.
    private static func files(_ vendor: String, _ api: String, port: Int) async throws -> [String: String] {
        let place = FileManager.default.temporaryDirectory.appendingPathComponent("leadgate-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: place) }
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: TestGateway.shippedMappings, toPath: place.path + "/mappings")
        let made = try await ServerProcess.run([
            "source", "new", "ads", "--vendor", vendor, "--mappings", place.path + "/mappings", "--data",
            place.path + "/data", "--secret-env", "FETCH_TEST_SECRET",
        ])
        guard made.status == 0 else { throw HarnessError(made.output) }
        func text(_ path: String) throws -> String {
            try String(contentsOfFile: place.path + "/mappings/" + path, encoding: .utf8)
        }
        guard case .object(var source) = try JSONValue.parse(try text("sources/ads.json")),
            case .object(var fetch)? = source["fetch"]
        else { throw HarnessError("no fetch in the source") }
        fetch["allowLoopback"] = true
        fetch["token"] = ["secret": ["env": "FETCH_TEST_TOKEN"]]
        source["fetch"] = .object(fetch)
        let local = JSONValue.object(source).text(pretty: true).replacing(api, with: "http://127.0.0.1:\(port)")
        return ["sources/ads.json": local, "ads.json": try text("ads.json")]
    }

    private static func start(_ vendor: String, _ api: String, port: Int) async throws -> TestGateway {
        try await TestGateway(
            files: try await files(vendor, api, port: port),
            environment: ["FETCH_TEST_SECRET": secret, "FETCH_TEST_TOKEN": token]
        )
    }

    private static func code(_ text: String) -> String {
        HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: SymmetricKey(data: Data(secret.utf8)))
            .map { String(Int($0) + 256, radix: 16).dropFirst() }.joined()
    }

    private static func meta(_ ids: [String]) -> (body: String, headers: [(String, String)]) {
        let changes = ids.map {
            #"{"field": "leadgen", "value": {"leadgen_id": \#($0), "page_id": 1, "form_id": 2, "created_time": 1440120384}}"#
        }
        let body =
            #"{"object": "page", "entry": [{"id": "1", "time": 1438292065, "changes": [\#(changes.joined(separator: ","))]}]}"#
        return (body, [("X-Hub-Signature-256", "sha256=" + code(body))])
    }

    private static func graphLead(_ id: String) -> String {
        """
        {"id": "\(id)", "created_time": "2026-11-28T08:49:14+0000", "form_id": "2", "platform": "ig", "is_organic": false,
         "field_data": [{"name": "first_name", "values": ["Erika"]}, {"name": "last_name", "values": ["Amsel \(id)"]},
                        {"name": "email", "values": ["erika\(id)@example.org"]}]}
        """
    }

    /// Meta's Graph API for leads: as long as its token is good and the lead is there.
    private static func graph(_ post: Receiver.Post) -> Receiver.Reply {
        guard post["authorization"] == "Bearer \(token)" else {
            return .json(#"{"error": {"message": "expired", "type": "OAuthException", "code": 190}}"#, 400)
        }
        let id = String(post.path.split(separator: "?")[0].split(separator: "/").last ?? "")
        return id.hasPrefix("9")
            ? .json(#"{"error": {"message": "Unsupported get request", "code": 100, "error_subcode": 33}}"#, 400)
            : .json(graphLead(id))
    }

    @Test("Meta's webhook becomes one case for each id, once; an id that is not there is a dead letter")
    func meta() async throws {
        try await Receiver.run(answering: { _, post in Self.graph(post) }) { graph, port in
            let gateway = try await Self.start("meta", "https://graph.facebook.com", port: port)
            // As string and as number, as Meta has it.
            let post = Self.meta([#""123123123123""#, "123123123124"])
            let receipt = try await gateway.post(json: post.body, to: "ads", headers: post.headers)
            #expect(receipt.status == 200)
            let leads = try receipt.json["leads"]?.arrayValue ?? []
            let ids = leads.compactMap { $0["id"]?.stringValue }
            #expect(ids.count == 2 && leads.allSatisfy { $0["state"] == "waiting" })
            for id in ids { _ = try await gateway.lead(id, reaches: "delivered") }
            let again = Self.meta(["123123123124", "900"])
            let repeated = try await gateway.post(json: again.body, to: "ads", headers: again.headers)
            let others = try repeated.json["leads"]?.arrayValue?.compactMap { $0["id"]?.stringValue } ?? []
            #expect(others.first == ids[1] && others.count == 2, "known by its id, in another post")
            let dead = try await gateway.lead(try #require(others.last), reaches: "dead")
            #expect(dead["cause"]?["code"] == "fetch-gone")
            let test = Self.meta([#""444444444444""#])
            let ignored = try await gateway.post(json: test.body, to: "ads", headers: test.headers)
            #expect(try ignored.json == ["status": "ignored"])
            let forged = try await gateway.post(
                json: post.body,
                to: "ads",
                headers: [("X-Hub-Signature-256", "sha256=" + Self.code("other"))]
            )
            #expect(forged.status == 401)
            let cases = try await gateway.vorgaenge()
            #expect(cases.count == 2)
            #expect(cases.contains { $0.text().contains("Amsel 123123123123") })
            #expect(graph.posts.count == 3)
            #expect(graph.posts.allSatisfy { $0.path.contains("fields=") })
            #expect(await !gateway.printed.contains(Self.token))
            #expect(await gateway.stop() == 0)
            #expect(try await ServerProcess.run(["verify", "--data", gateway.data]).status == 0)
        }
    }

    @Test("LinkedIn's notification becomes a case of response and form")
    func linkedIn() async throws {
        let answering: @Sendable (Int, Receiver.Post) -> Receiver.Reply? = { _, post in
            guard post["authorization"] == "Bearer \(Self.token)", post["linkedin-version"] != nil else {
                return .json("{}", 401)
            }
            return switch post.path {
            case "/rest/leadFormResponses/f59dd3e5-4bd5-4dd9-8b6c-1e6e6c34f5b8-0":
                .json(
                    """
                    {"id": "f59dd3e5-4bd5-4dd9-8b6c-1e6e6c34f5b8-0", "leadType": "SPONSORED", "testLead": false,
                     "versionedLeadGenFormUrn": "urn:li:versionedLeadGenForm:(urn:li:leadGenForm:10,1)",
                     "formResponse": {"answers": [
                       {"questionId": 1, "answerDetails": {"textQuestionAnswer": {"answer": "Erika"}}},
                       {"questionId": 2, "answerDetails": {"textQuestionAnswer": {"answer": "Mustermann"}}}]}}
                    """
                )
            case "/rest/leadForms/10":
                .json(
                    """
                    {"id": 10, "content": {"questions": [
                      {"questionId": 1, "predefinedField": "FIRST_NAME", "name": "Vorname"},
                      {"questionId": 2, "predefinedField": "LAST_NAME", "name": "Nachname"}]}}
                    """
                )
            default: .json("{}", 404)
            }
        }
        try await Receiver.run(answering: answering) { api, port in
            let gateway = try await Self.start("linkedin", "https://api.linkedin.com", port: port)
            let body = """
                {"type": "LEAD_ACTION", "leadGenFormResponse": "urn:li:leadGenFormResponse:f59dd3e5-4bd5-4dd9-8b6c-1e6e6c34f5b8-0",
                 "leadGenForm": "urn:li:versionedLeadGenForm:(urn:li:leadGenForm:10,1)", "leadAction": "CREATED", "occurredAt": 1711630958224}
                """
            let headers = [("X-LI-Signature", Self.code("hmacsha256=" + body))]
            let id = try await gateway.post(json: body, to: "ads", headers: headers).id
            let lead = try await gateway.lead(id, reaches: "delivered")
            #expect(lead["mode"] == "test")
            #expect(api.posts.map(\.path).count == 2)
            let cases = try await gateway.vorgaenge()
            #expect(cases.count == 1 && cases[0].text().contains("Mustermann"), "\(cases)")
            let deleted = body.replacing("CREATED", with: "DELETED")
            let ignored = try await gateway.post(
                json: deleted,
                to: "ads",
                headers: [("X-LI-Signature", Self.code("hmacsha256=" + deleted))]
            )
            #expect(try ignored.json == ["status": "ignored"])
            #expect(await gateway.stop() == 0)
        }
    }

    @Test(
        "a process that is killed between the vendor's answer and its record asks again; every lead is delivered once"
    )
    func crashes() async throws {
        let asked = Mutex(0)
        let (kills, kill) = AsyncStream.makeStream(of: Void.self)
        let answering: @Sendable (Int, Receiver.Post) -> Receiver.Reply? = { _, post in
            // The process dies while its first, third and fifth answers are on their way.
            let number = asked.withLock { asked in
                asked += 1
                return asked
            }
            if [1, 3, 5].contains(number) { kill.yield() }
            return Self.graph(post)
        }
        try await Receiver.run(answering: answering) { graph, port in
            let gateway = try await Self.start("meta", "https://graph.facebook.com", port: port)
            _ = try await gateway.operatorAsks(.POST, "/admin/api/targets/kundenangaben/pause", [:])
            let ids = (0..<8).map { "12312312310\($0)" }
            let post = Self.meta(ids)
            var receipt: TestGateway.Answer?
            async let answer = try? gateway.post(json: post.body, to: "ads", headers: post.headers)
            var killed = 0
            for await _ in kills {
                await gateway.crash()
                try await gateway.restart()
                killed += 1
                if killed == 3 { break }
            }
            receipt = await answer
            // A receipt that did not come is asked for again, as Meta does.
            if receipt?.status != 200 {
                receipt = try await gateway.post(json: post.body, to: "ads", headers: post.headers)
            }
            let leads = try receipt?.json["leads"]?.arrayValue?.compactMap { $0["id"]?.stringValue } ?? []
            #expect(leads.count == ids.count)
            _ = try await gateway.operatorAsks(.POST, "/admin/api/targets/kundenangaben/resume", [:])
            for id in leads { _ = try await gateway.lead(id, reaches: "delivered") }
            #expect(try await gateway.vorgaenge().count == ids.count)
            #expect(graph.posts.count > ids.count, "what was on its way was asked for again")
            let books = try await gateway.operatorAsks(.GET, "/admin/api/books").json
            #expect(books["accepted"] == .number(JSONNumber(ids.count)) && books["balanced"] == true)
            #expect(await gateway.stop() == 0)
        }
    }
}

extension Receiver.Reply {
    fileprivate static func json(_ text: String, _ status: Int = 200) -> Receiver.Reply {
        Receiver.Reply(status: .init(statusCode: status), body: Array(text.utf8))
    }
}
