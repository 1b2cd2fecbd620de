package import Targets

/// A store that can be copied while it works, and that knows when it is itself a copy.
package protocol BackupStoring: Sendable {
    /// Copies all that is stored, as it is now, into a new file that never replaces one. Whoever has the copy needs the same
    /// key.
    func backup(to path: String) async throws(StoreError)

    /// Leads that were queued in an older copy and are neither looked up nor decided yet, by target.
    func fenced() async throws(StoreError) -> [Target: Int]

    /// Whether a lead has been at rest since an older copy came back, so that a replay makes it uncertain instead of sending it:
    /// it may have been replayed and delivered after the copy was made.
    func isFenced(_ id: LeadID) async throws(StoreError) -> Bool
}
