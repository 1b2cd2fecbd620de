/// An Europace API that a lead is delivered to.
///
/// The raw value is what mapping files, the admin API and the command line say.
package enum Target: String, Sendable, Hashable, CaseIterable {
    /// BaufiSmart Kundenangaben: creates a Vorgang from `importMetadaten` and `kundenangaben`.
    case kundenangaben
    /// KreditSmart KEX Vorgang Import: creates a consumer-loan Vorgang.
    case kexVorgang = "kex-vorgang"
    /// KEX-Vorgang-Update (GraphQL): updates an existing KreditSmart Vorgang.
    case kexUpdate = "kex-update"
    /// KEX-Antragsstatus: passes on a product provider's status.
    case antragsstatus
    /// BaufiSmart Vorgaenge v3: reads and patches existing cases.
    case vorgaenge
}

/// Whether a lead is real business or a trial.
///
/// The APIs' own defaults point in opposite directions (fact sheet 0.7), so LeadGate never relies on them: production
/// needs an explicit word on the gateway and on the source.
package enum DeliveryMode: String, Sendable, Hashable, CaseIterable {
    /// `TEST_MODUS` in Kundenangaben, no `environment` for KEX.
    case test
    /// `ECHT_GESCHAEFT` in Kundenangaben, `environment=PRODUCTION` for KEX.
    case production
}
