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
