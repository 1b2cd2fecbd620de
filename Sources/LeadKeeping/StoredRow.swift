/// The values of a row with the types that they really have where they are kept.
///
/// A database that converts types in silence hides what a file that rots has changed, and a driver may end the process at a
/// value of another type than the code expects. Here a wrong type is an error like any other.
package struct StoredRow {
    /// A column holds what it cannot hold.
    package struct Malformed: Error {
        package let column: Int

        package init(column: Int) { self.column = column }
    }

    package let values: [StoredValue]

    package init(_ values: [StoredValue]) { self.values = values }

    /// The value of a column.
    package subscript<Value: Storable>(_ column: Int) -> Value {
        get throws(Malformed) {
            guard column < values.count, let value = Value(stored: values[column]) else {
                throw Malformed(column: column)
            }
            return value
        }
    }

    /// The value of a column of a lead.
    package subscript<Value: Storable>(_ column: LeadColumn) -> Value {
        get throws(Malformed) { try self[column.rawValue] }
    }

    /// Whether the row, of all ``StoredTable/columns`` and the tag behind them, bears its own tag.
    package func isProven(of table: StoredTable, by tags: RowTags) -> Bool {
        let count = table.columns.count
        guard values.count > count else { return false }
        return tags.proves(values[count], of: table, values[..<count])
    }
}
