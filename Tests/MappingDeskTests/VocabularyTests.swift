import Foundation
import JSON
import Targets
import TestSupport
import Testing

@testable import Mapping
@testable import MappingDesk
@testable import MappingLanguage

/// One row of the tables of lead fields in mappings/README.md.
struct VocabularyRow: Sendable, CustomTestStringConvertible {
    let field: String
    let meaning: String
    /// Where the README says that the field goes; nil for a dash.
    let kundenangaben: String?
    let kex: String?

    var testDescription: String { field }

    func place(_ target: Target) -> String? { target == .kundenangaben ? kundenangaben : kex }

    static let all: [VocabularyRow] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "mappings/README.md")
        guard let data = try? Data(contentsOf: root) else { return [] }
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        return lines.drop { !$0.hasPrefix("## The standard vocabulary") }.dropFirst()
            .prefix { !$0.hasPrefix("## ") }
            .compactMap(row)
    }()

    private static func row(_ line: Substring) -> VocabularyRow? {
        let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        guard cells.count == 4, cells[0].hasPrefix("`") else { return nil }
        func code(_ cell: String) -> String? { cell.hasPrefix("`") ? String(cell.dropFirst().dropLast()) : nil }
        return code(cells[0]).map {
            VocabularyRow(field: $0, meaning: cells[1], kundenangaben: code(cells[2]), kex: code(cells[3]))
        }
    }
}

@Suite("The standard vocabulary of lead fields")
struct VocabularyTests {
    private static let standards: [(target: Target, name: String)] = [
        (.kundenangaben, "kundenangaben-standard"), (.kexVorgang, "kex-standard"),
    ]

    /// What a standard mapping reads: fields with the places of the target that they can go to.
    private static let places: [Target: [String: [[String]]]] = {
        var places: [Target: [String: [[String]]]] = [:]
        for standard in standards {
            guard let mapping = ShippedMappings.library.mapping(standard.name) else { continue }
            var walk = FieldWalk()
            walk.walk(mapping.content.document, at: [])
            places[standard.target] = walk.places
        }
        return places
    }()

    @Test("the tables are there")
    func tables() {
        #expect(VocabularyRow.all.count > 150)
        #expect(Set(VocabularyRow.all.map(\.field)).count == VocabularyRow.all.count)
    }

    @Test("editors offer the fields of the tables, in the same words")
    func offered() {
        let offered = LeadFields.all.filter { !$0.name.hasSuffix("_2") }
        #expect(Set(offered.map(\.name)) == Set(VocabularyRow.all.map(\.field)))
        for row in VocabularyRow.all {
            #expect(offered.first { $0.name == row.field }?.meaning == row.meaning, "\(row.field)")
        }
        let read = Set(Self.places.values.flatMap(\.keys))
        for field in LeadFields.all { #expect(read.contains(field.name), "\(field.name)") }
    }

    @Test("a field goes where the table says, and nowhere if it says nothing", arguments: VocabularyRow.all)
    func documented(_ row: VocabularyRow) throws {
        for target in [Target.kundenangaben, .kexVorgang] {
            let read = try #require(Self.places[target])[row.field] ?? []
            guard let place = row.place(target) else {
                #expect(read.isEmpty, "\(row.field) goes to \(read)")
                continue
            }
            #expect(read.contains { Self.matches($0, place) }, "\(row.field): \(read)")
        }
    }

    @Test("of the second applicant the same is asked", arguments: VocabularyRow.all)
    func second(_ row: VocabularyRow) throws {
        let household: Set<String> = ["pkw", "personen_im_haushalt"]
        for target in [Target.kundenangaben, .kexVorgang] {
            guard let place = row.place(target), !household.contains(row.field),
                place.hasPrefix("kunden.") || place.hasPrefix("antragsteller1.")
            else { continue }
            let expected = place.replacing("antragsteller1.", with: "antragsteller2.")
            let read = try #require(Self.places[target])["\(row.field)_2"] ?? []
            #expect(read.contains { Self.matches($0, expected) }, "\(row.field)_2: \(read)")
        }
    }

    @Test("no field is read that the tables do not have")
    func undocumented() {
        let known = Set(VocabularyRow.all.map(\.field))
        // Beside gclid in its row.
        let clickIDs: Set<String> = ["gcl_id", "fbclid", "msclkid"]
        for (_, fields) in Self.places {
            for field in fields.keys where !clickIDs.contains(field) {
                let first = field.hasSuffix("_2") ? String(field.dropLast(2)) : field
                #expect(known.contains(field) || known.contains(first), "\(field)")
            }
        }
    }

    /// Whatever stands in a field of the vocabulary, alone beside a name: it changes the document, as a value or as a note.
    @Test(
        "nothing that a field holds is lost",
        arguments: standards.map(\.name),
        ["quer durch den Garten", "77", "ja", "01.02.2021"]
    )
    func kept(_ standard: String, _ text: String) async throws {
        let mapping = try #require(ShippedMappings.library.mapping(standard))
        let lost = try await longComputation {
            var lost: [String] = []
            for row in VocabularyRow.all {
                for (name, names) in [(row.field, ["vorname"]), ("\(row.field)_2", ["vorname", "vorname_2"])] {
                    var payload = JSONObject()
                    for other in names where other != name { payload[other] = "Erika" }
                    let without = try Self.document(of: mapping, payload)
                    payload[name] = .string(text)
                    if try Self.document(of: mapping, payload) == without { lost.append(name) }
                }
            }
            return lost
        }
        #expect(lost == [])
    }

    private static func document(of mapping: Mapping, _ payload: JSONObject) throws -> JSONValue {
        try mapping.run(input(JSONValue.object(payload).text())).json
    }

    /// Whether a place of the target is one that the table means: its names are among the place's, in a row; `…` stands for any.
    private static func matches(_ place: [String], _ documented: String) -> Bool {
        let wanted = documented.split(separator: ".").map(String.init)
        return place.indices.contains { start in
            var rest = place[start...]
            for (number, name) in wanted.enumerated() where name != "…" {
                if number > 0, wanted[number - 1] == "…" {
                    guard let next = rest.firstIndex(of: name) else { return false }
                    rest = rest[next...].dropFirst()
                } else {
                    guard rest.first == name else { return false }
                    rest = rest.dropFirst()
                }
            }
            return true
        }
    }
}

/// The fields of the form that a template reads, with the places where they go; conditions are not places.
private struct FieldWalk {
    private(set) var places: [String: [[String]]] = [:]

    mutating func walk(_ template: Template, at path: [String]) {
        switch template.form {
        case .select(let selector):
            if let field = selector.field { places[field, default: []].append(path) }
        case .object(let members): for member in members { walk(member.template, at: path + [member.key]) }
        case .array(let templates), .first(let templates, _): for template in templates { walk(template, at: path) }
        case .read(let rule):
            walk(rule.from, at: path)
            for branch in rule.lookup?.branches ?? [] { walk(branch.template, at: path) }
        case .each(let rule):
            if let field = rule.selector.field { places[field, default: []].append(path) }
            walk(rule.element, at: path)
        case .when(let rule):
            walk(rule.then, at: path)
            if let otherwise = rule.otherwise { walk(otherwise, at: path) }
        case .join(let rule): for part in rule.parts { walk(part, at: path) }
        default: break
        }
    }
}
