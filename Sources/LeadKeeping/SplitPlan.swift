import Foundation
package import Leads

/// What one `split` means: the lead becomes the first of its post, the others are stored beside it.
///
/// A post in which the mapping found no lead is stored whole. With the mapping mended it may hold several: the receipt's
/// lead keeps its id and becomes the first of them.
package struct SplitPlan: Sendable {
    package let id: LeadID
    package let version: Int
    package let others: AcceptPlan
    private let part: Range<Int>?
    private let at: Int64

    /// - Parameter part: what of the body is the first lead's alone, as far as it can be told.
    package init(
        id: LeadID,
        version: Int,
        part: Range<Int>?,
        others: [NewLead],
        at: Int64,
        sealer: Sealer
    ) throws(StoreError) {
        self.id = id
        self.version = version
        self.part = part
        self.others = try AcceptPlan(others, beside: (id, part), sealer: sealer)
        self.at = at
    }

    /// What happens to the first of them.
    package var first: RecordPlan {
        RecordPlan(event: .split(into: others.leads.count + 1), id: id, version: version, at: at)
    }

    /// The row of the first lead's content, which is one of several now.
    ///
    /// - Parameters:
    ///   - old: the row of what it has shared until now.
    ///   - post: the place of what it shares with the others.
    package func content(_ row: StoredRow, of old: StoredRow?, post: Int64?, sealer: Sealer) throws(StoreError)
        -> [StoredValue]
    {
        try sealer.content(row, of: id, becoming: (0, part), from: old, sharing: post)
    }
}
