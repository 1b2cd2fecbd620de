import JSON
import TargetSchemas

/// What Europace makes of Kundenangaben that it stores: objects get ids, deprecated members move to their successors, and
/// nobody but trusted systems says how far contact data are validated (fact sheet 2.2, 2.4).
struct StoredKundenangaben {
    let identifiers: Identifiers
    /// Whether the sender may set the state of validation.
    let isTrusted: Bool

    /// What a new case stores: ids that a sender invented are ignored.
    func created(_ document: JSONValue) -> JSONValue { stored(document, old: .null) }

    /// What a case stores in place of `old`: objects keep the ids they had.
    func replaced(_ old: JSONValue, by document: JSONValue) -> JSONValue { stored(document, old: old) }

    /// The ids of all objects in what a case stores.
    static func ids(in document: JSONValue) -> Set<String> {
        guard let (schema, kind) = TargetSchema.storedKundenangaben else { return [] }
        var ids: Set<String> = []
        let survey = SchemaWalk(
            schema: schema,
            object: { type, object in
                if type.member("id") != nil, let id = object["id"]?.stringValue { ids.insert(id) }
            }
        )
        _ = survey.map(document, as: kind)
        return ids
    }

    private func stored(_ document: JSONValue, old: JSONValue) -> JSONValue {
        guard let (schema, kind) = TargetSchema.storedKundenangaben else { return document }
        var known = Self.ids(in: old)
        var contacts: [String: JSONValue] = [:]
        let survey = SchemaWalk(
            schema: schema,
            object: { type, object in
                guard type.member("id") != nil, let id = object["id"]?.stringValue else { return }
                contacts[id] = object["kontakt"]
            }
        )
        _ = survey.map(old, as: kind)
        let walk = SchemaWalk(
            schema: schema,
            object: { type, object in
                if type.member("id") != nil {
                    // An id names one object: the second that claims it is a new one.
                    let id = object["id"]?.stringValue.flatMap { known.remove($0) } ?? identifiers.object()
                    let rest = object.filter { $0.key != "id" }
                    object = JSONObject([("id", .string(id))] + rest.members.map { ($0.key, $0.value) })
                    if var contact = object["kontakt"]?.objectValue {
                        validate(&contact, before: contacts[id])
                        object["kontakt"] = .object(contact)
                    }
                }
                Successors(schema: schema).move(type, &object)
            }
        )
        return walk.map(document, as: kind) ?? document
    }

    /// The state of validation stays while the datum does, and ends with it (seed of Kundenangaben).
    private func validate(_ contact: inout JSONObject, before old: JSONValue?) {
        for (datum, state) in [("telefonnummer", "validierungTelefonnummer"), ("email", "validierungEmail")] {
            if isTrusted, contact[state] != nil { continue }
            let isSame = contact[datum] != nil && contact[datum] == old?[datum]
            contact[state] = isSame ? old?[state] : nil
        }
    }
}

/// Deprecated members of Kundenangaben and the `…Erfassung` members that replace them: a deprecated one is copied if its
/// successor is empty, and gone afterwards (fact sheet 2.2).
private struct Successors {
    let schema: TargetSchema

    func move(_ type: ObjectType, _ object: inout JSONObject) {
        for member in type.members {
            guard case .deprecated(let successor?) = member.status, successor.hasSuffix("Erfassung"),
                let value = object[member.name], let place = type.member(successor)
            else { continue }
            if object[successor] == nil {
                guard let moved = recorded(value, named: member.name, as: place.value) else { continue }
                object[successor] = moved
            }
            object[member.name] = nil
        }
    }

    /// `{"@type": "VORHANDENE_…", …}` with the value as its member of the same name, or with the value's own members.
    private func recorded(_ value: JSONValue, named name: String, as kind: ValueKind) -> JSONValue? {
        guard case .union(let union) = kind,
            let variant = schema[union].variants.first(where: { $0.tag.hasPrefix("VORHANDEN") })
        else { return nil }
        var recorded: JSONObject = [TypeUnion.discriminator: .string(variant.tag)]
        let type = schema[variant.type]
        if type.member(name) != nil {
            recorded[name] = value
            return .object(recorded)
        }
        for entry in value.objectValue?.members ?? [] {
            guard let member = type.member(entry.key) else { continue }
            let isTagged = entry.value[TypeUnion.discriminator] != nil
            guard case .union = member.value, !isTagged else {
                recorded[entry.key] = entry.value
                continue
            }
            if let inner = self.recorded(entry.value, named: entry.key, as: member.value) {
                recorded[entry.key] = inner
            }
        }
        return .object(recorded)
    }
}
