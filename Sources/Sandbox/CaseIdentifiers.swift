import JSON
import TargetSchemas
import Targets

/// Where Europace gives an object of the Kundenangaben an id of its own (fact sheet 2.4).
enum CaseIdentifiers {
    /// The objects in `kundenangaben` that have an `id` according to the schema.
    static func places(in document: JSONValue) -> [JSONPointer] {
        guard let schema = TargetSchema.shipped(.kundenangaben),
            let member = schema[schema.root].member("kundenangaben")
        else { return [] }
        var places: [JSONPointer] = []
        walk(document, member.value, .root, schema, &places)
        return places
    }

    private static func walk(
        _ value: JSONValue,
        _ kind: ValueKind,
        _ pointer: JSONPointer,
        _ schema: TargetSchema,
        _ places: inout [JSONPointer]
    ) {
        switch (kind, value) {
        case (.array(let element, _, _), .array(let values)):
            for (index, value) in values.enumerated() {
                walk(value, element, pointer.appending(index), schema, &places)
            }
        case (.object, .object(let object)), (.union, .object(let object)):
            let tag = object[TypeUnion.discriminator]?.stringValue
            guard let type = schema.type(of: kind, tag: tag).map({ schema[$0] }) else { return }
            if type.member("id") != nil { places.append(pointer) }
            for entry in object.members {
                guard let member = type.member(entry.key) else { continue }
                walk(entry.value, member.value, pointer.appending(entry.key), schema, &places)
            }
        default: break
        }
    }
}
