import GermanValues
import JSON
import Leads
import SeededRandom
import Targets
import Testing

@testable import LeadBuilding

/// Documents of values that tell who somebody is, and of others that look nearly like them.
private struct MadeUpDocument {
    var random: SeededRandom

    mutating func value(depth: Int) -> JSONValue {
        switch Int.random(in: 0..<(depth < 7 ? 10 : 5), using: &random) {
        case 0...2: return .string(text())
        case 3: return number()
        case 4: return [.null, .bool(true), .bool(false)].randomElement(using: &random) ?? .null
        case 5: return .array((0..<Int.random(in: 0...4, using: &random)).map { _ in value(depth: depth + 1) })
        case 6: return person(in: Self.persons.randomElement(using: &random))
        default: return object(depth: depth)
        }
    }

    private mutating func object(depth: Int) -> JSONValue {
        var object = JSONObject()
        for _ in 0..<Int.random(in: 0...6, using: &random) {
            object[Self.names.randomElement(using: &random) ?? ""] = value(depth: depth + 1)
        }
        return .object(object)
    }

    /// What leads to a person, from its last steps on, and mostly all that says who that is.
    private mutating func person(in place: PersonPlace?) -> JSONValue {
        guard let place else { return .null }
        var person = JSONValue.object([:])
        for path in [place.familyName, place.givenName, place.birthDate]
        where !Int.random(in: 0..<6, using: &random).isMultiple(of: 6) {
            person = person.holding(.string(text()), at: path[...])
        }
        for step in place.path.reversed() where step != PersonPlace.any || Bool.random(using: &random) {
            person =
                step == PersonPlace.any
                ? Bool.random(using: &random) ? .array([value(depth: 7), person]) : ["a": person] : [step: person]
        }
        return person
    }

    private static let persons = WrittenTextTests.persons

    private mutating func text() -> String {
        let parts = (0...Int.random(in: 0...2, using: &random)).map { _ in
            Self.texts.randomElement(using: &random) ?? ""
        }
        return parts.joined(separator: Self.separators.randomElement(using: &random) ?? " ")
    }

    private mutating func number() -> JSONValue {
        let numbers: [JSONNumber?] = [
            JSONNumber("17612345678"), JSONNumber("1.7612345678e10"), JSONNumber("4930420860"), JSONNumber("-12.5"),
            JSONNumber("0"), JSONNumber(Int.random(in: 0...1_000_000_000_000_000, using: &random)),
        ]
        return numbers.randomElement(using: &random).flatMap { $0 }.map(JSONValue.number) ?? .null
    }

    private static let names = [
        "vorwahl", "nummer", "personendaten", "person", "nachname", "vorname", "geburtsdatum", "antragsteller",
        "kundenangaben", "haushalte", "kunden", "a \"quoted\" name", "Größe", "",
    ]
    private static let texts = [
        "max@example.org", "Max <MAX@example.org>", "ä@bücher.example", "a@b.cc", "030 420860", "+49 (0)176 12345678",
        "0176-12345678", "030", "420860", "12345", "123456", "01.02.1980", "1980-02-01", "Müller-Lüdenscheidt", "Max",
        "",
        "zwei\nZeilen", "a \"b\" \\ c", "\u{1}\u{1F600}", "00000001-0000-4000-8000-000000000001",
        "7c78de13-da02-4bdd-b4b2-c37855abfccc", "250.000 €", "ein längerer Satz ohne Zahl und ohne Zeichen",
        String(repeating: "Satz für Satz. ", count: 18) + "max@example.org", String(repeating: "1", count: 256),
    ]
    private static let separators = [" ", "", "\n", ", ", " oder ", "\t", "\""]
}

extension JSONValue {
    /// The object with a value at a path of members.
    fileprivate func holding(_ value: JSONValue, at path: ArraySlice<String>) -> JSONValue {
        guard let step = path.first else { return value }
        var object = objectValue ?? [:]
        object[step] = (object[step] ?? [:]).holding(value, at: path.dropFirst())
        return .object(object)
    }
}

@Suite("A document is looked through for whom it is about without being parsed")
struct WrittenTextTests {
    static let persons = [TargetProfile.kundenangaben, .kexVorgang, .kexUpdate].flatMap(\.persons)

    /// What is found in the parsed document, value by value.
    static func parsed(_ document: [UInt8]) throws -> Set<PersonTrait> {
        let root = try JSONDocument(parsing: document).root
        var walk = TraitWalk()
        walk.look(at: root)
        func look(_ node: JSONNode, _ path: ArraySlice<String>, _ person: PersonPlace) {
            guard let step = path.first else { return walk.look(at: node, as: person) }
            if step == PersonPlace.any {
                for child in node.children { look(child, path.dropFirst(), person) }
            } else if let child = node[step] {
                look(child, path.dropFirst(), person)
            }
        }
        for person in persons { look(root, person.path[...], person) }
        return Set(walk.traits)
    }

    static func written(_ document: [UInt8]) -> Set<PersonTrait> {
        var walk = TraitWalk()
        WrittenText.look(at: document, persons: persons, &walk)
        return Set(walk.traits)
    }

    @Test("it finds what the parsed document shows, in thousands of made-up documents")
    func same() throws {
        var made = MadeUpDocument(random: SeededRandom(seed: 20_261_130))
        var kinds: Set<PersonTrait.Kind> = []
        for _ in 0..<5_000 {
            let document = made.value(depth: 0).serialized
            let traits = try Self.parsed(document)
            kinds.formUnion(traits.map(\.kind))
            #expect(Self.written(document) == traits, "\(String(decoding: document, as: UTF8.self))")
        }
        #expect(kinds == [.email, .phone, .nameAndBirthDate])
    }

    @Test(
        "a text with escapes, blanks between values and a document that ends too early are no trouble",
        arguments: [
            (#"{"a": "Zeile\nmax@example.org", "b" : [ "030 420860" , 17612345678 ] }"#, 3),
            (#"{ "vorwahl" : "030" , "nummer" : "420860" }"#, 1),
            (#"{"vorwahl": 30, "nummer": "420860"}"#, 0),
            ("", 0), ("{", 0), (#"{"a"#, 0), (#"["a@example.org"#, 1), (#"["\"#, 0), ("]", 0), ("[}", 0),
            (#"{"a":}"#, 0), (#"{"a\"":"max@example.org"}"#, 1), (#"{"a":"\\","b":"max@example.org"}"#, 1),
            (#"["\"max@example.org\"", "\\\"", "030 420860"]"#, 2),
        ]
    )
    func odd(document: String, count: Int) {
        #expect(Self.written(Array(document.utf8)).count == count)
    }

    @Test("eight bytes at a time say what single bytes do of what a text may tell")
    func telling() {
        var random = SeededRandom(seed: 7)
        let alphabet = Array("0123456789@+-. aeZ/:;<=>?\u{7F}äß€".utf8) + [0, 0xB0, 0xC0, 0xFF]
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 0...90, using: &random)).map { _ in
                Bool.random(using: &random)
                    ? UInt8.random(in: 0x30...0x3A, using: &random)
                    : alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
            }
            text.withUnsafeBufferPointer { text in
                let mayTell = text.count >= 6 && text.contains(0x40) || PhoneShape.mayBeSeen(in: text)
                #expect(text.mayTellWho == mayTell)
            }
        }
    }
}
