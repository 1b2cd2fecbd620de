import JSON
import Leads
import Names
import SQLiteLeads
import Testing

@Suite("What an operator sees of what a sender is told", .timeLimit(.minutes(1)))
struct LeadCallbackTests {
    @Test("a lead shows each change that its sender is told of, when it was tried and what came of it, oldest first")
    func callbacks() async throws {
        try await Desk.run(tells: ["seite"]) { desk in
            let id = try await desk.lead(.dead)
            var first = try #require(try await desk.store.callbacks(of: id).first)
            first.status = .told
            first.attempts = 2
            first.triedAt = Desk.now + 5_000
            first.answer = "204"
            try await desk.store.keepCallback(first)
            try await desk.store.record(.replayed(by: "anna", reason: nil), for: id, at: Desk.now + 60_000)
            var second = try #require(try await desk.store.callbacks(of: id).last)
            second.attempts = 1
            second.triedAt = Desk.now + 60_000
            second.answer = "503"
            second.dueAt = Desk.now + 90_000
            try await desk.store.keepCallback(second)

            let shown = try await desk.get("/leads/\(id)")
            #expect(
                shown.json["callbacks"] == [
                    [
                        "version": .number(JSONNumber(first.version)), "state": "dead",
                        "changedAt": "2026-09-21T14:13:20.000Z", "status": "told", "attempts": 2,
                        "triedAt": "2026-09-21T14:13:25.000Z", "answer": "204",
                    ],
                    [
                        "version": .number(JSONNumber(second.version)), "state": "queued",
                        "changedAt": "2026-09-21T14:14:20.000Z", "status": "pending", "attempts": 1,
                        "triedAt": "2026-09-21T14:14:20.000Z", "answer": "503",
                        "nextTryAt": "2026-09-21T14:14:50.000Z",
                    ],
                ]
            )
            #expect(!shown.text.contains(Desk.canary))
        }
    }

    @Test("a lead whose sender wants to be told of nothing has no such member")
    func silent() async throws {
        try await Desk.run(tells: ["andere"]) { desk in
            let id = try await desk.lead(.dead)
            let shown = try await desk.get("/leads/\(id)")
            #expect(shown.status == 200)
            #expect(shown.json["callbacks"] == nil)
        }
    }
}
