import JSON
import Leads
import Testing

@testable import Admin

@Suite("Search, export and erasure by person", .timeLimit(.minutes(1)))
struct PeopleTests {
    static let body = #"{"nachname": "\#(Desk.canary)", "mail": "max@example.org", "tel": "030 420860"}"#
    static let other = #"{"nachname": "Spatz", "mail": "eva@example.org", "tel": "030 420860"}"#

    @Test("a person's leads are found by any of what is known, or by all of it, page by page")
    func found() async throws {
        try await Desk.run { desk in
            let first = try await desk.lead(.dead, body: Self.body)
            let eva = try await desk.lead(.dead, body: Self.other)
            let last = try await desk.lead(.delivered, body: Self.body)
            let any = try await desk.post("/people/find", #"{"email": "MAX@example.org", "phone": "+4930420860"}"#)
            #expect(any.status == 200 && any.json["matched"] == 3, "\(any.text)")
            #expect(any.ids == [last, eva, first].map(\.rawValue))
            #expect(any.json["leads"]?[1]?["foundBy"] == ["phone"])
            let all = #"{"email": "max@example.org", "phone": "+4930420860", "match": "all", "limit": 1"#
            let page = try await desk.post("/people/find", all + "}")
            #expect(page.ids == [last.rawValue] && page.json["matched"] == 2)
            let next = try #require(page.json["next"]?.stringValue)
            let second = try await desk.post("/people/find", all + #", "cursor": "\#(next)"}"#)
            #expect(second.ids == [first.rawValue] && second.json["next"]?.isNull == true)
            #expect(try await desk.post("/people/find", #"{"caseNumber": "ab1234"}"#).ids == [last.rawValue])
            #expect(try await desk.post("/people/find", #"{"reference": "\#(first)"}"#).ids == [first.rawValue])
        }
    }

    @Test("what is asked for stands in no answer about it and in no audit entry")
    func unsaid() async throws {
        try await Desk.run { desk in
            _ = try await desk.lead(.dead, body: Self.body)
            let wrong = try await desk.post("/people/find", #"{"email": "\#(Desk.canary)"}"#)
            #expect(wrong.status == 400 && !wrong.text.contains(Desk.canary))
            #expect(try await desk.post("/people/find", #"{"email": "max@example.org"}"#).status == 200)
            let audit = try await desk.get("/audit")
            #expect(audit.json["entries"]?[0]?["act"] == "person-searched")
            #expect(audit.json["entries"]?[0]?["subject"] == "email")
            #expect(!audit.text.contains("example.org"))
        }
    }

    @Test("the export has what came, what is sent, what happened and what came of it, and says why it was asked for")
    func exported() async throws {
        try await Desk.run { desk in
            let id = try await desk.lead(.delivered, body: Self.body)
            #expect(try await desk.post("/people/export", #"{"email": "max@example.org"}"#).status == 400)
            let order = #"{"email": "max@example.org", "reason": "asked for"}"#
            let answer = try await desk.post("/people/export", order)
            #expect(answer.status == 200, "\(answer.text)")
            let lead = answer.json["leads"]?[0]
            #expect(lead?["id"] == .string(id.rawValue) && lead?["vorgangsnummer"] == "AB1234")
            #expect(lead?["submission"]?["body"] == .string(Self.body))
            #expect(lead?["documentSent"]?.text().contains(Desk.canary) == true)
            #expect(lead?["timeline"]?.arrayValue?.count == 3)
            let acts = try await desk.get("/audit?act=person-exported").json["entries"]?.arrayValue
            #expect(acts?.map { $0["subject"] } == [.string(id.rawValue), "email"])
        }
    }

    @Test("an erasure erases what was looked at, once, and proves it without naming anybody")
    func erased() async throws {
        try await Desk.run { desk in
            let first = try await desk.lead(.dead, body: Self.body)
            let eva = try await desk.lead(.dead, body: Self.other)
            let last = try await desk.lead(.delivered, body: Self.body)
            let who = #""email": "max@example.org", "reason": "asked for""#
            #expect(try await desk.post("/people/erase", "{\(who)}").status == 400)
            let preview = try await desk.post("/people/erase", #"{\#(who), "preview": true}"#)
            #expect(preview.json["matched"] == 2 && preview.json["states"] == ["dead": 1, "delivered": 1])
            let confirm = try #require(preview.json["confirm"]?.stringValue)

            let more = try await desk.lead(.queued, body: Self.body)
            #expect(try await desk.post("/people/erase", #"{\#(who), "confirm": "\#(confirm)"}"#).status == 409)
            #expect(try await desk.state(first) == .dead)
            let again = try await desk.post("/people/erase", #"{\#(who), "preview": true}"#)
            let right = try #require(again.json["confirm"]?.stringValue)
            let proof = try await desk.post("/people/erase", #"{\#(who), "confirm": "\#(right)"}"#)
            #expect(proof.status == 200 && proof.json["state"] == "done", "\(proof.text)")
            #expect(proof.json["erased"]?.arrayValue?.count == 3 && proof.json["left"] == [])
            #expect(proof.json["erased"]?[1]?["vorgangsnummer"] == "AB1234")
            #expect(proof.json["by"] == "root" && proof.json["foundBy"] == ["email"])
            #expect(!proof.text.contains("example.org") && !proof.text.contains(Desk.canary))
            for id in [first, last, more] { #expect(try await desk.state(id) == .erased) }
            #expect(try await desk.state(eva) == .dead)

            #expect(try await desk.post("/people/erase", #"{\#(who), "confirm": "\#(right)"}"#).json == proof.json)
            #expect(try await desk.get("/people/erasures/\(right)").json == proof.json)
            #expect(try await desk.post("/people/find", #"{"email": "max@example.org"}"#).json["matched"] == 0)
            let acts = try await desk.get("/audit?act=person-erased").json["entries"]?.arrayValue
            #expect(acts?.map { $0["reason"] } == ["3 leads; asked for"])
            #expect(try await desk.get("/people/erasures/none").status == 404)
        }
    }

    @Test("a lead that is being sent is left until it is there, and said to be")
    func sending() async throws {
        try await Desk.run { desk in
            let id = try await desk.lead(.sending, body: Self.body)
            let who = #""email": "max@example.org", "reason": "asked for""#
            let preview = try await desk.post("/people/erase", #"{\#(who), "preview": true}"#)
            let confirm = try #require(preview.json["confirm"]?.stringValue)
            let order = #"{\#(who), "confirm": "\#(confirm)"}"#
            let running = try await desk.post("/people/erase", order)
            #expect(running.status == 202 && running.json["state"] == "running")
            #expect(running.json["left"]?[0]?["id"] == .string(id.rawValue))
            let cause = Cause(class: .data, code: "target-422", message: "no")
            try await desk.store.record(.refused(cause), for: id, at: Desk.now)
            #expect(try await desk.post("/people/erase", order).json["state"] == "done")
        }
    }
}
