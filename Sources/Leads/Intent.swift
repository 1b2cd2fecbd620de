package import Names
package import Targets

/// What is about to be sent, on disk before its first byte leaves.
///
/// After a crash it says which document may have reached which target, so that the lead is looked up and never sent
/// twice. ``epoch`` fences: a store refuses an intent of another lease than the one in force.
package struct Intent: Sendable, Hashable {
    /// The number of this attempt in the life of the lead, from 1.
    package let attempt: Int
    /// When it was written, in milliseconds since 1970 UTC; lookups start five minutes before it.
    package let startedAt: Int64
    /// Where it goes.
    package let target: Target
    /// Real business or trial.
    package let mode: DeliveryMode
    /// The mapping that made the document.
    package let mappingHash: MappingHash
    /// The `externeVorgangsId` or `eigeneVorgangsnummer` in the document, by which it can be looked up.
    package let reference: String
    /// The lease under which it was written, see ``Lease/epoch``.
    package let epoch: Int64
    /// Whether the document takes effect once, however often it is sent: then a lost answer costs nothing.
    package let mayRepeat: Bool

    /// An intent of its parts.
    package init(
        attempt: Int,
        startedAt: Int64,
        target: Target,
        mode: DeliveryMode,
        mappingHash: MappingHash,
        reference: String,
        epoch: Int64,
        mayRepeat: Bool = false
    ) {
        self.attempt = attempt
        self.startedAt = startedAt
        self.target = target
        self.mode = mode
        self.mappingHash = mappingHash
        self.reference = reference
        self.epoch = epoch
        self.mayRepeat = mayRepeat
    }
}
