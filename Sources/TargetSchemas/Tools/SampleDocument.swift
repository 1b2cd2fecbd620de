package import JSON
import Targets

extension TargetSchema {
    /// A valid document: everything the target knows today (`full`), or nothing but what it requires.
    ///
    /// Made up from the schema alone, so it holds no real person's data. Deprecated, removed, read-only and
    /// server-assigned members are left out; of a union's variants the first is taken, in an array all, as far as it may
    /// hold so many. ``findings(in:)`` finds nothing in it.
    package func sampleDocument(full: Bool = true) -> JSONValue {
        var generator = SampleGenerator(schema: self, isFull: full)
        return generator.next()
    }

    /// Full documents that together hold every member of every current variant, at every place where one can stand.
    ///
    /// - Parameter minimum: make at least so many; each goes on in the lists of values where the one before stopped.
    package func sampleDocuments(minimum: Int = 8) -> [JSONValue] {
        var generator = SampleGenerator(schema: self, isFull: true)
        var documents: [JSONValue] = []
        while documents.count < minimum || (!generator.hasSeenEverything && documents.count < 500) {
            documents.append(generator.next())
        }
        return documents
    }
}

/// Makes documents, and at every choice takes what it has not taken there yet.
private struct SampleGenerator {
    let schema: TargetSchema
    let isFull: Bool
    /// Per place of choice how often it was passed.
    private var passed: [Slot: Int] = [:]
    /// Per place of choice how many choices there are.
    private var choices: [Slot: Int] = [:]
    private var defined: [ReferenceScope: Int] = [:]
    private var wanted: Set<ReferenceScope> = []
    private var resolvable = Set(ReferenceScope.allCases)

    private struct Slot: Hashable {
        let owner: TypeID
        let member: String
    }

    init(schema: TargetSchema, isFull: Bool) {
        self.schema = schema
        self.isFull = isFull
    }

    /// Whether every union, at every member that has one, has shown all its variants.
    var hasSeenEverything: Bool { choices.allSatisfy { (passed[$0.key] ?? 0) >= $0.value } }

    mutating func next() -> JSONValue {
        let before = self
        defined = [:]
        wanted = []
        resolvable = Set(ReferenceScope.allCases)
        var document = document()
        let missing = wanted.subtracting(defined.keys)
        if !missing.isEmpty {
            // The choices of this document left nothing to refer to: again, without those references.
            self = before
            defined = [:]
            resolvable = Set(ReferenceScope.allCases).subtracting(missing)
            document = self.document()
        }
        // Some members are read only beside others; keep what is kept.
        return schema.types.contains { !$0.rules.isEmpty } ? schema.tolerantRead(document).kept : document
    }

    /// The root with everything in it; of operations one of each, or the first where as little as possible is wanted.
    private mutating func document() -> JSONValue {
        guard schema.profile.document == .operations, case .object(let all) = object(schema.root, tag: nil) else {
            return object(schema.root, tag: nil)
        }
        guard !all.isEmpty else {
            guard let first = schema[schema.root].members.first,
                let value = value(of: first.value, in: Slot(owner: schema.root, member: first.name))
            else { return .array([]) }
            return .array([.object([first.name: value])])
        }
        return .array(all.members.map { .object([$0.key: $0.value]) })
    }

    private mutating func object(_ id: TypeID, tag: String?) -> JSONValue {
        var object = JSONObject()
        if let tag { object.append(TypeUnion.discriminator, .string(tag)) }
        for member in schema[id].members where isFull ? member.status == .current : isNeeded(member, in: schema[id]) {
            if let value = value(of: member.value, in: Slot(owner: id, member: member.name)) {
                object.append(member.name, value)
            }
        }
        return .object(object)
    }

    /// Whether the target refuses the object without the member; of several of which one must be there, the first is.
    private func isNeeded(_ member: Member, in type: ObjectType) -> Bool {
        if member.isRequired { return member.status != .fromCase }
        return type.rules.contains { rule in
            guard case .atLeastOne(let names, _) = rule else { return false }
            return names.first == member.name
        }
    }

    private mutating func value(of kind: ValueKind, in slot: Slot) -> JSONValue? {
        switch kind {
        case .text(let rule): return text(rule)
        case .number(let rule):
            let number = Swift.min(Swift.max(12.5, rule.minimum ?? 12.5), rule.maximum ?? .infinity)
            return JSONNumber(FindingText.number(number)).map { .number($0) }
        case .integer(let rule):
            return .number(JSONNumber(Swift.min(Swift.max(7, rule.minimum ?? 7), rule.maximum ?? .max)))
        case .boolean: return .bool(true)
        case .date: return .string("2024-02-29")
        case .country: return .string("DE")
        case .enumeration(let id):
            let values = schema[id].values
            if values.isEmpty { return nil }
            return .string(values[take(slot) % values.count])
        case .object(let id): return object(id, tag: nil)
        case .union(let id): return variant(of: schema[id], in: slot)
        case .array(let element, let min, let max): return array(of: element, min: min, max: max, in: slot)
        }
    }

    private mutating func variant(of union: TypeUnion, in slot: Slot) -> JSONValue? {
        let current = union.variants.filter { schema[$0.type].status == .current }
        guard !current.isEmpty else { return nil }
        choices[slot] = current.count
        let variant = current[take(slot) % current.count]
        return object(variant.type, tag: variant.tag)
    }

    private mutating func array(of element: ValueKind, min: Int?, max: Int?, in slot: Slot) -> JSONValue? {
        var count = 2
        if case .union(let id) = element { count = schema[id].variants.count }
        count = Swift.max(min ?? 0, Swift.min(count, max ?? count))
        var values: [JSONValue] = []
        for _ in 0..<count {
            if let value = value(of: element, in: slot) { values.append(value) }
        }
        if values.isEmpty, (min ?? 0) == 0 { return nil }
        return .array(values)
    }

    private mutating func text(_ rule: TextRule) -> JSONValue? {
        switch rule.role {
        case .postcode: return .string("10179")
        case .defines(let scope):
            defined[scope, default: 0] += 1
            return .string("\(scope.rawValue)-\(defined[scope] ?? 1)")
        case .refersTo(let scope):
            guard resolvable.contains(scope) else { return nil }
            wanted.insert(scope)
            return .string("\(scope.rawValue)-1")
        case .plain:
            if let shape = rule.shape { return .string(shape.example) }
            var text = "Beispiel"
            while text.count < rule.minLength ?? 0 { text += "Beispiel" }
            return .string(String(text.prefix(rule.maxLength ?? .max)))
        }
    }

    /// How often this place was passed before.
    private mutating func take(_ slot: Slot) -> Int {
        defer { passed[slot, default: 0] += 1 }
        return passed[slot] ?? 0
    }
}
