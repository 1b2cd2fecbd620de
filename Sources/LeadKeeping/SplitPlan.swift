package import Foundation
package import Leads

/// What one `split` means: the lead becomes the first of its post, the others are stored beside it.
///
/// A post in which the mapping found no lead is stored whole. With the mapping mended it may hold several: the receipt's
/// lead keeps its id and becomes the first of them.
package struct SplitPlan: Sendable {
    package let id: LeadID
    package let version: Int
    package let others: AcceptPlan
    package let at: Int64

    package init(id: LeadID, version: Int, others: AcceptPlan, at: Int64) {
        self.id = id
        self.version = version
        self.others = others
        self.at = at
    }

    /// What happens to the first of them.
    package var first: RecordPlan {
        RecordPlan(event: .split(into: others.leads.count + 1), id: id, version: version, at: at)
    }

    /// The submission sealed again, as the first lead's.
    package func toldApart(_ sealed: Data?, of row: LeadRow, sealer: Sealer) throws(StoreError) -> Data {
        guard let wrapped = row.wrappedKey else { throw .notFound(id) }
        do {
            let key = try sealer.unwrap(wrapped, of: id)
            guard let sealed else { throw Sealer.Damaged(purpose: .submission) }
            let submission = try sealer.submission(sealed, wrappedKey: wrapped, of: id)
            let bytes = SubmissionCoding.encode(submission.selecting(item: 0))
            return try sealer.seal(bytes, under: key, as: .submission, of: id)
        } catch { throw .corrupt(id, "its sealed content") }
    }
}
