import JSON
import Leads
import NIOHTTP1
import SQLiteLeads
import Testing

@testable import Admin

@Suite("Mending what came for a lead", .timeLimit(.minutes(1)))
struct EditTests {
    static let body = #"{"nachnme": "\#(Desk.canary)", "geburtsdatum": "1.2.1980"}"#
    static let patch = #"[{"op": "move", "from": "/nachnme", "path": "/nachname"}]"#

    @Test("the preview shows the document with the patch and stores nothing; with the edit a replay sends it")
    func mended() async throws {
        try await Desk.run(delivers: true) { desk in
            let id = try await desk.lead(.dead, body: Self.body)
            #expect(try await desk.post("/leads/\(id)/preview").json["wouldBe"]?["verdict"] == "dead")
            let preview = try await desk.post("/leads/\(id)/preview", #"{"patch": \#(Self.patch), "reason": "x"}"#)
            #expect(preview.json["wouldBe"]?["verdict"] == "queued", "\(preview.text)")
            #expect(preview.json["payload"]?["nachname"] == .string(Desk.canary))
            #expect(try await desk.get("/leads/\(id)").json["edited"] == nil)

            let seen = try await desk.get("/leads/\(id)").json["version"]?.numberValue?.int ?? 0
            let order = #"{"patch": \#(Self.patch), "reason": "a typing error"}"#
            let edited = try await desk.put("/leads/\(id)/edits", order, version: seen)
            #expect(edited.status == 200 && edited.json["edited"] == true, "\(edited.text)")
            #expect(edited.headers["etag"] == ["\"\(edited.json["version"]?.numberValue?.int ?? 0)\""])
            #expect(try await desk.get("/leads/\(id)/edits?reason=x").headers["etag"] == edited.headers["etag"])
            #expect(try await desk.get("/leads/\(id)/payload?reason=x").text == Self.body)
            let shown = try await desk.get("/leads/\(id)/edits?reason=x").json
            #expect(shown["patch"]?[0]?["op"] == "move" && shown["payload"]?["nachname"] == .string(Desk.canary))
            let lead = try await desk.get("/leads/\(id)")
            #expect(lead.json["edited"] == true)
            #expect(lead.json["timeline"]?.arrayValue?.last?["operations"] == 1)
            #expect(!lead.text.contains(Desk.canary) && !lead.text.contains("nachname"))
            #expect(try await desk.get("/audit?act=edited").json["entries"]?[0]?["reason"] == "a typing error")

            #expect(try await desk.post("/leads/\(id)/replay").status == 202)
            while try await desk.state(id) != .delivered { await Task.yield() }
            #expect(try await desk.get("/leads/\(id)/document?reason=x").text.contains(Desk.canary))
        }
    }

    @Test("what does not fit, or comes from somebody who has not looked, changes nothing")
    func refused() async throws {
        try await Desk.run { desk in
            let id = try await desk.lead(.dead, body: Self.body)
            let seen = try await desk.get("/leads/\(id)").json["version"]?.numberValue?.int ?? 0
            let order = #"{"patch": \#(Self.patch)}"#
            #expect(try await desk.ask(.PUT, "/admin/api/leads/\(id)/edits", order).status == 400)
            #expect(try await desk.put("/leads/\(id)/edits", order, version: seen - 1).status == 409)
            let unfit = #"{"patch": [{"op": "remove", "path": "/kanari"}]}"#
            let answer = try await desk.put("/leads/\(id)/edits", unfit, version: seen)
            #expect(answer.status == 422 && !answer.text.contains(Desk.canary), "\(answer.text)")
            #expect(try await desk.put("/leads/\(id)/edits", #"{"patch": {}}"#, version: seen).status == 400)
            #expect(try await desk.store.submission(id)?.edits == nil)
            let sent = try await desk.lead(.delivered, body: Self.body)
            #expect(try await desk.put("/leads/\(sent)/edits", order, version: 3).status == 409)
        }
    }

    @Test("a body that cannot be decoded is mended as a whole")
    func undecodable() async throws {
        try await Desk.run { desk in
            let id = try await desk.lead(.dead, body: #"{"nachname": "#)
            let patch = #"{"patch": [{"op": "add", "path": "", "value": {"nachname": "Muster"}}]}"#
            let preview = try await desk.post("/leads/\(id)/preview", patch)
            #expect(preview.json["wouldBe"]?["verdict"] == "queued", "\(preview.text)")
        }
    }

    @Test("who is found by what came is found by what was mended, too")
    func found() async throws {
        try await Desk.run { desk in
            let id = try await desk.lead(.dead, body: #"{"nachname": "X", "mail": "old@example.org"}"#)
            let order = #"{"patch": [{"op": "replace", "path": "/mail", "value": "new@example.org"}], "version": 3}"#
            #expect(try await desk.ask(.PUT, "/admin/api/leads/\(id)/edits", order).status == 200)
            for email in ["old@example.org", "new@example.org"] {
                let found = try await desk.post("/people/find", #"{"email": "\#(email)"}"#)
                #expect(found.ids == [id.rawValue], "\(email)")
            }
        }
    }
}

extension Desk {
    fileprivate func put(_ path: String, _ body: String, version: Int) async throws -> Answer {
        try await ask(.PUT, "/admin/api" + path, body, headers: [("If-Match", "\"\(version)\"")])
    }
}
