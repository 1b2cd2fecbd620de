import JSON
import TestSupport
import Testing

@testable import Mapping
@testable import MappingDesk
@testable import MappingLanguage

@Suite("Mutations of shipped mappings")
struct MutationTests {
    @Test(
        "every single change of a key, enumeration value, @type or kind of value is found",
        arguments: ShippedMappings.library.mappings.map(\.name)
    )
    func found(_ name: String) async throws {
        let missed = try await longComputation {
            let trial = try Trial(name)
            let mutations = Mutation.all(of: trial.file["document"] ?? .null, at: ["document"])
            var missed: [Mutation] = []
            for batch in Mutation.batches(mutations) {
                let errors = trial.errors(with: batch)
                // What was not found at its own place must at least be found when it is the file's only mistake.
                missed += batch.filter { mutation in
                    !errors.contains { mutation.footprint.isPrefix(of: $0) } && trial.errors(with: [mutation]).isEmpty
                }
            }
            return missed.map { "\($0.place) \($0.what)" }
        }
        #expect(missed == [])
    }

    /// A shipped mapping file among the others, to be loaded with mistakes in it.
    struct Trial {
        let name: String
        let file: JSONValue
        let files: [String: FileText]

        init(_ name: String) throws {
            self.name = name
            var files: [String: FileText] = [:]
            for file in ShippedMappings.files where !file.path.hasPrefix("sources/") {
                files[String(file.path.dropLast(".json".count))] = FileText(path: file.path, bytes: file.bytes)
            }
            self.files = files
            file = try JSONValue.parse(#require(files[name]).bytes)
        }

        /// Where the errors are.
        func errors(with mutations: [Mutation]) -> [JSONPointer] {
            var files = files
            var changed = file
            for mutation in mutations { mutation.apply(to: &changed) }
            files[name] = FileText(path: "\(name).json", bytes: changed.serialized)
            return MappingLoader.load(name: name, files: files).findings.filter { $0.severity == .error }.map(\.pointer)
        }
    }
}

/// One mistake in a mapping file.
struct Mutation {
    enum Change {
        case value(JSONValue)
        case key(String)
    }

    let place: JSONPointer
    let change: Change
    let what: String

    /// Where an error is expected, and what must stay as it is beside this change: with a wrong `@type` nothing else of
    /// the object can be judged.
    var footprint: JSONPointer {
        let tokens = place.tokens
        if tokens.last == "@type" { return JSONPointer(Array(tokens.dropLast())) }
        if case .key(let key) = change { return JSONPointer(tokens.dropLast() + [key]) }
        return place
    }

    func apply(to file: inout JSONValue) {
        switch change {
        case .value(let value): _ = file.set(value, at: place)
        case .key(let key):
            let parent = JSONPointer(Array(place.tokens.dropLast()))
            guard case .object(let object)? = file[pointer: parent] else { return }
            let members = object.members.map { ($0.key == place.tokens.last ? key : $0.key, $0.value) }
            _ = file.set(.object(JSONObject(members)), at: parent)
        }
    }

    /// Mutations that do not get into each other's way, so that one check of the file proves them all: it must report
    /// every mistake of a file at its place.
    static func batches(_ mutations: [Mutation]) -> [[Mutation]] {
        struct Batch {
            var mutations: [Mutation] = []
            var taken: Set<[String]> = []
            var above: Set<[String]> = []
        }
        var batches: [Batch] = []
        for mutation in mutations {
            let both = [mutation.place.tokens, mutation.footprint.tokens]
            let prefixes = both.flatMap { tokens in (0...tokens.count).map { Array(tokens.prefix($0)) } }
            let free = batches.indices.first { index in
                both.allSatisfy { !batches[index].above.contains($0) }
                    && prefixes.allSatisfy { !batches[index].taken.contains($0) }
            }
            let index = free ?? batches.count
            if free == nil { batches.append(Batch()) }
            batches[index].mutations.append(mutation)
            batches[index].taken.formUnion(both)
            batches[index].above.formUnion(prefixes)
        }
        return batches.map(\.mutations)
    }

    /// Walks what belongs to the target document; what belongs to the sender (lookup keys, selectors) is the tests' business.
    static func all(of value: JSONValue, at pointer: JSONPointer) -> [Mutation] {
        var found: [Mutation] = []
        func replace(_ value: JSONValue, _ what: String) {
            found.append(Mutation(place: pointer, change: .value(value), what: what))
        }
        switch value {
        case .object(let object):
            let isRule = object.keys.contains { $0.hasPrefix("$") && $0 != "$comment" }
            if !isRule {
                replace("x", "became a text")
                replace([], "became a list")
            }
            for member in object.members where member.key != "$comment" {
                let below = pointer.appending(member.key)
                if !isRule {
                    found.append(Mutation(place: below, change: .key(mistyped(member.key)), what: "was mistyped"))
                }
                switch member.key {
                case "$lookup":
                    for branch in member.value.objectValue?.members ?? [] {
                        found += all(of: branch.value, at: below.appending(branch.key))
                    }
                case "$first":
                    for (index, alternative) in (member.value.arrayValue ?? []).enumerated() {
                        found += all(of: alternative, at: below.appending(index))
                    }
                case "$then", "$otherwise", "$do": found += all(of: member.value, at: below)
                case _ where member.key.hasPrefix("$"): break
                default: found += all(of: member.value, at: below)
                }
            }
        case .array(let elements):
            replace([:], "became an object")
            for (index, element) in elements.enumerated() { found += all(of: element, at: pointer.appending(index)) }
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
