package import Names

/// Where what is known of senders' forms is kept: one ledger for each source, as its owner writes it.
package protocol DriftStoring: Sendable {
    /// The ledgers by source. One that is damaged is left out: what it knew is learnt again.
    func driftLedgers() async throws(StoreError) -> [SourceName: [UInt8]]

    /// Keeps a ledger, sealed; returns once it is durable. One of a lower revision never replaces a higher one.
    func keepDriftLedger(_ ledger: [UInt8], of source: SourceName, revision: Int) async throws(StoreError)
}
