import GRDB
import LeadKeeping
package import Leads

/// The table of the tokens of the operators' API.
enum AccessTokenTable {
    /// The tokens that a condition means. One that is not as it was written opens nothing, and is on the board.
    static func all(
        _ condition: String = "",
        _ arguments: [any Storable] = [],
        in db: Database,
        _ sealer: Sealer,
        _ damage: DamageBoard
    ) throws -> [AccessToken] {
        try db.rows(of: .accessToken, "\(condition) ORDER BY created_at, name", arguments).compactMap { row in
            guard row.isProven(of: .accessToken, by: sealer.tags), let token = try? AccessTokenRow.token(row) else {
                damage.note(StoredTable.accessToken.damage(row))
                return nil
            }
            return token
        }
    }

    static func store(_ token: AccessToken, replacing: Bool, in transaction: WriterTransaction) throws {
        try transaction.db.store(
            AccessTokenRow.values(of: token),
            in: .accessToken,
            replacing: replacing,
            tags: transaction.sealer.tags
        )
        transaction.countPages(of: 256)
    }
}

extension SQLiteLeadStore: AccessTokenStoring {
    package func accessTokens() async throws(StoreError) -> [AccessToken] {
        try await read { [damage] db, sealer in try AccessTokenTable.all(in: db, sealer, damage) }
    }

    package func create(_ token: AccessToken) async throws(StoreError) {
        try await commits.write(mayUseReserve: true) { transaction in
            let known = try transaction.db.rows(of: .accessToken, "WHERE name = ?", [token.name])
            guard known.isEmpty else { throw StoreError.nameTaken(token.name) }
            try AccessTokenTable.store(token, replacing: false, in: transaction)
            transaction.count(.accessToken)
            let act = OperatorAct(by: token.createdBy, .tokenCreated, token.name, reason: token.role.rawValue)
            try AuditTable.insert(act, at: token.createdAt, in: transaction)
        }
    }

    package func revokeAccessToken(_ name: String, by: String, at now: Int64)
        async throws(StoreError) -> AccessToken?
    {
        try await commits.write(mayUseReserve: true) { transaction in
            let known = try AccessTokenTable.all(
                "WHERE name = ? AND revoked_at IS NULL",
                [name],
                in: transaction.db,
                transaction.sealer,
                transaction.damage
            )
            guard let token = known.first else { return nil }
            let revoked = AccessToken(
                name: token.name,
                role: token.role,
                digest: token.digest,
                createdAt: token.createdAt,
                createdBy: token.createdBy,
                revokedAt: now
            )
            try AccessTokenTable.store(revoked, replacing: true, in: transaction)
            try AuditTable.insert(OperatorAct(by: by, .tokenRevoked, name), at: now, in: transaction)
            return revoked
        }
    }
}
