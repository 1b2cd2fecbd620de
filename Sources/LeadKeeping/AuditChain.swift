import Foundation
package import Leads

/// The audit log as rows: it only grows, and nothing in it changes or goes unnoticed.
///
/// Each entry bears a link: a keyed code over itself and the link of the entry before it. Whoever changes, removes, inserts
/// or exchanges entries without the master key breaks the chain; entries taken off its end are missed by the counter in the
/// books. ``StoreVerifier`` follows it.
package enum AuditChain {
    /// Where an entry stands in the chain.
    package struct Link {
        let sequence: Int
        let code: Data

        /// Before the first entry.
        package static let first = Link(sequence: 0, code: Data())

        init(sequence: Int, code: Data) {
            self.sequence = sequence
            self.code = code
        }

        /// The link of a stored entry.
        package init?(_ row: StoredRow) {
            guard let sequence = try? row[0] as Int, let code = try? row[6] as Data else { return nil }
            self.init(sequence: sequence, code: code)
        }

        /// The same place one entry on, for an entry that cannot be read.
        var skipped: Link { Link(sequence: sequence + 1, code: code) }

        /// Whether this is the link of `row`, which came right after `before`.
        func follows(_ before: Link, _ row: StoredRow, tags: RowTags) -> Bool {
            sequence == before.sequence + 1 && code == AuditChain.code(of: row.values.prefix(6), after: before, tags)
        }
    }

    /// The row of an entry that comes after another.
    package static func values(of act: OperatorAct, at now: Int64, after before: Link, tags: RowTags) -> [StoredValue] {
        let values: [StoredValue] = [
            (before.sequence + 1).stored, now.stored, act.by.stored, act.kind.rawValue.stored, act.subject.stored,
            act.reason.stored,
        ]
        return values + [code(of: values[...], after: before, tags).stored]
    }

    static func code(of values: ArraySlice<StoredValue>, after before: Link, _ tags: RowTags) -> Data {
        tags.tag(named: "audit-link", [before.code.stored] + values)
    }

    /// The entry of a row.
    package static func entry(_ row: StoredRow) throws(StoredRow.Malformed) -> AuditEntry {
        guard let kind = OperatorAct.Kind(rawValue: try row[3]) else { throw .init(column: 3) }
        let act = OperatorAct(by: try row[2], kind, try row[4], reason: try row[5])
        return AuditEntry(sequence: try row[0], at: try row[1], act: act)
    }
}
