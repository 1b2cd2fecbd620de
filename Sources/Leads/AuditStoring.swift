/// An act as it stands in the audit log.
package struct AuditEntry: Sendable, Hashable {
    /// Its place, counted from 1 without a gap.
    package let sequence: Int
    /// When, in milliseconds since 1970 UTC.
    package let at: Int64
    /// What was done.
    package let act: OperatorAct

    /// An entry of its parts.
    package init(sequence: Int, at: Int64, act: OperatorAct) {
        self.sequence = sequence
        self.at = at
        self.act = act
    }
}

/// Which entries of the audit log are meant; what is `nil` is not asked for.
package struct AuditFilter: Sendable, Hashable {
    /// The name of the token that was used.
    package var by: String?
    /// What it was done to.
    package var subject: String?
    /// What was done.
    package var kind: OperatorAct.Kind?

    /// A filter of its parts.
    package init(by: String? = nil, subject: String? = nil, kind: OperatorAct.Kind? = nil) {
        self.by = by
        self.subject = subject
        self.kind = kind
    }
}

/// Where the audit log is kept: it only grows, and every entry is bound to the one before it.
///
/// What changes something writes its entry in the same transaction; this is for what only looks.
package protocol AuditStoring: Sendable {
    /// Writes an entry. Returns once it is durable.
    func audit(_ act: OperatorAct, at now: Int64) async throws(StoreError)

    /// Entries, newest first, at most `limit`, before the place `before` (`nil`: from the newest on).
    func auditEntries(matching filter: AuditFilter, before: Int?, limit: Int) async throws(StoreError) -> [AuditEntry]
}
