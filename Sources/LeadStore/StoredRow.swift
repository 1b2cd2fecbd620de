import Foundation
import GRDB

/// The values of a row with the types that they really have in the file.
///
/// GRDB's subscript ends the process at a value of another type than the code expects, and SQLite converts others in
/// silence; a file that rots has both. Here a wrong type is an error like any other.
struct StoredRow {
    /// A column holds what it cannot hold.
    struct Malformed: Error {
        let column: Int
    }

    let values: [DatabaseValue]

    init(_ row: Row) { values = Array(row.databaseValues) }

    /// The value of a column.
    subscript<Value: StoredValue>(_ column: Int) -> Value {
        get throws(Malformed) {
            guard column < values.count, let value = Value(stored: values[column]) else {
                throw Malformed(column: column)
            }
            return value
        }
    }

    /// The value of a column of a lead.
    subscript<Value: StoredValue>(_ column: LeadColumn) -> Value {
        get throws(Malformed) { try self[column.rawValue] }
    }

    /// Whether the row, selected by ``StoredTable/selection``, bears its own tag.
    func isProven(of table: StoredTable, by tags: RowTags) -> Bool {
        let count = table.columns.count
        guard values.count > count else { return false }
        return tags.proves(values[count], of: table, values[..<count])
    }
}

/// What a column can hold.
protocol StoredValue {
    /// The value, unless the stored one is of another type.
    init?(stored: DatabaseValue)
}

extension Int64: StoredValue {
    init?(stored: DatabaseValue) {
        guard case .int64(let value) = stored.storage else { return nil }
        self = value
    }
}

extension Int: StoredValue {
    init?(stored: DatabaseValue) {
        guard case .int64(let value) = stored.storage else { return nil }
        self.init(exactly: value)
    }
}

extension Bool: StoredValue {
    init?(stored: DatabaseValue) {
        guard case .int64(let value) = stored.storage else { return nil }
        self = value != 0
    }
}

extension String: StoredValue {
    init?(stored: DatabaseValue) {
        guard case .string(let value) = stored.storage else { return nil }
        self = value
    }
}

extension Data: StoredValue {
    init?(stored: DatabaseValue) {
        guard case .blob(let value) = stored.storage else { return nil }
        self = value
    }
}

extension Optional: StoredValue where Wrapped: StoredValue {
    init?(stored: DatabaseValue) {
        if stored.isNull {
            self = .none
        } else if let value = Wrapped(stored: stored) {
            self = .some(value)
        } else {
            return nil
        }
    }
}

extension Database {
    /// Stores a row of ``StoredTable/columns`` with its tag.
    func store(
        _ values: [DatabaseValue],
        in table: StoredTable,
        replacing: Bool = false,
        tags: RowTags
    ) throws {
        try cachedStatement(sql: table.insertion(replacing: replacing))
            .execute(arguments: StatementArguments(values + [tags.tag(of: table, values).databaseValue]))
    }

    /// The rows of a table that a condition means, whether they are proven or not.
    func rows(of table: StoredTable, _ condition: String = "", _ arguments: StatementArguments = StatementArguments())
        throws -> [StoredRow]
    {
        let sql = "SELECT \(table.selection) FROM \(table.rawValue) \(condition)"
        return try Row.fetchAll(cachedStatement(sql: sql), arguments: arguments).map { StoredRow($0) }
    }
}

extension Optional where Wrapped: DatabaseValueConvertible {
    /// The value for a column, `NULL` for none.
    var stored: DatabaseValue { self?.databaseValue ?? .null }
}
