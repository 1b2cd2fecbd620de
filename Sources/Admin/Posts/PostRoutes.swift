import Foundation
import Hummingbird
import HummingbirdCore
import JSON
import Leads
import Mapping
import Moments
import Names
import Problems

/// `GET /admin/api/sources/{name}/posts`: posts of a source as they come, and what becomes of them.
///
/// Without a cursor the answer is the place to begin from; with one it has what happened behind it, and waits for that as long
/// as `wait` says. A new lead comes with the fate of its fields: their names and places, values for a reason only.
struct PostRoutes: Sendable {
    /// Seconds that an answer may wait.
    static let longestWait = 25

    let desk: OperatorsDesk

    func add(to api: RoleRoutes) {
        api.viewers.get("/sources/:name/posts", use: list)
    }

    @Sendable private func list(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let source = SourceName(try context.parameters.require("name"))
        guard desk.library.value.source(source) != nil else { throw Refusal.notFound("source '\(source)'") }
        let query = try PostQuery(request.uri.queryParameters)
        let reason = try context.reason(request)
        let watch = desk.posts
        guard let cursor = query.cursor else {
            let cursor = PostCursor(epoch: watch.epoch, place: watch.end(of: source), time: desk.clock.now())
            return Response(json: ["posts": [], "missed": false, "cursor": .string(cursor.text)])
        }
        guard cursor.epoch == watch.epoch else {
            return try await caughtUp(source, cursor, query.limit, context, reason)
        }
        var page = watch.page(of: source, after: cursor.place, limit: query.limit)
        if page.entries.isEmpty, query.wait > 0 {
            await watch.wait(for: source, after: cursor.place, milliseconds: Int64(query.wait) * 1_000)
            page = watch.page(of: source, after: cursor.place, limit: query.limit)
        }
        var posts: [JSONValue] = []
        for entry in page.entries { posts.append(try await json(entry, context, reason)) }
        let time = page.entries.last?.at ?? cursor.time
        let next = PostCursor(epoch: watch.epoch, place: page.next, time: max(time, cursor.time))
        return Response(
            json: ["posts": .array(posts), "missed": .bool(page.isGapped), "cursor": .string(next.text)]
        )
    }

    /// Of a cursor of another process: the leads that came since, as the store has them.
    private func caughtUp(
        _ source: SourceName,
        _ cursor: PostCursor,
        _ limit: Int,
        _ context: OperatorContext,
        _ reason: String?
    ) async throws -> Response {
        let place = desk.posts.end(of: source)
        var filter = LeadFilter()
        filter.source = source
        filter.from = cursor.time + 1
        let page = try await desk.store.leads(matching: filter, after: nil, limit: limit)
        var posts: [JSONValue] = []
        for lead in page.leads.reversed() { posts.append(try await json(lead, isNew: true, context, reason)) }
        let time = page.leads.first?.receivedAt ?? cursor.time
        let next = PostCursor(epoch: desk.posts.epoch, place: place, time: max(time, cursor.time))
        return Response(
            json: ["posts": .array(posts), "missed": .bool(page.next != nil), "cursor": .string(next.text)]
        )
    }

    // MARK: Entries

    private func json(_ entry: PostWatch.Entry, _ context: OperatorContext, _ reason: String?) async throws -> JSONValue
    {
        switch entry.what {
        case .lead(let lead, let isNew): return try await json(lead, isNew: isNew, context, reason)
        case .fruitless(let what, let count):
            var json: JSONObject = [
                "at": .time(entry.at), "kind": .string(what.kind), "count": .number(JSONNumber(count)),
            ]
            switch what {
            case .refused(let reason): json["reason"] = .string(reason)
            case .repeated(let id), .repeatedDifferently(let id): json["lead"] = .string(id.rawValue)
            case .ignored: break
            }
            return .object(json)
        }
    }

    private func json(_ lead: Lead, isNew: Bool, _ context: OperatorContext, _ reason: String?) async throws
        -> JSONValue
    {
        var json: JSONObject = [
            "at": .time(isNew ? lead.receivedAt : lead.updatedAt), "kind": isNew ? "lead" : "change",
            "lead": .object(lead.json(seesWords: context.seesWords)),
        ]
        guard isNew, let document = try? await desk.built(lead).document else { return .object(json) }
        if let reason { try await desk.note(.reportViewed, of: lead, reason: reason, by: context) }
        json["fates"] = document.report().json(withValues: reason != nil)
        return .object(json)
    }
}

extension PostWatch.Fruitless {
    fileprivate var kind: String {
        switch self {
        case .refused: "refused"
        case .repeated: "repeated"
        case .repeatedDifferently: "repeated-differently"
        case .ignored: "ignored"
        }
    }
}

/// Where somebody who looks on has come to: in which process's entries, and when.
struct PostCursor: Hashable {
    let epoch: Int64
    let place: Int
    let time: Int64

    var text: String { "\(epoch)-\(place)-\(time)" }

    init(epoch: Int64, place: Int, time: Int64) {
        self.epoch = epoch
        self.place = place
        self.time = time
    }

    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let epoch = Int64(parts[0]), let place = Int(parts[1]), let time = Int64(parts[2]),
            (0..<Int64.max / 2).contains(time), epoch >= 0, place >= 0
        else { return nil }
        self.init(epoch: epoch, place: place, time: time)
    }
}

/// `cursor`, `wait` and `limit` of a look at posts as they come.
private struct PostQuery {
    let cursor: PostCursor?
    let wait: Int
    let limit: Int

    /// - Throws: `Refusal` that names the parameter, what it was and what is allowed.
    init(_ parameters: FlatDictionary<Substring, Substring>) throws {
        let names = ["cursor", "wait", "limit", "reason"]
        for (key, _) in parameters where !names.contains(String(key)) {
            throw Refusal.badRequest("unknown parameter '\(key)'; there are: \(names.joined(separator: ", "))")
        }
        if let text = parameters["cursor"] {
            guard let cursor = PostCursor(text) else {
                throw Refusal.badRequest("the cursor '\(text)' is not one of this list; begin without one")
            }
            self.cursor = cursor
        } else {
            cursor = nil
        }
        if let text = parameters["wait"] {
            guard let wait = Int(text), (0...PostRoutes.longestWait).contains(wait) else {
                throw Refusal.badRequest(
                    "wait is '\(text)'; it is a number of seconds from 0 to \(PostRoutes.longestWait)"
                )
            }
            self.wait = wait
        } else {
            wait = 0
        }
        limit = try PageQuery.limit(parameters["limit"])
    }
}
