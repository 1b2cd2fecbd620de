import GRDB
import LeadKeeping

extension StoredTable {
    /// Its columns and its tag behind them, for a `SELECT`.
    var selection: String { (columns + ["tag"]).map { "\(rawValue).\($0)" }.joined(separator: ", ") }

    /// A row with its tag goes in; one under the same key goes out where `replacing` is set.
    func insertion(replacing: Bool) -> String {
        """
        INSERT\(replacing ? " OR REPLACE" : "") INTO \(rawValue) (\(columns.joined(separator: ", ")), tag) \
        VALUES (\(Array(repeating: "?", count: columns.count + 1).joined(separator: ", ")))
        """
    }
}

extension LeadRow {
    /// What every query of leads selects, in the order that ``init(_:sealer:)`` reads.
    static let columns = StoredTable.lead.selection + ", content.wrapped_key"

    /// The tables of ``columns``; `index` forces one where SQLite would choose by guess.
    static func tables(index: String? = nil) -> String {
        "lead\(index.map { " INDEXED BY \($0)" } ?? "") LEFT JOIN content ON content.lead = lead.sequence"
    }

    /// Reads what ``columns`` selects.
    init(_ row: Row, sealer: Sealer) throws(Unreadable) { try self.init(StoredRow(row), sealer: sealer) }
}
