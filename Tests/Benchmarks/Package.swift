// swift-tools-version: 6.2
import PackageDescription

/// Benchmarks, as a package of their own so that the product's build does not pay for them. The modules they measure are
/// linked in under `Sources`.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

let package = Package(
    name: "leadgate-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        module("JSON"),
        module("JSONPath", ["JSON"]),
        module("Moments"),
        module("Names"),
        module("Targets"),
        module("Suggestions"),
        module("TargetSchemas", ["JSON", "Moments", "Targets", "Suggestions"]),
        module("GermanValues", ["JSON", "JSONPath", "Moments", crypto]),
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
        module("Telemetry", ["Moments", logging, .product(name: "Metrics", package: "swift-metrics")]),
        module("LeadKeeping", ["Leads", "JSON", "Names", "Targets", "Telemetry", crypto, logging]),
        module(
            "SQLiteLeads",
            [
                "LeadKeeping", "Leads", "Names", "Targets", "Telemetry",
                .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift"),
                crypto,
                logging,
            ]
        ),
        .executableTarget(name: "json-benchmark", dependencies: ["JSON"], swiftSettings: strict),
        .executableTarget(
            name: "mapping-benchmark",
            dependencies: [
                "GermanValues", "JSON", "Mapping", "MappingDesk", "MappingLanguage", "Moments", "TargetSchemas",
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "store-benchmark",
            dependencies: ["JSON", "Leads", "LeadKeeping", "Names", "SQLiteLeads", "Targets"],
            swiftSettings: strict
        ),
    ]
)
