/// A token of the operators' API as the store knows it: its name and rights, and a digest instead of itself.
package struct AccessToken: Sendable, Hashable {
    /// What a token may do; each role may do all that the ones before it may.
    package enum Role: String, Sendable, Hashable, CaseIterable, Comparable {
        /// Read numbers: metrics and readiness.
        case metrics
        /// See leads, jobs and targets, but nothing that a customer typed and no word of a target.
        case viewer
        /// See everything of a lead; replay, resolve, discard, pause, resume.
        case `operator`
        /// Erase, back up, make and revoke tokens, read the audit log.
        case admin

        package static func < (one: Self, other: Self) -> Bool { one.rank < other.rank }

        private var rank: Int {
            switch self {
            case .metrics: 0
            case .viewer: 1
            case .operator: 2
            case .admin: 3
            }
        }
    }

    /// What it is called in the audit log. Never given twice: what was done under a name stays that token's.
    package let name: String
    /// What it may do.
    package let role: Role
    /// SHA-256 of the token.
    package let digest: [UInt8]
    /// When it was made, in milliseconds since 1970 UTC.
    package let createdAt: Int64
    /// The name of the token that made it.
    package let createdBy: String
    /// When it was revoked; `nil` while it is good.
    package let revokedAt: Int64?

    /// A token of its parts.
    package init(
        name: String,
        role: Role,
        digest: [UInt8],
        createdAt: Int64,
        createdBy: String,
        revokedAt: Int64? = nil
    ) {
        self.name = name
        self.role = role
        self.digest = digest
        self.createdAt = createdAt
        self.createdBy = createdBy
        self.revokedAt = revokedAt
    }
}

/// Where the tokens of the operators' API are kept.
package protocol AccessTokenStoring: Sendable {
    /// All that were ever made, oldest first.
    func accessTokens() async throws(StoreError) -> [AccessToken]

    /// Keeps a new one, with its entry in the audit log. Throws ``StoreError/nameTaken(_:)`` for a name that one has, or had.
    func create(_ token: AccessToken) async throws(StoreError)

    /// Ends a token, with its entry in the audit log. Returns it, or `nil` when no good one has the name.
    func revokeAccessToken(_ name: String, by: String, at now: Int64) async throws(StoreError) -> AccessToken?
}
