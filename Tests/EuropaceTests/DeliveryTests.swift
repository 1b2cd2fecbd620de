import Europace
import JSON
import Leads
import Names
import Targets
import TestSupport
import Testing

@Suite("Delivering to a target that answers, or does not")
struct DeliveryTests {
    @Test("a Kundenangaben document becomes a Vorgang")
    func kundenangaben() async throws {
        try await Stand.run { stand in
            let outcome = await stand.client.createKundenangaben(Stand.kundenangaben(), trace: "leadgate-1")
            let created = try #require(try await stand.cases().first)
            #expect(outcome.confirmation?.vorgangsnummer == created["vorgangsnummer"]?.stringValue)
            #expect(created["externeVorgangsId"] == "lead-1")
            #expect(created["datenkontext"] == "TEST_MODUS")
        }
    }

    @Test("a KEX document becomes a test or a production Vorgang", arguments: DeliveryMode.allCases)
    func kex(mode: DeliveryMode) async throws {
        var settings = EuropaceSettings()
        settings.permitsProduction = true
        try await Stand.run(settings: settings) { stand in
            let outcome = await stand.client.importKEXVorgang(Stand.kex(), mode: mode, trace: "leadgate-1")
            #expect(OutcomeClass(outcome) == .delivered)
            let created = try #require(try await stand.cases().first)
            #expect(created["datenkontext"]?.stringValue == (mode == .test ? "TEST_MODUS" : "ECHT_GESCHAEFT"))
        }
    }

    @Test("real business does not leave a gateway that is not switched to production")
    func production() async throws {
        try await Stand.run { stand in
            let real = Stand.kundenangaben(context: "ECHT_GESCHAEFT")
            let unsaid = Array(#"{"importMetadaten":{},"kundenangaben":{}}"#.utf8)
            let outcomes = [
                await stand.client.createKundenangaben(real, trace: "t"),
                await stand.client.createKundenangaben(unsaid, trace: "t"),
                await stand.client.importKEXVorgang(Stand.kex(), mode: .production, trace: "t"),
            ]
            #expect(outcomes.allSatisfy { $0.fault?.code == "production-refused" })
            #expect(await stand.created() == 0)
        }
    }

    /// What a fault plan says, and what it means for each API.
    static let faults: [(plan: JSONObject, kundenangaben: OutcomeClass, kex: OutcomeClass, code: String)] = [
        (["status": 400], .data, .data, "target-400"),
        (["status": 401], .connection, .connection, "target-401"),
        (["status": 403], .connection, .connection, "target-403"),
        (["status": 404], .connection, .connection, "target-404"),
        (["status": 409], .connection, .connection, "target-409"),
        (["status": 415], .connection, .connection, "target-415"),
        (["status": 422], .data, .data, "target-422"),
        (["status": 429, "retryAfter": 7], .transient, .transient, "target-429"),
        (["status": 500], .unknown, .transient, "target-500"),
        (["status": 502], .unknown, .unknown, "target-502"),
        (["status": 502, "store": true], .unknown, .unknown, "target-502"),
        (["status": 503], .transient, .transient, "target-503"),
        (["status": 503, "page": "<html>busy</html>"], .transient, .transient, "target-503"),
        (["status": 504], .unknown, .unknown, "target-504"),
        (["status": 302], .connection, .connection, "target-302"),
        (["status": 201, "body": ["ok": true]], .unknown, .unknown, "answer-unreadable"),
        (["truncate": true], .unknown, .unknown, "answer-truncated"),
        (["drop": "before-store"], .unknown, .unknown, "reset"),
        (["drop": "after-store"], .unknown, .unknown, "reset"),
    ]

    @Test("every planned fault ends in its class", arguments: faults)
    func planned(
        row: (plan: JSONObject, kundenangaben: OutcomeClass, kex: OutcomeClass, code: String)
    ) async throws {
        var settings = EuropaceSettings()
        // What one target asks to wait holds for the whole client; here each answer is to be seen.
        settings.rate = RateWindow(heedsRetryAfter: false)
        try await Stand.run(settings: settings) { stand in
            var plan = row.plan
            plan["next"] = 2
            plan["path"] = "kundenangaben"
            var other = plan
            other["path"] = "kex"
            try await stand.fail([.object(plan), .object(other)])
            let first = await stand.client.createKundenangaben(Stand.kundenangaben(), trace: "t")
            #expect(OutcomeClass(first) == row.kundenangaben)
            #expect(first.fault?.code == row.code)
            let second = await stand.client.importKEXVorgang(Stand.kex(), mode: .test, trace: "t")
            #expect(OutcomeClass(second) == row.kex)
            #expect(second.fault?.code == row.code)
            if case .transient(_, let after) = first { #expect(after == (row.plan["retryAfter"] == nil ? nil : 7_000)) }
        }
    }

    @Test("an answer that is longer than anybody reads counts by its status, and the next request has its own")
    func longAnswer() async throws {
        try await Stand.run { stand in
            let page = String(repeating: "busy ", count: 50_000)
            try await stand.fail([["path": "kundenangaben", "next": 1, "status": 503, "page": .string(page)]])
            let busy = await stand.client.createKundenangaben(Stand.kundenangaben(), trace: "t")
            #expect(OutcomeClass(busy) == .transient)
            #expect(busy.fault?.code == "target-503")
            #expect((busy.fault?.body.count ?? 0) < page.utf8.count)
            let next = await stand.client.createKundenangaben(Stand.kundenangaben(), trace: "t")
            #expect(OutcomeClass(next) == .delivered)
            #expect(await stand.created() == 1)
        }
    }

    @Test("who is cancelled while a request is on its way cannot tell what became of it, and does not wait for it")
    func cancelled() async throws {
        try await Stand.run { stand in
            _ = await stand.client.authenticate()
            try await stand.fail([["path": "kundenangaben", "delay": 600_000, "next": "all"]])
            let sending = Task { await stand.client.createKundenangaben(Stand.kundenangaben(), trace: "t") }
            while await stand.created() == 0 { await Task.yield() }
            sending.cancel()
            let outcome = await sending.value
            #expect(OutcomeClass(outcome) == .unknown)
            #expect(outcome.fault?.code == "cancelled")
        }
    }

    @Test("a case whose answer was lost is found by its reference; one that was never stored is not")
    func lookup() async throws {
        try await Stand.run { stand in
            let since: Int64 = 0
            try await stand.fail([["path": "kundenangaben", "next": 1, "drop": "after-store"]])
            let lost = await stand.client.createKundenangaben(Stand.kundenangaben(reference: "a"), trace: "t")
            #expect(OutcomeClass(lost) == .unknown)
            let number = try #require(try await stand.cases().first?["vorgangsnummer"]?.stringValue)
            let found = await stand.client.findVorgang(reference: "a", mode: .test, changedSince: since, trace: "t")
            #expect(found == .found(vorgangsnummer: number))

            try await stand.fail([["path": "kundenangaben", "next": 1, "drop": "before-store"]])
            _ = await stand.client.createKundenangaben(Stand.kundenangaben(reference: "b"), trace: "t")
            let missing = await stand.client.findVorgang(reference: "b", mode: .test, changedSince: since, trace: "t")
            #expect(missing == .notFound(shown: [number]))
        }
    }

    @Test("any number of lost answers is looked up in one reading of the list")
    func oneReading() async throws {
        var settings = EuropaceSettings()
        settings.lookupPageSize = 10
        try await Stand.run(settings: settings) { stand in
            for number in 1...15 {
                let document = Stand.kundenangaben(reference: "lead-\(number)")
                _ = await stand.client.createKundenangaben(document, trace: "t")
            }
            let questions = (1...40).map { number in
                let lead = Lead(
                    id: LeadID.make(now: Int64(number)),
                    source: "a",
                    target: .kundenangaben,
                    mode: .test,
                    receivedAt: 0,
                    reference: "lead-\(number)"
                )
                return LookupQuestion(document: nil, context: SendingContext(lead: lead), changedSince: 0)
            }
            let before = await stand.clients.rateUse().first?.taken ?? 0
            let outcomes = await KundenangabenSystem(clients: stand.clients).find(questions)
            #expect((await stand.clients.rateUse().first?.taken ?? 0) - before == 2, "two pages, whoever asks")
            #expect(outcomes.values.count { if case .found = $0 { true } else { false } } == 15)
            #expect(
                outcomes.values.count { if case .notFound(let shown) = $0 { shown.count == 15 } else { false } } == 25
            )
        }
    }

    @Test("the look-up follows the pages to the end, and says so when it cannot")
    func pages() async throws {
        var settings = EuropaceSettings()
        settings.lookupPageSize = 3
        settings.lookupPages = 4
        try await Stand.run(settings: settings) { stand in
            for number in 1...12 {
                let document = Stand.kundenangaben(reference: "lead-\(number)")
                #expect(OutcomeClass(await stand.client.createKundenangaben(document, trace: "t")) == .delivered)
            }
            let last = await stand.client.findVorgang(reference: "lead-12", mode: .test, changedSince: 0, trace: "t")
            let expected = try #require(try await stand.cases().last?["vorgangsnummer"]?.stringValue)
            #expect(last == .found(vorgangsnummer: expected))
            let none = await stand.client.findVorgang(reference: "lead-99", mode: .test, changedSince: 0, trace: "t")
            guard case .notFound(let shown) = none else {
                Issue.record("a reference that no case carries is not found")
                return
            }
            #expect(shown.count == 12)

            _ = await stand.client.createKundenangaben(Stand.kundenangaben(reference: "lead-13"), trace: "t")
            let tooLong = await stand.client.findVorgang(reference: "lead-99", mode: .test, changedSince: 0, trace: "t")
            guard case .failed(let fault) = tooLong else {
                Issue.record("a list that is not read to its end proves nothing")
                return
            }
            #expect(fault.code == "lookup-too-long")
            // What stands in the part that was read is found all the same; nothing is concluded for the others.
            let some = await stand.client.findVorgaenge(
                references: ["lead-7", "lead-99"],
                mode: .test,
                changedSince: 0,
                trace: "t"
            )
            let seventh = try #require(try await stand.cases()[6]["vorgangsnummer"]?.stringValue)
            #expect(some.outcome("lead-7") == .found(vorgangsnummer: seventh))
            guard case .failed = some.outcome("lead-99") else {
                Issue.record("a list that is not read to its end proves nothing")
                return
            }
            // Oldest first: what changes meanwhile comes at the end and shifts no page.
            let first = await stand.client.findVorgang(reference: "lead-1", mode: .test, changedSince: 0, trace: "t")
            #expect(
                first == .found(vorgangsnummer: try #require(try await stand.cases()[0]["vorgangsnummer"]?.stringValue))
            )
        }
    }

    @Test("a look-up that fails says so instead of 'not found'", arguments: [401, 403, 404, 429, 500, 502, 503])
    func lookupFails(status: Int) async throws {
        try await Stand.run { stand in
            try await stand.fail([["path": "vorgaenge", "next": "all", "status": .number(JSONNumber(status))]])
            let result = await stand.client.findVorgang(reference: "x", mode: .test, changedSince: 0, trace: "t")
            guard case .failed(let fault) = result else {
                Issue.record("it must not be taken for an answer")
                return
            }
            #expect(fault.status == status)
        }
    }

    @Test("an answer beyond the deadline is unknown, and the look-up finds the case")
    func deadline() async throws {
        var settings = EuropaceSettings()
        settings.exchangeDeadline = 2_000
        try await Stand.run(settings: settings) { stand in
            #expect(
                OutcomeClass(await stand.client.createKundenangaben(Stand.kundenangaben(), trace: "t")) == .delivered
            )
            try await stand.fail([["path": "kundenangaben", "delay": 60_000]])
            let outcome = await stand.client.createKundenangaben(Stand.kundenangaben(reference: "slow"), trace: "t")
            #expect(OutcomeClass(outcome) == .unknown)
            #expect(outcome.fault?.code == "timeout")
            func look() async -> LookupOutcome {
                await stand.client.findVorgang(reference: "slow", mode: .test, changedSince: 0, trace: "t")
            }
            var found = await look()
            // It has the same short deadline, which it may miss on a busy machine.
            for _ in 0..<20 { if case .failed = found { found = await look() } }
            guard case .found = found else {
                Issue.record("the sandbox stores before it waits: \(found)")
                return
            }
        }
    }

    @Test("where nobody listens nothing was sent")
    func refused() async throws {
        // Port 1 of the loopback: privileged and unused.
        let clients = EuropaceClients(
            endpoints: .sandbox(baseURL: "http://127.0.0.1:1"),
            credentials: .sandbox,
            logger: .quiet
        )
        let client = try clients.client(for: .kundenangaben)
        let outcome = await client.createKundenangaben(Stand.kundenangaben(), trace: "t")
        #expect(OutcomeClass(outcome) == .transient)
        #expect(outcome.fault?.code == "token-connect")
        await clients.shutdown()
    }

    @Test("a target that refuses connections while the token is at hand: nothing was sent")
    func targetRefused() async throws {
        try await Stand.run { stand in
            var endpoints = EuropaceEndpoints.sandbox(baseURL: stand.base)
            endpoints.kundenangaben = "http://127.0.0.1:1/kundenangaben"
            endpoints.kexImport = "no address at all"
            let clients = EuropaceClients(endpoints: endpoints, credentials: .sandbox, logger: .quiet)
            let client = try clients.client(for: .kundenangaben)
            let outcome = await client.createKundenangaben(Stand.kundenangaben(), trace: "t")
            #expect(OutcomeClass(outcome) == .transient)
            #expect(outcome.fault?.code == "connect")
            let nowhere = await client.importKEXVorgang(Stand.kex(), mode: .test, trace: "t")
            #expect(OutcomeClass(nowhere) == .connection)
            #expect(nowhere.fault?.code == "address")
            await clients.shutdown()
        }
    }

    @Test("a read-back that fails leaves the delivery as it is, and is told", arguments: [404, 500, nil])
    func failedReadBack(status: Int?) async throws {
        let log = LoggedLines()
        try await Stand.run(logger: log.logger) { stand in
            var fault: JSONObject = ["path": "kundenangaben", "method": "GET", "next": 1]
            if let status { fault["status"] = .number(JSONNumber(status)) } else { fault["truncate"] = true }
            try await stand.fail(["faults": [.object(fault)]])
            for reference in ["a", "b"] {
                let document = Stand.kundenangaben(reference: reference)
                #expect(OutcomeClass(await stand.client.createKundenangaben(document, trace: "t")) == .delivered)
            }
        }
        #expect(log.messages.filter { $0.hasPrefix("what was stored could not be read back") }.count == 1)
    }

    @Test("what was stored can be read back, and a document can be validated without creating anything")
    func readBack() async throws {
        try await Stand.run { stand in
            let valid = await stand.client.validateKundenangaben(Stand.kundenangaben(), trace: "t")
            #expect(valid == .accepted)
            #expect(await stand.created() == 0)
            let outcome = await stand.client.createKundenangaben(Stand.kundenangaben(), trace: "t")
            guard let number = outcome.confirmation?.vorgangsnummer,
                case .document(let bytes) = await stand.client.readKundenangaben(vorgangsnummer: number, trace: "t")
            else {
                Issue.record("expected a document")
                return
            }
            let document = try JSONValue.parse(bytes)
            #expect(document["haushalte"]?.arrayValue?.count == 1)
            guard case .failed(let fault) = await stand.client.readKundenangaben(vorgangsnummer: "ZZZZZZ", trace: "t")
            else {
                Issue.record("expected none")
                return
            }
            #expect(fault.status == 404)
            let invalid = await stand.client.validateKundenangaben(Array("{}".utf8), trace: "t")
            guard case .refused(let refusal) = invalid else {
                Issue.record("expected a refusal")
                return
            }
            #expect(refusal.status == 400)
        }
    }
}
