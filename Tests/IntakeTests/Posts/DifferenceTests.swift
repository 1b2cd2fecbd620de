import Foundation
import JSON
import Leads
import NIOHTTP1
import Names
import SQLiteLeads
import Targets
import Testing

@testable import Intake

@Suite("What comes again with other content")
struct DifferenceTests {
    /// A source whose leads bring a key of their own, or share one.
    private static func source(_ key: String = "$.item.id", _ more: String = "", differs: String = "keep") -> String {
        #"{\#(more) "duplicates": {"key": "\#(key)", "differs": "\#(differs)"}, "credential": {"scheme": "none"}}"#
    }

    private static func list(_ leads: String..., event: String = "e") -> String {
        #"{"event": "\#(event)", "leads": [\#(leads.joined(separator: ", "))]}"#
    }

    private static let anna = #"{"id":"1","nachname":"Amsel"}"#
    private static let bert = #"{"id":"2","nachname":"Buche"}"#
    private static let otherBert = #"{"id":"2","nachname":"Birke","email":"bert@example.org"}"#
    private static let carla = #"{"id":"3","nachname":"Clee"}"#

    private static func with(_ source: String, _ body: @Sendable (Gateway) async throws -> Void) async throws {
        try await Gateway.with(sources: ["a": source], mappings: ["m": Gateway.batch], body)
    }

    private static func leads(_ gateway: Gateway, _ body: String) async throws -> [JSONValue] {
        let answer = try await gateway.post("/hooks/a", body)
        #expect(answer.status == 200)
        return try #require(answer.json["leads"]?.arrayValue)
    }

    /// What is kept beside a lead.
    private static func kept(_ lead: JSONValue, _ gateway: Gateway) async throws -> [String] {
        let id = try #require(LeadID(lead["id"]?.stringValue ?? ""))
        return try await gateway.store.timeline(id)
            .filter { $0.event == LeadEvent.Kind.repeatedDifferently.rawValue }
            .map { String(decoding: $0.evidence?.answer ?? [], as: UTF8.self) }
    }

    @Test("of a list leads that have changed are kept beside the first, each with its own part; new ones are leads")
    func list() async throws {
        try await Self.with(Self.source()) { gateway in
            let first = try await Self.leads(gateway, Self.list(Self.anna, Self.bert))
            // Another order, and twice: what is kept is kept once.
            for _ in 0..<2 {
                let second = try await Self.leads(gateway, Self.list(Self.otherBert, Self.anna, Self.carla))
                #expect(second.map { $0["repeated"] } == ["differently", nil, nil])
                #expect(second.prefix(2).map { $0["id"] } == [first[1]["id"], first[0]["id"]])
                #expect(try await Self.kept(second[0], gateway) == [Self.otherBert])
                #expect(try await Self.kept(second[1], gateway) == [])
                #expect(try await Self.kept(second[2], gateway) == [])
                #expect(try await gateway.store.books().accepted == 3)
            }
            let third = try await Self.leads(gateway, Self.list(Self.anna, Self.bert))
            #expect(third == first, "what comes as it was gets the first receipt")
            #expect(try await gateway.store.verify().isSound)
        }
    }

    @Test("leads that share the key of their list are told apart by their place")
    func place() async throws {
        try await Self.with(Self.source("$.payload.event")) { gateway in
            let first = try await Self.leads(gateway, Self.list(Self.anna, Self.bert))
            #expect(try await Self.leads(gateway, Self.list(Self.anna, Self.bert)) == first)
            let second = try await Self.leads(gateway, Self.list(Self.anna, Self.otherBert, Self.carla))
            #expect(second.map { $0["repeated"] } == [nil, "differently", nil])
            #expect(second.prefix(2).map { $0["id"] } == first.map { $0["id"] })
            #expect(try await Self.kept(second[1], gateway) == [Self.otherBert])
            #expect(try await gateway.store.books().accepted == 3)
        }
    }

    @Test("a list that came before is a repeat whole, also where one of its leads has no key")
    func keyless() async throws {
        try await Self.with(Self.source()) { gateway async throws in
            let body = Self.list(Self.anna, #"{"id":"","nachname":"Ohne"}"#)
            #expect(try await Self.leads(gateway, body).count == 2)
            #expect(try await Self.leads(gateway, body).map { $0["state"] } == ["queued"])
            #expect(try await gateway.store.books().accepted == 2)
        }
    }

    @Test("where other content is a lead of its own, only what has changed becomes one, once")
    func new() async throws {
        try await Self.with(Self.source(differs: "new")) { gateway in
            let first = try await Self.leads(gateway, Self.list(Self.anna, Self.bert))
            let second = try await Self.leads(gateway, Self.list(Self.anna, Self.otherBert, Self.carla))
            #expect(second[0] == first[0])
            #expect(second[1]["id"] != first[1]["id"] && second[1]["repeated"] == nil)
            #expect(second[1]["state"] == "queued")
            #expect(try await gateway.store.books().accepted == 4)
            #expect(try await Self.leads(gateway, Self.list(Self.anna, Self.otherBert, Self.carla)) == second)
            // The same change among other leads is no other change.
            let third = try await Self.leads(gateway, Self.list(Self.otherBert))
            #expect(third == [second[1]])
            #expect(try await gateway.store.books().accepted == 4)
        }
    }

    @Test("where it counts instead, only the lead that has changed gives way")
    func supersede() async throws {
        try await Self.with(Self.source(differs: "supersede")) { gateway in
            let first = try await Self.leads(gateway, Self.list(Self.anna, Self.bert))
            let second = try await Self.leads(gateway, Self.list(Self.anna, Self.otherBert))
            #expect(second[0]["id"] == first[0]["id"] && second[1]["id"] != first[1]["id"])
            let states = try await [first[0], first[1], second[1]].asyncMap { lead in
                try await gateway.store.lead(try #require(LeadID(lead["id"]?.stringValue ?? "")))?.state
            }
            #expect(states == [.queued, .discarded, .queued])
        }
    }

    @Test(
        "beside an erased lead nothing can be kept: other content under its key is for a person, or a lead as the source says",
        arguments: [("keep", "dead"), ("supersede", "dead"), ("new", "queued")]
    )
    func erased(differs: String, state: String) async throws {
        try await Self.with(Self.source(differs: differs)) { gateway in
            let first = try await Self.leads(gateway, Self.list(Self.anna, Self.bert))
            let id = try #require(LeadID(first[1]["id"]?.stringValue ?? ""))
            let bert = try #require(try await gateway.store.lead(id))
            try await gateway.store.record(.erased(by: "anna", reason: nil), for: id, at: bert.updatedAt)
            let again = try await Self.leads(gateway, Self.list(Self.anna, Self.bert))
            #expect(again.map { $0["id"] } == first.map { $0["id"] }, "a retry makes nothing of who is erased")
            for _ in 0..<2 {
                let second = try await Self.leads(gateway, Self.list(Self.anna, Self.otherBert))
                #expect(second[0] == first[0])
                #expect(second[1]["id"] != first[1]["id"])
                #expect(second[1]["state"]?.stringValue == state)
                #expect(try await gateway.store.books().accepted == 3)
            }
        }
    }

    @Test("under a key that is always the same leads are for a person, once there is enough beside the first of them")
    func alwaysTheSameKey() async throws {
        try await Self.with(Self.source("$.payload.event")) { gateway in
            @Sendable func post(_ number: Int) async throws -> JSONValue {
                try await Self.leads(gateway, Self.list(#"{"id":"1","nachname":"Amsel \#(number)"}"#))[0]
            }
            let first = try await post(0)
            for number in 1..<100 { #expect(try await post(number)["repeated"] == "differently") }
            for _ in 0..<2 {
                var ids: Set<String> = []
                for number in 100..<103 {
                    let lead = try await post(number)
                    #expect(lead["state"] == "dead" && lead["repeated"] == nil)
                    ids.insert(try #require(lead["id"]?.stringValue))
                }
                #expect(ids.count == 3 && !ids.contains(first["id"]?.stringValue ?? ""))
                #expect(try await gateway.store.books().accepted == 4)
                // What is kept is a repeat as before.
                #expect(try await post(50)["repeated"] == "differently")
            }
            #expect(try await Self.kept(first, gateway).count == 99)
            #expect(try await gateway.store.verify().isSound)
        }
    }

    @Test("of several leads of a post all are for a person where one can have nothing beside it")
    func severalMappings() async throws {
        let source = Self.source("$.payload.id", #""mapping": ["m", "n"],"#)
        let mappings = ["m": Gateway.mapping, "n": Gateway.mapping]
        try await Gateway.with(sources: ["a": source], mappings: mappings) { gateway in
            let first = try await Self.leads(gateway, #"{"id":"1","nachname":"Amsel"}"#)
            let id = try #require(LeadID(first[0]["id"]?.stringValue ?? ""))
            let at = try #require(try await gateway.store.lead(id)).updatedAt
            try await gateway.store.record(.erased(by: "anna", reason: nil), for: id, at: at)
            let second = try await Self.leads(gateway, #"{"id":"1","nachname":"Birke"}"#)
            #expect(second.map { $0["state"] } == ["dead", "dead"])
            #expect(try await Self.kept(first[1], gateway) == [])
            #expect(try await gateway.store.books().accepted == 4)
        }
    }

    @Test("values of the address are compared where there is no body, in whatever order they come")
    func address() async throws {
        let source = Self.source("$.query.id", #""methods": ["POST", "GET"],"#)
        try await Gateway.with(sources: ["a": source]) { gateway in
            @Sendable func get(_ query: String) async throws -> JSONValue {
                try await gateway.send(.GET, "/hooks/a?\(query)").json
            }
            let first = try await get("id=s-1&nachname=Muster")
            #expect(try await get("nachname=Muster&id=s-1") == first)
            let second = try await get("id=s-1&nachname=Meise")
            #expect(second["id"] == first["id"] && second["repeated"] == "differently")
            #expect(try await Self.kept(second, gateway) == [#"{"id":"s-1","nachname":"Meise"}"#])
            let keyed = try await gateway.send(.GET, "/hooks/a?nachname=Amsel", [("idempotency-key", "k")])
            #expect(keyed.status == 200)
            let reused = try await gateway.send(.GET, "/hooks/a?nachname=Fink", [("idempotency-key", "k")])
            #expect(reused.status == 422)
        }
    }

    @Test(
        "a lead that waits for its mapping keeps what came after it, or gives way to it",
        arguments: ["keep", "supersede"]
    )
    func waiting(differs: String) async throws {
        let source = Self.source("$.payload.event", #""learning": true,"#, differs: differs)
        try await Self.with(source) { gateway in
            let first = try await gateway.post("/hooks/a", Self.list(Self.anna, Self.bert)).json
            let body = Self.list(Self.anna, Self.otherBert)
            let second = try await gateway.post("/hooks/a", body).json
            #expect(first["state"] == "waiting" && second["state"] == "waiting")
            let keeps = differs == "keep"
            #expect((second["id"] == first["id"]) == keeps)
            #expect(second["repeated"] == (keeps ? "differently" : nil))
            #expect(try await Self.kept(first, gateway) == (keeps ? [body] : []))
            #expect(try await gateway.store.books()[.discarded] == (keeps ? 0 : 1))
            #expect(try await gateway.post("/hooks/a", body).json == second)
        }
    }

    @Test("of ids whose data is fetched a known one is a repeat, whatever came around it")
    func fetched() async throws {
        let source =
            #"{"fetch": {"id": "$.payload.ids[*].id", "url": "https://vendor.example/{id}"}, "credential": {"scheme": "none"}}"#
        try await Gateway.with(sources: ["a": source]) { gateway in
            let first = try await gateway.post("/hooks/a", #"{"ids": [{"id": 7, "ad": 1}]}"#).json
            let second = try await gateway.post("/hooks/a", #"{"try": 2, "ids": [{"id": 8}, {"id": 7, "ad": 2}]}"#).json
            let leads = try #require(second["leads"]?.arrayValue)
            #expect(leads.map { $0["state"] } == ["waiting", "waiting"])
            #expect(leads[1]["id"] == first["id"])
            #expect(leads.allSatisfy { $0["repeated"] == nil })
            #expect(try await gateway.store.books().accepted == 2)
        }
    }
}

extension Array where Element: Sendable {
    fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
