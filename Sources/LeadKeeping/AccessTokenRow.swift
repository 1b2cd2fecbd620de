import Foundation
package import Leads

/// A token of the operators' API as a row.
package enum AccessTokenRow {
    package static func token(_ row: StoredRow) throws(StoredRow.Malformed) -> AccessToken {
        guard let role = AccessToken.Role(rawValue: try row[1]) else { throw .init(column: 1) }
        let digest: Data = try row[2]
        return AccessToken(
            name: try row[0],
            role: role,
            digest: Array(digest),
            createdAt: try row[3],
            createdBy: try row[4],
            revokedAt: try row[5]
        )
    }

    package static func values(of token: AccessToken) -> [StoredValue] {
        [
            token.name.stored, token.role.rawValue.stored, Data(token.digest).stored, token.createdAt.stored,
            token.createdBy.stored, token.revokedAt.stored,
        ]
    }
}
