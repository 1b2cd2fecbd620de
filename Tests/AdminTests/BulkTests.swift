import JSON
import Leads
import NIOHTTP1
import Names
import SQLiteLeads
import Targets
import Testing

@Suite("Bulk replay, targets and files", .timeLimit(.minutes(1)))
struct BulkTests {
    @Test("a preview counts and moves nothing; the order moves exactly what matches")
    func previewAndReplay() async throws {
        try await Desk.run { desk in
            let mine = [try await desk.lead(.dead), try await desk.lead(.dead)]
            let other = try await desk.lead(.dead, source: "andere")
            let uncertain = try await desk.lead(.uncertain)
            let preview = try await desk.post("/dead-letters/replay", #"{"source": "seite", "preview": true}"#)
            #expect(preview.status == 200)
            #expect(preview.json["matched"] == 2)
            #expect(preview.json["verdicts"] == ["queued": 2])
            let before = try await desk.state(mine[0])
            #expect(before == .dead)
            let order = try await desk.post("/dead-letters/replay", #"{"source": "seite", "reason": "mended"}"#)
            #expect(order.status == 202)
            #expect(order.json["replayed"] == 2)
            for id in mine {
                let state = try await desk.state(id)
                #expect(state == .queued)
            }
            let untouched = [try await desk.state(other), try await desk.state(uncertain)]
            #expect(untouched == [.dead, .uncertain])
        }
    }

    @Test("the same operation id gives the same answer and replays nothing twice", arguments: [true, false])
    func idempotent(asHeader: Bool) async throws {
        try await Desk.run { desk in
            let id = try await desk.lead(.dead)
            let body = asHeader ? #"{"source": "seite"}"# : #"{"source": "seite", "operation": "op-1"}"#
            let headers = asHeader ? [("Idempotency-Key", "op-1")] : []
            let first = try await desk.post("/dead-letters/replay", body, headers: headers)
            #expect(first.json["replayed"] == 1)
            let cause = Cause(class: .data, code: "target-400", message: "words")
            try await desk.store.record(.refused(cause), for: id, at: Desk.now)
            let second = try await desk.post("/dead-letters/replay", body, headers: headers)
            #expect(second.text == first.text)
            #expect(second.status == first.status)
            let state = try await desk.state(id)
            #expect(state == .dead, "dead again, and not replayed again")
            let other = try await desk.post("/dead-letters/replay", "{}", headers: [("Idempotency-Key", "op-1")])
            #expect(other.status == 422)
        }
    }

    @Test("causes group what one mend will help")
    func causes() async throws {
        try await Desk.run { desk in
            for _ in 0..<3 { try await desk.lead(.dead) }
            try await desk.lead(.dead, code: "target-400")
            try await desk.lead(.uncertain)
            let groups = try await desk.get("/dead-letters/causes").json["causes"]?.arrayValue ?? []
            #expect(groups.count == 3)
            #expect(groups.first?["count"] == 3)
            let fingerprint = groups.first?["fingerprint"]?.stringValue ?? ""
            let order = try await desk.post("/dead-letters/replay", #"{"fingerprint": "\#(fingerprint)"}"#)
            #expect(order.json["replayed"] == 3)
        }
    }

    @Test("the list of targets says how much of what they let through each client has used")
    func clients() async throws {
        try await Desk.run { desk in
            let clients = try await desk.get("/targets").json["clients"]
            #expect(
                clients == [["client": "client", "requests": 2_000, "limit": 2_000, "waiting": 8, "restsSeconds": 2]]
            )
        }
    }

    @Test("a target is paused and resumed, and the list says why")
    func targets() async throws {
        try await Desk.run { desk in
            func kundenangaben(_ answer: Answer) -> JSONValue? {
                answer.json["targets"]?.arrayValue?.first { $0["target"] == "kundenangaben" }
            }
            let open = try await desk.get("/targets")
            #expect(kundenangaben(open)?["state"] == "open")
            let paused = try await desk.post("/targets/kundenangaben/pause", #"{"reason": "maintenance"}"#)
            #expect(kundenangaben(paused)?["state"] == "paused")
            #expect(kundenangaben(paused)?["cause"]?["message"] == "maintenance")
            #expect(kundenangaben(paused)?["since"] == "2026-09-21T14:13:20.000Z")
            let resumed = try await desk.post("/targets/kundenangaben/resume")
            #expect(kundenangaben(resumed)?["state"] == "open")
            let unknown = try await desk.post("/targets/nowhere/pause")
            #expect(unknown.status == 404)
            #expect(unknown.detail.contains("kex-vorgang"))
        }
    }

    @Test("each source that waits at a target is shown, with how many leads and since when")
    func waitingSources() async throws {
        try await Desk.run { desk in
            try await desk.lead()
            try await desk.lead()
            try await desk.lead(.uncertain)
            let targets = try await desk.get("/targets").json["targets"]?.arrayValue
            let target = targets?.first { $0["target"] == "kundenangaben" }
            #expect(target?["waiting"] == 2)
            #expect(target?["uncertain"] == 1)
            #expect(target?["oldest"] == "2026-09-21T14:13:20.000Z")
            #expect(target?["sources"]?[0]?["source"] == "seite")
            #expect(target?["sources"]?[0]?["state"] == "open")
            #expect(target?["sources"]?[0]?["waiting"] == 2)
        }
    }

    @Test("books, sources, mappings and findings are shown; no secret is")
    func library() async throws {
        try await Desk.run { desk in
            try await desk.lead(.dead)
            let books = try await desk.get("/books").json
            #expect(books["accepted"] == 1)
            #expect(books["balanced"] == true)
            #expect(books["states"]?["dead"] == 1)
            let sources = try await desk.get("/sources")
            #expect(sources.json["sources"]?[0]?["name"] == "seite")
            #expect(!sources.text.contains("SECRET"))
            let mappings = try await desk.get("/mappings").json["mappings"]?.arrayValue
            #expect(mappings?.map { $0["name"] } == ["abbildung"])
            let findings = try await desk.get("/findings").json["findings"]?.arrayValue ?? []
            #expect(findings.contains { $0["file"] == "kaputt.json" })
        }
    }

    @Test("an order to resume a source that would do nothing says why")
    func idleResume() async throws {
        try await Desk.run { desk in
            let stranger = try await desk.post("/targets/kundenangaben/resume", #"{"source": "gibtsnicht"}"#)
            #expect(stranger.status == 404)
            #expect(stranger.detail.contains("gibtsnicht"))
            #expect(try await desk.post("/targets/kundenangaben/resume", #"{"source": "seite"}"#).status == 200)
            _ = try await desk.post("/targets/kundenangaben/pause", #"{"reason": "maintenance"}"#)
            let paused = try await desk.post("/targets/kundenangaben/resume", #"{"source": "seite"}"#)
            #expect(paused.status == 409)
            #expect(paused.detail.contains("leadgate targets resume kundenangaben"))
        }
    }
}
