import Foundation
import JSON
import Leads
import NIOHTTP1
import Names
import SQLiteLeads
import Targets
import TestSupport
import Testing

@testable import Intake

private let bearer = #"{"credential": {"scheme": "bearer", "secret": "correct-horse-battery"}}"#
private let authorization = ("authorization", "Bearer correct-horse-battery")

@Suite("Posts and their receipts")
struct ReceiptTests {
    @Test("a post is stored, answered with 200 and its id, and delivery is told")
    func receipt() async throws {
        try await Gateway.with(sources: ["a": bearer]) { gateway in
            let answer = try await gateway.post(
                "/hooks/a?utm_source=x",
                #"{"nachname":"Müller"}"#,
                [authorization, ("x-page", "1")]
            )
            #expect(answer.status == 200)
            #expect(answer.json["state"] == "queued")
            let id = try #require(LeadID(answer.json["id"]?.stringValue ?? ""))
            #expect(answer.json["links"]?["self"] == .string("/leads/\(id)"))
            let lead = try #require(try await gateway.store.lead(id))
            #expect(lead.source == "a")
            #expect(lead.mode == .test)
            #expect(lead.receivedAt == gateway.clock.now())
            let submission = try #require(try await gateway.store.submission(id))
            #expect(submission.body == Array(#"{"nachname":"Müller"}"#.utf8))
            #expect(submission.contentType == "application/json")
            #expect(submission.query == ["utm_source": "x"])
            #expect(submission.headers["x-page"] == "1")
            #expect(submission.headers["authorization"] == nil)
            #expect(try await gateway.store.queueLengths().map(\.target) == [.kundenangaben])
        }
    }

    @Test("a lead that cannot be mapped is accepted, stored and parked as a dead letter with its cause")
    func unmappable() async throws {
        try await Gateway.with(sources: ["a": bearer]) { gateway in
            let answer = try await gateway.post("/hooks/a", #"{"vorname":"Max"}"#, [authorization])
            #expect(answer.status == 200)
            #expect(answer.json["state"] == "dead")
            let id = try #require(LeadID(answer.json["id"]?.stringValue ?? ""))
            let lead = try #require(try await gateway.store.lead(id))
            #expect(lead.state == .dead)
            #expect(lead.cause?.class == .data)
            #expect(lead.cause?.code == "mapping-failed")
            #expect(try await gateway.store.queueLengths().isEmpty)
            #expect(try await gateway.store.books().balanced)
        }
    }

    @Test("a post to a source that is switched off is kept for a person, never refused for good")
    func disabled() async throws {
        let source = #"{"enabled": false, "credential": {"scheme": "bearer", "secret": "correct-horse-battery"}}"#
        try await Gateway.with(sources: ["a": source]) { gateway in
            let answer = try await gateway.post("/hooks/a", #"{"nachname":"M"}"#, [authorization])
            #expect(answer.status == 200)
            let id = try #require(LeadID(answer.json["id"]?.stringValue ?? ""))
            #expect(try await gateway.store.lead(id)?.cause?.code == "source-disabled")
            #expect(try await gateway.store.queueLengths().isEmpty)
        }
    }

    @Test(
        "bodies that cannot be read are refused with their place and kept as dead letters, once for each content",
        arguments: [
            (#"{"a":1,}"#, "application/json", 400, "malformed-body"),
            (#"{"a":1,"a":2}"#, "application/json", 400, "malformed-body"),
            (#"{"a":"Zeile 1\n"#, "application/json", 400, "malformed-body"),
            ("x", "application/pdf", 415, "unsupported-body"),
            ("{}", "application/json; charset=utf-7", 415, "unsupported-body"),
        ]
    )
    func unreadable(body: String, type: String, status: Int, problem: String) async throws {
        try await Gateway.with(sources: ["a": bearer]) { gateway in
            let answer = try await gateway.send(
                .POST,
                "/hooks/a",
                [("content-type", type), authorization],
                body: Array(body.utf8)
            )
            #expect(answer.status == status)
            #expect(answer.problem == problem)
            #expect(answer.headers.first(name: "content-type") == "application/problem+json")
            #expect(answer.json["status"] == .number(JSONNumber(status)))
            let id = try #require(LeadID(answer.json["lead"]?.stringValue ?? ""))
            let lead = try #require(try await gateway.store.lead(id))
            #expect(lead.state == .dead)
            #expect(lead.cause?.code == "undecodable")
            #expect(try await gateway.store.submission(id)?.body == Array(body.utf8))
            let again = try await gateway.send(
                .POST,
                "/hooks/a",
                [("content-type", type), authorization],
                body: Array(body.utf8)
            )
            #expect(again.json["lead"] == answer.json["lead"])
            #expect(try await gateway.store.count(matching: LeadFilter()) == 1)
        }
    }

    @Test(
        "a post without a body, or without a value, is kept and not sent",
        arguments: ["", "{}", "[]", "null", #"{"a":""}"#]
    )
    func empty(body: String) async throws {
        try await Gateway.with(sources: ["a": bearer]) { gateway in
            let answer = try await gateway.post("/hooks/a", body, [authorization])
            #expect(answer.status == 200)
            let id = try #require(LeadID(answer.json["id"]?.stringValue ?? ""))
            #expect(try await gateway.store.lead(id)?.state == .dead)
        }
    }

    @Test("a list of several persons is one dead letter until the mapping says that each is a lead")
    func severalPersons() async throws {
        try await Gateway.with(sources: ["a": bearer]) { gateway in
            let answer = try await gateway.post("/hooks/a", #"[{"nachname":"A"},{"nachname":"B"}]"#, [authorization])
            #expect(answer.status == 200)
            let id = try #require(LeadID(answer.json["id"]?.stringValue ?? ""))
            #expect(try await gateway.store.lead(id)?.cause?.code == "several-leads")
        }
    }

    @Test("a GET with values is refused, or a lead where the source takes it so")
    func getWithValues() async throws {
        let open =
            #"{"methods": ["POST", "GET"], "credential": {"scheme": "bearer", "secret": "correct-horse-battery"}}"#
        try await Gateway.with(sources: ["a": bearer, "b": open]) { gateway in
            let refused = try await gateway.send(.GET, "/hooks/a?nachname=Muster", [authorization])
            #expect(refused.status == 405)
            #expect(refused.headers.first(name: "allow")?.contains("POST") == true)
            let taken = try await gateway.send(.GET, "/hooks/b?nachname=Muster", [authorization])
            let id = try #require(LeadID(taken.json["id"]?.stringValue ?? ""))
            #expect(try await gateway.store.lead(id)?.state == .queued)
            #expect(try await gateway.send(.GET, "/hooks/a", []).status == 200)
        }
    }

    @Test("values of the address are the lead's, in a post without a body too")
    func queryValues() async throws {
        try await Gateway.with(sources: ["a": bearer]) { gateway in
            let answer = try await gateway.send(
                .POST,
                "/hooks/a?nachname=Muster",
                [("content-type", "application/x-www-form-urlencoded"), authorization],
                body: []
            )
            let id = try #require(LeadID(answer.json["id"]?.stringValue ?? ""))
            #expect(try await gateway.store.lead(id)?.state == .queued)
        }
    }

    @Test("a page of a foreign origin may not post")
    func foreignOrigin() async throws {
        let source =
            #"{"origins": ["https://www.example.org"], "credential": {"scheme": "bearer", "secret": "correct-horse-battery"}}"#
        try await Gateway.with(sources: ["a": source]) { gateway in
            let foreign = try await gateway.post(
                "/hooks/a",
                #"{"nachname":"M"}"#,
                [authorization, ("origin", "https://boese.example")]
            )
            #expect(foreign.status == 403)
            #expect(try await gateway.store.count(matching: LeadFilter()) == 0)
            let own = try await gateway.post(
                "/hooks/a",
                #"{"nachname":"M"}"#,
                [authorization, ("origin", "https://www.example.org")]
            )
            #expect(own.status == 200)
            #expect(try await gateway.post("/hooks/a", #"{"nachname":"N"}"#, [authorization]).status == 200)
        }
    }

    @Test("what comes again under a source's own key with other content is kept beside the lead")
    func repeatedDifferently() async throws {
        let source =
            #"{"duplicates": {"key": "$.payload.id"}, "credential": {"scheme": "bearer", "secret": "correct-horse-battery"}}"#
        try await Gateway.with(sources: ["a": source]) { gateway in
            let first = try await gateway.post("/hooks/a", #"{"id":"s-1","nachname":"M"}"#, [authorization])
            let second = try await gateway.post(
                "/hooks/a",
                #"{"id":"s-1","nachname":"M","email":"m@example.org"}"#,
                [authorization]
            )
            #expect(second.json["id"] == first.json["id"])
            #expect(first.json["repeated"] == nil && second.json["repeated"] == "differently")
            let id = try #require(LeadID(first.json["id"]?.stringValue ?? ""))
            let entry = try #require(
                try await gateway.store.timeline(id).first { $0.event == LeadEvent.Kind.repeatedDifferently.rawValue }
            )
            #expect(
                entry.evidence?.answer.map { String(decoding: $0, as: UTF8.self) }?.contains("m@example.org") == true
            )
        }
    }

    @Test("what supersedes takes the place of a lead that has not gone out")
    func supersede() async throws {
        let source =
            #"{"duplicates": {"key": "$.payload.id", "differs": "supersede"}, "credential": {"scheme": "bearer", "secret": "correct-horse-battery"}}"#
        try await Gateway.with(sources: ["a": source]) { gateway in
            let first = try await gateway.post("/hooks/a", #"{"id":"s-1","nachname":"M"}"#, [authorization])
            let second = try await gateway.post("/hooks/a", #"{"id":"s-1","nachname":"Neu"}"#, [authorization])
            #expect(second.json["id"] != first.json["id"])
            let id = try #require(LeadID(first.json["id"]?.stringValue ?? ""))
            #expect(try await gateway.store.lead(id)?.state == .discarded)
        }
    }

    @Test("nothing takes the place of a lead that was discarded while nobody knew whether the target has it")
    func doubtful() async throws {
        let source =
            #"{"duplicates": {"key": "$.payload.id", "differs": "supersede"}, "credential": {"scheme": "bearer", "secret": "correct-horse-battery"}}"#
        try await Gateway.with(sources: ["a": source]) { gateway in
            let first = try await gateway.post("/hooks/a", #"{"id":"s-1","nachname":"M"}"#, [authorization])
            let id = try #require(LeadID(first.json["id"]?.stringValue ?? ""))
            let lead = try #require(try await gateway.store.lead(id))
            for event in [
                LeadEvent.fenced(lead.presumedIntent, Cause(.restored)), .discarded(by: "anna", reason: "a test"),
            ] {
                try await gateway.store.record(event, for: id, at: lead.receivedAt + 1)
            }
            let second = try await gateway.post("/hooks/a", #"{"id":"s-1","nachname":"Neu"}"#, [authorization])
            #expect(second.json["id"] == first.json["id"], "it is kept beside the first, for a person")
        }
    }

    @Test(
        "what senders write for no key is none",
        arguments: [
            #""0""#, "0", #""null""#, #""undefined""#, #""""#, "null", #""k.A.""#, #""{{lead.id}}""#, "true",
            #"["a", "b"]"#, #""0000""#, "-1", #""-999""#, #""undefined-undefined""#, #""null_null""#, #""{id}""#,
            #""[field id=\"x\"]""#, #""%%id%%""#, #""[object Object]""#, #""n/a""#,
            #""00000000-0000-0000-0000-000000000000""#,
        ]
    )
    func noKeys(key: String) async throws { try await Self.post(twiceUnder: key, named: "A", "B", isRepeat: false) }

    private static func post(twiceUnder key: String, named one: String, _ other: String, isRepeat: Bool)
        async throws
    {
        let source =
            #"{"duplicates": {"key": "$.payload.id"}, "credential": {"scheme": "bearer", "secret": "correct-horse-battery"}}"#
        try await Gateway.with(sources: ["a": source]) { gateway in
            let first = try await gateway.post("/hooks/a", "{\"id\":\(key),\"nachname\":\"\(one)\"}", [authorization])
            let second = try await gateway.post(
                "/hooks/a",
                "{\"id\":\(key),\"nachname\":\"\(other)\"}",
                [authorization]
            )
            #expect((first.json["id"] == second.json["id"]) == isRepeat)
        }
    }

    @Test(
        "what only looks like none is a key",
        arguments: [#""-8214565720323784705""#, #""0001""#, #""Null-7""#, #""A""#]
    )
    func keys(key: String) async throws { try await Self.post(twiceUnder: key, named: "A", "A", isRepeat: true) }

    @Test("a fault in JSON is shown with line and column")
    func place() async throws {
        try await Gateway.with(sources: ["a": bearer]) { gateway in
            let answer = try await gateway.post("/hooks/a", "{\n  \"a\": tru\n}", [authorization])
            #expect(answer.json["line"] == 2)
            #expect(answer.json["detail"]?.stringValue?.contains("line 2, column") == true)
        }
    }

    @Test("a source's own status, redirect and empty answer are kept")
    func responses() async throws {
        let credential = #""credential": {"scheme": "none"}"#
        try await Gateway.with(sources: [
            "created": #"{"respond": {"status": 201}, \#(credential)}"#,
            "empty": #"{"respond": {"status": 204}, \#(credential)}"#,
            "page": #"{"respond": {"redirect": "https://www.example.org/danke"}, \#(credential)}"#,
        ]) { gateway in
            #expect(try await gateway.post("/hooks/created", #"{"nachname":"M"}"#).status == 201)
            let empty = try await gateway.post("/hooks/empty", #"{"nachname":"M"}"#)
            #expect(empty.status == 204)
            #expect(empty.body.isEmpty)
            let form = ("content-type", "application/x-www-form-urlencoded")
            let page = try await gateway.send(.POST, "/hooks/page", [form], body: Array("nachname=M".utf8))
            #expect(page.status == 303)
            #expect(page.headers.first(name: "location") == "https://www.example.org/danke")
            let fetch = try await gateway.send(
                .POST,
                "/hooks/page",
                [form, ("accept", "application/json")],
                body: Array("nachname=M".utf8)
            )
            #expect(fetch.status == 200)
            #expect(
                try await gateway.post("/hooks/page", #"{"nachname":"M"}"#, [("accept", "text/html,*/*")]).status == 303
            )
            #expect(try await gateway.post("/hooks/page", #"{"nachname":"M"}"#).status == 200)
        }
    }

    @Test("one post of many leads makes each of them, and the receipt lists them")
    func batch() async throws {
        try await Gateway.with(sources: ["a": bearer], mappings: ["m": Gateway.batch]) { gateway in
            let answer = try await gateway.post(
                "/hooks/a",
                #"{"leads":[{"nachname":"A"},{"vorname":"B"},{"nachname":"C"}]}"#,
                [authorization]
            )
            let leads = try #require(answer.json["leads"]?.arrayValue)
            #expect(leads.map { $0["state"] } == ["queued", "dead", "queued"])
            let ids = leads.compactMap { LeadID($0["id"]?.stringValue ?? "") }
            #expect(Set(ids).count == 3)
            for (index, id) in ids.enumerated() {
                #expect(try await gateway.store.submission(id)?.item == index)
            }
            #expect(try await gateway.store.queueLengths().map(\.count) == [2])
        }
    }

    @Test("a batch post without a lead is kept as a dead letter, not thrown away")
    func emptyBatch() async throws {
        try await Gateway.with(sources: ["a": bearer], mappings: ["m": Gateway.batch]) { gateway in
            let answer = try await gateway.post("/hooks/a", #"{"entries":[]}"#, [authorization])
            #expect(answer.status == 200)
            #expect(answer.json["leads"]?[0]?["state"] == "dead")
        }
    }

    @Test("a lead for a target that nothing delivers to is dead at once, and one that is stored is shown")
    func withoutSystem() async throws {
        let source = #"{"credential": {"scheme": "none"}}"#
        try await Gateway.with(sources: ["a": source], targets: [.kexVorgang]) { gateway in
            let answer = try await gateway.post("/hooks/a", #"{"nachname":"M"}"#)
            #expect(answer.json["state"] == "dead")
            let id = try #require(LeadID(answer.json["id"]?.stringValue ?? ""))
            #expect(try await gateway.store.lead(id)?.cause?.known == .targetWithoutSystem)
            try await gateway.store.record(.replayed(by: "anna", reason: nil), for: id, at: 1)
            let readiness = try await gateway.send(.GET, "/readyz")
            #expect(readiness.json["withoutSystem"] == [["target": "kundenangaben", "leads": 1, "mappings": 0]])
        }
    }

    @Test("whoever asks for readiness in a loop has the file asked once a second")
    func askedInALoop() async throws {
        let lengths = RecentQueueLengths()
        let reads = Shared(0)
        func ask(at now: Int64) async -> Int {
            await lengths.value(now: now) {
                reads.change { $0 += 1 }
                return [QueueLength(target: .kundenangaben, source: "a", count: reads.value, oldest: 0)]
            }.first?.count ?? 0
        }
        var answers: [Int] = []
        for now in [0, 1, 500, 999, 1_000, 1_001, 1_999, 2_500] as [Int64] { answers.append(await ask(at: now)) }
        #expect(answers == [1, 1, 1, 1, 2, 2, 2, 3])
        #expect(reads.value == 3)
    }

    @Test("large bodies are taken up to the source's limit, 413 beyond, before and while they come")
    func sizes() async throws {
        let source =
            #"{"limits": {"body": "2MiB"}, "credential": {"scheme": "bearer", "secret": "correct-horse-battery"}}"#
        let small =
            #"{"limits": {"body": "1KiB"}, "credential": {"scheme": "bearer", "secret": "correct-horse-battery"}}"#
        try await Gateway.with(sources: ["a": source, "b": bearer, "c": small]) { gateway in
            func body(_ size: Int) -> String { #"{"nachname":"M","x":"\#(String(repeating: "y", count: size))"}"# }
            for (path, size, secret, status) in [
                ("/hooks/a", 1_500_000, "correct-horse-battery", 200),
                ("/hooks/b", 1_500_000, "correct-horse-battery", 413),
                ("/hooks/c", 2_000, "correct-horse-battery", 413), ("/hooks/a", 1_500_000, "wrong", 413),
            ] {
                let answer = try await gateway.post(path, body(size), [("authorization", "Bearer \(secret)")])
                #expect(answer.status == status, "\(path)")
            }
        }
    }

    @Test("beyond a source's posts a minute comes 429 with Retry-After, and a moment later there is room again")
    func rate() async throws {
        let source = #"{"limits": {"perMinute": 2}, "credential": {"scheme": "none"}}"#
        try await Gateway.with(sources: ["a": source]) { gateway in
            for status in [200, 200, 429] {
                let answer = try await gateway.post("/hooks/a", #"{"nachname":"M"}"#)
                #expect(answer.status == status)
            }
            let refused = try await gateway.post("/hooks/a", #"{"nachname":"M"}"#)
            #expect(refused.headers.first(name: "retry-after") == "30")
            gateway.clock.advance(30_000)
            #expect(try await gateway.post("/hooks/a", #"{"nachname":"M"}"#).status == 200)
        }
    }

    @Test("a full disk is 503 with Retry-After, and readiness says so")
    func full() async throws {
        try await Gateway.with(sources: ["a": bearer], reservedBytes: .max) { gateway in
            let answer = try await gateway.post("/hooks/a", #"{"nachname":"M"}"#, [authorization])
            #expect(answer.status == 503)
            #expect(answer.problem == "store-full")
            #expect(answer.headers.first(name: "retry-after") != nil)
            #expect(try await gateway.send(.GET, "/readyz").status == 503)
            #expect(try await gateway.send(.GET, "/livez").status == 200)
        }
    }

    @Test("no value of a lead and no secret stands in a log line")
    func log() async throws {
        let url = #"{"credential": {"scheme": "url", "secret": "geheim-geheim-geheim"}}"#
        try await Gateway.with(sources: ["a": url]) { gateway in
            _ = try await gateway.post(
                "/hooks/a/geheim-geheim-geheim?email=max@example.org",
                #"{"nachname":"Kanarienvogel"}"#
            )
            _ = try await gateway.post("/hooks/a/falsch-falsch", #"{"nachname":"Kanarienvogel"}"#)
            let lines = gateway.log.value.joined(separator: "\n")
            #expect(lines.contains("source=a status=200"))
            #expect(lines.contains("reason=credential"))
            for value in ["Kanarienvogel", "geheim-", "falsch", "max@"] { #expect(!lines.contains(value)) }
        }
    }
}
