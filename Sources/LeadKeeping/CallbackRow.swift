import Foundation
package import Leads
import Names
import Targets

/// What a sender is told of a state change as a row: nothing in it is personal. The sender's own id is read from the lead's
/// sealed words, and goes with them.
package enum CallbackRow {
    /// The row of a change that is to be told.
    ///
    /// - Parameter due: not before an earlier one of the lead.
    package static func values(of lead: Lead, at sequence: Int64, due: Int64) -> [StoredValue] {
        [
            sequence.stored, lead.version.stored, lead.source.stored, lead.state.rawValue.stored,
            lead.updatedAt.stored, lead.vorgangsnummer.stored, (lead.cause?.class.rawValue).stored,
            (lead.cause?.code).stored, LeadCallback.Status.pending.rawValue.stored, 0.stored, due.stored, .null, .null,
        ]
    }

    /// The row after an attempt to tell a callback; `nil` where nothing of it changes. What of the lead waits behind it
    /// waits as long.
    package static func values(_ row: StoredRow, after callback: LeadCallback) throws(StoredRow.Malformed)
        -> [StoredValue]?
    {
        var values = Array(row.values.dropLast())
        if try row[1] == callback.version {
            values[8...] = [
                callback.status.rawValue.stored, callback.attempts.stored, callback.dueAt.stored,
                callback.triedAt.stored, callback.answer.stored,
            ]
        } else if callback.status == .pending, try row[8] == LeadCallback.Status.pending.rawValue {
            values[10] = max(try row[10], callback.dueAt).stored
        } else {
            return nil
        }
        return values
    }

    /// The callback of a row, behind whose tag stand its lead's id, target, mode, sealed outcome and wrapped key.
    ///
    /// `nil` when it is not as it was written.
    package static func callback(_ row: StoredRow, of id: LeadID?, sealer: Sealer) -> LeadCallback? {
        guard row.isProven(of: .callback, by: sealer.tags), let id else { return nil }
        return try? proven(row, of: id, sealer)
    }

    /// Where the lead's id stands in such a row.
    package static let leadColumn = StoredTable.callback.columns.count + 1

    private static func proven(_ row: StoredRow, of id: LeadID, _ sealer: Sealer)
        throws(StoredRow.Malformed) -> LeadCallback
    {
        let own = leadColumn
        guard let mode = DeliveryMode(rawValue: try row[own + 2]) else { throw .init(column: own + 2) }
        guard let state = LeadState(rawValue: try row[3]) else { throw .init(column: 3) }
        guard let status = LeadCallback.Status(rawValue: try row[8]) else { throw .init(column: 8) }
        var cause: LeadCallback.CauseName?
        if let name = try row[6] as String?, let `class` = CauseClass(rawValue: name), let code = try row[7] as String?
        {
            cause = LeadCallback.CauseName(class: `class`, code: code)
        }
        var words: LeadWords?
        if let sealed = try row[own + 3] as Data?, let wrapped = try row[own + 4] as Data? {
            words = LeadWords(sealed, wrappedKey: wrapped, of: id, sealer: sealer)
        }
        return LeadCallback(
            lead: id,
            version: try row[1],
            source: try row[2],
            target: Target(rawValue: try row[own + 1]),
            mode: mode,
            state: state,
            changedAt: try row[4],
            vorgangsnummer: try row[5],
            cause: cause,
            senderID: words?.senderID,
            status: status,
            attempts: try row[9],
            dueAt: try row[10],
            triedAt: try row[11],
            answer: try row[12]
        )
    }
}
