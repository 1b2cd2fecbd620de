package import Foundation
import Leads

/// What a lead is about, as a row of ``StoredTable/person``: written with the lead, so it is there as soon as the lead is.
///
/// The row of lead 0, which is none, says which leads are still to be looked at: those of a file that was written before
/// leads had such a row, and all of them when somebody wants them looked at anew.
package struct PersonRow {
    /// The lead that is none.
    package static let pending: Int64 = 0

    /// The lead's place in the order of acceptance.
    package let lead: Int64
    /// By what it is found, once each.
    package let hashes: [Data]
    /// Whether it has changed since.
    package let isStale: Bool

    package init(lead: Int64, hashes: some Sequence<Data>, isStale: Bool) {
        self.lead = lead
        self.hashes = Array(hashes)
        self.isStale = isStale
    }

    /// Reads a row that bears its tag; `nil` for one that does not.
    package init?(_ row: StoredRow, sealer: Sealer) {
        guard row.isProven(of: .person, by: sealer.tags), let lead = try? row[0] as Int64,
            let hashes = (try? row[1] as Data).flatMap(PersonHashes.split), let isStale = try? row[2] as Bool
        else { return nil }
        self.init(lead: lead, hashes: hashes, isStale: isStale)
    }

    /// The values of the row.
    package var values: [StoredValue] {
        Self.values(lead: lead, hashes: PersonHashes.joined(hashes), isStale: isStale)
    }

    /// The values of the row of a lead with these hashes, joined.
    static func values(lead: Int64, hashes: Data, isStale: Bool) -> [StoredValue] {
        [lead.stored, hashes.stored, isStale.stored]
    }

    /// The values of the row that says which leads are still to be looked at.
    package static func values(pending: Range<Int64>) -> [StoredValue] {
        let bounds = [pending.lowerBound, pending.upperBound].map(\.bigEndian)
        return [Self.pending.stored, bounds.withUnsafeBytes { Data($0) }.stored, false.stored]
    }

    /// Which leads are still to be looked at, in the order of acceptance; all of them where that is not proven, none where
    /// there never were any.
    package static func pending(_ row: StoredRow?, tags: RowTags) -> Range<Int64> {
        guard let row else { return 1..<1 }
        guard row.isProven(of: .person, by: tags), let bytes = try? row[1] as Data else { return all }
        let bounds = stride(from: 0, to: bytes.count, by: 8).map { start in
            bytes.dropFirst(start).prefix(8).reduce(Int64(0)) { $0 << 8 | Int64($1) }
        }
        guard bytes.count == 16, bounds[0] <= bounds[1] else { return all }
        return bounds[0]..<bounds[1]
    }

    /// Up to which lead an earlier version had looked at all; the beginning where that is not proven.
    package static func indexed(_ row: StoredRow?, tags: RowTags) -> Int64 {
        guard let row, row.isProven(of: .person, by: tags), let bytes = try? row[1] as Data, bytes.count == 8
        else { return 0 }
        return bytes.reduce(0) { $0 << 8 | Int64($1) }
    }

    private static let all: Range<Int64> = 1..<Int64.max
}

extension StoreVerifier {
    /// Looks at what one lead is found by: an erased lead has nothing.
    ///
    /// - Parameter row: of ``StoredTable/person``, with the lead's id and state behind the tag.
    package mutating func check(person row: StoredRow) throws {
        guard PersonRow(row, sealer: sealer) != nil else { return }
        let own = StoredTable.person.columns.count + 1
        let id = (try? row[own] as Data).flatMap { LeadID(bytes: $0) }
        if try row[own + 1] as String? == LeadState.erased.rawValue {
            find(.contentLeft, id, "It is erased but can be found by whom it was about.")
        }
    }

    /// Looks at how many leads have no such row although they were looked at.
    package mutating func check(unknown leads: Int) {
        guard leads > 0 else { return }
        find(.rowDamaged, nil, "\(leads) leads cannot be found by whom they are about: say leadgate people reindex.")
    }
}
