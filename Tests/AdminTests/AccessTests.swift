import APIDescription
import JSON
import Leads
import NIOHTTP1
import Names
import Targets
import Testing

@testable import Admin

@Suite("Who may use the operators' API", .timeLimit(.minutes(3)))
struct AccessTests {
    @Test("each route is open from its role on, and to nobody below it")
    func matrix() async throws {
        try await Desk.run { desk in
            let id = try await desk.lead(.dead)
            for role in AccessToken.Role.allCases {
                let token = try await desk.token(role.rawValue, role)
                for operation in AdminAPI.operations {
                    guard let named = operation.role else { continue }
                    let lowest = try #require(AccessToken.Role(rawValue: named))
                    let method = HTTPMethod(rawValue: operation.method.rawValue.uppercased())
                    // An order that nobody understands changes nothing, and is looked at behind the door.
                    let body = method != .GET ? #"{"no-such-member": true}"# : nil
                    let path = operation.examplePath(lead: id)
                    let status = try await desk.ask(method, path, body, token: token).status
                    let isOpen = status != 401 && status != 403
                    #expect(isOpen == (role >= lowest), "\(role) \(method) \(path): \(status)")
                }
            }
        }
    }

    @Test("only the probe asks for no token, and what is secret or final needs an admin")
    func roles() {
        #expect(AdminAPI.operations.filter { $0.role == nil }.map(\.path) == ["/livez"])
        let admins = AdminAPI.operations.filter { $0.role == "admin" }.map(\.path)
        for word in ["erase", "export", "tokens", "audit", "backup", "damage/{id}"] {
            let sensitive = AdminAPI.operations.map(\.path).filter { $0.contains(word) }
            #expect(!sensitive.isEmpty && sensitive.allSatisfy(admins.contains), "\(word)")
        }
        let values = ["payload", "submission", "document", "answers", "edits", "preview", "drift"]
        for operation in AdminAPI.operations where values.contains(where: operation.path.hasSuffix) {
            #expect(operation.role == "operator", "\(operation.path)")
        }
    }

    @Test("a token is shown once, opens what its role may until it is revoked, and its name is never given again")
    func life() async throws {
        try await Desk.run { desk in
            let made = try await desk.post("/tokens", #"{"name": "anna", "role": "viewer"}"#)
            #expect(made.status == 201)
            let token = try #require(made.json["token"]?.stringValue)
            #expect(token.utf8.count > 64)
            #expect(try await desk.ask(.GET, "/admin/api/leads", token: token).status == 200)
            #expect(try await !desk.get("/tokens").text.contains(token))
            #expect(try await desk.post("/tokens", #"{"name": "anna", "role": "admin"}"#).status == 409)

            #expect(try await desk.post("/tokens/anna/revoke").status == 200)
            #expect(try await desk.ask(.GET, "/admin/api/leads", token: token).status == 401)
            #expect(try await desk.post("/tokens/anna/revoke").status == 404)
            #expect(try await desk.post("/tokens", #"{"name": "anna", "role": "viewer"}"#).status == 409)
            let listed = try await desk.get("/tokens").json["tokens"]?.arrayValue
            #expect(listed?.first?["revokedAt"]?.stringValue != nil)
            #expect(listed?.first?["createdBy"] == "root")
        }
    }

    @Test(
        "what is no token is said",
        arguments: [
            #"{"role": "viewer"}"#, #"{"name": "anna"}"#, #"{"name": "anna", "role": "boss"}"#,
            #"{"name": "", "role": "viewer"}"#, #"{"name": "a b", "role": "viewer"}"#,
            #"{"name": "root", "role": "viewer"}"#, #"{"name": 1, "role": "viewer"}"#,
        ]
    )
    func wrongTokens(body: String) async throws {
        try await Desk.run { desk in
            let answer = try await desk.post("/tokens", body)
            #expect(answer.status == 400 && answer.isProblem, "\(answer.text)")
            #expect(try await desk.get("/tokens").json["tokens"]?.arrayValue?.isEmpty == true)
        }
    }

    @Test("a viewer sees no value that a customer typed, and no word that could repeat one")
    func masked() async throws {
        try await Desk.run { desk in
            let token = try await desk.token("vera", .viewer)
            let id = try await desk.lead(.dead)
            let other = try await desk.lead(.delivered)
            for path in [
                "/leads", "/leads/\(id)", "/leads/\(other)", "/leads/\(id)/report", "/dead-letters",
                "/dead-letters/causes",
            ] {
                let seen = try await desk.ask(.GET, "/admin/api" + path, token: token)
                #expect(seen.status == 200, "\(path)")
                #expect(!seen.text.contains(Desk.canary) && !seen.text.contains("refused the document"), "\(path)")
                let full = try await desk.get(path)
                #expect(
                    full.text.contains("refused the document") || path.hasSuffix("report")
                        || path.contains(other.rawValue)
                )
            }
            let named = Lead(
                id: LeadID.make(now: Desk.now),
                source: "seite",
                target: .kundenangaben,
                mode: .test,
                receivedAt: Desk.now,
                reference: "\(Desk.canary) A-4711"
            )
            _ = try await desk.store.accept(NewLead(lead: named, submission: Submission(body: [], contentType: nil)))
            let seen = try await desk.ask(.GET, "/admin/api/leads/\(named.id)", token: token)
            #expect(seen.json["reference"] == "… A-4711")
            let cause = try await desk.ask(.GET, "/admin/api/leads/\(id)", token: token).json["cause"]
            #expect(cause?["code"] == "target-422")
            #expect(cause?["violations"]?[0]?["field"] == "kunden[0]")
        }
    }

    @Test(
        "without a reason nobody sees a value that a customer typed, whatever his role",
        arguments: ["", "?reason=%20"]
    )
    func reasonless(query: String) async throws {
        try await Desk.run { desk in
            let id = try await desk.lead(.dead)
            for role in [AccessToken.Role.operator, .admin] {
                let token = try await desk.token(role.rawValue, role)
                for part in ["payload", "submission", "document", "edits", "answers"] {
                    let answer = try await desk.ask(.GET, "/admin/api/leads/\(id)/\(part)\(query)", token: token)
                    #expect(answer.status == 400 && !answer.text.contains(Desk.canary), "\(part)")
                }
                let report = try await desk.ask(.GET, "/admin/api/leads/\(id)/report", token: token)
                #expect(report.status == 200 && !report.text.contains(Desk.canary))
                let preview = try await desk.ask(.POST, "/admin/api/leads/\(id)/preview", token: token)
                #expect(preview.json["masked"] == true && !preview.text.contains(Desk.canary))
                #expect(preview.json["wouldBe"]?["verdict"] == "queued")
            }
            let viewer = try await desk.token("vera", .viewer)
            let report = try await desk.ask(.GET, "/admin/api/leads/\(id)/report?reason=why", token: viewer)
            #expect(report.status == 200 && !report.text.contains(Desk.canary))
            #expect(try await desk.get("/audit?subject=\(id)").json["entries"] == [])
        }
    }

    @Test("whoever looks or acts stands in the audit log, with what and why, newest first")
    func audited() async throws {
        try await Desk.run { desk in
            let token = try await desk.token("otto", .operator)
            let id = try await desk.lead(.dead)
            for part in ["payload", "submission", "document", "report", "answers"] {
                _ = try await desk.ask(.GET, "/admin/api/leads/\(id)/\(part)?reason=why", token: token)
            }
            _ = try await desk.ask(.POST, "/admin/api/leads/\(id)/preview", #"{"reason": "why"}"#, token: token)
            _ = try await desk.ask(.POST, "/admin/api/leads/\(id)/discard", #"{"reason": "a test"}"#, token: token)
            _ = try await desk.ask(.POST, "/admin/api/targets/kundenangaben/pause", token: token)
            _ = try await desk.ask(.POST, "/admin/api/targets/kundenangaben/resume", token: token)
            _ = try await desk.post("/leads/\(id)/erase", #"{"reason": "asked for"}"#)

            let entries = try await desk.get("/audit").json["entries"]?.arrayValue ?? []
            let acts = entries.map { "\($0["by"]?.stringValue ?? "") \($0["act"]?.stringValue ?? "")" }
            #expect(
                acts == [
                    "root erased", "otto target-resumed", "otto target-paused", "otto discarded", "otto previewed",
                    "otto answers-viewed", "otto report-viewed", "otto document-viewed", "otto submission-viewed",
                    "otto payload-viewed", "root token-created",
                ]
            )
            let views = entries.filter {
                $0["act"]?.stringValue?.hasSuffix("viewed") == true || $0["act"] == "previewed"
            }
            #expect(views.count == 6 && views.allSatisfy { $0["reason"] == "why" })
            let discarded = entries.first { $0["act"] == "discarded" }
            #expect(discarded?["reason"] == "a test" && discarded?["subject"] == .string(id.rawValue))
            let timeline = try await desk.get("/leads/\(id)").json["timeline"]?.arrayValue ?? []
            #expect(timeline.contains { $0["event"] == "discarded" && $0["by"] == "otto" })
        }
    }

    @Test("an order that is refused leaves no trace of having been done")
    func refused() async throws {
        try await Desk.run { desk in
            let id = try await desk.lead(.delivered)
            #expect(try await desk.post("/leads/\(id)/replay").status == 409)
            #expect(try await desk.post("/leads/\(id)/discard", #"{"reason": "x"}"#).status == 409)
            #expect(try await desk.get("/audit").json["entries"]?.arrayValue?.isEmpty == true)
        }
    }

    @Test("the log is read page by page, by who, what and to what")
    func pages() async throws {
        try await Desk.run { desk in
            for number in 1...5 { _ = try await desk.token("t\(number)", .viewer) }
            let first = try await desk.get("/audit?limit=2&by=root").json
            #expect(first["entries"]?.arrayValue?.map { $0["subject"] } == ["t5", "t4"])
            let next = try #require(first["next"]?.stringValue)
            let second = try await desk.ask(.GET, next).json
            #expect(second["entries"]?.arrayValue?.map { $0["subject"] } == ["t3", "t2"])
            #expect(try await desk.get("/audit?subject=t3").json["entries"]?.arrayValue?.count == 1)
            #expect(try await desk.get("/audit?act=erased").json["entries"]?.arrayValue?.isEmpty == true)
            #expect(try await desk.get("/audit?by=nobody").json["entries"]?.arrayValue?.isEmpty == true)
            for wrong in ["act=danced", "cursor=x", "limit=0", "who=root"] {
                #expect(try await desk.get("/audit?\(wrong)").status == 400, "\(wrong)")
            }
        }
    }
}

extension Desk {
    /// A fresh token of a role.
    func token(_ name: String, _ role: AccessToken.Role) async throws -> String {
        let made = try await post("/tokens", #"{"name": "\#(name)", "role": "\#(role.rawValue)"}"#)
        guard let token = made.json["token"]?.stringValue else { throw NoToken() }
        return token
    }

    struct NoToken: Error {}
}
