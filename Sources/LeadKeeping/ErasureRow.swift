import Foundation
package import Leads

/// The order to erase what is kept of a person, as a row of ``StoredTable/erasure``.
package struct ErasureRow {
    package let sequence: Int64
    package var erasure: Erasure

    package init(sequence: Int64, erasure: Erasure) {
        self.sequence = sequence
        self.erasure = erasure
    }

    /// Reads a row.
    package init(_ row: StoredRow) throws(StoredRow.Malformed) {
        let kinds: String = try row[4]
        let leads: Data = try row[5]
        guard leads.count.isMultiple(of: 16) else { throw .init(column: 5) }
        sequence = try row[0]
        erasure = Erasure(
            order: Erasure.Order(
                id: try row[1],
                leads: stride(from: 0, to: leads.count, by: 16).compactMap { LeadID(bytes: Data(leads[$0..<$0 + 16])) },
                by: try row[2],
                reason: try row[3],
                kinds: kinds.split(separator: ",").compactMap { PersonTrait.Kind(rawValue: String($0)) }
            ),
            orderedAt: try row[6],
            endedAt: try row[7]
        )
    }

    /// The values of the row.
    package var values: [StoredValue] {
        let order = erasure.order
        return [
            sequence.stored, order.id.stored, order.by.stored, order.reason.stored,
            order.kinds.map(\.rawValue).joined(separator: ",").stored,
            order.leads.reduce(into: Data()) { $0 += $1.bytes }.stored, erasure.orderedAt.stored,
            erasure.endedAt.stored,
        ]
    }
}
