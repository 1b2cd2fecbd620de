import TargetSchemas

/// What the documentation of the KEX import lists, leaf by leaf, in its older and in today's edition.
///
/// None of the published sources is right alone (fact sheet 3.3): the schema has fields no documentation ever had, the
/// older documentation fields that are gone from today's, today's a field the schema lacks.
struct KEXDocumentation {
    private struct Row {
        let older: String?
        let today: String?
    }

    private let rows: [String: Row]
    private let order: [String]

    init(table bytes: [UInt8]) throws(SchemaImportError) {
        var rows: [String: Row] = [:]
        var order: [String] = []
        for line in bytes.split(separator: UInt8(ascii: "\n")).dropFirst() {
            let columns = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
                .map { String(decoding: $0.filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self) }
            guard columns.count >= 4 else {
                throw SchemaImportError(
                    .notASpecification,
                    at: columns.first ?? "",
                    "a line of the documentation table needs four columns: path, older, today, schema"
                )
            }
            rows[columns[0]] = Row(
                older: columns[1] == "-" ? nil : columns[1],
                today: columns[2] == "-" ? nil : columns[2]
            )
            order.append(columns[0])
        }
        guard !rows.isEmpty else {
            throw SchemaImportError(.notASpecification, at: "documentation", "the table is empty")
        }
        self.rows = rows
        self.order = order
    }

    /// The same document with a status at each place, the documentation's value lists, and the fields only it has.
    func annotating(_ root: KEXPlace, notes: inout [SchemaImport.Note]) -> KEXPlace {
        var seen: Set<String> = []
        var annotated = annotate(root, path: "", seen: &seen)
        for path in order where !seen.contains(path) {
            guard let row = rows[path], let type = row.today ?? row.older else { continue }
            let steps = path.split(separator: ".").map(String.init)
            let status: FieldStatus = row.today != nil ? .current : .removed
            if !Self.insert(type, status: status, at: steps[...], into: &annotated, countries: Self.countries(in: root))
            {
                notes.append(
                    SchemaImport.Note(place: path, message: "is documented, but there is no such place in the schema")
                )
            }
        }
        return annotated
    }

    private func annotate(_ place: KEXPlace, path: String, seen: inout Set<String>) -> KEXPlace {
        var place = place
        switch place.shape {
        case .object(let type, var members):
            for index in members.indices {
                let below = path.isEmpty ? members[index].name : "\(path).\(members[index].name)"
                members[index].place = annotate(members[index].place, path: below, seen: &seen)
            }
            place.shape = .object(type: type, members: members)
            place.status = Self.summary(of: members.map(\.place.status))
        case .array(let element):
            let annotated = annotate(element, path: path + "[]", seen: &seen)
            place.status = annotated.status
            place.shape = .array(annotated)
        default:
            seen.insert(path)
            let row = rows[path]
            place.status = row?.today != nil ? .current : row?.older != nil ? .removed : .schemaOnly
            if case .enumeration(let name, let values) = place.shape, let type = row?.today ?? row?.older,
                let documented = Self.values(of: type)
            {
                let kept = values.filter(documented.contains)
                let added = documented.filter { !values.contains($0) }
                place.shape = .enumeration(name: name, values: kept + added)
            }
        }
        return place
    }

    /// A container is as good as the best thing in it.
    private static func summary(of statuses: [FieldStatus]) -> FieldStatus {
        if statuses.contains(.current) { return .current }
        return statuses.contains(.removed) ? .removed : .schemaOnly
    }

    private static func values(of type: String) -> [String]? {
        guard type.hasPrefix("enum "), type != "enum Country" else { return nil }
        return type.dropFirst(5).split(separator: "|").map(String.init)
    }

    /// Adds a documented field that the schema lacks; false if the object it belongs to is not there.
    private static func insert(
        _ type: String,
        status: FieldStatus,
        at path: ArraySlice<String>,
        into place: inout KEXPlace,
        countries: [String]
    ) -> Bool {
        guard let step = path.first else { return false }
        let name = step.hasSuffix("[]") ? String(step.dropLast(2)) : step
        guard case .object(let typeName, var members) = place.shape else { return false }
        if let index = members.firstIndex(where: { $0.name == name }) {
            guard path.count > 1 else { return false }
            var inner = members[index].place
            if case .array(var element) = inner.shape {
                guard insert(type, status: status, at: path.dropFirst(), into: &element, countries: countries) else {
                    return false
                }
                inner.shape = .array(element)
            } else if !insert(type, status: status, at: path.dropFirst(), into: &inner, countries: countries) {
                return false
            }
            members[index].place = inner
        } else {
            guard path.count == 1 else { return false }
            let leaf = KEXPlace(shape: shape(of: type, named: name, countries: countries), status: status)
            let added = step.hasSuffix("[]") ? KEXPlace(shape: .array(leaf), status: status) : leaf
            members.append(KEXPlace.Named(name: name, place: added))
        }
        place.shape = .object(type: typeName, members: members)
        return true
    }

    private static func shape(of type: String, named name: String, countries: [String]) -> KEXPlace.Shape {
        switch type {
        case "number": .number
        case "integer": .integer
        case "boolean": .boolean
        case "string:date": .date
        case "enum Country": .enumeration(name: "Country", values: countries)
        default: values(of: type).map { .enumeration(name: name, values: $0) } ?? .text
        }
    }

    private static func countries(in place: KEXPlace) -> [String] {
        switch place.shape {
        case .enumeration("Country", let values): return values
        case .array(let element): return countries(in: element)
        case .object(_, let members):
            for member in members {
                let found = countries(in: member.place)
                if !found.isEmpty { return found }
            }
            return []
        default: return []
        }
    }
}
