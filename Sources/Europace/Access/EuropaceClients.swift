package import Leads
package import Logging
package import Moments
package import Targets

/// All ways out to Europace: one client for each identity, over one pool of connections, with one rate budget for each
/// OAuth2 client and one token for each client, subject and scope.
package final class EuropaceClients: Sendable {
    /// The identities, in the order of the settings.
    package let identities: [EuropaceIdentity]
    private let clients: [String: EuropaceClient]
    private let budgets: [String: RateBudget]
    let transport: Transport
    let clock: any Clock

    /// Clients for these identities; they open no connection before the first call.
    package init(
        endpoints: EuropaceEndpoints,
        identities: [EuropaceIdentity],
        settings: EuropaceSettings = EuropaceSettings(),
        clock: any Clock = SystemClock(),
        logger: Logger
    ) {
        let transport = Transport(settings: settings, logger: logger)
        var budgets: [String: RateBudget] = [:]
        var tokens: [EuropaceCredentials: AccessTokens] = [:]
        var clients: [String: EuropaceClient] = [:]
        for identity in identities {
            let id = identity.credentials.clientID
            let budget = budgets[id] ?? RateBudget(window: settings.rate, clock: clock)
            budgets[id] = budget
            let own =
                tokens[identity.credentials]
                ?? AccessTokens(
                    credentials: identity.credentials,
                    freshSecret: { settings.freshSecret(id) },
                    url: endpoints.token,
                    deadline: settings.tokenDeadline,
                    transport: transport,
                    budget: budget,
                    patience: settings.ratePatience,
                    clock: clock,
                    logger: logger
                )
            tokens[identity.credentials] = own
            clients[identity.name] = EuropaceClient(
                endpoints: endpoints,
                settings: settings,
                clock: clock,
                logger: logger,
                transport: transport,
                tokens: own,
                budget: budget
            )
        }
        self.identities = identities
        self.clients = clients
        self.budgets = budgets
        self.transport = transport
        self.clock = clock
    }

    /// Clients of a gateway that is known under one name.
    package convenience init(
        endpoints: EuropaceEndpoints,
        credentials: EuropaceCredentials,
        settings: EuropaceSettings = EuropaceSettings(),
        clock: any Clock = SystemClock(),
        logger: Logger
    ) {
        self.init(
            endpoints: endpoints,
            identities: [EuropaceIdentity(name: EuropaceIdentity.defaultName, credentials: credentials)],
            settings: settings,
            clock: clock,
            logger: logger
        )
    }

    /// The client of the identity to use: see ``Swift/Array/chosen(for:named:)``.
    /// - Throws: a connection fault that says what to set.
    package func client(for target: Target, identity name: String? = nil) throws(Fault) -> EuropaceClient {
        let chosen = try identities.chosen(for: target, named: name)
        guard let client = clients[chosen.name] else {
            throw Fault(code: "identity-missing", message: "the identity '\(chosen.name)' has no client")
        }
        return client
    }

    /// The client of an identity; `nil` for a name that is none.
    package func client(named name: String) -> EuropaceClient? { clients[name] }

    /// How much of the rate budget each OAuth2 client uses, by client id.
    package func rateUse() async -> [RateUse] {
        var uses: [RateUse] = []
        for (id, budget) in budgets.sorted(by: { $0.key < $1.key }) {
            uses.append(await budget.use(by: id))
        }
        return uses
    }

    /// An operator says that Europace is to be asked again at once, whatever it has asked for.
    package func waitNoLonger() async {
        for budget in budgets.values { await budget.waitNoLonger() }
    }

    /// Closes all connections. To be awaited once, after everything that uses the clients has ended and before they go;
    /// the HTTP library insists on it.
    package func shutdown() async {
        for client in clients.values { await client.stop() }
        await transport.shutdown()
    }
}
