import JSON
import TargetSchemas

/// What a member takes: the kind that its schema describes.
extension OpenAPIImporter {
    mutating func kind(
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
