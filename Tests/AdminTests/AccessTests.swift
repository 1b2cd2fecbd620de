import JSON
import Leads
import NIOHTTP1
import Testing

@testable import Admin

@Suite("Who may use the operators' API", .timeLimit(.minutes(3)))
struct AccessTests {
    /// Every route, and the lowest role that opens it.
    static let routes: [(method: HTTPMethod, path: String, role: AccessToken.Role)] = [
        (.GET, "/metrics", .metrics),
        (.GET, "/readyz", .metrics),
        (.GET, "/admin/api/damage", .viewer),
        (.POST, "/admin/api/damage/ID/release", .admin),
        (.POST, "/admin/api/damage/ID/erase", .admin),
        (.GET, "/admin/api/leads", .viewer),
        (.GET, "/admin/api/leads/ID", .viewer),
        (.GET, "/admin/api/leads/ID/payload", .operator),
        (.GET, "/admin/api/leads/ID/submission", .operator),
        (.GET, "/admin/api/leads/ID/document", .operator),
        (.GET, "/admin/api/leads/ID/report", .viewer),
        (.GET, "/admin/api/leads/ID/answers", .operator),
        (.POST, "/admin/api/leads/ID/preview", .operator),
        (.GET, "/admin/api/leads/ID/edits", .operator),
        (.PUT, "/admin/api/leads/ID/edits", .operator),
        (.POST, "/admin/api/leads/ID/replay", .operator),
        (.POST, "/admin/api/leads/ID/discard", .operator),
        (.POST, "/admin/api/leads/ID/resolve", .operator),
        (.POST, "/admin/api/leads/resolve", .operator),
        (.POST, "/admin/api/leads/ID/erase", .admin),
        (.GET, "/admin/api/books", .viewer),
        (.GET, "/admin/api/dead-letters", .viewer),
        (.GET, "/admin/api/dead-letters/causes", .viewer),
        (.GET, "/admin/api/dead-letters/ID", .viewer),
        (.POST, "/admin/api/dead-letters/ID/replay", .operator),
        (.POST, "/admin/api/dead-letters/ID/discard", .operator),
        (.POST, "/admin/api/dead-letters/replay", .operator),
        (.GET, "/admin/api/jobs", .viewer),
        (.GET, "/admin/api/jobs/none", .viewer),
        (.POST, "/admin/api/jobs", .operator),
        (.POST, "/admin/api/jobs/none/pause", .operator),
        (.POST, "/admin/api/jobs/none/continue", .operator),
        (.POST, "/admin/api/jobs/none/cancel", .operator),
        (.POST, "/admin/api/jobs/none/undo", .operator),
        (.GET, "/admin/api/waiting", .viewer),
        (.POST, "/admin/api/waiting/seite/resume", .operator),
        (.GET, "/admin/api/targets", .viewer),
        (.POST, "/admin/api/targets/kundenangaben/pause", .operator),
        (.POST, "/admin/api/targets/kundenangaben/resume", .operator),
        (.GET, "/admin/api/sources", .viewer),
        (.GET, "/admin/api/mappings", .viewer),
        (.GET, "/admin/api/findings", .viewer),
        (.GET, "/admin/api/mappings/versions/none", .viewer),
        (.GET, "/admin/api/notices", .viewer),
        (.GET, "/admin/api/notices/none", .viewer),
        (.POST, "/admin/api/notices/none/acknowledge", .operator),
        (.GET, "/admin/api/sources/seite/drift", .operator),
        (.GET, "/admin/api/sources/seite/posts", .viewer),
        (.POST, "/admin/api/backup", .admin),
        (.POST, "/admin/api/people/find", .operator),
        (.POST, "/admin/api/people/export", .admin),
        (.POST, "/admin/api/people/erase", .admin),
        (.GET, "/admin/api/people/erasures/none", .admin),
        (.POST, "/admin/api/people/reindex", .admin),
        (.GET, "/admin/api/tokens", .admin),
        (.POST, "/admin/api/tokens", .admin),
        (.POST, "/admin/api/tokens/none/revoke", .admin),
        (.GET, "/admin/api/audit", .admin),
    ]

    @Test("each route is open from its role on, and to nobody below it")
    func matrix() async throws {
        try await Desk.run { desk in
            let id = try await desk.lead(.dead)
            for role in AccessToken.Role.allCases {
                let token = try await desk.token(role.rawValue, role)
                for route in Self.routes {
                    let path = route.path.replacing("ID", with: id.rawValue)
                    // An order that nobody understands changes nothing, and is looked at behind the door.
                    let body = route.method != .GET ? #"{"no-such-member": true}"# : nil
                    let status = try await desk.ask(route.method, path, body, token: token).status
                    let isOpen = status != 401 && status != 403
                    #expect(isOpen == (role >= route.role), "\(role) \(route.method) \(route.path): \(status)")
                }
            }
        }
    }

    @Test("every route there is stands in that table")
    func complete() async throws {
        try await Desk.run { desk in
            let variables = ["ID", "none", "kundenangaben", "seite"]
            func shape(_ route: String) -> String {
                let parts = route.split(separator: "/").map { part in
                    part.hasPrefix(":") || part.hasPrefix("{") || variables.contains(String(part)) ? "*" : String(part)
                }
                return parts.joined(separator: "/")
            }
            let routes = desk.server.routes.filter { !$0.hasPrefix("HEAD ") && $0 != "GET /livez" }
            #expect(Set(routes.map(shape)) == Set(Self.routes.map { shape("\($0.method) \($0.path)") }))
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
