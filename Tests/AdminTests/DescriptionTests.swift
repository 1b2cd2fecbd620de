import APIDescription
import JSON
import Leads
import NIOHTTP1
import TestSupport
import Testing

@testable import Admin

@Suite("The operators' API as a document", .timeLimit(.minutes(3)))
struct DescriptionTests {
    private let check = OpenAPICheck(AdminAPI.document)

    @Test("is valid OpenAPI 3.1: what must be there is, and every reference leads somewhere")
    func valid() {
        #expect(check.faults == [])
        #expect(check.operations.count == AdminAPI.operations.count)
        #expect(AdminSchemas.all.count > 20, "the schemas are no JSON")
    }

    @Test("a fault in a document is found: this check can fail")
    func faulty() {
        let broken: JSONValue = [
            "openapi": "3.0.0", "info": ["title": "x"],
            "paths": [
                "/a/{id}": [
                    "get": [
                        "responses": [
                            "200": ["description": "x", "content": ["a/b": ["schema": ["$ref": "#/nowhere"]]]]
                        ]
                    ]
                ]
            ],
        ]
        #expect(OpenAPICheck(broken).faults.count == 4)
    }

    @Test("has every route of the router, and no other")
    func complete() async throws {
        try await Desk.run { desk in
            let routed = desk.server.routes.filter { !$0.hasPrefix("HEAD ") }.map(shape)
            let described = AdminAPI.operations.map { shape("\($0.method.rawValue.uppercased()) \($0.path)") }
            #expect(routed.sorted() == described.sorted())
        }
    }

    @Test("every route in it answers, and what it answers fits what the document says")
    func answers() async throws {
        try await Desk.run { desk in
            let id = try await desk.lead(.dead)
            _ = try await desk.lead(.uncertain)
            _ = try await desk.token("none", .viewer)
            for operation in AdminAPI.operations {
                let path = operation.examplePath(lead: id)
                let method = HTTPMethod(rawValue: operation.method.rawValue.uppercased())
                let reason = operation.parameters.contains { $0.name == "reason" } ? "?reason=why" : ""
                let body = method == .GET ? nil : #"{"no-such-member": true}"#
                let answer = try await desk.ask(method, path + reason, body)
                // What names nothing that is there is a 404 in the handler's own words, not in the router's.
                let isRouted = answer.status != 405 && !answer.detail.contains("/openapi.json")
                #expect(isRouted, "\(method) \(path)")
                guard answer.headers["content-type"].first?.contains("json") == true, operation.path != "/openapi.json"
                else {
                    continue
                }
                let misfit = check.misfit(
                    answer.json,
                    of: operation.method.rawValue,
                    operation.path,
                    status: answer.status
                )
                #expect(misfit == nil, "\(method) \(path): \(answer.status)")
            }
        }
    }

    @Test(
        "orders that are done answer as the document says",
        arguments: [
            ("/leads/ID/preview", "{}", 200), ("/leads/ID/edits", "", 200),
            ("/dead-letters/replay", #"{"preview": true}"#, 200),
            ("/jobs", #"{"action": "discard", "reason": "x", "source": "none"}"#, 202),
            ("/leads/resolve", #"{"leads": []}"#, 200),
            ("/targets/kundenangaben/pause", "{}", 200), ("/tokens", #"{"name": "a", "role": "viewer"}"#, 201),
            ("/leads/ID/discard", #"{"reason": "x"}"#, 200), ("/people/reindex", "{}", 202),
            ("/people/find", #"{"email": "nobody@example.org"}"#, 200),
        ]
    )
    func orders(path: String, body: String, status: Int) async throws {
        try await Desk.run { desk in
            let id = try await desk.lead(.dead)
            let isLook = body.isEmpty
            let real = "/admin/api" + path.replacing("ID", with: id.rawValue)
            let answer = try await desk.ask(
                isLook ? .GET : .POST,
                isLook ? real + "?reason=why" : real,
                isLook ? nil : body
            )
            #expect(answer.status == status, "\(answer.text)")
            let template =
                "/admin/api" + path.replacing("ID", with: "{id}").replacing("/kundenangaben", with: "/{target}")
            #expect(check.misfit(answer.json, of: isLook ? "get" : "post", template, status: status) == nil)
        }
    }

    @Test("is served to whoever has a token, and says nothing of what is in force here")
    func served() async throws {
        try await Desk.run { desk in
            let token = try await desk.token("vera", .viewer)
            let answer = try await desk.ask(.GET, "/openapi.json", token: token)
            #expect(answer.status == 200 && answer.json == AdminAPI.document)
            #expect(!answer.text.contains("seite") && !answer.text.contains("abbildung"))
            #expect(try await desk.ask(.GET, "/openapi.json", token: nil).status == 401)
        }
    }

    private func shape(_ route: String) -> String {
        route.split(separator: "/").map { $0.hasPrefix(":") || $0.hasPrefix("{") ? "*" : String($0) }.joined(
            separator: "/"
        )
    }
}

extension APIOperation {
    /// The path with things that are there where tests have some.
    func examplePath(lead: LeadID) -> String {
        let parts = path.split(separator: "/").map(String.init)
        let filled = parts.enumerated().map { place, part in
            guard part.hasPrefix("{") else { return part }
            switch (part, parts[place - 1]) {
            case ("{id}", "leads"), ("{id}", "dead-letters"), ("{id}", "damage"): return lead.rawValue
            case ("{target}", _): return "kundenangaben"
            case ("{name}", "sources"): return "seite"
            default: return "none"
            }
        }
        return "/" + filled.joined(separator: "/")
    }
}
