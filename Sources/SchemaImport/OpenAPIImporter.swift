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
    let schemas: [String: JSONValue]
    /// Per subtype: the tag, and the bases that list it.
    var tags: [String: (tag: String, bases: [String])] = [:]
    /// Names of members that are described as country codes somewhere; the description is missing at some places.
    var countryNames: Set<String> = []
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
    mutating func collect(
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
}
