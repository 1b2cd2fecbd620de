import JSON
import TargetSchemas
import Targets
import TestSupport
import Testing

/// The shipped schemas, for tests that cannot do without.
enum Shipped {
    static func kundenangaben() throws -> TargetSchema { try #require(TargetSchema.shipped(.kundenangaben)) }
    static func kexVorgang() throws -> TargetSchema { try #require(TargetSchema.shipped(.kexVorgang)) }
    static func kexUpdate() throws -> TargetSchema { try #require(TargetSchema.shipped(.kexUpdate)) }
}

extension PublishedExample {
    /// The Kundenangaben example as a value.
    static func document() throws -> JSONValue { try JSONValue.parse(kundenangaben) }
}

extension JSONValue {
    /// The document with the value at this pointer replaced.
    func setting(_ value: JSONValue, at pointer: String) throws -> JSONValue {
        var copy = self
        let isDone = copy.set(value, at: try JSONPointer(parsing: pointer), creatingParents: true)
        try #require(isDone, "no place \(pointer)")
        return copy
    }

    /// The number of members in it, at all depths.
    var memberCount: Int {
        switch self {
        case .object(let object): object.members.reduce(object.count) { $0 + $1.value.memberCount }
        case .array(let values): values.reduce(0) { $0 + $1.memberCount }
        default: 0
        }
    }
}
