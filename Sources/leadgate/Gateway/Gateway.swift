import Admin
import Delivery
import Drift
import Europace
import Feedback
import Fetching
import Foundation
import GuardedHTTP
import Intake
import LeadBuilding
import LeadKeeping
import Leads
import Logging
import Mapping
import MappingDesk
import Moments
import NIOCore
import People
import SQLiteLeads
import Sandbox
import ServiceLifecycle
import TargetSchemas
import Targets
import Telemetry
import UnixSignals

/// The gateway as a whole: opens the store, loads the mappings, and runs the services in their order.
struct Gateway {
    private let settings: Settings
    private let logger: Logger
    private let store: SQLiteLeadStore
    private let clients: EuropaceClients
    private let services: [any Service]

    /// Prepares everything; nothing is listened on yet.
    ///
    /// - Parameter welcome: told once where everything listens, with the text for whoever started it.
    /// - Throws: `StartError` in words for an operator.
    init(
        _ settings: Settings,
        _ instruments: Instruments,
        welcome: @escaping @Sendable (Welcome.Addresses, String) -> Void
    ) async throws {
        self.settings = settings
        let logger = instruments.logger("leadgate")
        self.logger = logger
        let clock = SystemClock()
        let targets = try SchemasFolder(
            settings.schemas,
            replacing: settings.targets.catalog(for: settings.allIdentities)
        ).targets
        let keeping = try DataFolder(settings.data)
        let files = try MappingsInForce.files(in: settings.mappings)
        let library = CurrentLibrary(keeping.mappingsInForce.library(of: files, targets: targets))
        library.value.log(to: logger)
        let secrets = library.value.secretVariables
        for stranger in settings.environment.strangers(beside: secrets) {
            logger.record(.settingUnknown, [.detail: "\(stranger)"])
        }
        let archive = keeping.mappingVersions.archive(targets)
        archive.keep(library.value, logger: logger)

        let callbacks = Callbacks(library: library, clock: clock)
        for (source, faults) in callbacks.faults.sorted(by: { $0.key < $1.key }) {
            logger.record(.callbackFaulty, [.source: "\(source)", .detail: "\(faults.joined(separator: " "))"])
        }
        let store = try keeping.openStore(callbacks.options)
        self.store = store
        // Now that there is a master key to seal them with.
        keeping.mappingsInForce.keep(files, of: library.value)
        let recovery = try await store.recovery(now: clock.now())
        if !recovery.unanswered.isEmpty {
            logger.record(.leadsUnanswered, [.leads: "\(recovery.unanswered.count)"])
        }
        if let fence = recovery.fence {
            logger.record(
                .fileFenced,
                [.leads: "\(recovery.fenced.count)", .jobs: "\(recovery.heldJobs)", .why: "\(fence)"]
            )
        }
        let ledger = try BuildLedger(path: keeping.storePath + ".building")
        let pauses = try await store.pauses()
        let drift = try await DriftWatch(
            library: library,
            store: store,
            logger: instruments.logger("leadgate.drift"),
            clock: clock
        )
        let adminToken = try settings.adminToken.token()
        let intakeConfiguration = try settings.intake(room: OpenFiles.makeRoom(), logger: logger)
        // What can fail has been done: a client that nobody shuts down ends a debug build in a trap instead of in words.
        let clients = EuropaceClients(
            endpoints: settings.endpoints,
            identities: settings.allIdentities,
            settings: settings.clientSettings,
            logger: instruments.logger("leadgate.europace")
        )
        self.clients = clients
        let building = LeadBuilding(
            library: library,
            targets: Set(targets.targets),
            gatewayMode: settings.mode
        )
        for (lead, deaths) in ledger.suspects {
            logger.record(.leadSuspected, [.lead: .string(lead.rawValue), .count: "\(deaths)"])
        }
        let leads = StoredLeads(building: building, store: store, watch: ledger)
        let outcomes = OutcomeBoard()
        let delivery = DeliveryService(
            systems: settings.targets.registrations.map { $0.system(clients) },
            context: DeliveryContext(
                store: store,
                leads: leads,
                outcomes: outcomes,
                policy: settings.retries,
                shutdownMilliseconds: ShutdownBudget.delivery,
                logger: instruments.logger("leadgate.delivery"),
                clock: clock,
                onResume: { await clients.waitNoLonger() }
            ),
            pauses: pauses
        )
        let feedback = callbacks.service(
            store: store,
            trustRoots: settings.clientSettings.trustRoots,
            logger: instruments.logger("leadgate.feedback")
        )
        let preparing = BuildingService(
            store: store,
            leads: leads,
            onBuilt: { drift.observe($0, $1, bytes: $2) },
            logger: instruments.logger("leadgate.building"),
            clock: clock
        )
        var vendorSettings = GuardedClient.Settings()
        vendorSettings.trustRoots = settings.clientSettings.trustRoots
        let fetching = FetchService(
            store: store,
            building: building,
            vendors: VendorClient(GuardedClient(settings: vendorSettings, clock: clock)),
            secret: { String(decoding: try SecretResolver.process.resolve($0), as: UTF8.self) },
            policy: settings.retries,
            shutdownMilliseconds: ShutdownBudget.fetching,
            logger: instruments.logger("leadgate.fetching"),
            clock: clock
        )
        let jobs = JobRunner(
            store: store,
            logger: instruments.logger("leadgate.jobs"),
            clock: clock
        )
        let posts = PostWatch(store: store, clock: clock)
        let casePage: @Sendable (Lead) -> String? = { [endpoints = settings.endpoints] lead in
            guard let number = lead.vorgangsnummer, targets[lead.target]?.profile.hasCasePage == true else {
                return nil
            }
            return endpoints.page(of: number)
        }
        let welcome = Welcome(settings: settings, keeping: keeping, library: library, present: welcome)
        let intake = IntakeServer(
            configuration: intakeConfiguration,
            building: building,
            store: store,
            outcomes: SettledLeads(board: outcomes, store: store),
            casePage: casePage,
            onMapped: { drift.observe($0, $1, bytes: $2) },
            onFruitless: { source, post in
                posts.note(PostWatch.Fruitless(post), of: source)
                if case .repeatedDifferently(let id) = post { drift.observeDifference(at: id, of: source) }
            },
            logger: instruments.logger("leadgate.intake"),
            onListening: { welcome.running(.intake, port: $0) }
        )
        let gauges = Gauges(
            store: store,
            dataFile: keeping.storePath,
            isSwitchedOff: { delivery.availability(of: $0) == .disabled },
            now: { clock.now() }
        )
        let admin = AdminServer(
            configuration: AdminConfiguration(
                host: settings.adminHost,
                port: settings.adminPort,
                access: AccessControl(token: adminToken, tokens: store)
            ),
            desk: OperatorsDesk(
                store: store,
                leads: leads,
                library: library,
                archive: archive,
                delivery: delivery,
                drift: drift,
                fetching: fetching,
                jobs: jobs,
                posts: posts,
                clock: clock,
                casePage: casePage,
                secretFaults: { intake.secretFaults().merging(callbacks.faults) { $0 + $1 } },
                rateUse: { await clients.rateUse() }
            ),
            metrics: { [metrics = instruments.metrics] in
                await store.countLeads()
                await gauges.read()
                await feedback.countPending()
                await clients.countRequests()
                return metrics.text()
            },
            logger: instruments.logger("leadgate.admin"),
            onRunning: { welcome.running(.admin, port: $0) }
        )
        var services: [any Service] = []
        if settings.europace == .sandbox, settings.sandboxURL == nil {
            services.append(
                SandboxServer(
                    SandboxConfiguration(port: settings.sandboxPort),
                    logger: instruments.logger("leadgate.sandbox")
                )
            )
        }
        let reloader = LibraryReloader(
            folder: settings.mappings,
            files: files,
            targets: targets,
            library: library,
            inForce: keeping.mappingsInForce,
            archive: archive,
            clock: clock,
            logger: logger
        )
        let identities = IdentityCheck(clients: clients, library: library, settings: settings, logger: logger)
        // Stopped in reverse order: nobody is kept waiting for an outcome, intake takes no more leads, deliveries in flight
        // end, then the rest.
        let patrol = DamagePatrol(store: store, logger: instruments.logger("leadgate.store"))
        let retention = RetentionService(
            store: store,
            library: library,
            warnings: keeping.retentionWarnings,
            clock: clock,
            logger: instruments.logger("leadgate.retention")
        )
        let persons = PersonIndexer(
            store: store,
            leads: leads,
            clock: clock,
            logger: instruments.logger("leadgate.people")
        )
        services += [
            identities, ProcessMemory(), admin, posts, jobs, patrol, retention, persons, feedback, delivery, preparing,
            fetching, drift,
            reloader, intake,
            outcomes,
        ]
        self.services = services
    }

    /// Runs until SIGTERM or SIGINT, or until the task is asked to shut down.
    func run() async throws {
        var configuration = ServiceGroupConfiguration(
            // Without a name a service would be named by all it holds, in words: the schemas of all targets among it.
            services: services.map { .init(service: $0, serviceName: "\(type(of: $0))") },
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        configuration.maximumGracefulShutdownDuration = .milliseconds(ShutdownBudget.services)
        let group = ServiceGroup(configuration: configuration)
        let result: Result<Void, any Error>
        do {
            // Before anything listens: one that cannot ends the others in the middle of their start, and NIO's writer of a
            // connection that comes just then ends the process.
            try settings.edge.tls?.check()
            try PortsCheck.pass(settings)
            try await group.run()
            result = .success(())
        } catch {
            result = .failure(error)
        }
        await clients.shutdown()
        await store.close()
        logger.record(.stopped)
        do {
            try result.get()
        } catch let error as TLSFiles.Fault {
            throw StartError(message: error.description)
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw StartError(message: "a port is taken by another process: \(settings.ports)")
        }
    }
}

extension PostWatch.Fruitless {
    /// What intake says of a post, for those who look on.
    fileprivate init(_ post: FruitlessPost) {
        self =
            switch post {
            case .refused(let reason): .refused(reason: reason)
            case .repeated(let id): .repeated(id)
            case .repeatedDifferently(let id): .repeatedDifferently(id)
            case .ignored: .ignored
            }
    }
}
