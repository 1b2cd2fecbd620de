import JSON
import TargetSchemas
import Targets
import TestSupport
import Testing

/// Every single slip in a valid document is found, and found where it is.
@Suite("One slip in a valid document") struct MutationTests {
    static let targets = Target.mapped

    @Test("a misspelt member, wherever it is", arguments: targets)
    func misspeltMember(_ target: Target) throws {
        try eachMutation(of: target) { value, path in
            guard let object = value.objectValue else { return [] }
            return object.members.indices.map { index in
                var renamed = JSONObject()
                for (position, member) in object.members.enumerated() {
                    renamed.append(position == index ? member.key + "x" : member.key, member.value)
                }
                let key = object.members[index].key
                let places =
                    key == TypeUnion.discriminator
                    ? [path, path + [key + "x"]] : [path + [key + "x"]]
                return Mutation(value: .object(renamed), places: places)
            }
        }
    }

    @Test("a value of another kind, wherever it is", arguments: targets)
    func wrongKind(_ target: Target) throws {
        try eachMutation(of: target) { value, path in
            guard !path.isEmpty else { return [] }
            let others: [JSONValue] = [true, 4_000_000_000.5, "Ein Text, der nirgends passt", ["x"], ["x": 1]]
            return others.filter { $0.kind != value.kind }.map {
                Mutation(value: $0, places: [path, path + ["x"], path + ["0"]])
            }
        }
    }

    @Test("a text that is not in the list, a date, country or postcode that is none", arguments: targets)
    func wrongText(_ target: Target) throws {
        let schema = try #require(TargetSchema.shipped(target))
        let document = schema.sampleDocument()
        try eachMutation(of: target) { value, path in
            guard let text = value.stringValue else { return [] }
            if path.last == TypeUnion.discriminator { return [Mutation(value: .string(text + "_"), places: [path])] }
            switch schema.kind(at: JSONPointer(path), in: document) {
            case .enumeration, .date, .country: return [Mutation(value: .string(text + "_"), places: [path])]
            case .text(let rule) where rule.role == .postcode:
                return [Mutation(value: .string(text + "0"), places: [path])]
            default: return []
            }
        }
    }

    struct Mutation {
        let value: JSONValue
        let places: [[String]]
    }

    /// Applies, at every node of a full document, each mutation that `mutations` offers for it, and checks that node alone;
    /// now and then the whole document, to see that it makes no difference.
    private func eachMutation(
        of target: Target,
        _ mutations: (JSONValue, [String]) throws -> [Mutation]
    ) throws {
        let schema = try #require(TargetSchema.shipped(target))
        let document = schema.sampleDocument()
        var missed: [String] = []
        var count = 0
        for (path, value) in nodes(of: document, at: []) {
            let pointer = JSONPointer(path)
            let kind = try #require(schema.kind(at: pointer, in: document), "\(pointer)")
            for mutation in try mutations(value, path) {
                count += 1
                var findings = schema.findings(in: mutation.value, as: kind, at: pointer)
                if path.last == TypeUnion.discriminator, let parent = pointer.parent,
                    var object = document[pointer: parent], let kind = schema.kind(at: parent, in: document)
                {
                    // A tag is judged with its object.
                    object.set(mutation.value, at: JSONPointer([TypeUnion.discriminator]))
                    findings = schema.findings(in: object, as: kind, at: parent)
                } else if count % 400 == 0 {
                    var copy = document
                    if path.isEmpty { copy = mutation.value } else { copy.set(mutation.value, at: pointer) }
                    findings = schema.findings(in: copy)
                }
                if !findings.contains(where: { mutation.places.contains($0.pointer.tokens) }) {
                    missed.append("\(pointer) = \(mutation.value.text().prefix(80))")
                }
            }
        }
        #expect(missed.isEmpty, "\(missed.count) of \(count): \(missed.prefix(10))")
    }

    private func nodes(of value: JSONValue, at path: [String]) -> [(path: [String], value: JSONValue)] {
        var found = [(path, value)]
        for member in value.objectValue?.members ?? [] { found += nodes(of: member.value, at: path + [member.key]) }
        for (index, element) in (value.arrayValue ?? []).enumerated() {
            found += nodes(of: element, at: path + [String(index)])
        }
        return found
    }
}
