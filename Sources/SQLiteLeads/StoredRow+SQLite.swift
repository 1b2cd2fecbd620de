import Foundation
import GRDB
import GRDBSQLite
import LeadKeeping

// Rows go in and out by SQLite's own interface: between it and a value of ours stands no other form of the value, since a
// receipt writes four rows and reads two.

extension Database {
    /// Does all of `body` in one transaction, or nothing of it. GRDB's own would prepare its statements anew each time.
    func commit(_ body: () throws -> Void) throws {
        try cachedStatement(sql: "BEGIN IMMEDIATE TRANSACTION").execute()
        do {
            try body()
            // A full disk, for one, ends a transaction by itself.
            guard isInsideTransaction else { throw DatabaseError.noTransaction }
            try cachedStatement(sql: "COMMIT TRANSACTION").execute()
        } catch {
            try? rollback()
            throw error
        }
    }

    /// Stores a row of ``StoredTable/columns`` with its tag; only inside a transaction.
    func store(
        _ values: [StoredValue],
        in table: StoredTable,
        replacing: Bool = false,
        tags: RowTags
    ) throws {
        try store(tags.row(of: table, values), in: table, replacing: replacing)
    }

    /// Stores a row with the tag that it has.
    func store(_ row: TaggedRow, in table: StoredTable, replacing: Bool = false) throws {
        try cachedStatement(sql: replacing ? table.sql.replacement : table.sql.insertion).run(row)
    }

    /// The rows of a table that a condition means, whether they are proven or not.
    func rows(of table: StoredTable, _ condition: String = "", _ arguments: [any Storable] = []) throws -> [StoredRow] {
        try cachedStatement(sql: "\(table.sql.query) \(condition)").rows(arguments)
    }
}

extension Statement {
    /// Values on their way into a statement.
    private struct Place {
        let statement: OpaquePointer
        private var number: Int32 = 0

        init(_ statement: OpaquePointer) { self.statement = statement }

        /// Sets the next value.
        mutating func bind(_ value: StoredValue) throws {
            number += 1
            // SQLite keeps a copy: what it is given here lasts no longer than the call.
            let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
            let code =
                switch value {
                case .null: sqlite3_bind_null(statement, number)
                case .integer(let integer): sqlite3_bind_int64(statement, number, integer)
                case .real(let real): sqlite3_bind_double(statement, number, real)
                case .text(var text):
                    text.withUTF8 { bytes in
                        // A database's text ends where a NUL stands.
                        let count = Int32(bytes.firstIndex(of: 0) ?? bytes.count)
                        return bytes.withMemoryRebound(to: CChar.self) { text in
                            count == 0
                                ? sqlite3_bind_text(statement, number, "", 0, copied)
                                : sqlite3_bind_text(statement, number, text.baseAddress, count, copied)
                        }
                    }
                case .bytes(let data):
                    data.isEmpty
                        ? sqlite3_bind_zeroblob(statement, number, 0)
                        : data.withUnsafeBytes {
                            sqlite3_bind_blob(statement, number, $0.baseAddress, Int32($0.count), copied)
                        }
                }
            guard code == SQLITE_OK else { throw DatabaseError(statement, code) }
        }
    }

    /// Runs a statement that takes a row, inside a transaction: what a failure has rolled back takes no further row.
    func run(_ row: TaggedRow) throws { try run(row.values, of: row) }

    /// Runs a statement that takes some values of a row, like ``run(_:)``.
    func run(_ values: [TaggedRow.Value], of row: TaggedRow) throws {
        try row.bytes.withUnsafeBytes { bytes in
            // What is bound lasts as long as the bytes do.
            defer {
                sqlite3_reset(sqliteStatement)
                sqlite3_clear_bindings(sqliteStatement)
            }
            for (index, value) in values.enumerated() { try bind(value, in: bytes, at: Int32(index) + 1) }
            try runToEnd()
        }
    }

    /// Sets a value to bytes that stay where they are; one that is not set is `NULL`.
    private func bind(_ value: TaggedRow.Value, in bytes: UnsafeRawBufferPointer, at place: Int32) throws {
        let code: Int32
        switch value {
        case .null: return
        case .integer(let integer): code = sqlite3_bind_int64(sqliteStatement, place, integer)
        case .real(let real): code = sqlite3_bind_double(sqliteStatement, place, real)
        case .text(let range):
            let text = bytes.baseAddress.map { ($0 + range.lowerBound).assumingMemoryBound(to: CChar.self) }
            code = sqlite3_bind_text(sqliteStatement, place, text, Int32(range.count), nil)
        case .bytes(let range):
            let blob = bytes.baseAddress.map { $0 + range.lowerBound }
            code = sqlite3_bind_blob(sqliteStatement, place, blob, Int32(range.count), nil)
        }
        guard code == SQLITE_OK else { throw DatabaseError(sqliteStatement, code) }
    }

    private func runToEnd() throws {
        guard sqlite3_get_autocommit(sqlite3_db_handle(sqliteStatement)) == 0 else { throw DatabaseError.noTransaction }
        let code = sqlite3_step(sqliteStatement)
        guard code == SQLITE_DONE else { throw DatabaseError(sqliteStatement, code) }
    }

    /// All rows that a statement yields, with the types that they have in the file.
    func rows(_ arguments: [any Storable]) throws -> [StoredRow] {
        var place = Place(sqliteStatement)
        defer { sqlite3_reset(sqliteStatement) }
        for argument in arguments { try place.bind(argument.stored) }
        var rows: [StoredRow] = []
        while true {
            switch sqlite3_step(sqliteStatement) {
            case SQLITE_DONE: return rows
            case SQLITE_ROW:
                let count = sqlite3_column_count(sqliteStatement)
                rows.append(StoredRow((0..<count).map { StoredValue(sqliteStatement, column: $0) }))
            case let code: throw DatabaseError(sqliteStatement, code)
            }
        }
    }
}

extension DatabaseError {
    fileprivate static let noTransaction = DatabaseError(
        resultCode: .SQLITE_ABORT,
        message: "there is no transaction any more"
    )

    /// Why a statement has failed.
    fileprivate init(_ statement: OpaquePointer, _ code: Int32) {
        let message = sqlite3_errmsg(sqlite3_db_handle(statement)).map { String(cString: $0) }
        self.init(resultCode: ResultCode(rawValue: code), message: message)
    }
}

extension StoredValue {
    /// The value of a column of the row that a statement stands at.
    fileprivate init(_ statement: OpaquePointer, column: Int32) {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: self = .integer(sqlite3_column_int64(statement, column))
        case SQLITE_FLOAT: self = .real(sqlite3_column_double(statement, column))
        case SQLITE_TEXT: self = .text(sqlite3_column_text(statement, column).map { String(cString: $0) } ?? "")
        case SQLITE_BLOB:
            let bytes = sqlite3_column_blob(statement, column)
            self = .bytes(bytes.map { Data(bytes: $0, count: Int(sqlite3_column_bytes(statement, column))) } ?? Data())
        default: self = .null
        }
    }
}

// MARK: What other queries yield

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
