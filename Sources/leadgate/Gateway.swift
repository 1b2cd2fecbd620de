import Admin
import ArgumentParser
import Delivery
import Drift
import Europace
import Feedback
import Foundation
import Intake
import JSON
import LeadBuilding
import LeadStore
import Leads
import Logging
import Mapping
import Metrics
import Moments
import NIOCore
import Sandbox
import ServiceLifecycle
import Synchronization
import TargetSchemas
import Targets
import Telemetry
import UnixSignals

/// The gateway as a whole: opens the store, loads the mappings, and runs the services in their order.
struct Gateway {
    private let settings: Settings
    private let logger: Logger
    private let store: SQLiteLeadStore
    private let library: CurrentLibrary
    private let clients: EuropaceClients
    private let services: [any Service]

    /// Prepares everything; nothing is listened on yet.
    /// - Throws: `StartError` in words for an operator.
    init(_ settings: Settings) async throws {
        self.settings = settings
        let level = settings.logLevel
        LoggingSystem.bootstrap({ label, _ in JSONLogHandler(label: label, level: level) }, metadataProvider: nil)
        let metrics = PrometheusRegistry()
        MetricsSystem.bootstrap(metrics)
        logger = Logger(label: "leadgate")

        let schemas = try SchemasFolder(settings.schemas).replaced
        let keeping = try DataFolder(settings.data)
        library = try Self.load(settings, schemas: schemas, inForce: keeping.mappingsInForce, logger: logger)
        let secrets = Set(library.value.secretVariables)
        for stranger in settings.environment.strangers(beside: secrets) { logger.warning("\(stranger)") }
        let archive = keeping.mappingVersions.archive(schemas: schemas)
        archive.keep(library.value, logger: logger)
        let clock = SystemClock()
        let callbacks = CallbackDirectory(library: library, clock: clock)
        let bell = CallbackBell()
        var options = StoreOptions()
        options.isTold = { callbacks.isTold($0) }
        options.onCallbacks = { bell.ring() }
        store = try keeping.openStore(options)
        clients = EuropaceClients(
            endpoints: settings.endpoints,
            identities: settings.allIdentities,
            settings: settings.clientSettings,
            logger: Logger(label: "leadgate.europace")
        )

        let unanswered = try await store.recover(now: clock.now())
        if !unanswered.isEmpty {
            logger.warning("leads without an answer to their last attempt", metadata: ["leads": "\(unanswered.count)"])
        }
        let systems: [any TargetSystem] = [
            KundenangabenSystem(clients: clients), KEXVorgangSystem(clients: clients),
            KEXUpdateSystem(clients: clients),
            AntragsstatusSystem(clients: clients), VorgaengeSystem(clients: clients),
        ]
        let building = LeadBuilding(
            library: library,
            targets: Set(systems.map(\.profile.target)),
            gatewayMode: settings.mode
        )
        let leads = StoredLeads(building: building, store: store)
        let outcomes = OutcomeBoard()
        let delivery = DeliveryService(
            systems: systems,
            context: DeliveryContext(
                store: store,
                leads: leads,
                outcomes: outcomes,
                logger: Logger(label: "leadgate.delivery"),
                clock: clock
            ),
            pauses: try await store.pauses()
        )
        let drift = try await DriftWatch(
            library: library,
            store: store,
            logger: Logger(label: "leadgate.drift"),
            clock: clock
        )
        var callbackSettings = CallbackClient.Settings()
        callbackSettings.trustRoots = settings.clientSettings.trustRoots
        let feedback = FeedbackService(
            store: store,
            receivers: { source throws(ReceiverFault) in try callbacks.receiver(of: source) },
            client: CallbackClient(settings: callbackSettings, clock: clock),
            bell: bell,
            logger: Logger(label: "leadgate.feedback"),
            clock: clock
        )
        let jobs = JobRunner(
            store: store,
            wake: { delivery.wake($0) },
            logger: Logger(label: "leadgate.jobs"),
            clock: clock
        )
        let welcome = Welcome(settings: settings, keeping: keeping, library: library)
        let intake = IntakeServer(
            configuration: settings.intake,
            building: building,
            store: store,
            outcomes: SettledLeads(board: outcomes, store: store),
            onAccepted: { delivery.wake($0) },
            onMapped: { drift.observe($0, $1, bytes: $2) },
            logger: Logger(label: "leadgate.intake"),
            onListening: { welcome.running(.intake, port: $0) }
        )
        let admin = AdminServer(
            configuration: AdminConfiguration(
                host: settings.adminHost,
                port: settings.adminPort,
                token: AdminToken(try keeping.adminToken())
            ),
            desk: OperatorsDesk(
                store: store,
                leads: leads,
                library: library,
                archive: archive,
                delivery: delivery,
                drift: drift,
                jobs: jobs,
                clock: clock,
                casePage: { [endpoints = settings.endpoints] in endpoints.page(of: $0) },
                secretFaults: { intake.secretFaults() }
            ),
            metrics: { [store, clients] in
                await store.countLeads()
                await feedback.countPending()
                await clients.countRequests()
                return metrics.text()
            },
            logger: Logger(label: "leadgate.admin"),
            onRunning: { welcome.running(.admin, port: $0) }
        )
        var services: [any Service] = []
        if settings.europace == .sandbox, settings.sandboxURL == nil {
            services.append(
                SandboxServer(
                    SandboxConfiguration(port: settings.sandboxPort),
                    logger: Logger(label: "leadgate.sandbox")
                )
            )
        }
        // Stopped in reverse order: intake takes no more leads first, deliveries in flight end, then the rest.
        let reloader = LibraryReloader(
            settings: settings,
            schemas: schemas,
            library: library,
            inForce: keeping.mappingsInForce,
            archive: archive,
            logger: logger
        )
        let identities = IdentityCheck(clients: clients, library: library, settings: settings, logger: logger)
        let patrol = DamagePatrol(store: store, logger: Logger(label: "leadgate.store"))
        services += [identities, admin, jobs, patrol, feedback, delivery, drift, reloader, intake]
        self.services = services
    }

    /// Runs until SIGTERM or SIGINT.
    func run() async throws {
        var configuration = ServiceGroupConfiguration(
            services: services.map { .init(service: $0) },
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        configuration.maximumGracefulShutdownDuration = .seconds(8)
        let group = ServiceGroup(configuration: configuration)
        let result: Result<Void, any Error>
        do {
            try await group.run()
            result = .success(())
        } catch {
            result = .failure(error)
        }
        await clients.shutdown()
        await store.close()
        logger.notice("stopped")
        do {
            try result.get()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw StartError(message: "a port is taken by another process: \(settings.ports)")
        }
    }

    private static func load(
        _ settings: Settings,
        schemas: [Target: TargetSchema],
        inForce: MappingsInForce,
        logger: Logger
    ) throws -> CurrentLibrary {
        guard Files.exists(settings.mappings) else {
            throw StartError(
                message:
                    """
                    there is no folder '\(settings.mappings)' with mappings; name it by --mappings or \
                    \(Setting.mappings.variable)
                    """
            )
        }
        let library: MappingLibrary
        do {
            library = inForce.library(of: try Files.library(in: settings.mappings), schemas: schemas)
        } catch {
            throw StartError(message: "the mappings in '\(settings.mappings)' cannot be read: \(error)")
        }
        library.log(to: logger)
        return CurrentLibrary(library)
    }
}

extension SQLiteLeadStore {
    /// Sets the gauge of leads by state from the books; when the store cannot say, it keeps what it had.
    fileprivate func countLeads() async {
        Metric.storeDamage().record(damages.count)
        if let fenced = try? await fenced() { Metric.fencedLeads().record(fenced.values.reduce(0, +)) }
        guard let books = try? await books() else { return }
        for state in LeadState.allCases {
            Metric.leads(state.rawValue).record(books[state])
        }
    }
}

extension EuropaceClients {
    /// Sets the gauges of the rate budgets.
    fileprivate func countRequests() async {
        for use in await rateUse() {
            Metric.europaceRequests(use.clientID).record(use.taken)
            Metric.europaceLimit(use.clientID).record(use.limit)
            Metric.europaceWaiting(use.clientID).record(use.waiting)
            Metric.europaceWait(use.clientID).record(Double(use.restingMilliseconds) / 1_000)
        }
    }
}

extension Settings {
    /// The ports that are listened on, and how to choose others.
    var ports: String {
        let sandbox = europace == .sandbox && sandboxURL == nil ? ", sandbox \(sandboxPort) (--sandbox-port)" : ""
        return "intake \(port) (--port), admin \(adminPort) (--admin-port)\(sandbox); choose others"
    }

    /// Where the sandbox is.
    var sandboxBaseURL: String { sandboxURL ?? "http://127.0.0.1:\(sandboxPort)" }

    /// Where the APIs are.
    var endpoints: EuropaceEndpoints {
        var endpoints: EuropaceEndpoints = europace == .sandbox ? .sandbox(baseURL: sandboxBaseURL) : .europace
        for (setting, text) in addresses {
            switch setting {
            case .tokenURL: endpoints.token = text
            case .kundenangabenURL: endpoints.kundenangaben = text
            case .kexImportURL: endpoints.kexImport = text
            case .kexUpdateURL: endpoints.kexUpdate = text
            case .antragsstatusURL: endpoints.antragsstatus = text
            case .vorgaengeURL: endpoints.vorgaenge = text
            case .casePageURL: endpoints.casePage = text
            default: break
            }
        }
        return endpoints
    }

    /// How the APIs are talked to.
    var clientSettings: EuropaceSettings {
        var settings = EuropaceSettings()
        settings.permitsProduction = mode == .production
        settings.antragsstatusNeedsStatus = antragsstatusNeedsStatus
        return settings
    }

    /// What the intake listener needs.
    var intake: IntakeConfiguration {
        var configuration = IntakeConfiguration()
        configuration.host = host
        configuration.port = port
        configuration.publicURL = publicURL
        return configuration
    }

    /// All identities: the plain client as the default one, then those of the file. The sandbox has a client of its own.
    var allIdentities: [EuropaceIdentity] {
        var plain: EuropaceCredentials?
        if let id = client.id, let secret = client.secret {
            plain = EuropaceCredentials(
                clientID: id,
                clientSecret: secret,
                scope: client.scope,
                subject: client.subject,
                actor: client.actor
            )
        } else if europace == .sandbox {
            plain = .sandbox
        }
        let named = plain.map { [EuropaceIdentity(name: EuropaceIdentity.defaultName, credentials: $0)] } ?? []
        return named + identities.filter { $0.name != EuropaceIdentity.defaultName || named.isEmpty }
    }
}
