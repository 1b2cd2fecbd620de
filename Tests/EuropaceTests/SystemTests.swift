import AsyncHTTPClient
import Europace
import JSON
import Moments
import NIOCore
import NIOHTTP1
import Names
import Sandbox
import Synchronization
import Targets
import TestSupport
import Testing

@testable import Leads

extension SendingContext {
    /// The context of a lead that changes a case.
    static func of(
        _ target: Target,
        case number: String? = nil,
        ids: [String: String] = [:],
        operation: String? = nil,
        done: [OperationResult] = [],
        identity: String? = nil
    ) -> SendingContext {
        SendingContext(
            lead: Lead(id: LeadID(high: 1, low: 1), source: "test", target: target, mode: .test, receivedAt: 1),
            operation: operation,
            case: number.map { CaseReference(vorgangsnummer: $0, ids: ids) },
            done: done,
            identity: identity
        )
    }
}

extension Stand {
    /// A BaufiSmart case whose Bearbeiter we are, with one applicant who has a phone number.
    func baufiCase() async throws -> String {
        let document: JSONValue = [
            "importMetadaten": [
                "datenkontext": "TEST_MODUS", "betreuung": ["kundenbetreuer": "LGT01", "bearbeiter": "LGT01"],
            ],
            "kundenangaben": [
                "haushalte": [
                    [
                        "kunden": [
                            [
                                "referenzId": "k1", "personendaten": ["person": ["vorname": "Max"]],
                                "kontakt": ["telefonnummer": ["vorwahl": "030", "nummer": "420860"]],
                            ]
                        ]
                    ]
                ],
                "bankverbindung": ["kundenreferenzIdsDerKontoinhaber": ["k1"]],
            ],
        ]
        let outcome = await client.createKundenangaben(document.serialized, trace: "t")
        return try #require(outcome.confirmation?.vorgangsnummer)
    }

    /// A KreditSmart case, as its import confirmed it.
    func kexCase(_ document: JSONValue? = nil) async throws -> Leads.Confirmation {
        let body = document ?? ["kundenbetreuer": ["partnerId": "LGT01"], "bearbeiter": ["partnerId": "LGT01"]]
        let outcome = await client.importKEXVorgang(body.serialized, mode: .test, trace: "t")
        return try #require(outcome.confirmation)
    }

    /// What a case holds now.
    func stored(_ number: String) async throws -> JSONValue {
        guard case .document(let bytes) = await client.readKundenangaben(vorgangsnummer: number, trace: "t") else {
            throw Missing()
        }
        return try JSONValue.parse(bytes)
    }

    /// Moves a case as its adviser would.
    func put(_ number: String, status: String) async throws {
        var request = HTTPClientRequest(url: "\(base)/_sandbox/vorgaenge/\(number)")
        request.method = .PUT
        request.body = .bytes(ByteBuffer(string: #"{"status": "\#(status)"}"#))
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(10))
        #expect(response.status == .ok)
    }

    struct Missing: Error {}
}

@Suite("Replacing what a BaufiSmart case holds")
struct ReplacementTests {
    static let patch: JSONValue = [
        "kundenangaben": ["haushalte": [["kunden": [["personendaten": ["person": ["nachname": "Mustermann"]]]]]]]
    ]

    @Test("a patch is merged into what is there, and the applicant stays the same")
    func merged() async throws {
        try await Stand.run { stand in
            let number = try await stand.baufiCase()
            let before = try await stand.stored(number)
            let system = KundenangabenSystem(clients: stand.clients)
            let context = SendingContext.of(.kundenangaben, case: number, operation: "replace")
            let outcome = await system.send(Self.patch.serialized, context)
            #expect(outcome.confirmation?.vorgangsnummer == number)
            #expect(outcome.confirmation?.differences == [])
            let after = try await stand.stored(number)
            let kunde = try JSONPointer(parsing: "/haushalte/0/kunden/0")
            #expect(after[pointer: kunde.appending("id")] == before[pointer: kunde.appending("id")])
            let person = after[pointer: kunde]?["personendaten"]?["person"]
            #expect(person?["vorname"] == "Max" && person?["nachname"] == "Mustermann")
            #expect(after[pointer: kunde]?["kontakt"]?["telefonnummer"]?["nummer"] == "420860")
            #expect(
                after["bankverbindung"]?["kundenreferenzIdsDerKontoinhaber"]?.arrayValue?.first
                    == after[pointer: kunde]?["referenzId"]
            )
            let found = await system.find(Self.patch.serialized, context, changedSince: 0)
            #expect(found == .found(vorgangsnummer: number))
        }
    }

    @Test("a case without us as Bearbeiter is a matter of rights to that case, whatever the answer says")
    func withoutEditor() async throws {
        try await Stand.run { stand in
            let created = await stand.client.createKundenangaben(Stand.kundenangaben(), trace: "t")
            let number = try #require(created.confirmation?.vorgangsnummer)
            let system = KundenangabenSystem(clients: stand.clients)
            let context = SendingContext.of(.kundenangaben, case: number, operation: "replace")
            let outcome = await system.send(Self.patch.serialized, context)
            #expect(OutcomeClass(outcome) == .data, "other cases are not affected")
            #expect(outcome.fault?.message.contains("Bearbeiter") == true)
            #expect(outcome.fault?.message.contains(number) == true)
            let found = await system.find(Self.patch.serialized, context, changedSince: 0)
            #expect(found == .mayBeSentAgain)
        }
    }

    @Test("a lost answer is cleared up by the case itself: put, or not put")
    func lostAnswer() async throws {
        try await Stand.run { stand in
            let number = try await stand.baufiCase()
            let system = KundenangabenSystem(clients: stand.clients)
            let context = SendingContext.of(.kundenangaben, case: number, operation: "replace")
            try await stand.fail([["path": "kundenangaben", "method": "PUT", "next": 1, "drop": "before-store"]])
            let unsent = await system.send(Self.patch.serialized, context)
            #expect(OutcomeClass(unsent) == .transient)
            try await stand.fail([["path": "kundenangaben", "method": "PUT", "next": 1, "drop": "after-store"]])
            let sent = await system.send(Self.patch.serialized, context)
            #expect(OutcomeClass(sent) == .delivered)
        }
    }

    @Test("of the metadata the Tippgeber is replaced, and nothing else")
    func metadata() async throws {
        try await Stand.run { stand in
            let number = try await stand.baufiCase()
            var document = Self.patch.objectValue ?? [:]
            document["updateMetadaten"] = ["tippgeber": ["tippgeberPartnerId": "TRI01"]]
            let outcome = await KundenangabenSystem(clients: stand.clients).send(
                JSONValue.object(document).serialized,
                .of(.kundenangaben, case: number, operation: "replace")
            )
            #expect(OutcomeClass(outcome) == .delivered)
            let shown = await stand.client.readVorgang(number, trace: "t")
            guard case .document(let bytes) = shown else {
                Issue.record("\(shown)")
                return
            }
            #expect(try JSONValue.parse(bytes)["tippGeber"]?["partnerId"] == "TRI01")
        }
    }

    @Test("an unknown case, no case and an unknown operation name what is wrong")
    func wrong() async throws {
        try await Stand.run { stand in
            let system = KundenangabenSystem(clients: stand.clients)
            let unknown = await system.send(
                Self.patch.serialized,
                .of(.kundenangaben, case: "ZZZZZ9", operation: "replace")
            )
            #expect(OutcomeClass(unknown) == .data && unknown.fault?.message.contains("ZZZZZ9") == true)
            let none = await system.send(Self.patch.serialized, .of(.kundenangaben, operation: "replace"))
            #expect(none.fault?.code == "case-missing")
            let other = await system.send(Self.patch.serialized, .of(.kundenangaben, operation: "erase"))
            #expect(other.fault?.code == "operation-unknown")
        }
    }

    @Test("what was dropped in silence is named after a creation")
    func dropped() async throws {
        try await Stand.run { stand in
            let document: JSONValue = [
                "importMetadaten": ["datenkontext": "TEST_MODUS"],
                "kundenangaben": [
                    "haushalte": [["kunden": [["referenzId": "k1", "persondendaten": ["person": ["vorname": "Max"]]]]]]
                ],
            ]
            let outcome = await KundenangabenSystem(clients: stand.clients)
                .send(document.serialized, .of(.kundenangaben))
            let expected = ReadBackDifference(
                place: "/kundenangaben/haushalte/0/kunden/0/persondendaten",
                kind: .missing
            )
            #expect(outcome.confirmation?.differences == [expected])
        }
    }

    @Test("without the right to read nothing is read back, and the delivery counts all the same")
    func unreadable() async throws {
        let client = SandboxClient(id: "c", secret: "s", scopes: [SandboxScope.writeCase])
        let credentials = EuropaceCredentials(clientID: "c", clientSecret: "s")
        try await Stand.run(configure: { $0.clients = [client] }, credentials: credentials) { stand in
            let outcome = await stand.client.createKundenangaben(Stand.kundenangaben(), trace: "t")
            #expect(OutcomeClass(outcome) == .delivered)
            #expect(outcome.confirmation?.differences == [])
        }
    }
}

@Suite("The KreditSmart import")
struct KEXImportTests {
    @Test("remarks get the place they are about, and the applicants' ids are kept")
    func remarks() async throws {
        try await Stand.run { stand in
            let confirmation = try await stand.kexCase([
                "kundenbetreuer": ["partnerId": "LGT01"],
                "antragsteller1": ["personendaten": ["vorname": "Max", "geburtsdatum": "01.01.1980"]],
                "antragsteller2": ["personendaten": ["vorname": "Mia"]],
            ])
            #expect(Set(confirmation.ids.keys) == ["antragsteller1", "antragsteller2"])
            #expect(confirmation.remarks.map(\.place) == ["/antragsteller1/personendaten/geburtsdatum"])
            #expect(confirmation.remarks.map(\.words) == confirmation.messages)
        }
    }

    @Test("the older address works, too")
    func olderAddress() async throws {
        try await Stand.run { stand in
            var endpoints = EuropaceEndpoints.sandbox(baseURL: stand.base)
            endpoints.kexImport = "\(stand.base)/kreditsmart/kex/vorgang"
            let clients = EuropaceClients(endpoints: endpoints, credentials: .sandbox, logger: .quiet)
            let outcome = await KEXVorgangSystem(clients: clients).send(Stand.kex(), .of(.kexVorgang))
            #expect(OutcomeClass(outcome) == .delivered)
            await clients.shutdown()
        }
    }
}

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

@Suite("A case that cannot be changed as it is wished")
struct UnwillingCaseTests {
    /// A way to change a case, the place that is named when it is refused, and a word of the remedy.
    struct Change: Sendable, CustomTestStringConvertible {
        let name: String
        let isKreditSmart: Bool
        let document: JSONValue
        let words: [String]
        var testDescription: String { name }
    }

    static let comment = Change(
        name: "a comment on an archived KreditSmart case",
        isKreditSmart: true,
        document: [["addKommentare": ["kommentare": ["x"]]]],
        words: ["/0/addKommentare", "archived"]
    )
    static let wrongEditor = Change(
        name: "an editor at KreditSmart whom nobody knows",
        isKreditSmart: true,
        document: [["updateBearbeiter": ["partnerId": "XXX99"]]],
        words: ["/0/updateBearbeiter"]
    )
    static let wrongAdviser = Change(
        name: "an adviser at BaufiSmart whom nobody knows",
        isKreditSmart: false,
        document: [["kundenBetreuer": ["partnerId": "XXX99"]]],
        words: ["/0/kundenBetreuer"]
    )

    @Test(
        "is one lead's matter, and the cause names operation, case and remedy",
        arguments: [comment, wrongEditor, wrongAdviser]
    )
    func refused(change: Change) async throws {
        try await Stand.run(configure: { $0.unknownPartners = ["XXX99"] }) { stand in
            let number: String
            let system: any TargetSystem
            if change.isKreditSmart {
                number = try #require(try await stand.kexCase().vorgangsnummer)
                system = KEXUpdateSystem(clients: stand.clients)
            } else {
                number = try await stand.baufiCase()
                system = VorgaengeSystem(clients: stand.clients)
            }
            if change.words.contains("archived") { try await stand.put(number, status: "ARCHIVIERT") }
            let target: Target = change.isKreditSmart ? .kexUpdate : .vorgaenge
            let outcome = await system.send(change.document.serialized, .of(target, case: number))
            #expect(OutcomeClass(outcome) == .data, "\(outcome)")
            let fault = try #require(outcome.fault)
            #expect(fault.message.contains(number))
            for word in change.words { #expect(fault.message.contains(word), "\(fault.message)") }
        }
    }
}

@Suite("Passing on an application's status")
struct AntragsstatusTests {
    @Test("either number, both statuses, comment and hints arrive")
    func arrives() async throws {
        try await Stand.run { stand in
            let system = AntragsstatusSystem(clients: stand.clients)
            for document in [
                #"{"produktanbieterantragsnummer":"12919351","produktanbieterstatus":"UNTERSCHRIEBEN"}"#,
                #"{"antragsnummer":"985132/1/1","antragstellerstatus":"UNTERSCHRIEBEN","kommentar":"x","hinweise":["y"]}"#,
                #"{"antragsnummer":"985132/1/1","kommentar":"nur ein Kommentar"}"#,
            ] {
                let outcome = await system.send(Array(document.utf8), .of(.antragsstatus))
                #expect(OutcomeClass(outcome) == .delivered, "\(document)")
            }
        }
    }

    @Test(
        "the rules of both published versions",
        arguments: [
            (#"{"produktanbieterstatus":"ABGELEHNT"}"#, false, "/antragsnummer"),
            (#"{"antragsnummer":"","produktanbieterstatus":"ABGELEHNT"}"#, false, "/antragsnummer"),
            (#"{"antragsnummer":"985132/1/1"}"#, false, "/produktanbieterstatus"),
            (#"{"antragsnummer":"985132/1/1","kommentar":"x"}"#, true, "/produktanbieterstatus"),
        ]
    )
    func rules(document: String, strict: Bool, place: String) async throws {
        var settings = EuropaceSettings()
        settings.antragsstatusNeedsStatus = strict
        try await Stand.run(settings: settings) { stand in
            let outcome = await AntragsstatusSystem(clients: stand.clients)
                .send(Array(document.utf8), .of(.antragsstatus))
            #expect(outcome.fault?.code == "event-incomplete")
            #expect(outcome.fault?.violations.first?.field == place)
        }
    }

    @Test("a lost answer is only a danger where there are words for people")
    func lostAnswer() async throws {
        try await Stand.run { stand in
            try await stand.fail([["path": "antragsstatus", "next": "all", "drop": "after-store"]])
            let system = AntragsstatusSystem(clients: stand.clients)
            let plain =
                #"{"antragsnummer":"985132/1/1","produktanbieterstatus":"ABGELEHNT","kommentar":"","hinweise":[]}"#
            #expect(OutcomeClass(await system.send(Array(plain.utf8), .of(.antragsstatus))) == .transient)
            let spoken = #"{"antragsnummer":"985132/1/1","produktanbieterstatus":"ABGELEHNT","kommentar":"x"}"#
            #expect(OutcomeClass(await system.send(Array(spoken.utf8), .of(.antragsstatus))) == .unknown)
        }
    }

    @Test("an unknown application is named; a missing scope is the connection's fault")
    func refused() async throws {
        let client = SandboxClient(id: "c", secret: "s", scopes: [SandboxScope.writeCase])
        let document = Array(#"{"antragsnummer":"985132/9/9","produktanbieterstatus":"ABGELEHNT"}"#.utf8)
        try await Stand.run(configure: {
            $0.clients = [.standard, client]
            $0.unknownApplications = ["985132/9/9"]
        }) { stand in
            let unknown = await AntragsstatusSystem(clients: stand.clients).send(document, .of(.antragsstatus))
            #expect(OutcomeClass(unknown) == .data)
            #expect(unknown.fault?.message.contains("985132/9/9") == true)
            let clients = EuropaceClients(
                endpoints: .sandbox(baseURL: stand.base),
                credentials: EuropaceCredentials(clientID: "c", clientSecret: "s"),
                logger: .quiet
            )
            let narrow = await AntragsstatusSystem(clients: clients).send(document, .of(.antragsstatus))
            #expect(OutcomeClass(narrow) == .connection)
            #expect(narrow.fault?.message.contains("privatkredit:antrag:schreiben") == true)
            await clients.shutdown()
        }
    }
}

@Suite("Changing a BaufiSmart case")
struct VorgaengeTests {
    static let list: JSONValue = [
        ["patch": ["externeVorgangsNummer": "crm-1", "status": "AKTIV"]],
        ["kundenBetreuer": ["partnerId": "LGT02"]],
        ["vorgangsBearbeiter": ["partnerId": "LGT03"]],
        ["nachricht": ["text": "Bitte zurückrufen"]],
    ]

    @Test("every operation is carried out, and the case shows it", arguments: ["readme", "specification"])
    func all(statuses: String) async throws {
        try await Stand.run(configure: {
            $0.behaviour.partnerStatus = statuses == "readme" ? .readme : .specification
        }) { stand in
            let number = try await stand.baufiCase()
            let outcome = await VorgaengeSystem(clients: stand.clients)
                .send(Self.list.serialized, .of(.vorgaenge, case: number))
            #expect(OutcomeClass(outcome) == .delivered)
            #expect(outcome.confirmation?.results.map(\.index) == [0, 1, 2, 3])
            #expect(outcome.confirmation?.differences == [])
            guard case .document(let bytes) = await stand.client.readVorgang(number, trace: "t") else {
                Issue.record("the case can be read")
                return
            }
            let state = try JSONValue.parse(bytes)
            #expect(state["externeVorgangsNummer"] == "crm-1")
            #expect(state["kundenBetreuer"]?["partnerId"] == "LGT02")
            #expect(state["vorgangsBearbeiter"]?["partnerId"] == "LGT03")
        }
    }

    @Test("what was done before a refusal is kept, and the rest alone is sent again")
    func partial() async throws {
        let journal = JournalFile()
        defer { journal.remove() }
        try await Stand.run(configure: { $0.journal = journal.path }) { stand in
            let number = try await stand.baufiCase()
            let list: JSONValue = [
                ["patch": ["externeVorgangsNummer": "crm-1"]], ["kundenBetreuer": ["partnerId": "XXX99"]],
                ["nachricht": ["text": "x"]],
            ]
            let system = VorgaengeSystem(clients: stand.clients)
            guard
                case .partial(let done, let rest) = await system.send(
                    list.serialized,
                    .of(.vorgaenge, case: number)
                )
            else {
                Issue.record("the first is done, the second refused")
                return
            }
            #expect(done.results.map(\.index) == [0])
            #expect(rest.fault?.message.contains("/1/kundenBetreuer") == true)
            let patches = journal.count("vorgaenge")
            _ = await system.send(list.serialized, .of(.vorgaenge, case: number, done: done.results))
            #expect(journal.count("vorgaenge") == patches + 1)
        }
    }

    @Test("a lost answer is sent again, but never a message")
    func lostAnswer() async throws {
        try await Stand.run { stand in
            let number = try await stand.baufiCase()
            let system = VorgaengeSystem(clients: stand.clients)
            let context = SendingContext.of(.vorgaenge, case: number)
            try await stand.fail([["path": "vorgaenge", "method": "PATCH", "next": 1, "drop": "after-store"]])
            let patch = await system.send(Self.list.serialized, context)
            #expect(OutcomeClass(patch) == .transient)
            #expect(await system.find(Self.list.serialized, context, changedSince: 0) == .mayBeSentAgain)
            try await stand.fail([["path": "vorgaenge", "method": "POST", "next": 1, "drop": "after-store"]])
            guard case .partial(let done, rest: .unknown) = await system.send(Self.list.serialized, context) else {
                Issue.record("nobody knows of the message")
                return
            }
            #expect(done.results.count == 3)
            guard case .failed(let fault) = await system.find(Self.list.serialized, context, changedSince: 0) else {
                Issue.record("the case does not show a message")
                return
            }
            #expect(fault.code == "lookup-hidden")
            let silent: JSONValue = [["patch": ["externeVorgangsNummer": "crm-1"]]]
            #expect(await system.find(silent.serialized, context, changedSince: 0) == .found(vorgangsnummer: number))
        }
    }

    @Test(
        "what cannot be done is refused before anything is sent",
        arguments: [
            (#"[{"patch":{"erstelltAm":"x"}}]"#, "/0/patch/erstelltAm"), (#"[{"patch":{}}]"#, "/0/patch"),
            (
                #"[{"patch":{"antrag":{"antragsnummer":"../x","antragsteller":"BEANTRAGT"}}}]"#,
                "/0/patch/antrag/antragsnummer"
            ),
            (#"[{"kundenBetreuer":{}}]"#, "/0/kundenBetreuer/partnerId"),
            (#"[{"nachricht":{"text":""}}]"#, "/0/nachricht/text"),
            (#"[{"patch":{"status":"AKTIV"}},{"archivieren":{}}]"#, "/1/archivieren"),
        ]
    )
    func invalid(document: String, place: String) async throws {
        try await Stand.run { stand in
            let outcome = await VorgaengeSystem(clients: stand.clients)
                .send(Array(document.utf8), .of(.vorgaenge, case: "AB1234"))
            #expect(OutcomeClass(outcome) == .data)
            #expect(outcome.fault?.violations.map(\.field) == [place])
        }
    }

    @Test("version 2 is an address; its end is the configuration's fault")
    func version2() async throws {
        for (behaviour, expected) in [(SandboxBehaviour.EndOfLife.works, OutcomeClass.delivered), (.gone, .data)] {
            try await Stand.run(configure: { $0.behaviour.vorgaengeV2 = behaviour }) { stand in
                let number = try await stand.baufiCase()
                var endpoints = EuropaceEndpoints.sandbox(baseURL: stand.base)
                endpoints.vorgaenge = "\(stand.base)/v2/vorgaenge"
                let clients = EuropaceClients(endpoints: endpoints, credentials: .sandbox, logger: .quiet)
                let outcome = await VorgaengeSystem(clients: clients)
                    .send(Self.list.serialized, .of(.vorgaenge, case: number))
                #expect(OutcomeClass(outcome) == expected)
                await clients.shutdown()
            }
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
