package import JSON
package import TargetSchemas

/// What changed between two versions of a target's schema, as seen on the wire: a type that only got another name is no
/// change, a member that means something else is one.
package struct SchemaComparison: Sendable {
    package let old: TargetSchema
    package let new: TargetSchema
    /// In the order of the old document, from its root down; what is shared by many places is named at the first.
    package let changes: [SchemaChange]

    package init(old: TargetSchema, new: TargetSchema) {
        self.old = old
        self.new = new
        var walk = ComparisonWalk(old: old, new: new)
        walk.run()
        changes = walk.changes
    }

    /// The changes under which a document that was right before may lose data or be refused.
    package var breaking: [SchemaChange] { changes.filter(\.isBreaking) }
}

/// One change.
package struct SchemaChange: Sendable, Hashable, CustomStringConvertible {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case memberRemoved = "member-removed"
        case memberAdded = "member-added"
        case kindChanged = "kind-changed"
        case limitsChanged = "limits-changed"
        case typeRemoved = "type-removed"
        case typeAdded = "type-added"
        case valueRemoved = "value-removed"
        case valueAdded = "value-added"
        case becameRequired = "became-required"
        case becameOptional = "became-optional"
        case statusChanged = "status-changed"
    }

    package let kind: Kind
    /// The place, in dotted notation.
    package let path: String
    /// The `@type`, the value, or "old → new".
    package let detail: String

    package var isBreaking: Bool {
        switch kind {
        case .memberRemoved, .kindChanged, .limitsChanged, .typeRemoved, .valueRemoved, .becameRequired: true
        case .memberAdded, .typeAdded, .valueAdded, .becameOptional, .statusChanged: false
        }
    }

    package var description: String { "\(kind.rawValue) \(path)" + (detail.isEmpty ? "" : ": \(detail)") }

    package var json: JSONValue {
        var object = JSONObject()
        object.append("kind", .string(kind.rawValue))
        object.append("path", .string(path))
        if !detail.isEmpty { object.append("detail", .string(detail)) }
        object.append("breaking", .bool(isBreaking))
        return .object(object)
    }
}

/// Walks both schemas side by side; every pair of types, unions and enumerations once.
private struct ComparisonWalk {
    let old: TargetSchema
    let new: TargetSchema
    private(set) var changes: [SchemaChange] = []
    private var queue: [(old: TypeID, new: TypeID, path: String)] = []
    private var seenTypes: Set<Pair<TypeID>> = []
    private var seenUnions: Set<Pair<UnionID>> = []
    private var seenEnumerations: Set<Pair<EnumerationID>> = []

    private struct Pair<ID: Hashable>: Hashable {
        let old: ID
        let new: ID
    }

    init(old: TargetSchema, new: TargetSchema) {
        self.old = old
        self.new = new
    }

    mutating func run() {
        enqueue(old.root, new.root, path: "")
        var next = 0
        while next < queue.count {
            let (oldType, newType, path) = queue[next]
            next += 1
            compare(old[oldType], new[newType], path: path)
        }
    }

    private mutating func enqueue(_ oldType: TypeID, _ newType: TypeID, path: String) {
        if seenTypes.insert(Pair(old: oldType, new: newType)).inserted { queue.append((oldType, newType, path)) }
    }

    private mutating func compare(_ oldType: ObjectType, _ newType: ObjectType, path: String) {
        for member in oldType.members {
            let place = path.isEmpty ? member.name : "\(path).\(member.name)"
            guard let successor = newType.member(member.name) else {
                add(.memberRemoved, place)
                continue
            }
            if member.isRequired != successor.isRequired {
                add(successor.isRequired ? .becameRequired : .becameOptional, place)
            }
            if member.status != successor.status {
                add(.statusChanged, place, "\(member.status.name) → \(successor.status.name)")
            }
            compare(member.value, successor.value, path: place)
        }
        for member in newType.members where oldType.member(member.name) == nil {
            let place = path.isEmpty ? member.name : "\(path).\(member.name)"
            add(.memberAdded, place)
            if member.isRequired { add(.becameRequired, place, "new") }
        }
    }

    private mutating func compare(_ oldKind: ValueKind, _ newKind: ValueKind, path: String) {
        switch (oldKind, newKind) {
        case (.array(let oldElement, let oldMin, let oldMax), .array(let newElement, let newMin, let newMax)):
            if (oldMin ?? 0, oldMax ?? .max) != (newMin ?? 0, newMax ?? .max) {
                add(
                    .limitsChanged,
                    path,
                    "\(Self.range(oldMin, oldMax)) → \(Self.range(newMin, newMax))"
                )
            }
            compare(oldElement, newElement, path: path + "[]")
        case (.object(let oldType), .object(let newType)): enqueue(oldType, newType, path: path)
        case (.union(let oldID), .union(let newID)): compare(oldID, newID, path: path)
        case (.enumeration(let oldID), .enumeration(let newID)): compare(oldID, newID, path: path)
        case (.text(let oldRule), .text(let newRule)):
            if oldRule != newRule { add(.limitsChanged, path) }
        case (.number(let oldRule), .number(let newRule)):
            if oldRule != newRule { add(.limitsChanged, path) }
        case (.integer(let oldRule), .integer(let newRule)):
            if oldRule != newRule { add(.limitsChanged, path) }
        default:
            if oldKind.name != newKind.name { add(.kindChanged, path, "\(oldKind.name) → \(newKind.name)") }
        }
    }

    private mutating func compare(_ oldID: UnionID, _ newID: UnionID, path: String) {
        guard seenUnions.insert(Pair(old: oldID, new: newID)).inserted else { return }
        let (oldUnion, newUnion) = (old[oldID], new[newID])
        for variant in oldUnion.variants {
            if let successor = newUnion[variant.tag] {
                enqueue(variant.type, successor, path: "\(path)[\(variant.tag)]")
            } else {
                add(.typeRemoved, path, variant.tag)
            }
        }
        for variant in newUnion.variants where oldUnion[variant.tag] == nil { add(.typeAdded, path, variant.tag) }
        if oldUnion.isTagRequired != newUnion.isTagRequired {
            add(newUnion.isTagRequired ? .becameRequired : .becameOptional, path, TypeUnion.discriminator)
        }
    }

    private mutating func compare(_ oldID: EnumerationID, _ newID: EnumerationID, path: String) {
        guard seenEnumerations.insert(Pair(old: oldID, new: newID)).inserted else { return }
        for value in old[oldID].values where !new[newID].contains(value) { add(.valueRemoved, path, value) }
        for value in new[newID].values where !old[oldID].contains(value) { add(.valueAdded, path, value) }
    }

    private static func range(_ low: Int?, _ high: Int?) -> String {
        high.map { "\(low ?? 0) to \($0)" } ?? "at least \(low ?? 0)"
    }

    private mutating func add(_ kind: SchemaChange.Kind, _ path: String, _ detail: String = "") {
        changes.append(SchemaChange(kind: kind, path: path, detail: detail))
    }
}
