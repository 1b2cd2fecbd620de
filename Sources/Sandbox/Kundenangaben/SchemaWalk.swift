import JSON
import TargetSchemas
import Targets

/// Goes through a document along its schema and changes what it finds, inner objects first.
struct SchemaWalk {
    let schema: TargetSchema
    /// Changes an object.
    var object: (ObjectType, inout JSONObject) -> Void = { _, _ in }
    /// Changes a text; nil takes it out.
    var text: (TextRule, String) -> String? = { $1 }

    /// The changed value; nil for nothing.
    func map(_ value: JSONValue, as kind: ValueKind) -> JSONValue? {
        switch (kind, value) {
        case (.array(let element, _, _), .array(let values)):
            return .array(values.compactMap { map($0, as: element) })
        case (.object, .object(let object)), (.union, .object(let object)):
            let tag = object[TypeUnion.discriminator]?.stringValue
            guard let type = schema.type(of: kind, tag: tag) else { return value }
            return .object(map(object, as: schema[type]))
        case (.text(let rule), .string(let text)):
            guard let changed = self.text(rule, text) else { return nil }
            return .string(changed)
        default: return value
        }
    }

    private func map(_ object: JSONObject, as type: ObjectType) -> JSONObject {
        var changed = JSONObject()
        for entry in object.members {
            guard let member = type.member(entry.key) else {
                changed.append(entry.key, entry.value)
                continue
            }
            if let value = map(entry.value, as: member.value) { changed.append(entry.key, value) }
        }
        self.object(type, &changed)
        return changed
    }
}

extension TargetSchema {
    /// The kind of `kundenangaben` in the schema of the API of that name.
    static let storedKundenangaben: (schema: TargetSchema, kind: ValueKind)? = {
        let schema = TargetSchema.kundenangaben
        return schema[schema.root].member("kundenangaben").map { (schema, $0.value) }
    }()
}
