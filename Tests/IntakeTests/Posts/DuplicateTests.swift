import Foundation
import JSON
import Leads
import NIOHTTP1
import Names
import SQLiteLeads
import Targets
import Testing

@testable import Intake

@Suite("Repeats")
struct DuplicateTests {
    private static let open = #"{"credential": {"scheme": "none"}}"#

    @Test("a repeat under the same key gets the first receipt", arguments: ["idempotency-key", "webhook-id"])
    func header(name: String) async throws {
        try await Gateway.with(sources: ["a": Self.open, "b": Self.open]) { gateway in
            let first = try await gateway.post("/hooks/a", #"{"nachname":"M"}"#, [(name, "k1")])
            let second = try await gateway.post("/hooks/a", #"{"nachname":"M"}"#, [(name, "k1")])
            #expect(first.json["id"] == second.json["id"])
            let other = try await gateway.post("/hooks/a", #"{"nachname":"M"}"#, [(name, "k2")])
            #expect(first.json["id"] != other.json["id"])
            let elsewhere = try await gateway.post("/hooks/b", #"{"nachname":"M"}"#, [(name, "k1")])
            #expect(first.json["id"] != elsewhere.json["id"])
            let conflict = try await gateway.post("/hooks/a", #"{"nachname":"N"}"#, [(name, "k1")])
            #expect(conflict.status == 422)
            #expect(conflict.problem == "idempotency-key-reused")
            #expect(try await gateway.store.books().accepted == 3)
        }
    }

    @Test("the draft's quotes around a key make no difference")
    func quotes() async throws {
        try await Gateway.with(sources: ["a": Self.open]) { gateway in
            let first = try await gateway.post("/hooks/a", #"{"nachname":"M"}"#, [("idempotency-key", "\"k\"")])
            let second = try await gateway.post("/hooks/a", #"{"nachname":"M"}"#, [("idempotency-key", "k")])
            #expect(first.json["id"] == second.json["id"])
        }
    }

    @Test("every new lead is handed over to be looked at, once: no repeat, no dry run, also what cannot be mapped")
    func lookedAt() async throws {
        try await Gateway.with(sources: ["a": Self.open, "b": Self.open]) { gateway in
            let queued = try await gateway.post("/hooks/a", #"{"nachname":"M"}"#, [("webhook-id", "k1")])
            _ = try await gateway.post("/hooks/a", #"{"nachname":"M"}"#, [("webhook-id", "k1")])
            _ = try await gateway.post("/hooks/a/dry-run", #"{"nachname":"M"}"#)
            let dead = try await gateway.post("/hooks/b", "{}")
            #expect(dead.json["state"] == "dead")
            let ids = [queued, dead].map { $0.json["id"]?.stringValue ?? "-" }
            #expect(gateway.mapped.value == ["\(ids[0]) true 16", "\(ids[1]) true 2"])
        }
    }

    @Test("a key in the payload finds the repeat, whatever else has changed")
    func payload() async throws {
        let source = #"{"duplicates": {"key": "$.payload.event_id"}, "credential": {"scheme": "none"}}"#
        try await Gateway.with(sources: ["a": source]) { gateway in
            let first = try await gateway.post("/hooks/a", #"{"nachname":"M","event_id":"e1","try":1}"#)
            let second = try await gateway.post("/hooks/a", #"{"nachname":"M","event_id":"e1","try":2}"#)
            #expect(second.status == 200)
            #expect(first.json["id"] == second.json["id"])
            let third = try await gateway.post("/hooks/a", #"{"nachname":"M"}"#)
            let fourth = try await gateway.post("/hooks/a", #"{"nachname":"M"}"#)
            #expect(third.json["id"] != fourth.json["id"])
        }
    }

    @Test("a batch that is sent again gets the same leads")
    func batch() async throws {
        try await Gateway.with(sources: ["a": Self.open], mappings: ["m": Gateway.batch]) { gateway in
            let body = #"{"leads":[{"nachname":"A"},{"nachname":"B"}]}"#
            let first = try await gateway.post("/hooks/a", body, [("idempotency-key", "k")])
            let second = try await gateway.post("/hooks/a", body, [("idempotency-key", "k")])
            #expect(first.json["leads"]?.arrayValue?.count == 2)
            #expect(first.json == second.json)
        }
    }

    @Test("a longer batch under a used key is refused whole: nothing of it is stored")
    func longerBatch() async throws {
        try await Gateway.with(sources: ["a": Self.open], mappings: ["m": Gateway.batch]) { gateway in
            let key = [("idempotency-key", "k")]
            _ = try await gateway.post("/hooks/a", #"{"leads":[{"nachname":"A"}]}"#, key)
            let longer = try await gateway.post("/hooks/a", #"{"leads":[{"nachname":"A"},{"nachname":"B"}]}"#, key)
            #expect(longer.status == 422)
            let books = try await gateway.store.books()
            #expect(books.accepted == 1)
        }
    }

    @Test("a wait for the outcome puts the case number on the receipt")
    func wait() async throws {
        struct Settled: OutcomeWaiting {
            func settled(_ id: LeadID, within milliseconds: Int64) async -> Lead? {
                Lead(
                    id: id,
                    source: "a",
                    target: .kundenangaben,
                    mode: .test,
                    standing: .delivered(Confirmation(vorgangsnummer: "AB\(milliseconds)")),
                    receivedAt: 0,
                    updatedAt: 0,
                    reference: "",
                    version: 3
                )
            }
        }
        try await Gateway.with(sources: ["a": Self.open], outcomes: Settled()) { gateway in
            let answer = try await gateway.post("/hooks/a", #"{"nachname":"M"}"#, [("prefer", "wait=99")])
            #expect(answer.json["vorgangsnummer"] == "AB30000")
            #expect(answer.json["state"] == "delivered")
            #expect(answer.headers.first(name: "preference-applied") == "wait=30")
            let plain = try await gateway.post("/hooks/a", #"{"nachname":"M"}"#)
            #expect(plain.json["vorgangsnummer"] == nil)
        }
    }

    @Test(
        "wait is read from Prefer as RFC 7240 writes it",
        arguments: [
            ("wait=10", 10), ("respond-async, wait=10", 10), ("Wait = \"5\"; x", 5), ("respond-async", nil),
            ("wait", nil),
            ("wait=-3", 0), ("wait=x", nil),
        ] as [(String, Int?)]
    )
    func prefer(header: String, seconds: Int?) {
        #expect(Preference.wait(header) == seconds)
    }
}
