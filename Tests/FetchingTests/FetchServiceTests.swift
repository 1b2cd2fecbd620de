import DeliveryRules
import Fetching
import GuardedHTTP
import JSON
import LeadBuilding
import Leads
import Names
import SQLiteLeads
import Synchronization
import TestSupport
import Testing

@Suite("Leads whose data is fetched", .timeLimit(.minutes(1)))
struct FetchServiceTests {
    private static func loopback(_ port: Int, _ rest: String = "") -> String {
        #""url": "http://127.0.0.1:\#(port)/leads/{id}?fields=all", "allowLoopback": true, "token": {"secret": {"env": "T"}}\#(rest)"#
    }

    @Test("each id of a post is asked for with the token, and built of what comes")
    func fetched() async throws {
        try await Receiver.run(answering: { _, post in
            .json(#"{"id": "1", "nachname": "Amsel \#(post.path.contains("a%2F1") ? "eins" : "zwei")"}"#)
        }) { vendor, port in
            let stand = try FetchStand(fetch: Self.loopback(port))
            let ids = try await stand.post("a/1", "b-2")
            #expect(ids.count == 2)
            try await stand.running {
                for id in ids { _ = try await stand.lead(id) { $0.state == .queued } }
            }
            #expect(vendor.posts.count == 2)
            #expect(Set(vendor.posts.map(\.path)) == ["/leads/a%2F1?fields=all", "/leads/b-2?fields=all"])
            #expect(vendor.posts.allSatisfy { $0["authorization"] == "Bearer \(FetchStand.token)" })
            let submission = try #require(try await stand.store.submission(ids[0]))
            #expect(String(decoding: submission.data ?? [], as: UTF8.self).contains("Amsel eins"))
            #expect(String(decoding: submission.body, as: UTF8.self).contains("a/1"), "the post stays beside it")
            let lead = try #require(try await stand.store.lead(ids[0]))
            let judgement = stand.building.judge(lead, submission)
            #expect(judgement.cause == nil && judgement.first?.document != nil)
            let events = try await stand.store.timeline(ids[0]).map(\.event)
            #expect(events == ["accepted", "fetched", "built"])
        }
    }

    @Test("an id that came before is no new lead, whatever post it comes in")
    func repeated() async throws {
        let stand = try FetchStand(fetch: Self.loopback(9))
        let first = try await stand.post("a", "a", "b")
        #expect(first.count == 2, "the same id twice in one post is one lead")
        let again = try await stand.post("c", "b", "a")
        let third = try await stand.post("c")
        #expect(again == [third[0], first[1], first[0]])
        #expect(try await stand.store.books().accepted == 3)
    }

    @Test(
        "a token in a parameter or a header of its own, other headers, a lead within the answer, and what belongs to it"
    )
    func ways() async throws {
        for (token, seen) in [(#""query": "access_token""#, "query"), (#""header": "X-Key""#, "header")] {
            try await Receiver.run(answering: { _, post in
                post.path.hasPrefix("/forms/")
                    ? .json(#"{"title": "Formular"}"#)
                    : .json(#"{"elements": [{"nachname": "Amsel", "form": "urn:li:form:(urn:li:f:10,1)"}]}"#)
            }) { vendor, port in
                let stand = try FetchStand(
                    fetch: """
                        "url": "http://127.0.0.1:\(port)/{version}/{id}", "allowLoopback": true,
                        "token": {"secret": {"env": "T"}, \(token)}, "headers": {"X-Version": "7"},
                        "lead": "$.elements[0]",
                        "join": {"formular": {"id": "$.form", "pattern": "[0-9]+",
                                              "url": "http://127.0.0.1:\(port)/forms/{id}"}}
                        """,
                    more: #""attributes": {"version": "v21"},"#
                )
                let id = try await stand.post("a")[0]
                try await stand.running { _ = try await stand.lead(id) { $0.state == .queued } }
                let posts = vendor.posts
                #expect(posts.count == 2 && posts.allSatisfy { $0["x-version"] == "7" && $0["authorization"] == nil })
                #expect(posts[0].path.hasPrefix("/v21/a") && posts[1].path.hasPrefix("/forms/10"))
                for post in posts {
                    #expect(
                        seen == "query"
                            ? post.path.hasSuffix("?access_token=\(FetchStand.token)")
                            : post["x-key"] == FetchStand.token
                    )
                }
                let data = try JSONValue.parse(try #require(try await stand.store.submission(id)?.data))
                #expect(data["formular"]?["title"] == "Formular" && data["nachname"] == "Amsel")
            }
        }
    }

    @Test(
        "what an answer means for the lead: gone is its end, the rest waits",
        arguments: [
            (404, "{}", LeadState.dead, "fetch-gone"), (410, "", .dead, "fetch-gone"),
            (400, #"{"error": {"code": 100}}"#, .dead, "fetch-gone"),
            (400, #"{"error": {"code": 190}}"#, .waiting, "fetch-token"),
            (400, #"{"error": {"code": 4}}"#, .waiting, "fetch-400"),
            (401, "{}", .waiting, "fetch-token"), (403, "{}", .waiting, "fetch-403"),
            (302, "", .waiting, "fetch-302"), (500, "oops", .waiting, "fetch-500"),
            (200, "<html>", .waiting, "fetch-unreadable"),
            (200, "[]", .dead, "fetch-empty"),
            (200, "{\"a\": \"\(String(repeating: "x", count: 3_000))\"}", .dead, "fetch-too-long"),
        ]
    )
    func answers(status: Int, body: String, state: LeadState, code: String) async throws {
        let errors =
            #", "answer": "2KiB", "errors": {"token": "$[?@.code == 190]", "gone": "$[?@.code == 100]", "later": ["$[?@.code == 4]"]}"#
        try await Receiver.run(answering: { _, _ in
            .json(body, status, headers: [("location", "http://127.0.0.1:1/")])
        }) { vendor, port in
            let stand = try FetchStand(fetch: Self.loopback(port, errors))
            let id = try await stand.post("a")[0]
            try await stand.running {
                let lead = try await stand.lead(id) { $0.version > 1 }
                #expect(lead.state == state && lead.cause?.code == code, "\(String(describing: lead.cause))")
                #expect(lead.lack == .data, "a replay asks again")
            }
            #expect(vendor.posts.count == 1, "no redirect is followed, nothing repeated at once")
        }
    }

    @Test("what an answer holds around the lead is kept with it, without the token, where there is something")
    func beside() async throws {
        let lead = #"{"nachname": "Amsel", "link": "https:\/\/v.example\/?t=TOKEN"}"#
        for (answer, kept) in [
            (
                #"{"elements": [\#(lead), {"nachname": "Fink"}], "paging": {"next": "https://v.example/?t=TOKEN"}}"#,
                #"{"elements":[{"nachname":"Fink"}],"paging":{"next":"https://v.example/?t=****************************"}}"#
            ),
            (#"{"elements": [\#(lead)], "paging": {"links": [], "next": null}}"#, nil),
        ] as [(String, String?)] {
            let body = answer.replacing("TOKEN", with: FetchStand.token)
            try await Receiver.run(answering: { _, _ in .json(body) }) { _, port in
                let stand = try FetchStand(fetch: Self.loopback(port, #", "lead": "$.elements[0]""#))
                let id = try await stand.post("a")[0]
                try await stand.running { _ = try await stand.lead(id) { $0.state == .queued } }
                let entry = try #require(try await stand.store.timeline(id).first { $0.event == "fetched" })
                #expect(entry.evidence?.answer.map { String(decoding: $0, as: UTF8.self) } == kept)
                #expect((entry.detail["beside"] == nil) == (kept == nil))
                let data = try #require(try await stand.store.submission(id)?.data)
                let text = String(decoding: data, as: UTF8.self)
                #expect(!text.contains("Fink") && text.contains("?t=**") && !text.contains(FetchStand.token))
            }
        }
    }

    @Test("a vendor that repeats the token in its answer does not get it kept")
    func tokenInAnswer() async throws {
        // Where what is kept of an answer ends, half of a token would still be one.
        let rest = String(repeating: ".", count: 65_536 - 80)
        try await Receiver.run(answering: { _, post in
            let header = post["authorization"] ?? ""
            return .json(#"{"error": "no right for \#(header)", "\#(rest)": "\#(header)"}"#, 404)
        }) { _, port in
            let stand = try FetchStand(fetch: Self.loopback(port))
            let id = try await stand.post("a")[0]
            try await stand.running { _ = try await stand.lead(id) { $0.state == .dead } }
            let answer = try #require(try await stand.store.timeline(id).last?.evidence?.answer)
            let text = String(decoding: answer, as: UTF8.self)
            #expect(answer.count == 65_536 && !text.contains(FetchStand.token.prefix(4)))
            #expect(text.contains("no right for Bearer \(String(repeating: "*", count: FetchStand.token.utf8.count))"))
        }
    }

    @Test("a refused token rests the source; once it is renewed and somebody says so, its leads come at once")
    func renewed() async throws {
        try await Receiver.run(answering: { _, post in
            post["authorization"] == "Bearer new" ? .json(#"{"nachname": "Amsel"}"#) : .json("{}", 401)
        }) { vendor, port in
            let stand = try FetchStand(fetch: Self.loopback(port))
            let ids = try await stand.post("a", "b", "c", "d", "e", "f")
            try await stand.running {
                while await stand.service.rests().isEmpty { await Task.yield() }
                let rest = await stand.service.rests()[0]
                #expect(rest.source == "ads" && rest.cause?.code == "fetch-token" && rest.until != nil)
                let asked = vendor.posts.count
                #expect(asked <= 4, "no lead more than were on their way")
                stand.secret.value.withLock { $0 = "new" }
                try await stand.service.resume("ads")
                for id in ids { _ = try await stand.lead(id) { $0.state == .queued } }
                #expect(await stand.service.rests().isEmpty)
            }
            #expect(try await stand.store.books()[.dead] == 0)
        }
    }

    @Test("without its token nobody is asked, and the leads wait")
    func withoutToken() async throws {
        try await Receiver.run { vendor, port in
            let stand = try FetchStand(fetch: Self.loopback(port))
            stand.secret.value.withLock { $0 = nil }
            let id = try await stand.post("a")[0]
            try await stand.running {
                let lead = try await stand.lead(id) { $0.version > 1 }
                #expect(lead.state == .waiting && lead.cause?.code == "fetch-secret")
            }
            #expect(vendor.posts.isEmpty)
        }
    }

    @Test("what may pass is tried again after the time that the vendor asks for, and then delivered as usual")
    func later() async throws {
        try await Receiver.run(answering: { number, _ in
            number == 0 ? .json("{}", 429, headers: [("retry-after", "30")]) : .json(#"{"nachname": "Amsel"}"#)
        }) { vendor, port in
            let stand = try FetchStand(fetch: Self.loopback(port))
            let id = try await stand.post("a")[0]
            try await stand.running {
                let waiting = try await stand.lead(id) { $0.version > 1 }
                #expect(waiting.dueAt >= waiting.updatedAt + 30_000 && waiting.cause?.code == "fetch-429")
                while try await stand.store.lead(id)?.state != .queued {
                    stand.clock.advance(500)
                    await Task.yield()
                }
            }
            #expect(vendor.posts.count == 2)
        }
    }

    @Test(
        "nothing is asked inside: no private address behind a public name, and no loopback without leave",
        arguments: ["127.0.0.1", "10.0.0.7", "169.254.169.254", "::1", "::ffff:10.0.0.7", "fd00::1"]
    )
    func inside(address: String) async throws {
        let resolver = HostResolver { _ in [NetworkAddress("93.184.215.14"), NetworkAddress(address)].compactMap { $0 }
        }
        let stand = try FetchStand(
            fetch: #""url": "https://vendor.example/{id}", "token": {"secret": {"env": "T"}}"#,
            resolver: resolver
        )
        let id = try await stand.post("a")[0]
        try await stand.running {
            let lead = try await stand.lead(id) { $0.version > 1 }
            #expect(lead.state == .waiting && lead.cause?.code == "private-address")
        }
    }

    @Test("with leave for loopback http reaches this machine only")
    func onlyLoopback() async throws {
        let resolver = HostResolver { _ in [NetworkAddress("93.184.215.14")].compactMap { $0 } }
        let stand = try FetchStand(
            fetch: #""url": "http://vendor.example/{id}", "allowLoopback": true"#,
            resolver: resolver
        )
        let id = try await stand.post("a")[0]
        try await stand.running {
            let lead = try await stand.lead(id) { $0.version > 1 }
            #expect(lead.cause?.code == "private-address")
        }
    }
}
