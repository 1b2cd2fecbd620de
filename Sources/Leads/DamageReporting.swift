/// A store that knows what of it is damaged.
package protocol DamageReporting: Sendable {
    /// What has been found damaged since the store was opened; nothing is done with such leads.
    var damages: [StoreVerification.Finding] { get }

    /// Looks for damage everywhere, beside everything else that goes on.
    func patrol() async throws(StoreError)
}
