import Feedback
import JSON
import Leads
import NIOHTTP1
import Names
import SQLiteLeads
import TestSupport
import Testing

@Suite("Telling senders of their leads", .timeLimit(.minutes(1)))
struct ServiceTests {
    @Test("a delivery is told: signed, with the sender's own id and the case number, and nothing of the customer")
    func delivered() async throws {
        let stand = try Stand()
        let store = try stand.open()
        try await Receiver.run { receiver, port in
            try await stand.telling(store, ["trisalis": port]) {
                let lead = try await store.accept(stand.lead()).lead
                try await stand.deliver(lead, store)
                let post = try #require(await receiver.posts(atLeast: 1).first)
                #expect(
                    SignatureTests.verifies(
                        post.headers.map { ($0.name.lowercased(), $0.value) },
                        body: post.body,
                        key: testKey
                    )
                )
                #expect(post["webhook-id"] == "msg_\(lead.id)_3")
                let body = try JSONValue.parse(post.body)
                #expect(body["type"] == "lead.delivered")
                #expect(body["data"]?["id"]?.stringValue == lead.id.rawValue)
                #expect(body["data"]?["senderId"] == "A-4711")
                #expect(body["data"]?["vorgangsnummer"] == "AB1234")
                #expect(body["data"]?["state"] == "delivered")
                #expect(body["data"]?["target"] == "kundenangaben")
                #expect(body["data"]?["mode"] == "test")
                #expect(!post.text.contains("Kanarienvogel"))
                let kept = try await stand.callbacks(of: lead, store) { $0.first?.status == .told }
                #expect(kept.map(\.answer) == ["200"])
                #expect(kept.map(\.attempts) == [1])
            }
        }
        await store.close()
    }

    @Test("a refusal is told by class and code, never by its words")
    func dead() async throws {
        let stand = try Stand()
        let store = try stand.open()
        try await Receiver.run { receiver, port in
            try await stand.telling(store, ["trisalis": port]) {
                _ = try await store.accept(stand.lead(refusal: dataFault))
                let post = try #require(await receiver.posts(atLeast: 1).first)
                let body = try JSONValue.parse(post.body)
                #expect(body["type"] == "lead.dead")
                #expect(body["data"]?["cause"] == ["class": "data", "code": "target-422"])
                #expect(!post.text.contains("Wellensittich") && !post.text.contains("Kanarienvogel"))
            }
        }
        await store.close()
    }

    @Test("the whole life of a lead is told in its order, each change once: also while the first is not taken at once")
    func order() async throws {
        let stand = try Stand()
        let store = try stand.open()
        let lead = try await store.accept(stand.lead(refusal: dataFault)).lead
        try await store.record(.replayed(by: "anna", reason: nil), for: lead.id, at: stand.clock.now())
        try await stand.deliver(try #require(await store.lead(lead.id)), store)
        try await store.record(.erased(by: "anna", reason: "asked"), for: lead.id, at: stand.clock.now())
        // The first is refused twice.
        let answering: @Sendable (Int, Receiver.Post) -> Receiver.Reply? = { number, _ in
            Receiver.Reply(status: number < 2 ? .serviceUnavailable : .ok)
        }
        try await Receiver.run(answering: answering) { receiver, port in
            try await stand.telling(store, ["trisalis": port]) {
                let posts = await receiver.posts(atLeast: 6)
                let told = try posts.map { try JSONValue.parse($0.body)["type"]?.stringValue }
                #expect(
                    told == ["lead.dead", "lead.dead", "lead.dead", "lead.queued", "lead.delivered", "lead.erased"]
                )
                #expect(Set(posts.prefix(3).map { $0["webhook-id"] }).count == 1, "the same message, the same id")
                #expect(posts.allSatisfy { !$0.text.contains("A-4711") }, "the sender's id is erased with the lead")
                _ = try await stand.callbacks(of: lead, store) { $0.allSatisfy { $0.status == .told } }
                #expect(receiver.posts.count == 6)
            }
        }
        await store.close()
    }

    @Test("a crash between a state change and its callback loses nothing")
    func crash() async throws {
        let stand = try Stand()
        let store = try stand.open()
        let lead = try await store.accept(stand.lead()).lead
        try await stand.deliver(lead, store)
        try stand.copyAsAfterKill("killed")
        await store.close()
        let killed = try stand.open("killed")
        try await Receiver.run { receiver, port in
            try await stand.telling(killed, ["trisalis": port]) {
                let post = try #require(await receiver.posts(atLeast: 1).first)
                #expect(post["webhook-id"] == "msg_\(lead.id)_3")
                _ = try await stand.callbacks(of: lead, killed) { $0.first?.status == .told }
            }
        }
        let verification = try await killed.verify()
        #expect(verification.isSound, "\(verification.findings)")
        await killed.close()
    }

    @Test("410 ends a callback at once")
    func gone() async throws {
        let stand = try Stand()
        let store = try stand.open()
        try await Receiver.run(answering: { _, _ in Receiver.Reply(status: .gone) }) { receiver, port in
            try await stand.telling(store, ["trisalis": port]) {
                let lead = try await store.accept(stand.lead(refusal: dataFault)).lead
                let kept = try await stand.callbacks(of: lead, store) { $0.first?.status == .ended }
                #expect(kept.first?.answer == "410")
                #expect(receiver.posts.count == 1)
            }
        }
        await store.close()
    }

    @Test("what is not taken is tried until its budget is used up, and what comes after it is told all the same")
    func budget() async throws {
        let stand = try Stand()
        let store = try stand.open()
        let lead = try await store.accept(stand.lead(refusal: dataFault)).lead
        let answering: @Sendable (Int, Receiver.Post) -> Receiver.Reply? = { _, post in
            Receiver.Reply(
                status: post.text.contains("lead.dead") ? .badRequest : .ok,
                headers: post.text.contains("lead.dead") ? ["retry-after": "2"] : [:]
            )
        }
        try await store.record(.discarded(by: "anna", reason: nil), for: lead.id, at: stand.clock.now())
        try await Receiver.run(answering: answering) { receiver, port in
            // One second to live, and the receiver asks for two.
            try await stand.telling(store, ["trisalis": port]) {
                let kept = try await stand.callbacks(of: lead, store) { $0.last?.status == .told }
                #expect(kept.map(\.status) == [.ended, .told])
                #expect(kept.map(\.answer) == ["400", "200"])
                #expect(receiver.posts.count == 2)
            }
        }
        await store.close()
    }

    @Test("Retry-After and back-off are waited for")
    func waits() async throws {
        let stand = try Stand()
        let store = try stand.open()
        let answering: @Sendable (Int, Receiver.Post) -> Receiver.Reply? = { number, _ in
            Receiver.Reply(status: number == 0 ? .tooManyRequests : .ok, headers: ["retry-after": "60"])
        }
        try await Receiver.run(answering: answering) { receiver, port in
            try await stand.telling(store, ["trisalis": port], retry: .standard) {
                let lead = try await store.accept(stand.lead(refusal: dataFault)).lead
                let waiting = try await stand.callbacks(of: lead, store) { $0.first?.attempts == 1 }
                #expect(waiting.first?.status == .pending)
                #expect(waiting.first?.dueAt == stand.clock.now() + 60_000)
                await stand.clock.sleepers(atLeast: 1)
                stand.clock.advance(59_999)
                #expect(receiver.posts.count == 1)
                stand.clock.advance(1)
                _ = await receiver.posts(atLeast: 2)
                _ = try await stand.callbacks(of: lead, store) { $0.first?.status == .told }
            }
        }
        await store.close()
    }

    @Test("a receiver that never answers gets a few at a time and holds up nobody else; what is cut off is sent again")
    func slow() async throws {
        let stand = try Stand()
        let store = try stand.open()
        var slow: [Lead] = []
        for _ in 0..<10 { slow.append(try await store.accept(stand.lead(of: "slow", refusal: dataFault)).lead) }
        try await Receiver.run(answering: { _, _ in nil }) { hanging, slowPort in
            try await Receiver.run { receiver, port in
                try await stand.telling(store, ["slow": slowPort, "fast": port], atOnce: 2) {
                    _ = await hanging.posts(atLeast: 2)
                    for _ in 0..<5 { _ = try await store.accept(stand.lead(of: "fast", refusal: dataFault)) }
                    _ = await receiver.posts(atLeast: 5)
                    #expect(hanging.posts.count == 2)
                }
            }
        }
        // Cut off by the end: as if it had not been tried.
        for lead in slow {
            let callbacks = try await store.callbacks(of: lead.id)
            #expect(callbacks.map(\.status) == [.pending])
            #expect(callbacks.map(\.attempts) == [0])
        }
        try await Receiver.run { receiver, port in
            try await stand.telling(store, ["slow": port]) {
                let posts = await receiver.posts(atLeast: 10)
                #expect(Set(posts.compactMap { $0["webhook-id"] }) == Set(slow.map { "msg_\($0.id)_2" }))
            }
        }
        await store.close()
    }

    @Test("a source without a callback in force keeps what it has to be told until it has one again")
    func withoutReceiver() async throws {
        let stand = try Stand()
        let store = try stand.open()
        let lead = try await store.accept(stand.lead(refusal: dataFault)).lead
        let silent = try await store.accept(stand.lead(of: "silent", refusal: dataFault)).lead
        try await stand.telling(store, [:], retry: .standard) {
            let kept = try await stand.callbacks(of: lead, store) { $0.first?.attempts == 1 }
            #expect(kept.first?.status == .pending)
            #expect(kept.first?.answer == "no-callback")
        }
        #expect(try await store.callbacks(of: silent.id).isEmpty)
        await store.close()
    }
}
