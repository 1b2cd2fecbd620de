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

let package = Package(
    name: "leadgate-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        .target(name: "JSON", swiftSettings: strict),
        .target(name: "TargetSchemas", dependencies: ["JSON"], swiftSettings: strict),
        .target(name: "JSONPath", dependencies: ["JSON"], swiftSettings: strict),
        .target(
            name: "GermanValues",
            dependencies: ["JSON", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: strict
        ),
        .target(
            name: "Mapping",
            dependencies: [
                "JSON", "JSONPath", "TargetSchemas", "GermanValues", .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict
        ),
        .target(name: "Leads", dependencies: ["JSON", "TargetSchemas"], swiftSettings: strict),
        .target(
            name: "LeadStore",
            dependencies: [
                "Leads", "JSON", "TargetSchemas", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"), .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(name: "json-benchmark", dependencies: ["JSON"], swiftSettings: strict),
        .executableTarget(name: "mapping-benchmark", dependencies: ["JSON", "Mapping"], swiftSettings: strict),
        .executableTarget(
            name: "store-benchmark",
            dependencies: ["JSON", "Leads", "LeadStore", "TargetSchemas"],
            swiftSettings: strict
        ),
    ]
)
