package import JSON

/// The tables of a mappings folder (`tables/*.csv`) by name, for `"$lookup": {"$table": "name"}`.
///
/// Their rows become part of every file that names them before it is checked: a version of a mapping is its content with all
/// that it took from elsewhere, so its hash changes with the table, and an old version reads what the table said then.
package struct Tables: Sendable {
    private let rows: [String: JSONObject]
    /// Those that cannot be used.
    private let broken: Set<String>

    package init(_ rows: [String: JSONObject] = [:], broken: Set<String> = []) {
        self.rows = rows
        self.broken = broken
    }

    /// Whether there is a usable table of this name.
    package func contains(_ name: String) -> Bool { rows[name] != nil }

    /// The value with the rows of the tables that it names.
    package func expanded(_ value: JSONValue, at pointer: JSONPointer = .root, log: FindingLog) -> JSONValue {
        switch value {
        case .array(let elements):
            return .array(elements.enumerated().map { expanded($1, at: pointer.appending($0), log: log) })
        case .object(var object):
            for member in object.members {
                let place = pointer.appending(member.key)
                if member.key == "$lookup", case .object(var lookup) = member.value, let reference = lookup["$table"] {
                    lookup["$table"] = self.reference(reference, at: place.appending("$table"), log)
                    object[member.key] = expanded(.object(lookup), at: place, log: log)
                } else if member.key != "$table" {
                    object[member.key] = expanded(member.value, at: place, log: log)
                }
            }
            return .object(object)
        default: return value
        }
    }

    private func reference(_ value: JSONValue, at pointer: JSONPointer, _ log: FindingLog) -> JSONValue {
        // A file that was expanded before: a version that was in force, or one that a candidate extends.
        let known = TableReference(value)
        guard let name = known?.name ?? value.stringValue else {
            log.add(.operatorMisuse, at: pointer, "\"$table\" takes the name of a table.")
            return value
        }
        if let rows = rows[name] ?? known?.rows { return TableReference(name: name, rows: rows).json }
        if broken.contains(name) {
            log.add(
                .unknownTable,
                at: pointer,
                "The table \"\(name)\" has errors.",
                advice: "Correct tables/\(name).csv."
            )
        } else {
            log.add(
                .unknownTable,
                at: pointer,
                "There is no table \"\(name)\".",
                advice: FindingLog.advice(
                    for: name,
                    among: rows.keys.sorted(),
                    otherwise: FindingCode.unknownTable.description.advice
                )
            )
        }
        return value
    }
}

/// A table inside of a `$lookup`, with its rows.
struct TableReference {
    let name: String
    let rows: JSONObject

    init(name: String, rows: JSONObject) {
        self.name = name
        self.rows = rows
    }

    /// nil for one whose rows have not been taken in.
    init?(_ value: JSONValue) {
        guard let name = value["name"]?.stringValue, case .object(let rows)? = value["rows"] else { return nil }
        self.init(name: name, rows: rows)
    }

    var json: JSONValue { ["name": .string(name), "rows": .object(rows)] }
}
