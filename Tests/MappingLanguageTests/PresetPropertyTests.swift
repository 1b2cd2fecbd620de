import JSON
import SeededRandom
import TestSupport
import Testing

@testable import Mapping
@testable import MappingLanguage

/// No preset ever says of a customer's value that it is no customer's: whatever stands at a place of an answer, and whatever a
/// vendor adds one day beside the answers, is used, or it is in the notes.
@Suite("What a customer typed, in every preset")
struct PresetPropertyTests {
    /// A post of a vendor under a mapping that reads nothing of it, so that all of it has to be in the notes.
    private struct Post {
        let mapping: Mapping
        let payload: JSONValue
        let item: Int

        init(_ preset: PresetCase) throws {
            let leads = preset.leads.map { #""leads": "\#($0)", "# } ?? ""
            mapping = try load(
                mappingFile(
                    #"{ "kommentare": { "$unread": "lines" } }"#,
                    target: "kex-vorgang",
                    more: #""form": "\#(preset.preset)", \#(leads)"#
                )
            )
            payload = try JSONValue.parse(preset.payload)
            item = preset.item
        }

        func input(_ payload: JSONValue) throws -> LeadInput {
            try LeadInput(
                payload: payload.serialized,
                leadID: "1",
                receivedAt: "2026-06-15T10:00:00Z",
                item: mapping.takesBatches ? item : nil
            )
        }

        func composed(_ payload: JSONValue) throws -> ComposedInput {
            try mapping.composed(input(payload))
        }

        /// The places of the answers: what `$.form` holds, without what the vendor adds by name.
        var answers: [JSONPointer] {
            get throws {
                let input = try composed(payload)
                var fields: Set<Int> = []
                input.document.forEachMember(of: input.parts[.form]) { _, node in
                    fields.insert(node)
                    input.document.forEachElement(of: node) { fields.insert($0) }
                }
                fields.formUnion(fields.compactMap { input.replaced[$0] })
                let unused = DeclaredUnused(plan: mapping.plan, input: input)
                return PayloadPlaces.leaves(of: input).filter { leaf in
                    leaf.lineage.contains(where: fields.contains) && unused.reason(for: leaf) == nil
                }.map(\.pointer)
            }
        }

        /// The objects that are no description of the form, of this lead.
        var objects: [JSONPointer] {
            get throws { try holders { $0.objectValue != nil } }
        }

        /// The lists that are no description of the form, of this lead.
        var lists: [JSONPointer] {
            get throws { try holders { $0.arrayValue != nil } }
        }

        private func holders(_ isOne: (JSONValue) -> Bool) throws -> [JSONPointer] {
            let input = try composed(payload)
            let unused = DeclaredUnused(plan: mapping.plan, input: input)
            var found: Set<JSONPointer> = [.root]
            for leaf in PayloadPlaces.leaves(of: input) where unused.reason(for: leaf) == nil {
                var place = leaf.pointer.parent
                while let pointer = place {
                    found.insert(pointer)
                    place = pointer.parent
                }
            }
            return found.filter { payload.at($0).map(isOne) == true }.sorted { $0.description < $1.description }
        }

        /// Whether a place holds the post's leads, of which only one is looked at.
        func isListOfLeads(_ place: JSONPointer) throws -> Bool {
            guard mapping.takesBatches else { return false }
            return try payload.at(place)?.arrayValue?.contains { try composed(payload).root(of: .item)?.value == $0 }
                ?? false
        }

        /// What of a value is neither used nor in the notes, and what is said of it.
        func lost(_ value: JSONValue, at place: JSONPointer, in payload: JSONValue) throws -> [String] {
            let result = try mapping.run(input(payload))
            let notes = try result.json["kommentare"]?.arrayValue?.compactMap(\.stringValue) ?? []
            let fates = result.report().fates.filter { place.isPrefix(of: $0.place) }
            var lost = fates.filter { $0.kind == .unused }.map { "\($0.place): \($0.code ?? "")" }
            if fates.isEmpty { lost.append("\(place): no fate") }
            for text in value.texts where !notes.contains(where: { $0.contains(text) }) {
                lost.append("\(place): \(text) is in no note")
            }
            return lost
        }
    }

    @Test("a value of any kind at the place of an answer", arguments: PresetCase.all)
    func atAnswers(_ preset: PresetCase) throws {
        let post = try Post(preset)
        var random = SeededRandom(seed: 20_261_129)
        let answers = try post.answers
        #expect(!answers.isEmpty)
        var lost: [String] = []
        for place in answers {
            for value in Self.values(&random) {
                lost += try post.lost(value, at: place, in: post.payload.setting(value, at: place))
            }
        }
        #expect(lost == [])
    }

    @Test("a member that the preset does not know, in every object", arguments: PresetCase.all)
    func unknownMembers(_ preset: PresetCase) throws {
        let post = try Post(preset)
        var random = SeededRandom(seed: 20_261_130)
        var lost: [String] = []
        for object in try post.objects {
            let place = object.appending("unbekannt_\(Int.random(in: 100...999, using: &random))")
            for value in Self.values(&random).prefix(2) {
                lost += try post.lost(value, at: place, in: post.payload.setting(value, at: place))
            }
        }
        #expect(lost == [])
    }

    @Test("one more element in every list", arguments: PresetCase.all)
    func moreElements(_ preset: PresetCase) throws {
        let post = try Post(preset)
        var random = SeededRandom(seed: 20_261_131)
        var lost: [String] = []
        for list in try post.lists where !(try post.isListOfLeads(list)) {
            let elements = post.payload.at(list)?.arrayValue ?? []
            let place = list.appending(elements.count)
            for value in Self.values(&random) {
                let more = post.payload.setting(.array(elements + [value]), at: list)
                lost += try post.lost(value, at: place, in: more)
            }
        }
        #expect(lost == [])
    }

    @Test("a question without an answer is no customer's value, and one with a text at the place of an answer is")
    func questionsWithoutAnswer() throws {
        let preset = try #require(PresetCase.all.first { $0.preset == "tally" })
        let post = try Post(preset)
        let fields = try JSONPointer(parsing: "/data/fields")
        let known = post.payload.at(fields)?.arrayValue ?? []
        for (element, notes) in [
            (["key": "question_x_y", "label": "Frage", "type": "INPUT_TEXT"], 0),
            (["key": "question_x_y", "label": "Frage", "type": "INPUT_TEXT", "value": .null], 0),
            (["key": "question_x_y", "label": "Frage", "type": "INPUT_TEXT", "value": "Antwort 4711"], 1),
            (["key": "question_x_y", "label": "Frage", "type": "NEU", "answer": "Antwort 4711"], 1),
        ] as [(JSONValue, Int)] {
            let result = try post.mapping.run(
                post.input(post.payload.setting(.array(known + [element]), at: fields))
            )
            let lines = try result.json["kommentare"]?.arrayValue?.compactMap(\.stringValue) ?? []
            #expect(lines.count { $0 == "Frage: Antwort 4711" } == notes, "\(element.text())")
            #expect(!lines.contains { $0.contains("question_x_y") || $0.hasSuffix("NEU") })
        }
    }

    /// One of every kind that says something.
    private static func values(_ random: inout SeededRandom) -> [JSONValue] {
        let texts = (0..<4).map { _ in
            let words = ["Größe", "40 qm", "😀 ja", "a-b_c", "Straße 5", "x;y", "Wert: 7"]
            return "\(words.randomElement(using: &random) ?? "") \(Int.random(in: 10_000...99_999, using: &random))"
        }
        return [
            .string(texts[0]), .number(JSONNumber(Int.random(in: 1_000_000...9_999_999, using: &random))),
            [.string(texts[1]), .string(texts[2])], ["neu": .string(texts[3])], true,
            // An answer nested deeper than the vendor does today.
            ["value": ["text": .string(texts[0])]], [["label": .string(texts[1]), "neu": [.string(texts[2])]]],
        ]
    }
}

extension JSONValue {
    /// All that it says, as notes write it.
    fileprivate var texts: [String] {
        switch self {
        case .null: []
        case .bool(let flag): [flag ? "true" : "false"]
        case .number(let number): [number.text]
        case .string(let text): [text]
        case .array(let elements): elements.flatMap(\.texts)
        case .object(let object): object.members.flatMap(\.value.texts)
        }
    }

    /// The value at a place, also inside of a text that holds JSON.
    fileprivate func at(_ place: JSONPointer) -> JSONValue? { at(place.tokens[...]) }

    private func at(_ tokens: ArraySlice<String>) -> JSONValue? {
        guard let token = tokens.first else { return self }
        switch self {
        case .object(let object): return object[token]?.at(tokens.dropFirst())
        case .array(let elements):
            guard let place = JSONPointer.index(of: token), elements.indices.contains(place) else { return nil }
            return elements[place].at(tokens.dropFirst())
        case .string(let text): return (try? JSONValue.parse(text))?.at(tokens)
        default: return nil
        }
    }

    /// The value with another one at a place.
    fileprivate func setting(_ value: JSONValue, at place: JSONPointer) -> JSONValue {
        setting(value, at: place.tokens[...])
    }

    private func setting(_ value: JSONValue, at tokens: ArraySlice<String>) -> JSONValue {
        guard let token = tokens.first else { return value }
        switch self {
        case .object(var object):
            object[token] = (object[token] ?? .null).setting(value, at: tokens.dropFirst())
            return .object(object)
        case .array(var elements):
            guard let place = JSONPointer.index(of: token), elements.indices.contains(place) else { return self }
            elements[place] = elements[place].setting(value, at: tokens.dropFirst())
            return .array(elements)
        case .string(let text):
            guard let inner = try? JSONValue.parse(text) else { return self }
            return .string(inner.setting(value, at: tokens).text())
        default: return self
        }
    }
}
