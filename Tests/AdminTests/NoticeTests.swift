import Drift
import JSON
import Leads
import Mapping
import NIOHTTP1
import Names
import Targets
import Testing

@Suite("What an operator sees of changed forms", .timeLimit(.minutes(1)))
struct NoticeTests {
    private static let rule = "/document/kundenangaben/haushalte/0/kunden/0/personendaten/person/nachname"

    @Test("a renamed field is one notice with place, rule, suggestion and a lead to look at, and no value")
    func renamed() async throws {
        try await Desk.run { desk in
            let form = Form(desk)
            try await form.changes()
            let answer = try await desk.get("/notices")
            #expect(answer.status == 200)
            let notices = answer.json["notices"]?.arrayValue ?? []
            #expect(notices.count == 1)
            let notice = try #require(notices.first)
            #expect(notice["id"] == "seite-1")
            #expect(notice["kind"] == "field-renamed")
            #expect(notice["state"] == "open")
            #expect(notice["place"] == "/form/familienname")
            #expect(notice["vanished"] == "/form/nachname")
            #expect(notice["rules"] == [.string(Self.rule)])
            #expect(notice["suggestion"]?.stringValue?.contains("$.form.familienname") == true)
            #expect(notice["mapping"] == "abbildung")
            #expect(notice["mappingHash"]?.stringValue?.count == 64)
            #expect(notice["leads"] == 20)
            #expect(notice["examples"]?[0]?["lead"]?.stringValue.flatMap { LeadID($0) } != nil)
            #expect(try await desk.get("/notices/seite-1").json == notice)
            for path in ["/notices", "/notices/seite-1", "/sources/seite/drift"] {
                #expect(try await !desk.get(path).text.contains(Desk.canary), "\(path)")
            }
        }
    }

    @Test("every filter means what it says, and a wrong one is named")
    func filters() async throws {
        try await Desk.run { desk in
            let form = Form(desk)
            try await form.changes()
            let expected = [
                ("", 1), ("?source=seite", 1), ("?source=andere", 0), ("?state=open", 1), ("?state=ended", 0),
                ("?state=open,ended", 1), ("?kind=field-renamed", 1), ("?kind=field-new,option-unknown", 0),
            ]
            for (query, count) in expected {
                #expect(try await desk.get("/notices" + query).json["notices"]?.arrayValue?.count == count, "\(query)")
            }
            for (query, word) in [
                ("?stat=open", "state"), ("?state=offen", "acknowledged"), ("?kind=x", "field-new"),
                ("?limit=0", "limit"), ("?cursor=seite-9", "cursor"), ("?state=open&state=ended", "twice"),
            ] {
                let answer = try await desk.get("/notices" + query)
                #expect(answer.status == 400)
                #expect(answer.isProblem)
                #expect(answer.detail.contains(word), "\(answer.detail)")
            }
            #expect(try await desk.ask(.GET, "/admin/api/notices", token: nil).status == 401)
        }
    }

    @Test("a long list comes in pages, newest first, with the filter kept")
    func pages() async throws {
        try await Desk.run { desk in
            let form = Form(desk)
            let fields: JSONObject = ["nachname": "a", "geburtsdatum": "1.2.1980"]
            try await form.send(30, fields)
            for number in 0..<5 {
                var more = fields
                more["neu\(number)"] = "x"
                try await form.send(10, more)
            }
            var seen: [String] = []
            var next: String? = "/admin/api/notices?limit=2&source=seite"
            while let path = next {
                let answer = try await desk.ask(.GET, path)
                seen += (answer.json["notices"]?.arrayValue ?? []).compactMap { $0["place"]?.stringValue }
                next = answer.json["next"]?.stringValue
            }
            #expect(seen == (0..<5).reversed().map { "/form/neu\($0)" })
        }
    }

    @Test("an operator acknowledges a notice, with a reason; an ended or unknown one cannot be")
    func acknowledge() async throws {
        try await Desk.run { desk in
            let form = Form(desk)
            try await form.changes()
            let answer = try await desk.post("/notices/seite-1/acknowledge", #"{"reason": "the partner is asked"}"#)
            #expect(answer.status == 200)
            #expect(answer.json["state"] == "acknowledged")
            #expect(answer.json["reason"] == "the partner is asked")
            #expect(try await desk.get("/notices?state=open").json["notices"] == [])
            #expect(try await desk.post("/notices/seite-7/acknowledge").status == 404)
            #expect(try await desk.get("/notices/seite-7").status == 404)
            #expect(try await desk.post("/notices/seite-1/acknowledge", #"{"grund": "x"}"#).status == 400)
            desk.library.value = .empty
            try await form.until { try await desk.get("/notices/seite-1").json["state"] == "ended" }
            #expect(try await desk.get("/notices/seite-1").json["end"] == "source-removed")
            #expect(try await desk.post("/notices/seite-1/acknowledge").status == 409)
        }
    }

    @Test("hits and misses of every rule, and the fields there are, by source")
    func counts() async throws {
        try await Desk.run { desk in
            let form = Form(desk)
            #expect(try await desk.get("/sources/seite/drift").status == 404)
            #expect(try await desk.get("/sources/keine/drift").status == 404)
            try await form.send(7, ["nachname": .string(Desk.canary), "bemerkung": "x"])
            try await form.send(3, ["nachname": .string(Desk.canary), "geburtsdatum": "1.2.1980"])
            let answer = try await desk.get("/sources/seite/drift").json
            #expect(answer["leads"] == 10)
            #expect(answer["mapping"] == "abbildung")
            let rules = answer["rules"]?.arrayValue ?? []
            #expect(rules.map { $0["hits"] } == [10, 3])
            #expect(rules.map { $0["misses"] } == [0, 7])
            #expect(rules.first?["rule"] == .string(Self.rule))
            let fields = (answer["fields"]?.arrayValue ?? []).map { field in
                "\(field["place"]?.stringValue ?? "") \(field["fate"]?.stringValue ?? "") \(field["percent"]?.text() ?? "")"
            }
            #expect(fields == ["/form/bemerkung unread 70", "/form/geburtsdatum read 100", "/form/nachname read 100"])
        }
    }
}

/// The sender `seite`, whose leads are looked at as intake hands them over, a minute apart.
private actor Form {
    private let desk: Desk
    private var count = 0

    init(_ desk: Desk) { self.desk = desk }

    /// A history, and then a name that is another.
    func changes() async throws {
        try await send(30, ["nachname": .string(Desk.canary), "geburtsdatum": "1.2.1980"])
        try await send(20, ["familienname": .string(Desk.canary), "geburtsdatum": "1.2.1980"])
    }

    func send(_ times: Int, _ fields: JSONObject) async throws {
        let library = desk.library.value
        let source = try #require(library.source("seite"))
        let mapping = try #require(library.mapping("abbildung"))
        for _ in 0..<times {
            count += 1
            let now = Desk.now + Int64(count) * 60_000
            let id = LeadID.make(now: now)
            let lead = Lead(id: id, source: "seite", target: .kundenangaben, mode: .test, receivedAt: now)
            let input = try LeadInput(
                payload: JSONValue.object(fields).serialized,
                leadID: id.rawValue,
                receivedAt: "2026-06-15T10:00:00Z"
            )
            let document = LeadDocument.build(
                source: source,
                mapping: mapping,
                input: input,
                leadID: id.rawValue,
                gatewayMode: .test
            )
            desk.drift.observe(lead, document, bytes: 100)
        }
        try await until { await self.desk.drift.ledger(of: "seite")?.ledger.leads == self.count }
    }

    func until(_ holds: () async throws -> Bool) async throws {
        while try await !holds() {
            try Task.checkCancellation()
            await Task.yield()
        }
    }
}
