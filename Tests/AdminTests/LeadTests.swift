import JSON
import Leads
import NIOHTTP1
import Names
import SQLiteLeads
import Targets
import Testing

@Suite("What an operator sees and does with leads", .timeLimit(.minutes(1)))
struct LeadTests {
    private static let day: Int64 = 86_400_000

    @Test("every filter means what it says")
    func filters() async throws {
        try await Desk.run { desk in
            let dead = try await desk.lead(.dead, at: Desk.now - 3 * Self.day)
            let delivered = try await desk.lead(.delivered, source: "andere", at: Desk.now - 2 * Self.day)
            let uncertain = try await desk.lead(.uncertain, target: .kexVorgang, at: Desk.now - Self.day)
            let queued = try await desk.lead(.queued)
            let fingerprint = try await desk.store.lead(dead)?.cause?.fingerprint ?? ""
            let expected: [(String, [LeadID])] = [
                ("", [queued, uncertain, delivered, dead]),
                ("?state=dead", [dead]),
                ("?state=dead,uncertain", [uncertain, dead]),
                ("?source=andere", [delivered]),
                ("?target=kex-vorgang", [uncertain]),
                ("?cause=data", [dead]),
                ("?cause=unknown", [uncertain]),
                ("?fingerprint=\(fingerprint)", [dead]),
                ("?id=\(queued.rawValue.prefix(30))", [queued]),
                ("?from=2026-09-20T14:13:20Z", [uncertain, queued].reversed()),
                ("?to=2026-09-19T14:13:20.000Z", [dead]),
                ("?from=2026-09-19&to=2026-09-20", [delivered]),
                ("?state=dead&source=andere", []),
            ]
            for (query, ids) in expected {
                let answer = try await desk.get("/leads" + query)
                #expect(answer.status == 200, "\(query): \(answer.text)")
                #expect(answer.ids == ids.map(\.rawValue), "\(query)")
            }
            let letters = try await desk.get("/dead-letters")
            #expect(letters.ids == [dead.rawValue])
        }
    }

    @Test("a long list comes in pages, each lead once, with the filter kept")
    func pages() async throws {
        try await Desk.run { desk in
            var expected: [String] = []
            for number in 0..<7 {
                let id = try await desk.lead(number % 2 == 0 ? .dead : .queued, at: Desk.now + Int64(number))
                if number % 2 == 0 { expected.insert(id.rawValue, at: 0) }
            }
            var seen: [String] = []
            var next: String? = "/admin/api/leads?state=dead&limit=3"
            while let path = next {
                let answer = try await desk.ask(.GET, path)
                #expect(answer.ids.count <= 3)
                seen += answer.ids
                next = answer.json["next"]?.stringValue
            }
            #expect(seen == expected)
        }
    }

    @Test(
        "a parameter that is wrong is named, with what is allowed",
        arguments: [
            ("stat=dead", "stat"), ("state=deceased", "uncertain"), ("limit=0", "limit"), ("limit=x", "limit"),
            ("target=a", "kex-vorgang"), ("cause=b", "poison"), ("from=gestern", "from"), ("state=", "state"),
            ("state=dead&state=queued", "twice"), ("cursor=garbage", "cursor"),
            ("target=kundenangaben,kex-vorgang", "only one"), ("from=2026-11-21garbage", "from"),
        ]
    )
    func wrongParameters(query: String, named: String) async throws {
        try await Desk.run { desk in
            let answer = try await desk.get("/leads?" + query)
            #expect(answer.status == 400)
            #expect(answer.isProblem)
            #expect(answer.detail.contains(named), "\(answer.detail)")
        }
    }

    @Test("lists and timelines never show what the customer typed; payload, document, report and answers do")
    func canary() async throws {
        try await Desk.run { desk in
            var ids: [LeadID] = []
            for state in LeadState.allCases { ids.append(try await desk.lead(state)) }
            for path in ["/leads", "/dead-letters", "/dead-letters/causes", "/books"] + ids.map({ "/leads/\($0)" }) {
                let answer = try await desk.get(path)
                #expect(answer.status == 200)
                #expect(!answer.text.contains(Desk.canary), "\(path)")
            }
            let dead = try await desk.lead(.dead)
            for part in ["payload", "document", "report", "answers"] {
                let answer = try await desk.get("/leads/\(dead)/\(part)?reason=a%20test")
                #expect(answer.status == 200)
                #expect(answer.text.contains(Desk.canary), "\(part)")
            }
            let payload = try await desk.get("/leads/\(dead)/payload?reason=a%20test")
            #expect(payload.headers["content-disposition"] == ["attachment"])
        }
    }

    @Test("a lead is shown with its timeline, cause and links")
    func show() async throws {
        try await Desk.run { desk in
            let id = try await desk.lead(.dead)
            let json = try await desk.get("/leads/\(id)").json
            #expect(json["state"] == "dead")
            #expect(json["cause"]?["violations"]?[0]?["field"] == "kunden[0]")
            let events = json["timeline"]?.arrayValue?.compactMap { $0["event"]?.stringValue }
            #expect(events == ["accepted", "sending-started", "refused"])
            #expect(json["timeline"]?[0]?["at"] == "2026-09-21T14:13:20.000Z")
            for link in json["links"]?.objectValue?.members ?? [] {
                let answer = try await desk.ask(.GET, (link.value.stringValue ?? "") + "?reason=a%20test")
                #expect(answer.status == 200, "\(link.key)")
            }
            #expect(try await desk.get("/dead-letters/\(id)").json["id"] == .string(id.rawValue))
        }
    }

    @Test(
        "a lead that is not there is 404, an id that is none is 400",
        arguments: ["", "/payload", "/document", "/report"]
    )
    func noLead(part: String) async throws {
        try await Desk.run { desk in
            let missing = try await desk.get("/leads/\(LeadID.make(now: 1))\(part)")
            #expect(missing.status == 404)
            #expect(missing.isProblem)
            let wrong = try await desk.get("/leads/abc\(part)")
            #expect(wrong.status == 400)
        }
    }

    @Test("a dead letter is replayed, and delivered")
    func replay() async throws {
        try await Desk.run(delivers: true) { desk in
            let id = try await desk.lead(.dead)
            let answer = try await desk.post("/dead-letters/\(id)/replay", #"{"reason": "mapping mended"}"#)
            #expect(answer.status == 202)
            while try await desk.state(id) != .delivered { await Task.yield() }
            let timeline = try await desk.get("/leads/\(id)").json["timeline"]?.arrayValue ?? []
            #expect(timeline.contains { $0["event"] == "replayed" && $0["reason"] == "mapping mended" })
        }
    }

    @Test(
        "what must not be sent again is refused with clear words",
        arguments: [
            (LeadState.delivered, "AB1234"), (.queued, "as soon as its turn comes"), (.sending, "on its way"),
            (.uncertain, "resolve"), (.erased, "erased"),
        ]
    )
    func noReplay(state: LeadState, words: String) async throws {
        try await Desk.run { desk in
            let id = try await desk.lead(state)
            let answer = try await desk.post("/leads/\(id)/replay")
            #expect(answer.status == 409)
            #expect(answer.detail.contains(words), "\(answer.detail)")
            let after = try await desk.state(id)
            #expect(after == state)
        }
    }

    @Test(
        "an uncertain lead is looked up before it is sent again: found is delivered, without an answer nothing is sent"
    )
    func replayUncertain() async throws {
        let order = #"{"reason": "the customer called"}"#
        try await Desk.run(finds: .found(vorgangsnummer: "CD5678")) { desk in
            let id = try await desk.lead(.uncertain)
            let answer = try await desk.post("/leads/\(id)/replay", order)
            #expect(answer.json["state"] == "delivered")
            #expect(answer.json["vorgangsnummer"] == "CD5678")
        }
        try await Desk.run(finds: .failed(Fault(code: "lookup-503", message: "words"))) { desk in
            let id = try await desk.lead(.uncertain)
            let answer = try await desk.post("/leads/\(id)/replay", order)
            #expect(answer.status == 409)
            #expect(answer.detail.contains("lookup-503"))
            let state = try await desk.state(id)
            #expect(state == .uncertain)
        }
        try await Desk.run(finds: .notFound(shown: [])) { desk in
            let id = try await desk.lead(.uncertain)
            let early = try await desk.post("/leads/\(id)/replay", order)
            #expect(early.status == 409, "the target may still be at work on it")
            let override = #"{"reason": "the customer called", "override": true}"#
            let answer = try await desk.post("/leads/\(id)/replay", override)
            #expect(answer.status == 202)
            #expect(await desk.target.lookups == 2)
            let state = try await desk.state(id)
            #expect(state == .queued)
        }
    }

    @Test(
        "discarding and erasing need a reason, and the reason is kept",
        arguments: [("discard", LeadState.discarded), ("erase", .erased)]
    )
    func reasons(action: String, becomes: LeadState) async throws {
        try await Desk.run { desk in
            let id = try await desk.lead(.dead)
            for body in [nil, "{}", #"{"reason": " "}"#] as [String?] {
                let answer = try await desk.post("/leads/\(id)/\(action)", body)
                #expect(answer.status == 400)
                #expect(answer.detail.contains("why"))
            }
            let answer = try await desk.post("/leads/\(id)/\(action)", #"{"reason": "asked for"}"#)
            #expect(answer.status == 200)
            #expect(answer.json["state"]?.stringValue == becomes.rawValue)
            let last = try await desk.get("/leads/\(id)").json["timeline"]?.arrayValue?.last
            #expect(last?["reason"] == "asked for")
        }
    }

    @Test("an erased lead has no payload, document or answers any more, and the books still balance")
    func erased() async throws {
        try await Desk.run { desk in
            let id = try await desk.lead(.delivered)
            _ = try await desk.post("/leads/\(id)/erase", #"{"reason": "asked for"}"#)
            #expect(try await desk.get("/leads/\(id)/payload?reason=x").status == 410)
            #expect(try await desk.get("/leads/\(id)/document?reason=x").status == 422)
            #expect(try await desk.get("/leads/\(id)/answers?reason=x").json["answers"] == [])
            let books = try await desk.get("/books").json
            #expect(books["balanced"] == true)
            #expect(books["states"]?["erased"] == 1)
            let again = try await desk.post("/leads/\(id)/erase", #"{"reason": "asked for"}"#)
            #expect(again.status == 409)
        }
    }

    @Test("a lead that is being sent cannot be erased or discarded under the request")
    func sending() async throws {
        try await Desk.run { desk in
            let id = try await desk.lead(.sending)
            for action in ["erase", "discard"] {
                let answer = try await desk.post("/leads/\(id)/\(action)", #"{"reason": "asked for"}"#)
                #expect(answer.status == 409)
            }
        }
    }

    @Test("an uncertain lead is resolved by what a person found")
    func resolve() async throws {
        try await Desk.run { desk in
            let found = try await desk.lead(.uncertain)
            let missing = try await desk.lead(.uncertain)
            for body in [
                "{}", #"{"outcome": "found"}"#, #"{"outcome": "found", "vorgangsnummer": ""}"#, #"{"outcome": 1}"#,
                #"{"outcome": "found", "vorgangsnummer": "quatsch 1"}"#,
            ] {
                let answer = try await desk.post("/leads/\(found)/resolve", body)
                #expect(answer.status == 400)
            }
            let delivered = try await desk.post(
                "/leads/\(found)/resolve",
                #"{"outcome": "found", "vorgangsnummer": "CD5678"}"#
            )
            #expect(delivered.json["state"] == "delivered")
            let early = try await desk.post("/leads/\(missing)/resolve", #"{"outcome": "not-there"}"#)
            #expect(early.status == 409, "the target may still be at work on it")
            #expect(early.detail.contains("second Vorgang"))
            let queued = try await desk.post(
                "/leads/\(missing)/resolve",
                #"{"outcome": "not-there", "override": true}"#
            )
            #expect(queued.json["state"] == "queued")
            for body in [#"{"outcome": "not-there"}"#, #"{"outcome": "found", "vorgangsnummer": "CD5678"}"#] {
                let again = try await desk.post("/leads/\(missing)/resolve", body)
                #expect(again.status == 409, "only what is uncertain is resolved")
            }
        }
    }

    @Test("who resolved a lead and why stands in its timeline and in the audit log, of one, of many and of a job")
    func testimony() async throws {
        try await Desk.run { desk in
            let one = try await desk.lead(.uncertain)
            let many = try await desk.lead(.uncertain)
            let job = try await desk.lead(.uncertain, at: Desk.now - 3_600_000)
            let found = #"{"outcome": "found", "vorgangsnummer": "CD5678", "reason": "Anna looked"}"#
            #expect(try await desk.post("/leads/\(one)/resolve", found).status == 200)
            let list = """
                {"override": true, "reason": "the list of today",
                 "leads": [{"lead": "\(many)", "outcome": "not-there"}]}
                """
            #expect(try await desk.post("/leads/resolve", list).json["resolved"] == 1)
            let order = #"{"action": "resolve", "reason": "none is there", "operation": "op-1"}"#
            #expect(try await desk.post("/jobs", order).status == 202)
            while try await desk.state(job) == .uncertain { await Task.yield() }
            for (id, reason) in [(one, "Anna looked"), (many, "the list of today"), (job, "none is there")] {
                let last = try await desk.get("/leads/\(id)").json["timeline"]?.arrayValue?.last
                #expect(last?["reason"]?.stringValue == reason && last?["by"] == "root")
            }
            let audit = try await desk.get("/audit").text
            #expect(audit.contains("found: Anna looked") && audit.contains("not-there: the list of today"))
        }
    }

    @Test("many uncertain leads are resolved at once, by id or reference; what cannot be is named")
    func resolveMany() async throws {
        try await Desk.run { desk in
            let found = try await desk.lead(.uncertain)
            let missing = try await desk.lead(.uncertain)
            let dead = try await desk.lead(.dead)
            let body = """
                {"override": true, "leads": [
                    {"lead": "\(found)", "outcome": "found", "vorgangsnummer": "CD5678"},
                    {"lead": "\(missing)", "outcome": "not-there"}, {"lead": "\(dead)", "outcome": "not-there"}
                ]}
                """
            let answer = try await desk.post("/leads/resolve", body)
            #expect(answer.json["resolved"] == 2)
            #expect(answer.json["refused"]?[0]?["lead"]?.stringValue == dead.rawValue)
            #expect(try await desk.state(found) == .delivered)
            #expect(try await desk.state(missing) == .queued)
            #expect(try await desk.state(dead) == .dead)
        }
    }

    @Test("a lead that waits for its next attempt says when that is, and how it goes at once")
    func waiting() async throws {
        try await Desk.run { desk in
            let id = try await desk.lead(.sending)
            let cause = Cause(class: .transient, code: "target-503", message: "later")
            try await desk.store.record(.deferred(cause, retryAt: Desk.now + 60_000), for: id, at: Desk.now)
            let answer = try await desk.post("/leads/\(id)/replay")
            #expect(answer.status == 409)
            #expect(answer.detail.contains("2026-09-21T14:14:20.000Z"), "\(answer.detail)")
            #expect(answer.detail.contains("leadgate targets resume kundenangaben --source seite"))
        }
    }

    @Test(
        "a discard is no way around the question whether the target has a lead, nor is a job",
        arguments: [false, true]
    )
    func discardAndReplay(byJob: Bool) async throws {
        try await Desk.run { desk in
            for target in [Target.kexVorgang, .kundenangaben] {
                let id = try await desk.lead(.uncertain, target: target)
                _ = try await desk.post("/leads/\(id)/discard", #"{"reason": "a test"}"#)
                if byJob {
                    let order = #"{"action": "replay", "state": "discarded", "reason": "again", "operation": "\#(id)"}"#
                    let preview = order.replacing("\"operation\"", with: "\"preview\": true, \"operation\"")
                    #expect(try await desk.post("/jobs", preview).json["verdicts"] == ["uncertain": 1])
                    _ = try await desk.post("/jobs", order)
                    while try await desk.state(id) == .discarded { await Task.yield() }
                } else {
                    let answer = try await desk.post("/leads/\(id)/replay", #"{"reason": "again"}"#)
                    #expect(answer.status == 200)
                    #expect(answer.json["state"] == "uncertain")
                }
                #expect(try await desk.state(id) == .uncertain)
                let early = try await desk.post("/leads/\(id)/resolve", #"{"outcome": "not-there"}"#)
                #expect(early.status == 409, "the settle window holds again")
            }
        }
    }

    @Test("the number of another lead's case is refused, one by one and in a file, unless it is meant")
    func takenNumber() async throws {
        try await Desk.run { desk in
            let other = try await desk.lead(.delivered)
            let id = try await desk.lead(.uncertain)
            let slip = #"{"outcome": "found", "vorgangsnummer": "AB1234"}"#
            let answer = try await desk.post("/leads/\(id)/resolve", slip)
            #expect(answer.status == 409)
            #expect(answer.detail.contains(other.rawValue) && answer.detail.contains("--override"))
            let file = try await desk.post(
                "/leads/resolve",
                #"{"leads": [{"lead": "\#(id)", "outcome": "found", "vorgangsnummer": "AB1234"}]}"#
            )
            #expect(file.json["resolved"] == 0)
            #expect(file.json["refused"]?[0]?["why"]?.stringValue?.contains(other.rawValue) == true)
            #expect(try await desk.state(id) == .uncertain)
            let meant = #"{"outcome": "found", "vorgangsnummer": "AB1234", "override": true}"#
            #expect(try await desk.post("/leads/\(id)/resolve", meant).json["state"] == "delivered")
        }
    }
}
