package import Foundation
package import Leads
import Targets

/// What one `build` means: a lead that lacked its mapping becomes the first that the mapping makes of its post, the others
/// are stored beside it.
package struct BuildPlan: Sendable {
    package let id: LeadID
    package let version: Int
    package let at: Int64
    /// The other leads of the post.
    package let others: AcceptPlan
    /// By which its repeats are known.
    package let duplicates: [AcceptPlan.Duplicate]
    /// The case that it opens or belongs to.
    package let caseKey: Data?
    /// Whether somebody must have opened the case.
    package let needsOpener: Bool
    private let built: Lead
    private let refusal: Cause?
    private let own: (item: Int?, part: Range<Int>?)
    /// Whether it has become one of several of its post.
    private let isPart: Bool

    package init(
        id: LeadID,
        version: Int,
        first: NewLead,
        others: [NewLead],
        at: Int64,
        sealer: Sealer
    ) throws(StoreError) {
        self.id = id
        self.version = version
        self.at = at
        let lead = first.lead
        built = lead
        refusal = first.refusal
        own = (first.submission.item, first.submission.part)
        // What was fetched belongs to the lead alone; its place in the post stays as it is.
        isPart = first.submission.data == nil && (own.item != nil || !others.isEmpty)
        caseKey = first.case.map { sealer.caseKey($0, mode: lead.mode) }
        needsOpener = lead.caseRole == .changes && first.case?.isNumber == false
        let post = sealer.bodyFingerprint(first.submission.content, source: lead.source)
        duplicates = AcceptPlan.Duplicate.all(of: first, post: post, sealer)
        self.others = try AcceptPlan(others, beside: isPart ? (id: id, part: own.part) : nil, sealer: sealer)
    }

    /// What the lead has alone once it is built.
    package var claims: Claims { Claims(of: built, caseKey: caseKey) }

    /// What stands in the way of a lead among the others.
    package enum Obstacle {
        /// Another came under its key.
        case repeats(AcceptPlan.Known)
        /// What it claims is not to be had.
        case refused(Cause)
    }

    /// What is written of the lead: its steps, one after the other.
    ///
    /// - Parameter obstacle: what the store has found; `nil` where it may go.
    package func steps(from row: LeadRow, _ obstacle: Obstacle?, sealer: Sealer) throws(StoreError)
        -> [RecordPlan.Step]
    {
        let end: LeadEvent? =
            switch obstacle {
            case .repeats(let first):
                first.likeness == .different
                    ? .refused(Cause(repeating: first.lead.id))
                    : .discarded(by: "source:\(row.lead.source)", reason: "it repeats lead \(first.lead.id)")
            case .refused(let cause): .refused(cause)
            case nil: refusal.map { LeadEvent.refused($0) }
            }
        let start = row.after(row.lead, caseKey: caseKey)
        // A lead that may have been sent behind the file's back is looked up before anything else is said of it; where it
        // cannot be built it stays as it was, and dead.
        if let end, row.lead.fencedAt != nil { return [try step(end, from: row, sealer)] }
        let goes = try step(.built(Destination(of: built)), from: start, sealer)
        guard let end else { return [goes] }
        return [goes, try step(end, from: start.after(goes.lead, caseKey: caseKey), version: nil, sealer)]
    }

    private func step(_ event: LeadEvent, from row: LeadRow, version: Int?, _ sealer: Sealer) throws(StoreError)
        -> RecordPlan.Step
    {
        try RecordPlan(event: event, id: id, version: version, at: at).step(from: row, under: nil, sealer: sealer)
    }

    private func step(_ event: LeadEvent, from row: LeadRow, _ sealer: Sealer) throws(StoreError) -> RecordPlan.Step {
        try step(event, from: row, version: version, sealer)
    }

    /// The row of the lead's content after it: its part of the post, and its new keys beside those of its receipt.
    ///
    /// - Parameters:
    ///   - old: the row of what it has shared until now.
    ///   - post: the place of what it shares with the others.
    package func content(_ row: StoredRow, of old: StoredRow?, post: Int64?, sealer: Sealer) throws(StoreError)
        -> [StoredValue]
    {
        var values =
            isPart
            ? try sealer.content(row, of: id, becoming: own, from: old, sharing: post)
            : Array(row.values.prefix(StoredTable.content.columns.count))
        do {
            let known: Data? = try row[2]
            let keys = known.map(DuplicateKeys.split) ?? []
            values[2] = DuplicateKeys.joined(keys + duplicates.map(\.key).filter { !keys.contains($0) }).stored
        } catch { throw .corrupt(id, "its sealed content") }
        return values
    }

    /// Whether its content leaves what it has shared until now.
    package var leavesPost: Bool { isPart }
}

extension AcceptPlan.Fate {
    /// What becomes of a lead of a post that has its receipt already: one that differs from an earlier one under its key is
    /// kept beside that, dead, as the post's first lead is. Nobody else has it.
    package var kept: Self {
        guard case .repeated(.repeatedDifferently(let first, _)) = self else { return self }
        return .beside(Cause(repeating: first.id))
    }
}

extension Cause {
    /// Why a lead is dead that came under the key of another, with other content.
    fileprivate init(repeating first: LeadID) {
        self.init(.repeatsDifferently, about: "Lead \(first) came first.")
    }
}

/// What one `keepData` means: the step, and what was fetched sealed beside the lead's post.
package struct DataPlan: Sendable {
    package let id: LeadID
    private let data: FetchedData
    private let version: Int
    private let isHeld: Bool
    private let at: Int64

    package init(id: LeadID, data: FetchedData, version: Int, isHeld: Bool, at: Int64) {
        self.id = id
        self.data = data
        self.version = version
        self.isHeld = isHeld
        self.at = at
    }

    /// The lead's step.
    package var step: RecordPlan {
        RecordPlan(event: data.event(isHeld: isHeld), id: id, version: version, at: at, answer: data.beside)
    }

    /// The row of the lead's content with the data.
    package func values(of content: StoredRow?, _ row: LeadRow, sealer: Sealer) throws(StoreError) -> [StoredValue] {
        guard row.lead.state != .erased else { throw .notFound(id) }
        guard let content, content.isProven(of: .content, by: sealer.tags), let wrapped = row.wrappedKey else {
            throw .corrupt(id, "its sealed content")
        }
        var values = Array(content.values.dropLast())
        do {
            let key = try sealer.unwrap(wrapped, of: id)
            values[8] = try sealer.seal(data.lead, under: key, as: .data, of: id).stored
        } catch { throw .corrupt(id, "its sealed content") }
        return values
    }
}
