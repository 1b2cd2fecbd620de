import JSON
import TargetSchemas
import Targets

extension SchemaImport {
    /// The KEX Vorgang schema from the published folder of JSON Schemas, corrected by the documentation.
    ///
    /// - Parameters:
    ///   - files: name (`Vorgang.json`) → bytes. Draft 04 with `extends` and references to sibling files; `Vorgang.json` is
    ///     the root. Two of the files differ only in case; either will do.
    ///   - documentation: what the documentation lists: a table of tab-separated columns `path`, then one for the
    ///     older documentation, one for today's and one for the schema, a type or `-` in each. It decides each field's
    ///     status: in today's documentation `current`, only in the older `removed`, only in the schema `schema-only`.
    ///     Without it every field is `current`.
    ///   - version: what to call the result; the files name no version.
    package static func kex(
        files: [String: [UInt8]],
        documentation: [UInt8]? = nil,
        version: String
    ) throws(SchemaImportError) -> Outcome {
        var folder = try KEXFolder(files: files)
        var root = try folder.expand("Vorgang")
        if let documentation {
            let table = try KEXDocumentation(table: documentation)
            root = table.annotating(root, notes: &folder.notes)
        }
        // The one mandatory field (answered with 422); no schema says so.
        root.require(["kundenbetreuer", "partnerId"])
        var folding = KEXFolding()
        return Outcome(schema: try folding.schema(of: root, version: version), notes: folder.notes)
    }
}

/// The KEX document, fully expanded: every place on its own, so that each can have its own status.
struct KEXPlace: Hashable {
    var shape: Shape
    var status = FieldStatus.current
    var isRequired = false

    indirect enum Shape: Hashable {
        case object(type: String, members: [Named])
        case array(KEXPlace)
        case enumeration(name: String, values: [String])
        case text, number, integer, boolean, date
    }

    struct Named: Hashable {
        let name: String
        var place: KEXPlace
    }

    /// Marks each member on this way as required.
    mutating func require(_ path: ArraySlice<String>) {
        guard let name = path.first, case .object(let type, var members) = shape,
            let index = members.firstIndex(where: { $0.name == name })
        else { return }
        members[index].place.isRequired = true
        members[index].place.require(path.dropFirst())
        shape = .object(type: type, members: members)
    }

    mutating func require(_ path: [String]) { require(path[...]) }
}

/// The folder of JSON Schemas.
struct KEXFolder {
    private let files: [String: JSONValue]
    var notes: [SchemaImport.Note] = []

    init(files: [String: [UInt8]]) throws(SchemaImportError) {
        var parsed: [String: JSONValue] = [:]
        for name in files.keys.sorted() {
            guard let bytes = files[name], name.hasSuffix(".json") else { continue }
            parsed[String(name.dropLast(5))] = try parsedSpecification(bytes, named: name)
        }
        self.files = parsed
    }

    /// The expanded object of this file.
    mutating func expand(_ name: String) throws(SchemaImportError) -> KEXPlace {
        try expand(file: name, ancestors: [])
    }

    private mutating func expand(file name: String, ancestors: [String]) throws(SchemaImportError) -> KEXPlace {
        guard !ancestors.contains(name) else {
            throw SchemaImportError(
                .unsupported,
                at: name,
                "contains itself; a document of endless depth has no places"
            )
        }
        let schema = try self.schema(name, from: ancestors.last ?? "")
        if let values = schema["enum"]?.arrayValue {
            return KEXPlace(shape: .enumeration(name: name, values: values.compactMap(\.stringValue)))
        }
        var members: [KEXPlace.Named] = []
        if let base = schema["extends"]?["$ref"]?.stringValue {
            let inherited = try expand(file: Self.typeName(base), ancestors: ancestors + [name])
            if case .object(_, let baseMembers) = inherited.shape { members = baseMembers }
        }
        for property in schema["properties"]?.objectValue?.members ?? [] {
            let place = try expand(
                schema: property.value,
                at: "\(name).\(property.key)",
                named: property.key,
                ancestors: ancestors + [name]
            )
            if let known = members.firstIndex(where: { $0.name == property.key }) {
                members[known].place = place
            } else {
                members.append(KEXPlace.Named(name: property.key, place: place))
            }
        }
        return KEXPlace(shape: .object(type: name, members: members))
    }

    private mutating func expand(
        schema: JSONValue,
        at place: String,
        named name: String,
        ancestors: [String]
    ) throws(SchemaImportError) -> KEXPlace {
        // The siblings of a reference repeat what the file says.
        if let reference = schema["$ref"]?.stringValue {
            return try expand(file: Self.typeName(reference), ancestors: ancestors)
        }
        if let values = schema["enum"]?.arrayValue {
            return KEXPlace(shape: .enumeration(name: name, values: values.compactMap(\.stringValue)))
        }
        switch schema["type"]?.stringValue {
        case "string": return KEXPlace(shape: schema["format"]?.stringValue == "date" ? .date : .text)
        case "number": return KEXPlace(shape: .number)
        case "integer": return KEXPlace(shape: .integer)
        case "boolean": return KEXPlace(shape: .boolean)
        case "array":
            guard let items = schema["items"] else {
                throw SchemaImportError(.unsupported, at: place, "is an array without items")
            }
            return KEXPlace(shape: .array(try expand(schema: items, at: place, named: name, ancestors: ancestors)))
        default: throw SchemaImportError(.unsupported, at: place, "has no type this program knows")
        }
    }

    /// A file by its name; on a disk that cannot tell case apart one of the two twins is missing.
    private func schema(_ name: String, from owner: String) throws(SchemaImportError) -> JSONValue {
        if let schema = files[name] { return schema }
        if let twin = files.keys.sorted().first(where: { $0.lowercased() == name.lowercased() }),
            let schema = files[twin]
        {
            return schema
        }
        throw SchemaImportError(.undefined, at: owner, "the file '\(name).json' is missing")
    }

    private static func typeName(_ reference: String) -> String {
        let file = reference.split(separator: "/").last.map(String.init) ?? reference
        return file.hasSuffix(".json") ? String(file.dropLast(5)) : file
    }
}

/// Folds the expanded document back into types: equal objects are one type.
struct KEXFolding {
    private var builder = SchemaBuilder()
    private var known: [KEXPlace.Shape: TypeID] = [:]
    private var names: Set<String> = []

    mutating func schema(of root: KEXPlace, version: String) throws(SchemaImportError) -> TargetSchema {
        guard case .object(let type, let members) = root.shape else {
            throw SchemaImportError(.notASpecification, at: "Vorgang", "is no object")
        }
        let id = object(type, members, shape: root.shape)
        switch builder.finish(profile: .kexVorgang, version: version, root: id) {
        case .success(let schema): return schema
        case .failure(let undefined): throw SchemaImportError(.undefined, at: undefined.name, "is not defined")
        }
    }

    private mutating func object(_ type: String, _ members: [KEXPlace.Named], shape: KEXPlace.Shape) -> TypeID {
        if let id = known[shape] { return id }
        var name = type
        var number = 2
        while !names.insert(name).inserted {
            name = "\(type)-\(number)"
            number += 1
        }
        let id = builder.type(named: name)
        known[shape] = id
        let resolved = members.map { member in
            Member(
                name: member.name,
                value: kind(of: member.place, named: member.name, in: name),
                isRequired: member.place.isRequired,
                status: member.place.status
            )
        }
        builder.define(id, members: resolved, rules: DocumentedRules.kexVorgang.rules(of: name, with: resolved))
        return id
    }

    private mutating func kind(of place: KEXPlace, named name: String, in owner: String) -> ValueKind {
        switch place.shape {
        case .object(let type, let members): .object(object(type, members, shape: place.shape))
        case .array(let element): .array(kind(of: element, named: name, in: owner), min: nil, max: nil)
        case .enumeration(let enumeration, let values):
            .enumeration(
                builder.enumeration(values, named: enumeration, in: owner, holdsCountries: enumeration == "Country")
            )
        case .text: .text(TextRule())
        case .number: .number(NumberRule())
        case .integer: .integer(IntegerRule())
        case .boolean: .boolean
        case .date: .date
        }
    }
}
