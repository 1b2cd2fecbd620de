import JSON
import Leads
import Moments
import NIOHTTP1
import Names
import TestSupport
import Testing

@testable import Admin

@Suite("Posts of a source as they come", .timeLimit(.minutes(3)))
struct PostTests {
    private let path = "/sources/seite/posts"

    private func begin(_ desk: Desk) async throws -> String {
        let answer = try await desk.get(path)
        #expect(answer.status == 200 && answer.json["posts"] == [])
        return try #require(answer.json["cursor"]?.stringValue)
    }

    /// What is behind a cursor, as soon as there is as much of it.
    private func posts(_ desk: Desk, from cursor: String, count: Int, _ query: String = "") async throws -> (
        posts: [JSONValue], cursor: String
    ) {
        var (posts, cursor): ([JSONValue], String) = ([], cursor)
        while posts.count < count {
            let answer = try await desk.get("\(path)?cursor=\(cursor)&wait=20\(query)").json
            posts += answer["posts"]?.arrayValue ?? []
            cursor = try #require(answer["cursor"]?.stringValue)
        }
        return (posts, cursor)
    }

    @Test("a lead is shown when it comes, with the fate of its fields and without a value; then each change of it")
    func lead() async throws {
        try await Desk.run { desk in
            let start = try await begin(desk)
            let id = try await desk.lead(.dead)
            let (posts, cursor) = try await posts(desk, from: start, count: 2)
            #expect(posts.map { $0["kind"] } == ["lead", "change"])
            #expect(posts.allSatisfy { $0["lead"]?["id"]?.stringValue == id.rawValue })
            #expect(posts[0]["fates"]?["used"]?[0]?["place"] == "/nachname")
            #expect(posts[1]["lead"]?["state"] == "dead" && posts[1]["fates"] == nil)
            #expect(!posts.contains { $0.text().contains(Desk.canary) })
            #expect(try await desk.get("\(path)?cursor=\(cursor)").json["posts"] == [])
            #expect(try await desk.get("/audit").json["entries"] == [])
        }
    }

    @Test("what was typed is shown for a reason that stands in the audit log, and to no viewer")
    func reason() async throws {
        try await Desk.run { desk in
            let start = try await begin(desk)
            let id = try await desk.lead()
            let (shown, _) = try await posts(desk, from: start, count: 1, "&reason=why")
            #expect(shown[0].text().contains(Desk.canary))
            let viewer = try await desk.token("vera", .viewer)
            let masked = try await desk.ask(.GET, "/admin/api\(path)?cursor=\(start)&reason=why", token: viewer)
            #expect(masked.json["posts"]?.arrayValue?.count == 1 && !masked.text.contains(Desk.canary))
            let entries = try await desk.get("/audit?subject=\(id)").json["entries"]?.arrayValue ?? []
            #expect(entries.map { $0["act"] } == ["report-viewed"] && entries[0]["reason"] == "why")
        }
    }

    @Test("a post that made no lead is shown with why; a flood of them is some entries that say how many")
    func fruitless() async throws {
        try await Desk.run { desk in
            let start = try await begin(desk)
            let id = LeadID.make(now: 1)
            desk.posts.note(.repeated(id), of: "seite")
            desk.posts.note(.ignored, of: "seite")
            desk.posts.note(.refused(reason: "rate-limit"), of: "andere")
            for _ in 0..<10_000 { desk.posts.note(.refused(reason: "credential-wrong"), of: "seite") }
            let answer = try await desk.get("\(path)?cursor=\(start)&limit=500").json
            let posts = answer["posts"]?.arrayValue ?? []
            #expect(posts.prefix(3).map { $0["kind"] } == ["repeated", "ignored", "refused"])
            #expect(posts[0]["lead"]?.stringValue == id.rawValue)
            #expect(posts[2]["reason"] == "credential-wrong" && posts[2]["count"] == 1)
            #expect(posts.count < 200 && answer["missed"] == false)
        }
    }

    @Test("whoever reads too slowly is told that he missed something; what is kept has an end")
    func gaps() async throws {
        try await Desk.run { desk in
            let start = try await begin(desk)
            for number in 0..<(3 * PostWatch.kept) {
                desk.posts.note(.repeated(LeadID.make(now: Int64(number))), of: "seite")
            }
            var (count, cursor, missed) = (0, start, false)
            while true {
                let answer = try await desk.get("\(path)?cursor=\(cursor)&limit=500").json
                let posts = answer["posts"]?.arrayValue ?? []
                missed = missed || answer["missed"] == true
                count += posts.count
                cursor = answer["cursor"]?.stringValue ?? cursor
                if posts.isEmpty { break }
            }
            #expect(missed && (PostWatch.kept...2 * PostWatch.kept).contains(count))
        }
    }

    @Test("a cursor of another process is answered from the store: the leads that came since, and the way on")
    func restarted() async throws {
        try await Desk.run { desk in
            _ = try await desk.lead(at: Desk.now - 1_000)
            let id = try await desk.lead(.dead, at: Desk.now + 1_000)
            let other = PostCursor(epoch: 1, place: 77, time: Desk.now).text
            let answer = try await desk.get("\(path)?cursor=\(other)").json
            #expect(answer["posts"]?.arrayValue?.compactMap { $0["lead"]?["id"]?.stringValue } == [id.rawValue])
            #expect(answer["posts"]?[0]?["kind"] == "lead" && answer["posts"]?[0]?["fates"] != nil)
            let cursor = try #require(answer["cursor"]?.stringValue)
            let next = try await desk.lead(at: Desk.now + 2_000)
            let (posts, _) = try await posts(desk, from: cursor, count: 1)
            #expect(posts.last?["lead"]?["id"]?.stringValue == next.rawValue)
        }
    }

    @Test(
        "what is asked wrongly is said",
        arguments: ["cursor=x", "cursor=1-2-x", "wait=26", "wait=-1", "limit=0", "since=1"]
    )
    func wrong(query: String) async throws {
        try await Desk.run { desk in
            let answer = try await desk.get("\(path)?\(query)")
            #expect(answer.status == 400 && answer.isProblem, "\(answer.text)")
            #expect(try await desk.get("/sources/nobody/posts").status == 404)
        }
    }

    @Test("what nobody asks for is not kept, and whoever comes back after a while is told of the gap")
    func unwatched() {
        let clock = ManualClock(1)
        let watch = PostWatch(store: ClosedStore(), clock: clock)
        watch.note(.ignored, of: "seite")
        let start = watch.end(of: "seite")
        #expect(start == 0)
        watch.note(.ignored, of: "seite")
        let first = watch.page(of: "seite", after: start, limit: 10)
        #expect(first.entries.count == 1 && !first.isGapped)
        clock.advance(PostWatch.patience - 1)
        watch.note(.ignored, of: "seite")
        #expect(watch.page(of: "seite", after: first.next, limit: 10).entries.count == 1)
        clock.advance(PostWatch.patience)
        watch.note(.ignored, of: "seite")
        let later = watch.page(of: "seite", after: first.next + 1, limit: 10)
        #expect(later.entries.isEmpty && later.isGapped)
        watch.note(.ignored, of: "seite")
        let again = watch.page(of: "seite", after: later.next, limit: 10)
        #expect(again.entries.count == 1 && !again.isGapped)
    }

    @Test("nobody waits any more once the store has closed")
    func over() async throws {
        let clock = ManualClock(1)
        let store = ClosedStore()
        let watch = PostWatch(store: store, clock: clock)
        try await watch.run()
        await watch.wait(for: "seite", after: 0, milliseconds: .max)
    }
}

/// A store that has nothing more to say.
private struct ClosedStore: ChangeReporting {
    func follow(_ take: @escaping @Sendable (StoreChange) -> Bool, closed: @escaping @Sendable () -> Void) { closed() }
}
