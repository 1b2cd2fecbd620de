package import Targets

/// The targets that mappings may name: what each takes, and whether anything delivers to it.
///
/// Checking, compiling, the editor's schemas and the commands ask the catalogue that they are given; there is no other
/// list of targets beside the one that the program makes its catalogue from.
package struct TargetCatalog: Sendable {
    /// What each target takes, with its profile, in the order in which they are shown.
    package let schemas: [TargetSchema]
    private let byTarget: [Target: TargetSchema]
    private let hindrance: @Sendable (TargetProfile, _ identity: String?) -> String?

    /// A catalogue of these targets.
    ///
    /// - Parameter hindrance: why nothing can be delivered to a target, in words for an operator; nil if it can. The name
    ///   is that of the identity that a source sends under, if it names one.
    package init(
        _ schemas: [TargetSchema],
        hindrance: @escaping @Sendable (TargetProfile, _ identity: String?) -> String? = { _, _ in nil }
    ) {
        self.schemas = schemas
        self.hindrance = hindrance
        byTarget = Dictionary(schemas.map { ($0.target, $0) }) { _, last in last }
    }

    /// The names of the targets, in the order in which they are shown.
    package var targets: [Target] { schemas.map(\.target) }

    /// What each target is, in the same order.
    package var profiles: [TargetProfile] { schemas.map(\.profile) }

    /// What a target takes; nil for a name that is none.
    package subscript(target: Target) -> TargetSchema? { byTarget[target] }

    /// Why nothing can be delivered to a target, in words for an operator; nil if it can.
    ///
    /// - Parameter identity: the identity that a source sends under; nil is the target's own.
    package func hindrance(to target: Target, as identity: String? = nil) -> String? {
        guard let schema = self[target] else { return "there is no target of this name" }
        return hindrance(schema.profile, identity)
    }

    /// The same targets, some of them with another schema.
    package func replacing(_ newer: [Target: TargetSchema]) -> TargetCatalog {
        TargetCatalog(schemas.map { newer[$0.target] ?? $0 }, hindrance: hindrance)
    }

    /// The same targets under other conditions.
    ///
    /// - Parameter hindrance: why nothing can be delivered to a target; nil if it can.
    package func hindered(
        by hindrance: @escaping @Sendable (TargetProfile, _ identity: String?) -> String?
    ) -> TargetCatalog {
        TargetCatalog(schemas, hindrance: hindrance)
    }
}
