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
    targets: [
        .target(name: "JSON", swiftSettings: strict),
        .executableTarget(name: "json-benchmark", dependencies: ["JSON"], swiftSettings: strict),
    ]
)
