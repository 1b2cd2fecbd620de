import AsyncHTTPClient
import Europace
import JSON
import Leads
import Sandbox
import Synchronization
import Targets
import TestSupport
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The requests that a sandbox's journal holds.
struct JournalFile: Sendable {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("sandbox-\(UUID()).jsonl").path

    /// The entries of one API.
    func entries(_ api: String) throws -> [JSONValue] {
        let bytes = [UInt8](FileManager.default.contents(atPath: path) ?? Data())
        return try bytes.split(separator: 10).map { try JSONValue.parse(Array($0)) }.filter {
            $0["api"]?.stringValue == api
        }
    }

    /// How many there are; -1 if the journal cannot be read.
    func count(_ api: String) -> Int { (try? entries(api).count) ?? -1 }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}

@Suite("Getting a token")
struct TokenTests {
    @Test("a hundred callers at once cost one token request")
    func singleFlight() async throws {
        let journal = JournalFile()
        defer { journal.remove() }
        // Patient: what counts is how often is asked, not how fast a busy machine answers a hundred.
        var settings = EuropaceSettings()
        settings.connectTimeout = 60_000
        settings.tokenDeadline = 60_000
        settings.exchangeDeadline = 60_000
        settings.readBackDeadline = 60_000
        try await Stand.run(configure: { $0.journal = journal.path }, settings: settings) { stand in
            let outcomes = await withTaskGroup(of: OutcomeClass.self, returning: [OutcomeClass].self) { group in
                for number in 0..<100 {
                    group.addTask {
                        OutcomeClass(
                            await stand.client.createKundenangaben(
                                Stand.kundenangaben(reference: "l\(number)"),
                                trace: "t"
                            )
                        )
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.count == 100 && outcomes.allSatisfy { $0 == .delivered })
            #expect(journal.count("token") == 1)
            #expect(journal.count("kundenangaben") == 200)
        }
    }

    @Test(
        "a secret that was exchanged while the gateway runs is used for the next token, and one that cannot be read stays"
    )
    func freshSecret() async throws {
        let secret = Mutex<String?>(nil)
        var settings = EuropaceSettings()
        settings.freshSecret = { id in secret.withLock { id == "leadgate-sandbox" ? $0 : nil } }
        let old = EuropaceCredentials(clientID: "leadgate-sandbox", clientSecret: "yesterday's")
        try await Stand.run(settings: settings, credentials: old) { stand in
            func outcome(_ reference: String) async -> OutcomeClass {
                OutcomeClass(
                    await stand.client.createKundenangaben(Stand.kundenangaben(reference: reference), trace: "t")
                )
            }
            #expect(await outcome("a") == .connection)
            secret.withLock { $0 = "leadgate-sandbox" }
            #expect(await outcome("b") == .delivered)
            secret.withLock { $0 = nil }
            #expect(await outcome("c") == .delivered)
        }
    }

    @Test(
        "a token is used until a while before it ends",
        arguments: [(3_600, 3_239, 3_241), (1_000, 899, 901), (300, 239, 241), (60, 29, 31), (2, 0, 2)]
            as [(Int, Int64, Int64)]
    )
    func expiry(lifetime: Int, still: Int64, nolonger: Int64) async throws {
        let journal = JournalFile()
        defer { journal.remove() }
        let clock = ManualClock(1_000_000)
        try await Stand.run(
            configure: {
                $0.journal = journal.path
                $0.tokenLifetime = lifetime
                $0.clock = clock
            },
            clock: clock
        ) { stand in
            func deliver() async -> OutcomeClass {
                OutcomeClass(await stand.client.createKundenangaben(Stand.kundenangaben(), trace: "t"))
            }
            #expect(await deliver() == .delivered)
            clock.advance(still * 1_000)
            #expect(await deliver() == .delivered)
            #expect(journal.count("token") == 1)
            clock.advance((nolonger - still) * 1_000)
            #expect(await deliver() == .delivered)
            #expect(journal.count("token") == 2)
        }
    }

    @Test("a token that ends early is renewed once, and the lead is delivered once")
    func renewal() async throws {
        let journal = JournalFile()
        defer { journal.remove() }
        try await Stand.run(configure: { $0.journal = journal.path }) { stand in
            try await stand.fail([["path": "kundenangaben", "next": 1, "status": 401]])
            let outcome = await stand.client.createKundenangaben(Stand.kundenangaben(), trace: "t")
            #expect(OutcomeClass(outcome) == .delivered)
            #expect(await stand.created() == 1)
            #expect(journal.count("token") == 2)
            // The refused one, the one that was taken, and reading it back.
            #expect(journal.count("kundenangaben") == 3)
        }
    }

    @Test("a second 401 is a connection fault and is not tried a third time")
    func refusedTwice() async throws {
        let journal = JournalFile()
        defer { journal.remove() }
        try await Stand.run(configure: { $0.journal = journal.path }) { stand in
            try await stand.fail([["path": "kundenangaben", "next": "all", "status": 401]])
            let outcome = await stand.client.createKundenangaben(Stand.kundenangaben(), trace: "t")
            #expect(OutcomeClass(outcome) == .connection)
            #expect(outcome.fault?.code == "target-401")
            #expect(journal.count("kundenangaben") == 2)
        }
    }

    static let faults: [(plan: JSONObject, expected: OutcomeClass, code: String)] = [
        (["status": 400], .connection, "token-400"),
        (["status": 401], .connection, "token-401"),
        (["status": 403], .connection, "token-403"),
        (["status": 404], .connection, "token-404"),
        (["status": 302], .connection, "token-302"),
        (["status": 200, "body": ["hello": 1]], .connection, "token-unreadable"),
        (["status": 429, "retryAfter": 3], .transient, "token-429"),
        (["status": 500], .transient, "token-500"),
        (["status": 503], .transient, "token-503"),
        (["drop": "before-store"], .transient, "token-reset"),
        (["drop": "after-store"], .transient, "token-reset"),
        (["truncate": true], .transient, "token-unreadable"),
    ]

    @Test("without a token nothing is sent to the target", arguments: faults)
    func withoutToken(row: (plan: JSONObject, expected: OutcomeClass, code: String)) async throws {
        try await Stand.run { stand in
            var plan = row.plan
            plan["path"] = "token"
            plan["next"] = "all"
            try await stand.fail([.object(plan)])
            let outcome = await stand.client.createKundenangaben(Stand.kundenangaben(), trace: "t")
            #expect(OutcomeClass(outcome) == row.expected)
            #expect(outcome.fault?.code == row.code)
            if case .transient(_, let after?) = outcome { #expect(after == 3_000) }
            #expect(await stand.created() == 0)
        }
    }

    @Test("a token endpoint that does not answer in time is transient")
    func silence() async throws {
        let withheld = Withheld(deadline: EuropaceSettings().tokenDeadline)
        try await Stand.run(configure: { $0.clock = withheld.sandboxClock }, clock: withheld.clientClock) { stand in
            try await stand.fail([["path": "token", "delay": .number(JSONNumber(Int(Withheld.planned)))]])
            let outcome = await stand.client.createKundenangaben(Stand.kundenangaben(), trace: "t")
            #expect(OutcomeClass(outcome) == .transient)
            #expect(outcome.fault?.code == "token-timeout")
        }
    }

    @Test("id and secret with special characters arrive as they are")
    func encoding() async throws {
        let client = SandboxClient(id: "läd gate:1", secret: "a+b%&=/ ü:")
        let credentials = EuropaceCredentials(clientID: client.id, clientSecret: client.secret)
        try await Stand.run(configure: { $0.clients = [client] }, credentials: credentials) { stand in
            guard case .granted = await stand.client.authenticate() else {
                Issue.record("expected a token")
                return
            }
        }
    }

    @Test("the scopes that were granted are told, fewer than asked for included")
    func scopes() async throws {
        let client = SandboxClient(id: "c", secret: "s", scopes: [SandboxScope.writeCase])
        let credentials = EuropaceCredentials(
            clientID: "c",
            clientSecret: "s",
            scope: "\(SandboxScope.writeCase) \(SandboxScope.readCase)"
        )
        try await Stand.run(configure: { $0.clients = [client] }, credentials: credentials) { stand in
            let outcome = await stand.client.authenticate()
            #expect(outcome == .granted(scopes: [SandboxScope.writeCase], expiresInSeconds: 3_600))
            let lookup = await stand.client.findVorgang(reference: "x", mode: .test, changedSince: 0, trace: "t")
            guard case .failed(let fault) = lookup else {
                Issue.record("expected a refusal")
                return
            }
            #expect(fault.status == 403)
        }
    }

    @Test("acting for another partner needs the scope for it")
    func impersonation() async throws {
        let scopes = [SandboxScope.writeCase]
        let client = SandboxClient(id: "c", secret: "s", scopes: scopes, partner: "ABC12")
        let credentials = EuropaceCredentials(clientID: "c", clientSecret: "s", subject: "DEF34", actor: "ABC12")
        try await Stand.run(configure: { $0.clients = [client] }, credentials: credentials) { stand in
            guard case .refused(let fault) = await stand.client.authenticate() else {
                Issue.record("expected a refusal")
                return
            }
            #expect(fault.code == "token-400")
            #expect(fault.message.contains("impersonieren"))
        }
    }

    @Test("printing credentials shows no secret")
    func secrets() {
        let credentials = EuropaceCredentials(clientID: "id", clientSecret: "hush")
        var dumped = ""
        dump(credentials, to: &dumped)
        #expect(!"\(credentials)\(String(reflecting: credentials))\(dumped)".contains("hush"))
    }
}
