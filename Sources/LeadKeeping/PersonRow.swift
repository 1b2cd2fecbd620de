package import Foundation
import Leads

/// What a lead is about, as a row of ``StoredTable/person``; the row of lead 0, which is none, says up to which lead all
/// were looked at.
package struct PersonRow {
    /// The lead that is none.
    package static let place: Int64 = 0

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
    package var values: [StoredValue] { [lead.stored, PersonHashes.joined(hashes).stored, isStale.stored] }

    /// The values of the row that says up to which lead all were looked at.
    package static func values(place: Int64) -> [StoredValue] {
        [Self.place.stored, withUnsafeBytes(of: place.bigEndian) { Data($0) }.stored, false.stored]
    }

    /// Up to which lead all were looked at; the beginning where that is not proven.
    package static func place(_ row: StoredRow?, sealer: Sealer) -> Int64 {
        guard let row, row.isProven(of: .person, by: sealer.tags), let bytes = try? row[1] as Data, bytes.count == 8
        else { return 0 }
        return bytes.reduce(0) { $0 << 8 | Int64($1) }
    }
}

extension StoreVerifier {
    /// Looks at what one lead is found by: none of it is missing, and an erased lead has none.
    ///
    /// - Parameters:
    ///   - row: of ``StoredTable/person``, with the lead's id and state behind the tag.
    ///   - isFound: whether a hash leads to the lead.
    /// - Returns: by how many hashes it is found.
    package mutating func check(person row: StoredRow, isFound: (Data, Int64) throws -> Bool) throws -> Int {
        guard let person = PersonRow(row, sealer: sealer) else { return 0 }
        let own = StoredTable.person.columns.count + 1
        let id = (try? row[own] as Data).flatMap { LeadID(bytes: $0) }
        if try row[own + 1] as String? == LeadState.erased.rawValue {
            find(.contentLeft, id, "It is erased but can be found by whom it was about.")
        }
        for hash in person.hashes where try !isFound(hash, person.lead) {
            find(.rowDamaged, id, "It cannot be found by whom it is about: \(Self.advice)")
        }
        return person.hashes.count
    }

    /// Looks at how many hashes there are.
    package mutating func check(hashes found: Int, of leads: Int) {
        guard found != leads else { return }
        find(
            .rowDamaged,
            nil,
            "The index of persons has \(found) entries, but its leads have \(leads): \(Self.advice)"
        )
    }

    private static let advice = "say leadgate people reindex."
}
