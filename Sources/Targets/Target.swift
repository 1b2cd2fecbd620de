/// The name of an API that a lead is delivered to.
///
/// The raw value is what mapping files, the admin API, the data file and the command line say. What a target *is* stands
/// in its ``TargetProfile`` and nowhere else: nobody compares names to find out how a target behaves.
package struct Target: RawRepresentable, Sendable, Hashable {
    package let rawValue: String

    /// A name; whether there is such a target, profiles and systems say.
    package init(rawValue: String) {
        self.rawValue = rawValue
    }
}

extension Target {
    /// No target: of a lead that has not been built, because it lacks its mapping or its data.
    package static let undecided = Target(rawValue: "undecided")
    /// BaufiSmart Kundenangaben: creates a Vorgang from `importMetadaten` and `kundenangaben`, or replaces its contents.
    package static let kundenangaben = Target(rawValue: "kundenangaben")
    /// KreditSmart KEX Vorgang Import: creates a consumer-loan Vorgang.
    package static let kexVorgang = Target(rawValue: "kex-vorgang")
    /// KEX-Vorgang-Update (GraphQL): changes an existing KreditSmart Vorgang.
    package static let kexUpdate = Target(rawValue: "kex-update")
    /// KEX-Antragsstatus: passes on a product provider's status.
    package static let antragsstatus = Target(rawValue: "antragsstatus")
    /// BaufiSmart Vorgaenge v3: changes and reads existing cases.
    package static let vorgaenge = Target(rawValue: "vorgaenge")
}

extension Target: Comparable, CustomStringConvertible {
    package static func < (one: Target, other: Target) -> Bool { one.rawValue < other.rawValue }
    package var description: String { rawValue }
}
