import JSON
import Testing

@testable import Mapping

@Suite("Mutations of shipped mappings")
struct MutationTests {
    /// One change of a file, and where it was made.
    struct Mutation {
        let place: String
        let file: JSONValue
    }

    @Test(
        "every single change of a key, enumeration value, @type or kind of value is found",
        arguments: Shipped.library.mappings.map(\.name)
    )
    func found(_ name: String) throws {
        let mapping = try #require(Shipped.library.mapping(name))
        let document = try #require(mapping.file["document"])
        let mutations = Self.mutations(of: document, at: ["document"], in: mapping.file)
        #expect(mutations.count > 50)
        for mutation in mutations {
            let text = FileText(path: "m.json", bytes: mutation.file.serialized)
            let findings = MappingLoader.load(name: "m", files: ["m": text]).findings
            #expect(findings.contains { $0.severity == .error }, "\(mutation.place)")
        }
    }

    /// Walks what belongs to the target document; what belongs to the sender (lookup keys, selectors) is the tests' business.
    static func mutations(of value: JSONValue, at pointer: JSONPointer, in file: JSONValue) -> [Mutation] {
        var found: [Mutation] = []
        func replace(_ value: JSONValue, _ what: String) {
            var changed = file
            if changed.set(value, at: pointer) { found.append(Mutation(place: "\(pointer) \(what)", file: changed)) }
        }
        switch value {
        case .object(let object):
            let isRule = object.keys.contains { $0.hasPrefix("$") && $0 != "$comment" }
            if !isRule {
                replace("x", "became a text")
                replace([], "became a list")
                for member in object.members where member.key != "$comment" {
                    let members = object.members.map {
                        ($0.key == member.key ? mistyped(member.key) : $0.key, $0.value)
                    }
                    replace(.object(JSONObject(members)), "lost \(member.key)")
                }
            }
            for member in object.members where member.key != "$comment" {
                let below = pointer.appending(member.key)
                switch member.key {
                case "$lookup":
                    for branch in member.value.objectValue?.members ?? [] {
                        found += mutations(of: branch.value, at: below.appending(branch.key), in: file)
                    }
                case "$then", "$otherwise", "$do": found += mutations(of: member.value, at: below, in: file)
                case _ where member.key.hasPrefix("$"): break
                default: found += mutations(of: member.value, at: below, in: file)
                }
            }
        case .array(let elements):
            replace([:], "became an object")
            for (index, element) in elements.enumerated() {
                found += mutations(of: element, at: pointer.appending(index), in: file)
            }
        case .string(let text):
            replace(["x": 1], "became an object")
            let isConstant = text.count > 2 && text.allSatisfy { $0.isUppercase || $0 == "_" || $0.isNumber }
            if isConstant {
                replace(.string(mistyped(text)), "was mistyped")
                replace(7, "became a number")
            }
        case .number: replace("x", "became a text")
        case .bool: replace("x", "became a text")
        case .null: break
        }
        return found
    }

    /// Two letters swapped, or one doubled where that changes nothing.
    static func mistyped(_ text: String) -> String {
        var letters = Array(text)
        for index in letters.indices.dropLast() where letters[index] != letters[index + 1] {
            letters.swapAt(index, index + 1)
            return String(letters)
        }
        return text + "x"
    }
}
