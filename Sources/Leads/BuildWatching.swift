/// Watches over the building of stored leads, so that one that ends the process does so a few times only, and not for ever:
/// after each start it is due again.
package protocol BuildWatching: Sendable {
    /// What comes of building a lead; `nil` for one that has ended the process too often. It is not tried again until a
    /// person has replayed it.
    func building<Value: Sendable>(_ lead: Lead, _ build: () -> Value) -> Value?
}
