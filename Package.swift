// swift-tools-version: 6.2
import PackageDescription

/// Strictness that holds for every target of ours: Swift 6 language mode comes with the tools version.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

func nio(_ product: String) -> Target.Dependency { .product(name: product, package: "swift-nio") }
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let httpClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")

/// One module, one job; a module may import only what is listed here (design: arrows point one way).
func module(
    _ name: String,
    _ dependencies: [Target.Dependency] = [],
    resources: [Resource] = []
) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

func tests(_ module: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(module)Tests",
        dependencies: [.byName(name: module)] + dependencies,
        swiftSettings: strict
    )
}

let package = Package(
    name: "leadgate",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "leadgate", targets: ["leadgate"])],
    dependencies: [
        // The command line: parsing, help, errors.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // The public listener: NIO's HTTP/1 pipeline with our own handlers.
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        // Everything else that speaks HTTP inwards: admin API and sandbox.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        // Names of header fields, in Hummingbird's own vocabulary.
        .package(url: "https://github.com/apple/swift-http-types", from: "1.5.0"),
        // HTTP outwards, to Europace.
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        // Trust roots, and telling an untrusted certificate from an outage.
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        // Start-up and graceful shutdown as structure.
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        // HMAC, AES-GCM, SHA-256.
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        // SQLite.
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        // Pure: no I/O, no clock, no concurrency.
        module("JSON"),
        module("JSONPath", ["JSON"]),
        module("Moments"),
        module("Problems", ["JSON"]),
        // A listener's API as a document, made of a table of its operations.
        module("APIDescription", ["JSON", "Problems"]),
        module("Targets"),
        module("Names"),
        module("Suggestions"),
        module("TargetSchemas", ["JSON", "Moments", "Targets", "Suggestions"]),
        module("SchemaImport", ["TargetSchemas", "JSON", "Targets", "Suggestions"]),
        module("GermanValues", ["JSON", "JSONPath", "Moments", crypto]),
        module("Submissions", ["GermanValues", "JSON", "CZlib"]),
        module("MappingLanguage", ["JSON", "JSONPath", "Targets", "GermanValues", "Suggestions", crypto]),
        module("SourceFiles", ["MappingLanguage", "GermanValues", "JSON", "JSONPath", "Names", "Targets"]),
        module(
            "Mapping",
            [
                "MappingLanguage", "SourceFiles", "TargetSchemas", "GermanValues", "JSON", "JSONPath", "Moments",
                "Names", "Targets",
            ]
        ),
        module(
            "MappingDesk",
            [
                "Mapping", "MappingLanguage", "SourceFiles", "TargetSchemas", "GermanValues", "JSON", "JSONPath",
                "Moments",
                "Names", "Targets",
            ]
        ),
        module("Leads", ["JSON", "Names", "Targets"]),

        // At the edges: sockets, time, files.
        module("Telemetry", ["Moments", logging, metrics]),
        // What storing a lead means, whatever the database.
        module("LeadKeeping", ["Leads", "JSON", "Names", "Targets", "Telemetry", crypto, logging]),
        module(
            "SQLiteLeads",
            ["LeadKeeping", "Leads", "JSON", "Names", "Targets", "Telemetry", grdb, sqlite, crypto, logging]
        ),
        module(
            "Europace",
            [
                "Leads", "JSON", "Moments", "Targets", "Telemetry", httpClient, nioSSL, logging,
                nio("NIOCore"), nio("NIOPosix"), nio("NIOHTTP1"),
            ]
        ),
        module(
            "LeadBuilding",
            [
                "Leads", "Mapping", "MappingLanguage", "SourceFiles", "GermanValues", "Submissions", "JSON", "Moments",
                "Names", "Targets",
            ]
        ),
        // Requests to addresses that files say: nothing inside is reached, and everything has an end.
        module(
            "GuardedHTTP",
            ["Moments", httpClient, nioSSL, nio("NIOCore"), nio("NIOPosix"), nio("NIOHTTP1")]
        ),
        module(
            "Feedback",
            [
                "GuardedHTTP", "Leads", "JSON", "Moments", "Names", "Targets", "Telemetry", crypto, lifecycle, logging,
                metrics, nio("NIOHTTP1"),
            ]
        ),
        // Which lead goes out when, and what its outcome does: without clock, socket or store.
        module("DeliveryRules", ["Leads", "JSON", "Moments", "Names", "Targets"]),
        module(
            "Delivery",
            [
                "DeliveryRules", "LeadBuilding", "Leads", "Mapping", "JSON", "Moments", "Names", "Targets",
                "Telemetry",
                lifecycle, logging, metrics,
            ]
        ),
        module(
            "Fetching",
            [
                "Delivery", "DeliveryRules", "GuardedHTTP", "LeadBuilding", "Leads", "Mapping", "SourceFiles", "JSON",
                "JSONPath",
                "Moments",
                "Names", "Targets", "Telemetry", lifecycle, logging, metrics, nio("NIOHTTP1"),
            ]
        ),
        module(
            "People",
            [
                "LeadBuilding", "Leads", "Delivery", "GermanValues", "JSON", "Moments", "Telemetry", lifecycle,
                logging,
            ]
        ),
        // What every listener asks of a connection and a request's head before anybody looks at what it means.
        module("HTTPEdge", ["JSON", "Moments", "Problems", nio("NIOCore"), nio("NIOHTTP1")]),
        module(
            "EdgeServer",
            [
                "HTTPEdge", "Moments", "Problems", "Telemetry", hummingbirdCore, logging, nio("NIOCore"),
                nio("NIOHTTP1"),
            ]
        ),
        module(
            "Intake",
            [
                "APIDescription", "HTTPEdge", "LeadBuilding", "Leads", "Mapping", "SourceFiles", "Submissions", "JSON",
                "Moments",
                "Names", "Problems", "Targets", "Telemetry", crypto, lifecycle, logging, metrics, nioSSL,
                nio("NIOCore"), nio("NIOPosix"), nio("NIOHTTP1"), nio("NIOTLS"),
            ]
        ),
        module(
            "Admin",
            [
                "APIDescription", "EdgeServer", "HTTPEdge", "LeadBuilding", "Leads", "Mapping", "MappingDesk",
                "MappingLanguage",
                "SourceFiles", "Delivery", "DeliveryRules", "Fetching",
                "Drift", "JSON", "People",
                "Moments", "Names", "Problems", "Targets", "TargetSchemas", "Telemetry", hummingbird, httpTypes,
                lifecycle, logging, metrics, crypto, nio("NIOCore"),
            ]
        ),
        module(
            "Drift",
            [
                "Leads", "Mapping", "SourceFiles", "JSON", "Moments", "Names", "Targets", "Telemetry", lifecycle,
                logging,
                metrics,
            ]
        ),
        module(
            "Sandbox",
            [
                "EdgeServer", "HTTPEdge", "JSON", "Moments", "Targets", "TargetSchemas", "Telemetry", "Suggestions",
                hummingbird,
                httpTypes, lifecycle,
                logging,
                nio("NIOCore"), nio("NIOPosix"),
            ]
        ),
        // Inflating bodies that a sender has compressed.
        .systemLibrary(name: "CZlib"),
        // What the C library offers beside malloc and free.
        .systemLibrary(name: "CMalloc"),
        .executableTarget(
            name: "leadgate",
            dependencies: [
                "CMalloc", "APIDescription",
                "JSON", "JSONPath", "Moments", "Names", "Targets", "TargetSchemas", "Submissions", "Mapping",
                "MappingLanguage", "SourceFiles", "MappingDesk", "SchemaImport", "Suggestions", "Leads",
                "Telemetry",
                "LeadKeeping", "SQLiteLeads", "LeadBuilding", "Europace", "Feedback", "Fetching", "GuardedHTTP",
                "Delivery", "DeliveryRules", "Drift", "HTTPEdge",
                "Intake", "People", "Admin",
                "Sandbox",
                lifecycle,
                logging, metrics,
                httpClient, nio("NIOCore"), nio("NIOHTTP1"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict
        ),

        .target(name: "SeededRandom", path: "Tests/SeededRandom", swiftSettings: strict),
        // What several test targets share.
        .target(
            name: "TestSupport",
            dependencies: [
                "JSON", "Leads", "Mapping", "MappingDesk", "MappingLanguage", "Moments", "Names", "TargetSchemas",
                "Targets",
                crypto, logging,
                nioSSL, nio("NIOCore"), nio("NIOPosix"), nio("NIOHTTP1"),
            ],
            path: "Tests/TestSupport",
            swiftSettings: strict
        ),
        tests("JSON"),
        tests("JSONPath", ["JSON", "SeededRandom"]),
        tests("Moments", ["SeededRandom", "TestSupport"]),
        tests("Problems", ["JSON"]),
        tests("Suggestions"),
        tests("TargetSchemas", ["JSON", "Targets", "TestSupport"]),
        tests("SchemaImport", ["JSON", "TargetSchemas", "Targets", "TestSupport"]),
        tests("Submissions", ["JSON"]),
        tests("GermanValues", ["JSON", "Moments", "SeededRandom"]),
        tests("MappingLanguage", ["JSON", "Mapping", "MappingDesk", "SourceFiles", "SeededRandom", "TestSupport"]),
        tests("SourceFiles", ["JSON", "Mapping", "MappingDesk", "MappingLanguage", "Targets", "TestSupport"]),
        tests(
            "Mapping",
            [
                "MappingDesk", "MappingLanguage", "SourceFiles", "TargetSchemas", "GermanValues", "JSON", "Moments",
                "Names", "Targets", "SeededRandom", "TestSupport",
            ]
        ),
        tests(
            "MappingDesk",
            [
                "Mapping", "MappingLanguage", "SourceFiles", "SchemaImport", "Submissions", "TargetSchemas",
                "GermanValues", "JSON", "Names", "Targets", "TestSupport",
            ]
        ),
        tests("Leads", ["JSON", "Names", "Targets", "SeededRandom", "TestSupport"]),
        tests("Telemetry", ["JSON", "TestSupport", logging, metrics]),
        // What every store promises: a new one passes the same tests.
        tests("LeadKeeping", ["Leads", "JSON", "Names", "SQLiteLeads", "Targets", "TestSupport", logging]),
        tests(
            "SQLiteLeads",
            ["LeadKeeping", "Leads", "JSON", "Names", "Targets", "SeededRandom", "TestSupport", grdb, logging]
        ),
        tests(
            "Europace",
            [
                "Leads", "JSON", "Moments", "Names", "Targets", "Sandbox", "SeededRandom", "TestSupport", httpClient,
                nioSSL, logging,
                nio("NIOCore"), nio("NIOPosix"), nio("NIOHTTP1"),
            ]
        ),
        tests(
            "Feedback",
            [
                "GuardedHTTP", "LeadKeeping", "Leads", "SQLiteLeads", "JSON", "Names", "Targets", "TestSupport",
                logging,
                lifecycle, crypto, nioSSL,
                nio("NIOHTTP1"),
            ]
        ),
        tests(
            "Fetching",
            [
                "Delivery", "DeliveryRules", "GuardedHTTP", "LeadBuilding", "LeadKeeping", "Leads", "SQLiteLeads",
                "Mapping",
                "MappingDesk",
                "SourceFiles", "JSON", "Names", "Targets", "TestSupport", logging, nio("NIOHTTP1"),
            ]
        ),
        tests(
            "Drift",
            [
                "LeadKeeping", "Leads", "SQLiteLeads", "Mapping", "MappingLanguage", "MappingDesk", "JSON", "Names",
                "Targets",
                "TargetSchemas", "SeededRandom", "TestSupport",
                logging,
            ]
        ),
        tests(
            "LeadBuilding",
            [
                "Leads", "Mapping", "SourceFiles", "MappingDesk", "GermanValues", "JSON", "Names", "Targets",
                "SeededRandom", "TestSupport",
            ]
        ),
        // Random schedules over the rules of delivery; quick enough for 100 000 of them only in a release build.
        .executableTarget(
            name: "simulation",
            dependencies: ["DeliveryRules", "Leads", "Moments", "Names", "SeededRandom", "Targets"],
            path: "Tests/Simulation",
            swiftSettings: strict
        ),
        tests(
            "Delivery",
            [
                "DeliveryRules", "simulation", "LeadBuilding", "LeadKeeping", "Leads", "SQLiteLeads", "Mapping",
                "MappingLanguage", "MappingDesk",
                "JSON", "Moments",
                "Names", "SeededRandom", "SourceFiles", "Targets", "TestSupport", lifecycle, logging,
            ]
        ),
        tests(
            "People",
            [
                "Delivery", "LeadBuilding", "Leads", "LeadKeeping", "SQLiteLeads", "Mapping", "MappingDesk", "JSON",
                "Moments",
                "Names",
                "Targets", "TestSupport", logging,
            ]
        ),
        tests(
            "Admin",
            [
                "APIDescription", "HTTPEdge", "Delivery", "Drift", "Fetching", "GuardedHTTP", "LeadBuilding",
                "LeadKeeping",
                "Leads",
                "SQLiteLeads", "Mapping",
                "MappingDesk",
                "JSON", "Moments", "Names", "Targets", "TestSupport", logging,
                httpClient, nio("NIOCore"), nio("NIOPosix"), nio("NIOHTTP1"),
            ]
        ),
        tests(
            "leadgate",
            [
                "DeliveryRules", "Feedback", "HTTPEdge", "Intake", "JSON", "Leads", "Mapping", "MappingDesk", "Names",
                "SourceFiles", "TargetSchemas", "Targets", "Telemetry",
                "TestSupport", logging, lifecycle, httpClient, nio("NIOCore"), nio("NIOHTTP1"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        // Real processes: gateway, sandbox, senders, an operator; the oracle stands outside.
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "leadgate", "JSON", "SeededRandom", "TestSupport", crypto, httpClient, nio("NIOCore"), nio("NIOPosix"),
                nio("NIOHTTP1"),
            ],
            swiftSettings: strict
        ),
        tests(
            "Sandbox",
            ["JSON", "Targets", "TargetSchemas", "TestSupport", httpClient, logging, nio("NIOCore"), nio("NIOHTTP1")]
        ),
        tests(
            "Intake",
            [
                "APIDescription", "HTTPEdge", "LeadBuilding", "LeadKeeping", "Leads", "SQLiteLeads", "Mapping",
                "MappingLanguage",
                "SourceFiles",
                "MappingDesk",
                "JSON",
                "Names", "Targets", "TestSupport", httpClient, logging,
                metrics, nioSSL,
                lifecycle, crypto, nio("NIOCore"), nio("NIOPosix"), nio("NIOHTTP1"), nio("NIOEmbedded"),
            ]
        ),
    ]
)
