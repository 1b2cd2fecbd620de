package import JSON
package import Targets

/// The compact form of a ``TargetSchema`` in a file.
///
/// JSON with one line per enumeration, union and type (and per value of a long enumeration), so that a change of the target is a readable diff. It holds facts
/// only: names, kinds, limits, values; no prose of the specification it was made from. Writing is a function of the schema,
/// so the same specification always gives the same bytes.
///
/// ```json
/// {"format": "leadgate-schema-1", "target": "kundenangaben", "version": "1.5.45", "root": "ImportKundenangabenRequest",
///  "enumerations": {"anrede": ["HERR", "FRAU"]},
///  "unions": {"Nutzungsart": {"EIGENGENUTZT": "Eigengenutzt"}},
///  "types": {"Kauf": {"@type": "KAUF", "kaufpreis": "number", "nebenkosten": "type:Nebenkosten"}}}
/// ```
/// Where a target takes other documents for other operations, `"operations": {"replace": "UpdateKundenangabenRequest"}` names
/// their types. In a union the key `""` names the type of an object without `@type`; in a type `@status` marks one that is given up,
/// `@rules` holds what its members owe each other (``ObjectRuleNotation``), and in an enumeration a first value `@countries`
/// says that the others are country codes. ``MemberNotation`` describes a member's line.
enum SchemaFile {
    static let format = "leadgate-schema-1"
    private static let countries = "@countries"
    private static let status = "@status"
    private static let rules = "@rules"

    // MARK: Writing

    static func bytes(of schema: TargetSchema) -> [UInt8] {
        var lines: [String] = []
        lines.append("\"format\": \(text(.string(format))),")
        lines.append("\"target\": \(text(.string(schema.target.rawValue))),")
        lines.append("\"version\": \(text(.string(schema.version))),")
        lines.append("\"root\": \(text(.string(schema[schema.root].name))),")
        if !schema.operations.isEmpty {
            var object = JSONObject()
            for operation in schema.operations { object.append(operation.name, .string(schema[operation.root].name)) }
            lines.append("\"operations\": \(text(.object(object))),")
        }
        section("enumerations", of: schema.enumerations, into: &lines, last: false) { enumeration in
            let values = (enumeration.holdsCountries ? [countries] : []) + enumeration.values
            return (enumeration.name, .array(values.map { .string($0) }))
        }
        section("unions", of: schema.unions, into: &lines, last: false) { union in
            var object = JSONObject()
            if let untagged = union.untagged { object.append("", .string(schema[untagged].name)) }
            for variant in union.variants { object.append(variant.tag, .string(schema[variant.type].name)) }
            return (union.name, .object(object))
        }
        section("types", of: schema.types, into: &lines, last: true) { type in
            var object = JSONObject()
            if let tag = type.tag { object.append(TypeUnion.discriminator, .string(tag)) }
            if let word = MemberNotation.statusWord(type.status) { object.append(status, .string(word)) }
            if !type.rules.isEmpty { object.append(rules, .string(ObjectRuleNotation.text(for: type.rules))) }
            for member in type.members {
                object.append(member.name, .string(MemberNotation.text(for: member, of: type.name, in: schema)))
            }
            return (type.name, .object(object))
        }
        return Array("{\n\(lines.joined(separator: "\n"))\n}\n".utf8)
    }

    private static func section<Element>(
        _ name: String,
        of elements: [Element],
        into lines: inout [String],
        last: Bool,
        _ line: (Element) -> (String, JSONValue)
    ) {
        lines.append("\"\(name)\": {")
        for (index, element) in elements.enumerated() {
            let (key, value) = line(element)
            let end = index == elements.count - 1 ? "" : ","
            if let values = value.arrayValue, values.count > 12 {
                // A long list one value a line, so that the one value that changed is what a diff shows.
                lines.append("\(text(.string(key))): [")
                for (position, value) in values.enumerated() {
                    lines.append(text(value) + (position == values.count - 1 ? "]" + end : ","))
                }
            } else {
                lines.append("\(text(.string(key))): \(text(value))\(end)")
            }
        }
        lines.append(last ? "}" : "},")
    }

    private static func text(_ value: JSONValue) -> String { value.text() }

    // MARK: Reading

    static func schema(from bytes: [UInt8], profile: TargetProfile) throws(SchemaFileError) -> TargetSchema {
        let parsed: JSONValue
        do throws(JSONParseError) {
            parsed = try JSONValue.parse(bytes, limits: .specification)
        } catch {
            throw SchemaFileError(.notJSON, "\(error)")
        }
        guard let file = parsed.objectValue else {
            throw SchemaFileError(.notASchema, "a schema file is a JSON object")
        }
        guard file["format"]?.stringValue == format else {
            throw SchemaFileError(.notASchema, at: "/format", "expected \"\(format)\"")
        }
        guard file["target"]?.stringValue == profile.target.rawValue else {
            throw SchemaFileError(.notASchema, at: "/target", "is not \"\(profile.target.rawValue)\"")
        }
        guard let version = file["version"]?.stringValue, let root = file["root"]?.stringValue else {
            throw SchemaFileError(.notASchema, "version and root are missing")
        }
        var names = MemberNotation.Names()
        let typeEntries = try entries("types", of: file)
        for (index, entry) in typeEntries.enumerated() { names.types[entry.key] = TypeID(index) }
        let enumerations = try readEnumerations(of: file, names: &names)
        let unions = try readUnions(of: file, names: &names)
        var types: [ObjectType] = []
        types.reserveCapacity(typeEntries.count)
        for entry in typeEntries { types.append(try readType(entry.key, entry.value, names: names)) }
        guard let rootID = names.types[root] else {
            throw SchemaFileError(.undefined, at: "/root", "the type '\(root)' is not in this file")
        }
        return TargetSchema(
            profile: profile,
            version: version,
            types: types,
            enumerations: enumerations,
            unions: unions,
            root: rootID,
            operations: try readOperations(of: file, profile: profile, names: names)
        )
    }

    private static func readOperations(
        of file: JSONObject,
        profile: TargetProfile,
        names: MemberNotation.Names
    ) throws(SchemaFileError) -> [TargetSchema.Operation] {
        guard file["operations"] != nil else { return [] }
        var operations: [TargetSchema.Operation] = []
        for entry in try entries("operations", of: file) {
            guard profile.operations[entry.key] != nil else {
                throw SchemaFileError(
                    .undefined,
                    at: "/operations/\(entry.key)",
                    "the target has no operation of this name"
                )
            }
            guard let type = entry.value.stringValue.flatMap({ names.types[$0] }) else {
                throw SchemaFileError(.undefined, at: "/operations/\(entry.key)", "names no type of this file")
            }
            operations.append(TargetSchema.Operation(name: entry.key, root: type))
        }
        return operations
    }

    private static func entries(_ name: String, of file: JSONObject) throws(SchemaFileError) -> [JSONObject.Member] {
        guard let object = file[name]?.objectValue else {
            throw SchemaFileError(.notASchema, at: "/\(name)", "is missing or no object")
        }
        return Array(object.members)
    }

    private static func readEnumerations(
        of file: JSONObject,
        names: inout MemberNotation.Names
    ) throws(SchemaFileError) -> [Enumeration] {
        var enumerations: [Enumeration] = []
        for entry in try entries("enumerations", of: file) {
            guard let array = entry.value.arrayValue else {
                throw SchemaFileError(.notASchema, at: "/enumerations/\(entry.key)", "is no array")
            }
            var values: [String] = []
            values.reserveCapacity(array.count)
            for value in array {
                guard let text = value.stringValue else {
                    throw SchemaFileError(
                        .notASchema,
                        at: "/enumerations/\(entry.key)",
                        "holds something else than text"
                    )
                }
                values.append(text)
            }
            let holdsCountries = values.first == countries
            names.enumerations[entry.key] = EnumerationID(enumerations.count)
            enumerations.append(
                Enumeration(
                    name: entry.key,
                    values: holdsCountries ? Array(values.dropFirst()) : values,
                    holdsCountries: holdsCountries
                )
            )
        }
        return enumerations
    }

    private static func readUnions(
        of file: JSONObject,
        names: inout MemberNotation.Names
    ) throws(SchemaFileError) -> [TypeUnion] {
        var unions: [TypeUnion] = []
        for entry in try entries("unions", of: file) {
            guard let object = entry.value.objectValue else {
                throw SchemaFileError(.notASchema, at: "/unions/\(entry.key)", "is no object")
            }
            var variants: [TypeUnion.Variant] = []
            var untagged: TypeID?
            for variant in object.members {
                guard let type = variant.value.stringValue.flatMap({ names.types[$0] }) else {
                    throw SchemaFileError(
                        .undefined,
                        at: "/unions/\(entry.key)/\(variant.key)",
                        "names no type of this file"
                    )
                }
                if variant.key.isEmpty {
                    untagged = type
                } else {
                    variants.append(TypeUnion.Variant(tag: variant.key, type: type))
                }
            }
            names.unions[entry.key] = UnionID(unions.count)
            unions.append(TypeUnion(name: entry.key, variants: variants, untagged: untagged))
        }
        return unions
    }

    private static func readType(
        _ name: String,
        _ value: JSONValue,
        names: MemberNotation.Names
    ) throws(SchemaFileError) -> ObjectType {
        guard let object = value.objectValue else {
            throw SchemaFileError(.notASchema, at: "/types/\(name)", "is no object")
        }
        var members: [Member] = []
        members.reserveCapacity(object.count)
        var tag: String?
        var status = FieldStatus.current
        var rules: [ObjectRule] = []
        for entry in object.members {
            let place = "/types/\(name)/\(entry.key)"
            guard let line = entry.value.stringValue else { throw SchemaFileError(.badMember, at: place, "is no text") }
            if entry.key == TypeUnion.discriminator {
                tag = line
            } else if entry.key == Self.status {
                guard let known = MemberNotation.status(line[...]) else {
                    throw SchemaFileError(.badMember, at: place, "'\(line)' is no status")
                }
                status = known
            } else if entry.key == Self.rules {
                guard let known = ObjectRuleNotation.rules(line) else {
                    throw SchemaFileError(.badMember, at: place, "'\(line)' holds something that is no rule")
                }
                rules = known
            } else {
                do throws(MemberNotation.Problem) {
                    members.append(try MemberNotation.member(named: entry.key, from: line, names: names))
                } catch {
                    throw SchemaFileError(error.code, at: place, error.message)
                }
            }
        }
        return ObjectType(
            name: name,
            members: members.map { $0.measured(in: name) },
            tag: tag,
            status: status,
            rules: rules
        )
    }
}

extension JSONLimits {
    /// For specifications and schema files: larger than any of them, small enough to refuse something else.
    package static let specification: JSONLimits = {
        var limits = JSONLimits.default
        limits.bytes = 32 << 20
        limits.nodes = 2_000_000
        return limits
    }()
}

extension TargetSchema {
    /// Reads a schema file. The file says itself which target it is for; it has to be this one.
    package init(data: [UInt8], profile: TargetProfile) throws(SchemaFileError) {
        self = try SchemaFile.schema(from: data, profile: profile)
    }

    /// The schema file of this schema; reading it back gives an equal schema, and writing that the same bytes.
    package var fileBytes: [UInt8] { SchemaFile.bytes(of: self) }
}
