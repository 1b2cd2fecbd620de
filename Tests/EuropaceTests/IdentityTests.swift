import Europace
import JSON
import Leads
import Sandbox
import Targets
import Testing

@Suite("Under which name the gateway is known to Europace")
struct IdentityTests {
    static let broker = EuropaceIdentity(
        name: EuropaceIdentity.defaultName,
        credentials: EuropaceCredentials(clientID: "broker", clientSecret: "s")
    )
    static let lender = EuropaceIdentity(
        name: "lender",
        credentials: EuropaceCredentials(clientID: "lender", clientSecret: "s"),
        targets: [.antragsstatus]
    )
    static let status = Array(#"{"antragsnummer":"985132/1/1","produktanbieterstatus":"ABGELEHNT"}"#.utf8)

    /// A sandbox that knows a broker and a lender, each with the rights of its trade.
    static func run(
        identities: [EuropaceIdentity] = [broker, lender],
        _ body: @escaping @Sendable (EuropaceClients) async throws -> Void
    ) async throws {
        let clients = [
            SandboxClient(id: "broker", secret: "s", scopes: [SandboxScope.writeCase, SandboxScope.readCase]),
            SandboxClient(id: "lender", secret: "s", scopes: [SandboxScope.writeApplication]),
        ]
        try await Stand.run(configure: { $0.clients = clients }) { stand in
            let clients = EuropaceClients(
                endpoints: .sandbox(baseURL: stand.base),
                identities: identities,
                logger: .quiet
            )
            let result = await Result { try await body(clients) }
            await clients.shutdown()
            try result.get()
        }
    }

    @Test("the target chooses, then the default; each has the rights of its own client")
    func chosen() async throws {
        try await Self.run { clients in
            let status = await AntragsstatusSystem(clients: clients).send(Self.status, .of(.antragsstatus))
            #expect(OutcomeClass(status) == .delivered)
            let created = await KundenangabenSystem(clients: clients)
                .send(Stand.kundenangaben(), .of(.kundenangaben))
            #expect(OutcomeClass(created) == .delivered)
            #expect(await clients.rateUse().map(\.clientID) == ["broker", "lender"])
        }
    }

    @Test("a source may name one; a name that is none, or not meant for the target, says what to set")
    func named() async throws {
        try await Self.run { clients in
            let system = AntragsstatusSystem(clients: clients)
            let named = await system.send(Self.status, .of(.antragsstatus, identity: "lender"))
            #expect(OutcomeClass(named) == .delivered)
            let unknown = await system.send(Self.status, .of(.antragsstatus, identity: "bank"))
            #expect(OutcomeClass(unknown) == .connection)
            #expect(unknown.fault?.code == "identity-unknown")
            #expect(unknown.fault?.message.contains("LEADGATE_IDENTITIES") == true)
            let wrong = await KundenangabenSystem(clients: clients)
                .send(Stand.kundenangaben(), .of(.kundenangaben, identity: "lender"))
            #expect(wrong.fault?.code == "identity-not-for-target")
        }
        try await Self.run(identities: [Self.lender]) { clients in
            let none = await KundenangabenSystem(clients: clients).send(Stand.kundenangaben(), .of(.kundenangaben))
            #expect(none.fault?.code == "identity-missing")
        }
    }

    @Test("scopes that were not granted are known before the first lead")
    func rights() async throws {
        try await Self.run { clients in
            let uses = [TargetProfile.kundenangaben, .kexVorgang, .antragsstatus].map { IdentityUse(profile: $0) }
            let rights = await clients.rights(of: uses, mode: .production)
            #expect(rights.map(\.identity) == ["default", "lender"])
            #expect(rights[0].missing.map(\.target) == [.kundenangaben, .kexVorgang])
            #expect(rights[0].missing[0].delivering == ["baufinanzierung:echtgeschaeft"])
            #expect(rights[0].missing[1].delivering == ["privatkredit:vorgang:schreiben"])
            #expect(rights[1].missing == [])
        }
    }

    @Test("two identities of one client share its rate budget")
    func shared() async throws {
        var second = Self.broker
        second.name = "second"
        second.credentials.subject = "LGT01"
        try await Self.run(identities: [Self.broker, second]) { clients in
            for name in ["default", "second"] {
                _ = await clients.client(named: name)?.readVorgang("AB1234", trace: "t")
            }
            // Each its own token, and a request.
            #expect(await clients.rateUse().map(\.taken) == [4])
        }
    }

    @Test("the page of a case is its number behind the configured address, and nothing but a number")
    func page() {
        #expect(EuropaceEndpoints.europace.page(of: "YX4MDU") == "https://www.europace2.de/vorgang/oeffne/YX4MDU")
        #expect(EuropaceEndpoints.europace.page(of: "../x") == nil)
    }
}
