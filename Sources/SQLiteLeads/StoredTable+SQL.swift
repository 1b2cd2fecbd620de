import GRDB
import LeadKeeping

extension StoredTable {
    /// What is said of a table again and again, put into words once.
    struct SQL {
        /// Its columns and its tag behind them, for a `SELECT`.
        let selection: String
        /// Selects them.
        let query: String
        /// A row with its tag goes in.
        let insertion: String
        /// The same; one under the same key goes out.
        let replacement: String

        fileprivate init(_ table: StoredTable) {
            let columns = table.columns + ["tag"]
            selection = columns.map { "\(table.rawValue).\($0)" }.joined(separator: ", ")
            query = "SELECT \(selection) FROM \(table.rawValue)"
            let values = Array(repeating: "?", count: columns.count).joined(separator: ", ")
            let row = "INTO \(table.rawValue) (\(columns.joined(separator: ", "))) VALUES (\(values))"
            insertion = "INSERT \(row)"
            replacement = "INSERT OR REPLACE \(row)"
        }
    }

    private static let sql = Dictionary(uniqueKeysWithValues: allCases.map { ($0, SQL($0)) })

    var sql: SQL { Self.sql[self] ?? SQL(self) }

    /// Its columns and its tag behind them, for a `SELECT`.
    var selection: String { sql.selection }
}

extension LeadRow {
    /// What every query of leads selects, in the order that ``init(_:sealer:)`` reads.
    static let columns = StoredTable.lead.selection + ", content.wrapped_key"

    /// The tables of ``columns``; `index` forces one where SQLite would choose by guess.
    static func tables(index: String? = nil) -> String {
        "lead\(index.map { " INDEXED BY \($0)" } ?? "") LEFT JOIN content ON content.lead = lead.sequence"
    }

    /// The row of a lead, by its id, by its id without an index, and by its place in the order of acceptance.
    static let byID = "SELECT \(columns) FROM \(tables()) WHERE lead.id = ?"
    static let byIDOfAnyRow = "SELECT \(columns) FROM \(tables()) WHERE +lead.id = ?"
    static let bySequence = "SELECT \(columns) FROM \(tables()) WHERE lead.sequence = ?"

    /// Reads what ``columns`` selects.
    init(_ row: Row, sealer: Sealer) throws(Unreadable) { try self.init(StoredRow(row), sealer: sealer) }
}
