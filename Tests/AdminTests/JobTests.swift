import JSON
import Leads
import NIOHTTP1
import Names
import SQLiteLeads
import Targets
import Testing

@Suite("Jobs at the operators' desk", .timeLimit(.minutes(1)))
struct JobTests {
    /// Asks for the job until it has ended.
    private func ended(_ id: String, _ desk: Desk) async throws -> JSONValue {
        while true {
            let job = try await desk.get("/jobs/\(id)").json
            guard ["running", "undoing"].contains(job["state"]?.stringValue) else { return job }
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    @Test("an order over many leads is taken at once and done in the background, with its progress to look at")
    func replay() async throws {
        try await Desk.run { desk in
            var ids: [LeadID] = []
            for _ in 0..<120 { ids.append(try await desk.lead(.dead)) }
            let uncertain = try await desk.lead(.uncertain)
            let order = #"{"action": "replay", "source": "seite", "reason": "mended", "operation": "op-7"}"#
            let taken = try await desk.post("/jobs", order)
            #expect(taken.status == 202)
            #expect(taken.json["matched"] == 120)
            #expect(taken.json["links"]?["self"] == "/admin/api/jobs/op-7")
            let job = try await ended("op-7", desk)
            #expect(job["state"] == "done")
            #expect(job["changed"] == 120)
            #expect(job["by"] == "root")
            for id in ids { #expect(try await desk.state(id) == .queued) }
            #expect(try await desk.state(uncertain) == .uncertain)
            let again = try await desk.post("/jobs", order)
            #expect(again.json["changed"] == 120, "the same order, done already")
            let list = try await desk.get("/jobs").json["jobs"]?.arrayValue
            #expect(list?.count == 1)
        }
    }

    @Test(
        "an operation's id can stand in an address, or the order is refused",
        arguments: [("op-7", 202), ("a.b_c:d@e-1", 202), ("", 400), ("ticket 12/3", 400), ("ä", 400), ("50%", 400)]
    )
    func operation(id: String, status: UInt) async throws {
        try await Desk.run { desk in
            let order = #"{"action": "replay", "reason": "mended", "operation": "\#(id)"}"#
            let taken = try await desk.post("/jobs", order)
            #expect(taken.status == status)
            if status == 400 { #expect(taken.text.contains("1 to 64 letters")) }
            let long = String(repeating: "a", count: 65)
            let tooLong = try await desk.post("/jobs", #"{"action": "replay"}"#, headers: [("Idempotency-Key", long)])
            #expect(tooLong.status == 400)
            let quoted = try await desk.post("/jobs", order, headers: [("Idempotency-Key", "\"op-8\"")])
            #expect(quoted.json["id"] == "op-8")
        }
    }

    @Test("a replay is undone as far as it has not gone out")
    func undo() async throws {
        try await Desk.run { desk in
            let id = try await desk.lead(.dead)
            _ = try await desk.post("/jobs", #"{"action": "replay", "operation": "op-1"}"#)
            _ = try await ended("op-1", desk)
            #expect(try await desk.state(id) == .queued)
            let undoing = try await desk.post("/jobs/op-1/undo")
            #expect(undoing.status == 200)
            let job = try await ended("op-1", desk)
            #expect(job["state"] == "undone")
            #expect(job["undone"] == 1)
            #expect(try await desk.state(id) == .dead)
        }
    }

    @Test(
        "a job resolves what nobody found; what the target may still be at work on stays, and the same order is one job"
    )
    func resolve() async throws {
        try await Desk.run { desk in
            let old = try await desk.lead(.uncertain, at: Desk.now - 3_600_000)
            let young = try await desk.lead(.uncertain)
            #expect(try await desk.post("/leads/resolve", #"{"override": true}"#).detail.contains("jobs"))
            #expect(try await desk.post("/jobs", #"{"action": "resolve", "source": "seite"}"#).status == 400)
            let order =
                #"{"action": "resolve", "source": "seite", "reason": "looked there", "operation": "op-9"}"#
            for _ in 1...2 {
                let job = try await desk.post("/jobs", order)
                #expect(job.status == 202)
                #expect(job.json["matched"] == 1)
            }
            _ = try await ended("op-9", desk)
            #expect(try await desk.state(old) == .queued)
            #expect(try await desk.state(young) == .uncertain)
            let risk = #"{"action": "resolve", "reason": "looked there", "operation": "op-10", "override": true}"#
            #expect(try await desk.post("/jobs", risk).json["matched"] == 1)
            _ = try await ended("op-10", desk)
            #expect(try await desk.state(young) == .queued)
        }
    }

    @Test("a preview says what would become of the leads and which places change, without a value")
    func preview() async throws {
        try await Desk.run { desk in
            try await desk.lead(.dead)
            try await desk.lead(.dead, body: #"{"geburtsdatum": "1.2.1980"}"#)
            let mapping = #"""
                { "target": "kundenangaben", "missing": "omit", "unreadable": "omit",
                  "document": { "kundenangaben": { "haushalte": [ { "kunden": [ { "referenzId": "k1",
                    "personendaten": { "person": { "nachname": { "$from": "$.form.nachname", "$missing": "fail" },
                      "vorname": { "$from": "$.form.nachname" } } } } ] } ] } } }
                """#
            let order = #"{"action": "replay", "preview": true, "mapping": \#(mapping)}"#
            let answer = try await desk.post("/jobs", order)
            #expect(answer.status == 200)
            #expect(answer.json["matched"] == 2)
            #expect(answer.json["looked"] == 2)
            #expect(answer.json["verdicts"]?["queued"] == 1)
            #expect(!answer.text.contains(Desk.canary))
            #expect(try await desk.get("/jobs").json["jobs"] == [])
        }
    }

    @Test("a preview looks at all that match, or says that it is a part; of a discard it is the number alone")
    func previewOfAll() async throws {
        try await Desk.run { desk in
            let leads = (0...500).map { _ in
                NewLead(
                    lead: Lead(
                        id: LeadID.make(now: Desk.now),
                        source: "seite",
                        target: .kundenangaben,
                        mode: .test,
                        receivedAt: Desk.now
                    ),
                    refusal: Cause(.nothingMapped),
                    submission: Submission(body: Array(#"{"nachname":"M"}"#.utf8), contentType: "application/json")
                )
            }
            _ = try await desk.store.accept(leads)
            let all = try await desk.post("/jobs", #"{"action": "replay", "preview": true}"#).json
            #expect(all["matched"] == 501 && all["looked"] == 501 && all["partial"] == false)
            #expect(all["verdicts"]?["queued"] == 501)
            let discard = try await desk.post("/jobs", #"{"action": "discard", "preview": true}"#).json
            #expect(discard["matched"] == 501 && discard["verdicts"] == ["discarded": 501])
            #expect(try await desk.store.books()[.dead] == 501)
        }
    }

    @Test("of a replay it is said what the leads became: some are uncertain, since the target may have them")
    func became() async throws {
        try await Desk.run { desk in
            try await desk.lead(.discarded)
            let doubtful = try await desk.lead(.uncertain)
            _ = try await desk.post("/leads/\(doubtful)/discard", #"{"reason": "a test"}"#)
            let order = #"{"action": "replay", "state": "discarded", "operation": "op-1"}"#
            let begun = try await desk.post("/jobs", order)
            #expect(begun.status == 202)
            let job = try await ended("op-1", desk)
            #expect(job["changed"] == 2)
            #expect(job["became"] == ["queued": 1, "uncertain": 1])
        }
    }

    @Test(
        "an order that is half right is refused in words, and nothing moves",
        arguments: [
            (#"{"action": "erase"}"#, "replay"),
            (#"{"action": "replay", "state": "delivered"}"#, "dead, discarded"),
            (#"{"action": "replay", "state": "uncertain"}"#, "one by one"),
            (#"{"action": "discard"}"#, "say why"),
            (#"{"action": "replay", "rate": "10"}"#, "whole number"),
            (#"{"action": "replay", "rate": 0}"#, "1 to 10000"),
            (#"{"action": "replay", "sauce": "seite"}"#, "sauce"),
        ]
    )
    func refused(order: String, words: String) async throws {
        try await Desk.run { desk in
            let id = try await desk.lead(.dead)
            let answer = try await desk.post("/jobs", order)
            #expect(answer.status == 400)
            #expect(answer.isProblem)
            #expect(answer.detail.contains(words), "\(answer.detail)")
            #expect(try await desk.state(id) == .dead)
        }
    }

    @Test("an unknown job is 404, and a turn that makes no sense is 409")
    func turns() async throws {
        try await Desk.run { desk in
            #expect(try await desk.get("/jobs/none").status == 404)
            #expect(try await desk.post("/jobs/none/pause").status == 404)
            _ = try await desk.post("/jobs", #"{"action": "replay", "operation": "op-1"}"#)
            _ = try await ended("op-1", desk)
            #expect(try await desk.post("/jobs/op-1/pause").status == 409)
        }
    }

    @Test("what waits for a mapping is released source by source, once the source has one that is in force")
    func release() async throws {
        try await Desk.run { desk in
            let mine = try await desk.lead(.waiting)
            let other = try await desk.lead(.waiting, source: "unbekannt")
            #expect(try await desk.post("/jobs", #"{"action": "release"}"#).detail.contains("'source'"))
            let unknown = try await desk.post("/jobs", #"{"action": "release", "source": "unbekannt"}"#)
            #expect(unknown.status == 409 && unknown.detail.contains("not in force"))
            #expect(try await desk.post("/leads/\(mine)/replay", "{}").detail.contains("release"))
            let waiting = try await desk.get("/waiting").json["waiting"]?.arrayValue
            #expect(waiting?.map { $0["state"] } == ["to-release", "no-source"])
            let preview = try await desk.post("/jobs", #"{"action": "release", "source": "seite", "preview": true}"#)
            #expect(preview.json["matched"] == 1)
            let order = #"{"action": "release", "source": "seite", "operation": "op-1"}"#
            #expect(try await desk.post("/jobs", order).status == 202)
            let job = try await ended("op-1", desk)
            #expect(job["changed"] == 1 && job["filter"]?["waitsFor"] == "mapping")
            #expect(try await desk.store.lead(mine)?.dueAt != Lead.never)
            #expect(try await desk.store.lead(other)?.dueAt == Lead.never)
            let listed = try await desk.get("/leads?state=waiting&waitsFor=mapping").json["leads"]?.arrayValue
            #expect(listed?.count == 2 && listed?.allSatisfy { $0["target"] == "undecided" } == true)
            let discarded = try await desk.post("/leads/\(other)/discard", #"{"reason": "nobody's"}"#)
            #expect(discarded.status == 200)
        }
    }

    @Test("an order to resolve says what it leaves out because it was sent a moment ago, and until when")
    func settling() async throws {
        try await Desk.run { desk in
            try await desk.lead(.uncertain)
            let order = #"{"action": "resolve", "source": "seite", "reason": "looked there"}"#
            for body in [order, order.replacing("\"reason\"", with: "\"preview\": true, \"reason\"")] {
                let answer = try await desk.post("/jobs", body)
                #expect(answer.status == 409)
                #expect(answer.detail.contains("1 leads match") && answer.detail.contains("2026-09-21T14:28:20.000Z"))
            }
            #expect(try await desk.get("/jobs").json["jobs"] == [])
            try await desk.lead(.uncertain, at: Desk.now - 3_600_000)
            let some = try await desk.post("/jobs", order)
            #expect(some.json["matched"] == 1 && some.json["settling"] == 1)
            #expect(some.json["settled"] == "2026-09-21T14:28:20.000Z")
        }
    }
}
