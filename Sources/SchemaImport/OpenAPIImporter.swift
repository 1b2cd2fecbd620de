import JSON
import TargetSchemas
import Targets

extension SchemaImport {
    /// The Kundenangaben schema from the published OpenAPI 3.0 document (JSON).
    ///
    /// The document's peculiarities (fact sheet 3.2) decide the algorithm: the allowed `@type` values stand only in the
    /// discriminator mapping of a *base* schema, the allowed variants of a *field* in its `oneOf` list, where it has one;
    /// subtypes name their bases by `allOf`; deprecation is partly a flag and partly a sentence in the owner's description.
    package static func kundenangaben(openAPI bytes: [UInt8]) throws(SchemaImportError) -> Outcome {
        var importer = try OpenAPIImporter(document: bytes)
        return try importer.run(
            target: .kundenangaben,
            root: "ImportKundenangabenRequest",
            operations: [("replace", "UpdateKundenangabenRequest")]
        )
    }
}

/// Walks the schemas of an OpenAPI document from a root.
struct OpenAPIImporter {
    let version: String
    private let schemas: [String: JSONValue]
    /// Per subtype: the tag, and the bases that list it.
    private var tags: [String: (tag: String, bases: [String])] = [:]
    /// Names of members that are described as country codes somewhere; the description is missing at some places.
    private var countryNames: Set<String> = []
    var builder = SchemaBuilder()
    var notes: [SchemaImport.Note] = []

    init(document bytes: [UInt8]) throws(SchemaImportError) {
        let document = try parsedSpecification(bytes, named: "openapi")
        guard let schemas = document["components"]?["schemas"]?.objectValue else {
            throw SchemaImportError(
                .notASpecification,
                at: "/components/schemas",
                "this is no OpenAPI document with schemas"
            )
        }
        self.schemas = Dictionary(schemas.members.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
        version = document["info"]?["version"]?.stringValue ?? "unknown"
        for entry in schemas.members {
            for mapping in entry.value["discriminator"]?["mapping"]?.objectValue?.members ?? [] {
                guard let subtype = Self.name(ofReference: mapping.value) else { continue }
                var known = tags[subtype] ?? (mapping.key, [])
                known.bases.append(entry.key)
                tags[subtype] = known
            }
            for part in Self.parts(of: entry.value) {
                for property in part["properties"]?.objectValue?.members ?? []
                where Self.mentionsCountryCode(property.value) { countryNames.insert(property.key) }
            }
        }
    }

    /// - Parameter others: the names of other operations and of the types of their documents, where there are such.
    mutating func run(
        target: TargetProfile,
        root: String,
        operations others: [(name: String, root: String)]
    ) throws(SchemaImportError) -> SchemaImport.Outcome {
        let rootID = builder.type(named: root)
        while let (id, name) = builder.nextUndefined() { try define(id, name) }
        var operations: [TargetSchema.Operation] = []
        for other in others where schemas[other.root] != nil {
            operations.append(TargetSchema.Operation(name: other.name, root: builder.type(named: other.root)))
            while let (id, name) = builder.nextUndefined() { try define(id, name) }
        }
        switch builder.finish(profile: target, version: version, root: rootID, operations: operations) {
        case .success(let schema): return SchemaImport.Outcome(schema: schema, notes: notes)
        case .failure(let undefined):
            throw SchemaImportError(.undefined, at: undefined.name, "is referred to and not defined")
        }
    }

    // MARK: Types

    /// Required by the API, and written empty by the gateway where a mapping says nothing of it.
    private static let suppliedMember = "updateMetadaten"

    private mutating func define(_ id: TypeID, _ name: String) throws(SchemaImportError) {
        guard let schema = schemas[name] else {
            throw SchemaImportError(.undefined, at: name, "is referred to and not in components/schemas")
        }
        var members: [Member] = []
        var required: Set<String> = []
        try collect(name, schema, into: &members, required: &required, visited: [])
        let resolved = members.map { member in
            Member(
                name: member.name,
                value: member.value,
                isRequired: required.contains(member.name) && member.name != Self.suppliedMember,
                status: member.status,
                defaultValue: member.defaultValue
            )
        }
        builder.define(
            id,
            members: resolved,
            tag: tags[name]?.tag,
            status: Self.isDeprecated(schema) ? .deprecated(successor: nil) : .current
        )
    }

    /// Members of a schema and of everything it takes over by `allOf`, bases first; a name that comes twice counts once.
    private mutating func collect(
        _ name: String,
        _ schema: JSONValue,
        into members: inout [Member],
        required: inout Set<String>,
        visited: Set<String>
    ) throws(SchemaImportError) {
        guard !visited.contains(name) else { return }
        noteUnknownKeywords(of: schema, at: name, known: Self.schemaKeywords)
        for word in schema["required"]?.arrayValue ?? [] { word.stringValue.map { _ = required.insert($0) } }
        for part in schema["allOf"]?.arrayValue ?? [] {
            if let base = Self.name(ofReference: part["$ref"]) {
                guard let baseSchema = schemas[base] else {
                    throw SchemaImportError(.undefined, at: name, "extends '\(base)', which is not defined")
                }
                try collect(
                    base,
                    baseSchema,
                    into: &members,
                    required: &required,
                    visited: visited.union([name])
                )
            } else {
                for word in part["required"]?.arrayValue ?? [] { word.stringValue.map { _ = required.insert($0) } }
            }
        }
        let prose = DeprecationProse(description: schema["description"]?.stringValue ?? "")
        let own = Self.parts(of: schema).flatMap { $0["properties"]?.objectValue?.members.map { $0 } ?? [] }
        let names = Set(own.map(\.key))
        for property in own where property.key != TypeUnion.discriminator {
            let kind = try self.kind(of: property.value, named: property.key, in: name)
            let member = Member(
                name: property.key,
                value: kind,
                status: status(of: property.value, named: property.key, kind: kind, prose: prose, siblings: names),
                defaultValue: property.value["default"]?.stringValue
            )
            if let known = members.firstIndex(where: { $0.name == member.name }) {
                members[known] = member
            } else {
                members.append(member)
            }
        }
    }

    private func status(
        of property: JSONValue,
        named name: String,
        kind: ValueKind,
        prose: DeprecationProse,
        siblings: Set<String>
    ) -> FieldStatus {
        let own = DeprecationProse(description: property["description"]?.stringValue ?? "")
        let referenced = Self.references(of: property).compactMap { schemas[$0] }
        let isGivenUp =
            property["deprecated"]?.boolValue == true
            || prose.names(name)
            || own.isOfTheMemberItself
            || (!referenced.isEmpty && referenced.allSatisfy(Self.isDeprecated))
        if isGivenUp {
            let successor =
                own.successor(of: name, among: siblings)
                ?? (siblings.contains(name + "Erfassung") ? name + "Erfassung" : nil)
                ?? (prose.names(name) ? prose.successor(of: name, among: siblings) : nil)
            return .deprecated(successor: successor)
        }
        if name.hasPrefix("validierung") { return .readOnly }
        if name == "id", case .text = kind { return .serverAssigned }
        return .current
    }

    // MARK: Kinds

    private mutating func kind(
        of schema: JSONValue,
        named name: String,
        in owner: String
    ) throws(SchemaImportError) -> ValueKind {
        let place = "\(owner).\(name)"
        noteUnknownKeywords(of: schema, at: place, known: Self.propertyKeywords)
        if let reference = Self.name(ofReference: schema["$ref"]) {
            return try kind(ofReference: reference, named: name, in: owner)
        }
        if let choices = schema["oneOf"]?.arrayValue {
            return .union(try union(of: choices.compactMap { Self.name(ofReference: $0["$ref"]) }, at: place))
        }
        switch schema["type"]?.stringValue {
        case "array":
            guard let items = schema["items"] else {
                throw SchemaImportError(.unsupported, at: place, "is an array without items")
            }
            // A description may stand on the array or on its items.
            var element = items
            if items["description"] == nil, let description = schema["description"], items["$ref"] == nil,
                var object = items.objectValue
            {
                object["description"] = description
                element = .object(object)
            }
            return .array(
                try kind(of: element, named: name, in: owner),
                min: schema["minItems"]?.numberValue?.int,
                max: schema["maxItems"]?.numberValue?.int
            )
        case "string": return stringKind(schema, named: name, in: owner)
        case "boolean": return .boolean
        case "integer":
            return .integer(
                IntegerRule(minimum: schema["minimum"]?.numberValue?.int, maximum: schema["maximum"]?.numberValue?.int)
            )
        case "number":
            return .number(
                NumberRule(
                    minimum: schema["minimum"]?.numberValue?.double,
                    maximum: schema["maximum"]?.numberValue?.double
                )
            )
        case "object" where schema["properties"] != nil:
            // An object written in place gets the name of its place.
            let id = builder.type(named: place)
            var members: [Member] = []
            var required: Set<String> = []
            try collect(place, schema, into: &members, required: &required, visited: [])
            builder.define(id, members: members)
            return .object(id)
        default:
            throw SchemaImportError(.unsupported, at: place, "has no type this program knows")
        }
    }

    private mutating func kind(
        ofReference reference: String,
        named name: String,
        in owner: String
    ) throws(SchemaImportError) -> ValueKind {
        guard let schema = schemas[reference] else {
            throw SchemaImportError(
                .undefined,
                at: "\(owner).\(name)",
                "refers to '\(reference)', which is not defined"
            )
        }
        if let mapping = schema["discriminator"]?["mapping"]?.objectValue {
            return .union(try union(of: mapping.members.compactMap { Self.name(ofReference: $0.value) }, at: reference))
        }
        if tags[reference] != nil {
            // A single concrete variant: `@type` is still formally required.
            return .union(try union(of: [reference], at: "\(owner).\(name)"))
        }
        switch schema["type"]?.stringValue {
        case nil, "object": return .object(builder.type(named: reference))
        default: return try kind(of: schema, named: name, in: owner)
        }
    }

    /// The union of these subtypes, named by the base that has exactly them, else by its place.
    private mutating func union(of subtypes: [String], at place: String) throws(SchemaImportError) -> UnionID {
        var variants: [TypeUnion.Variant] = []
        var bases: Set<String>?
        for subtype in subtypes {
            guard let known = tags[subtype] else {
                throw SchemaImportError(
                    .unsupported,
                    at: place,
                    "'\(subtype)' has no @type in any discriminator mapping"
                )
            }
            variants.append(TypeUnion.Variant(tag: known.tag, type: builder.type(named: subtype)))
            bases = bases.map { $0.intersection(known.bases) } ?? Set(known.bases)
        }
        let sorted = variants.sorted { $0.tag < $1.tag }
        let candidates = (bases ?? []).sorted()
        let exact = candidates.first {
            (schemas[$0]?["discriminator"]?["mapping"]?.objectValue?.count ?? 0) == subtypes.count
        }
        var untagged: TypeID?
        if let base = exact ?? candidates.first, let schema = schemas[base],
            !(schema["required"]?.arrayValue ?? []).contains(where: { $0.stringValue == TypeUnion.discriminator })
        {
            untagged = builder.type(named: base)
        }
        return builder.union(sorted, untagged: untagged, names: exact.map { [$0, place] } ?? [place])
    }

    private mutating func stringKind(_ schema: JSONValue, named name: String, in owner: String) -> ValueKind {
        if let values = schema["enum"]?.arrayValue {
            return .enumeration(builder.enumeration(values.compactMap(\.stringValue), named: name, in: owner))
        }
        switch schema["format"]?.stringValue {
        case nil: break
        case "date": return .date
        case let format?:
            notes.append(SchemaImport.Note(place: "\(owner).\(name)", message: "format '\(format)' is not checked"))
        }
        if Self.mentionsCountryCode(schema) || countryNames.contains(name) { return .country }
        var rule = TextRule(
            minLength: schema["minLength"]?.numberValue?.int.flatMap { $0 == 0 ? nil : $0 },
            maxLength: schema["maxLength"]?.numberValue?.int
        )
        if let pattern = schema["pattern"]?.stringValue {
            // The specification forgets the anchors; its text says "exactly five digits".
            if [#"\d{5}"#, #"^\d{5}$"#, "[0-9]{5}", "^[0-9]{5}$"].contains(pattern) {
                rule.role = .postcode
            } else {
                notes.append(
                    SchemaImport.Note(place: "\(owner).\(name)", message: "pattern '\(pattern)' is not checked")
                )
            }
        }
        if let role = referenceRole(of: name, in: owner) { rule.role = role }
        return .text(rule)
    }

    /// References are not expressible in the specification; the names follow a rule (fact sheet 2.4).
    private func referenceRole(of name: String, in owner: String) -> TextRole? {
        if name == "referenzId" {
            if tags[owner]?.bases.contains("Finanzierungsbaustein") == true { return .defines(.loanPart) }
            if owner.contains("Darlehen") { return .defines(.existingLoan) }
            return .defines(.customer)
        }
        if name.hasPrefix("kundenreferenzId") { return .refersTo(.customer) }
        guard name.hasPrefix("referenzId") else { return nil }
        return .refersTo(name.hasSuffix("Finanzierungsbaustein") ? .loanPart : .existingLoan)
    }
}
