import Europace
import JSON
import Moments
import Names
import Sandbox
import Synchronization
import Targets
import TestSupport
import Testing

@testable import Leads

@Suite("Changing a KreditSmart case")
struct KEXUpdateTests {
    static let list: JSONValue = [
        ["addRatenkredit": ["ratenkredit": ["rateMonatlich": 120, "antragstellerIds": ["antragsteller1"]]]],
        [
            "updatePersonendaten": [
                "antragstellerId": "antragsteller1", "personendaten": ["vorname": "Max", "nachname": "Mustermann"],
            ]
        ],
        ["addKommentare": ["kommentare": ["Zweite Stufe des Formulars"]]],
    ]

    static func context(_ confirmation: Leads.Confirmation, done: [OperationResult] = []) -> SendingContext {
        .of(.kexUpdate, case: confirmation.vorgangsnummer, ids: confirmation.ids, done: done)
    }

    @Test("all operations go out in one request, and each brings its result", arguments: ["nested", "flat"])
    func all(nesting: String) async throws {
        let journal = JournalFile()
        defer { journal.remove() }
        let configure: (inout SandboxConfiguration) -> Void = {
            $0.journal = journal.path
            $0.behaviour.graphQLData = nesting == "flat" ? .flat : .byField
        }
        try await Stand.run(configure: configure) { stand in
            let created = try await stand.kexCase()
            let outcome = await KEXUpdateSystem(clients: stand.clients).send(
                Self.list.serialized,
                Self.context(created)
            )
            let results = try #require(outcome.confirmation?.results)
            #expect(OutcomeClass(outcome) == .delivered)
            #expect(results.map(\.name) == ["addRatenkredit", "updatePersonendaten", "addKommentare"])
            if nesting == "nested" { #expect(results[0].id != nil) }
            #expect(journal.count("kex-update") == 1)
        }
    }

    @Test("no value of a lead can become part of the query: it arrives as it is, quotes and braces included")
    func variables() async throws {
        try await Stand.run { stand in
            let created = try await stand.kexCase()
            let words = #"x"]) { messages } deleteAntragsteller(id: "y") #\u{22} { messages } }"#
            let list: JSONValue = [
                ["addKommentare": ["kommentare": [.string(words)]]],
                [
                    "updatePersonendaten": [
                        "antragstellerId": "antragsteller1", "personendaten": ["nachname": .string("$nr\n\(words)")],
                    ]
                ],
            ]
            let outcome = await KEXUpdateSystem(clients: stand.clients).send(list.serialized, Self.context(created))
            #expect(OutcomeClass(outcome) == .delivered, "\(outcome)")
            let stored = try await stand.cases().first?["stored"]
            #expect(stored?["kommentare"] == [.string(words)])
            #expect(stored?["antragsteller1"]?["personendaten"]?["nachname"] == .string("$nr\n\(words)"))
        }
    }

    @Test("one bad operation: the others are done, it is named, and the next attempt sends only it")
    func partial() async throws {
        try await Stand.run { stand in
            let created = try await stand.kexCase()
            let list: JSONValue = [
                ["addKommentare": ["kommentare": ["eins"]]],
                ["deleteRatenkredit": ["id": "nobody"]],
                ["addKommentare": ["kommentare": ["zwei"]]],
            ]
            let system = KEXUpdateSystem(clients: stand.clients)
            guard
                case .partial(let done, rest: .dataFault(let fault)) = await system.send(
                    list.serialized,
                    Self.context(created)
                )
            else {
                Issue.record("some are done, one is refused")
                return
            }
            #expect(done.results.map(\.index) == [0, 2])
            #expect(fault.violations.map(\.field) == ["/1/deleteRatenkredit"])
            let again = await system.send(list.serialized, Self.context(created, done: done.results))
            guard case .partial(let after, rest: .dataFault) = again else {
                Issue.record("the one is refused again")
                return
            }
            #expect(after.results.map(\.index) == [0, 2])
            let told = try await stand.cases().map { $0.text() }.joined()
            #expect(told.components(of: "eins") == 2, "the comment was added once")
        }
    }

    @Test("a lost answer is only a danger where something was added")
    func lostAnswer() async throws {
        try await Stand.run { stand in
            let created = try await stand.kexCase()
            let system = KEXUpdateSystem(clients: stand.clients)
            try await stand.fail([["path": "kex-update", "next": "all", "drop": "after-store"]])
            let addition = await system.send(Self.list.serialized, Self.context(created))
            #expect(OutcomeClass(addition) == .unknown)
            let change: JSONValue = [
                ["updatePersonendaten": ["antragstellerId": "antragsteller1", "personendaten": ["vorname": "Max"]]]
            ]
            let update = await system.send(change.serialized, Self.context(created))
            #expect(OutcomeClass(update) == .transient)
        }
    }

    @Test("a deletion that a lost attempt has carried out is done, with a remark; one that never was is refused")
    func deleted() async throws {
        try await Stand.run { stand in
            let created = try await stand.kexCase()
            let system = KEXUpdateSystem(clients: stand.clients)
            let added = await system.send(Self.list.serialized, Self.context(created))
            let id = try #require(added.confirmation?.results.first?.id)
            let deletion: JSONValue = [["deleteRatenkredit": ["id": .string(id)]]]
            try await stand.fail([["path": "kex-update", "next": 1, "drop": "after-store"]])
            let lost = await system.send(deletion.serialized, Self.context(created))
            #expect(OutcomeClass(lost) == .transient)

            // As a first attempt it would be a slip in the id.
            let slip = await system.send(deletion.serialized, Self.context(created))
            #expect(OutcomeClass(slip) == .data)
            let context = Self.context(created)
            var lead = context.lead
            lead.attempts = 2
            let again = await system.send(deletion.serialized, SendingContext(lead: lead, case: context.case))
            let done = try #require(again.confirmation)
            #expect(OutcomeClass(again) == .delivered)
            #expect(done.results.map(\.name) == ["deleteRatenkredit"])
            #expect(done.messages.first?.contains("schon gelöscht") == true)
        }
    }

    @Test("a lost list may be sent again only if nobody has changed the case since, and the target has had its time")
    func lookedUp() async throws {
        let now = SystemClock().now()
        func outcome(changed: Int64, sent: Int64, scope: String? = nil) async throws -> LookupOutcome {
            let found = Mutex<LookupOutcome?>(nil)
            var credentials = EuropaceCredentials.sandbox
            credentials.scope = scope
            try await Stand.run(configure: { $0.clock = ManualClock(changed) }, credentials: credentials) { stand in
                let created = try await stand.kexCase()
                let context = Self.context(created)
                var lead = context.lead
                let intent = Intent(
                    attempt: 1,
                    startedAt: sent,
                    target: .kexUpdate,
                    mode: .test,
                    mappingHash: "h",
                    reference: "r",
                    epoch: 1
                )
                lead.standing = .uncertain(intent, Cause(.answerUnreadable), lookAgainAt: nil)
                let answer = await KEXUpdateSystem(clients: stand.clients).find(
                    Self.list.serialized,
                    SendingContext(lead: lead, case: context.case),
                    changedSince: sent - 300_000
                )
                found.withLock { $0 = answer }
            }
            return try #require(found.withLock { $0 })
        }
        let hour: Int64 = 3_600_000
        #expect(try await outcome(changed: now - hour, sent: now - 600_000) == .mayBeSentAgain)
        #expect(try await outcome(changed: now - hour, sent: now - 60_000) == .notFound(shown: []))
        #expect(try await outcome(changed: now, sent: now - 600_000) == .notFound(shown: []))
        let blind = try await outcome(
            changed: now - hour,
            sent: now - 600_000,
            scope: "privatkredit:vorgang:schreiben"
        )
        guard case .failed(let fault) = blind else {
            Issue.record("without the scope nobody can be asked")
            return
        }
        #expect(fault.code == "lookup-scope")
    }

    @Test(
        "what is no operation, or lacks an argument, is refused before anything is sent",
        arguments: [
            (#"[{"eraseAll":{}}]"#, "/0/eraseAll"), (#"[{"addKind":{}}]"#, "/0/addKind/kind"),
            (#"[{"addKind":{"kind":{},"rabatt":1}}]"#, "/0/addKind/rabatt"), (#"[{}]"#, "/0"), (#"[7]"#, "/0"),
        ]
    )
    func invalid(document: String, place: String) async throws {
        try await Stand.run { stand in
            let outcome = await KEXUpdateSystem(clients: stand.clients)
                .send(Array(document.utf8), .of(.kexUpdate, case: "AB1234"))
            #expect(OutcomeClass(outcome) == .data)
            #expect(outcome.fault?.violations.map(\.field) == [place])
            #expect(outcome.fault?.message.contains("nothing was sent") == true)
        }
    }

    @Test("an unknown, a deleted and somebody else's case are named, and no other lead is affected")
    func foreign() async throws {
        let other = SandboxClient(id: "other", secret: "s", partner: "OTH01")
        try await Stand.run(configure: { $0.clients = [.standard, other] }) { stand in
            let system = KEXUpdateSystem(clients: stand.clients)
            let unknown = await system.send(Self.list.serialized, .of(.kexUpdate, case: "ZZZZZ9"))
            #expect(OutcomeClass(unknown) == .data)
            #expect(unknown.fault?.code == "graphql-404")
            #expect(unknown.fault?.message.contains("ZZZZZ9") == true)

            let created = try await stand.kexCase()
            let others = EuropaceClients(
                endpoints: .sandbox(baseURL: stand.base),
                credentials: EuropaceCredentials(clientID: "other", clientSecret: "s"),
                logger: .quiet
            )
            let foreign = await KEXUpdateSystem(clients: others).send(Self.list.serialized, Self.context(created))
            #expect(OutcomeClass(foreign) == .data)
            #expect(foreign.fault?.message.contains("Bearbeiter") == true)
            await others.shutdown()
        }
    }
}

extension String {
    /// How many parts `separator` divides it into.
    fileprivate func components(of separator: String) -> Int {
        var rest = self[...]
        var parts = 1
        while let found = rest.firstRange(of: separator) {
            parts += 1
            rest = rest[found.upperBound...]
        }
        return parts
    }
}
