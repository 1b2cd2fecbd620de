package import Targets

/// A target that nobody has heard of, for what must hold for every target.
package enum MadeUpTarget {
    /// What it is: a list of operations, a status as its proof.
    package static let profile = TargetProfile(
        target: Target(rawValue: "rueckruf"),
        title: "Rückruf",
        document: .operations,
        tolerance: .strict,
        caseRole: .opens,
        proof: .status,
        lookup: .none,
        repetition: .never,
        missing: .lead,
        scopes: TargetProfile.Scopes(write: [])
    )
}
