import GRDB
import LeadKeeping

extension StoredRow {
    /// The values of a row that SQLite has selected, with the types that they have in the file.
    init(_ row: Row) { self.init(row.databaseValues.map { StoredValue($0) }) }
}

extension StoredValue {
    init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let integer): self = .integer(integer)
        case .double(let real): self = .real(real)
        case .string(let text): self = .text(text)
        case .blob(let bytes): self = .bytes(bytes)
        }
    }
}

extension StoredValue {
    var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let integer): integer.databaseValue
        case .real(let real): real.databaseValue
        case .text(let text): text.databaseValue
        case .bytes(let bytes): bytes.databaseValue
        }
    }
}

extension StatementArguments {
    init(stored values: [StoredValue]) { self.init(values.map(\.databaseValue)) }
}

extension Database {
    /// Stores a row of ``StoredTable/columns`` with its tag.
    func store(
        _ values: [StoredValue],
        in table: StoredTable,
        replacing: Bool = false,
        tags: RowTags
    ) throws {
        try cachedStatement(sql: table.insertion(replacing: replacing))
            .execute(arguments: StatementArguments(stored: values + [tags.tag(of: table, values).stored]))
    }

    /// The rows of a table that a condition means, whether they are proven or not.
    func rows(of table: StoredTable, _ condition: String = "", _ arguments: StatementArguments = StatementArguments())
        throws -> [StoredRow]
    {
        let sql = "SELECT \(table.selection) FROM \(table.rawValue) \(condition)"
        return try Row.fetchAll(cachedStatement(sql: sql), arguments: arguments).map { StoredRow($0) }
    }
}

extension RowTags {
    /// `row_tag(table, column…)` for statements that change many rows at once.
    var function: DatabaseFunction {
        DatabaseFunction("row_tag", pure: true) { values in
            guard let name = values.first.flatMap({ String(stored: StoredValue($0)) }),
                let table = StoredTable(rawValue: name)
            else {
                return nil
            }
            return tag(of: table, values.dropFirst().map { StoredValue($0) })
        }
    }
}
