package import Leads

extension LeadQueue {
    /// The lease of the store for a test that writes intents by hand; it never ends.
    package func leased() async throws(StoreError) -> Lease { try await lease(to: "test", until: .max, at: 0) }
}
