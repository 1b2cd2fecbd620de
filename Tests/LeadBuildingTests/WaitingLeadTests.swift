import LeadBuilding
import Leads
import Mapping
import MappingDesk
import Names
import SourceFiles
import Targets
import TestSupport
import Testing

@Suite("Leads that cannot be built yet")
struct WaitingLeadTests {
    static let now = LeadBuildingTests.now

    /// A building whose source is `source`, with one mapping that is in force.
    static func building(_ source: String, _ mapping: String = LeadBuildingTests.name) -> LeadBuilding {
        let files = [
            "m.json": mapping,
            "sources/s.json": #"{\#(source), "credential": {"scheme": "bearer", "secret": {"env": "S"}}}"#,
        ]
        let library = MappingLibrary.load(files: files.map { LibraryFile(path: $0, bytes: Array($1.utf8)) })
        #expect(library.rejected.isEmpty, "\(library.findings)")
        return LeadBuilding(library: CurrentLibrary(library), targets: [.kundenangaben], gatewayMode: .test)
    }

    static func arrive(_ building: LeadBuilding, _ body: String, keys: [PostKey] = []) throws -> BuiltPost {
        let source = try #require(building.library.value.source("s"))
        return try building.unbuilt(
            of: LeadBuildingTests.post(body),
            from: source,
            lacking: try #require(source.lack),
            at: now,
            keys: keys,
            makeID: { LeadID.make(now: now) }
        )
    }

    static func stored(_ building: LeadBuilding, _ body: String, keys: [PostKey] = []) throws -> [NewLead] {
        let source = try #require(building.library.value.source("s"))
        return try arrive(building, body, keys: keys).new(LeadBuildingTests.post(body), source: source, receivedAt: now)
    }

    @Test("a post of a learning source is one lead, known by its headers and by what its rule finds in the post itself")
    func learning() throws {
        let building = Self.building(#""duplicates": {"key": "$.payload.nr"}, "ignore": "$.payload.ping""#)
        let new = try #require(try Self.stored(building, #"[{"nr": 1}]"#, keys: [PostKey("idempotency-key:a")]).first)
        #expect(new.lead.state == .waiting && new.lead.lack == .mapping && new.lead.cause?.known == .waitsForMapping)
        // With and without a place in a post of several: only the mapping will say which it is.
        #expect(new.keys.map(\.text) == ["idempotency-key:a", "idempotency-key:a#0"])
        let known = try #require(try Self.stored(building, #"{"nr": 1}"#).first)
        #expect(known.keys.map(\.text) == ["key:1:1"])
        #expect(try Self.arrive(building, #"{"ping": true}"#).isIgnored)
        let formKey = Self.building(#""duplicates": {"key": "$.form.nr"}"#)
        #expect(try #require(try Self.stored(formKey, #"{"nr": 1}"#).first).keys.isEmpty)
    }

    @Test("what cannot be read is kept as a dead letter that waits for its mapping once it is replayed")
    func undecodable() throws {
        let building = Self.building(#""learning": true"#)
        let source = try #require(building.library.value.source("s"))
        #expect(throws: PostError.self) { try Self.arrive(building, "{broken") }
        let new = building.undecodable(
            LeadBuildingTests.post("{broken"),
            from: source,
            through: nil,
            at: Self.now,
            fingerprint: "f",
            error: .tooManyLeads(1),
            id: LeadID.make(now: Self.now)
        )
        #expect(new.lead.lack == .mapping && new.refusal?.known == .payloadUndecodable)
    }

    @Test("with a mapping it becomes what a post that comes now would become, under its own id")
    func completed() throws {
        let batch = LeadBuildingTests.person(#""nachname": "$.item.n""#, leads: #""leads": "$.payload[*]","#)
        for (mapping, body, count) in [
            (LeadBuildingTests.name, #"{"nachname": "Amsel"}"#, 1), (batch, #"[{"n": "A"}, {"n": "B"}]"#, 2),
        ] {
            let learning = Self.building(#""learning": true"#, mapping)
            let waiting = try #require(try Self.stored(learning, body).first)
            let building = Self.building(#""mapping": "m""#, mapping)
            guard case .built(let post, _) = building.completion(of: waiting.lead, waiting.submission) else {
                Issue.record("it was not built")
                return
            }
            #expect(post.leads.count == count && post.leads.first?.id == waiting.lead.id)
            #expect(post.leads.allSatisfy { $0.verdict.cause == nil })
            let now = try LeadBuildingTests.arrive(building, body)
            #expect(post.leads.dropFirst().map(\.part) == now.dropFirst().map(\.part))
        }
    }

    @Test("without a mapping in force it goes on waiting, with the reason; what is no lead is ignored")
    func held() throws {
        let learning = Self.building(#""learning": true"#)
        let waiting = try #require(try Self.stored(learning, #"{"nachname": "Amsel"}"#).first)
        guard case .held(let cause) = learning.completion(of: waiting.lead, waiting.submission) else {
            Issue.record("built without a mapping")
            return
        }
        #expect(cause.known == .waitsForMapping)
        #expect(learning.judge(waiting.lead, waiting.submission).cause?.known == .waitsForMapping)
        let ignoring = Self.building(#""mapping": "m", "ignore": "$.payload.nachname""#)
        guard case .ignored = ignoring.completion(of: waiting.lead, waiting.submission) else {
            Issue.record("not ignored")
            return
        }
    }

    @Test(
        "each id of a post is a lead with its own part of it, as text or number, once; a post without one is told apart"
    )
    func ids() throws {
        let building = Self.building(
            #""mapping": "m", "fetch": {"id": "$.payload.c[?@.f == 'lead'].id", "url": "https://v.example/{id}"}"#
        )
        let body =
            #"{"c": [{"f": "lead", "id": "7"}, {"f": "other", "id": 9}, {"f": "lead", "id": 8}, {"f": "lead", "id": 7}]}"#
        let new = try Self.stored(building, body, keys: [PostKey("webhook-id:w")])
        #expect(new.count == 2 && new.allSatisfy { $0.lead.lack == .data && $0.lead.dueAt == Self.now })
        #expect(new.map { $0.keys.map(\.text) } == [["webhook-id:w#0", "fetch:7"], ["webhook-id:w#1", "fetch:8"]])
        var sought: [String] = []
        for lead in new {
            guard case .lead(id: let id, _, _) = building.sought(of: lead.lead, lead.submission) else { continue }
            sought.append(id)
        }
        #expect(sought == ["7", "8"])
        // Of an erased sibling nothing is left in the body; this one is still known.
        let rest = new[1].submission.destroying(try #require(new[0].submission.part))
        guard case .lead(id: "8", _, _) = building.sought(of: new[1].lead, rest) else {
            Issue.record("the id is lost with another lead's")
            return
        }
        let none = try #require(try Self.stored(building, #"{"c": []}"#).first)
        #expect(none.refusal?.known == .noIDInPost)
        #expect(building.judge(none.lead, none.submission).cause?.known == .waitsForData)
    }

    @Test("a post that was stored whole, because its ids were looked for elsewhere, is split once they are found")
    func splitLater() throws {
        let wrong = Self.building(#""mapping": "m", "fetch": {"id": "$.payload.ids", "url": "https://v.example/{id}"}"#)
        let right = Self.building(
            #""mapping": "m", "fetch": {"id": "$.payload.c[*]", "url": "https://v.example/{id}"}"#
        )
        let lead = try #require(try Self.stored(wrong, #"{"c": ["a", "b"]}"#).first)
        guard case .several(part: let part, let others) = right.sought(of: lead.lead, lead.submission) else {
            Issue.record("not split")
            return
        }
        #expect(part != nil && others.count == 1 && others[0].submission.item == 1)
        #expect(others[0].keys.map(\.text) == ["fetch:b"])
    }

    @Test("what was fetched is what the mapping reads, and the post's own mark of a test counts")
    func fetched() throws {
        let building = Self.building(
            #""mapping": "m", "mode": "production", "test": "$.payload.probe", "fetch": {"id": "$.payload.id", "url": "https://v.example/{id}"}"#
        )
        let production = LeadBuilding(
            library: building.library,
            targets: [.kundenangaben],
            gatewayMode: .production
        )
        for (body, mode) in [(#"{"id": "1"}"#, DeliveryMode.production), (#"{"id": "1", "probe": true}"#, .test)] {
            let waiting = try #require(try Self.stored(production, body).first)
            let submission = waiting.submission.bearing(Array(#"{"nachname": "Amsel"}"#.utf8))
            guard case .built(let post, let source) = production.completion(of: waiting.lead, submission) else {
                Issue.record("not built")
                return
            }
            let new = try #require(post.new(submission, source: source, receivedAt: Self.now).first)
            #expect(new.lead.mode == mode && new.refusal == nil)
            #expect(production.judge(new.lead, new.submission).cause == nil)
        }
    }
}
