import JSON
import TestSupport
import Testing

@testable import Mapping
@testable import MappingDesk
@testable import MappingLanguage

@Suite("A test made of a lead")
struct CaptureTests {
    /// A test of a shipped mapping, as the lead it may have been.
    struct Case: Sendable, CustomTestStringConvertible {
        let mapping: String
        let test: Int

        var testDescription: String { "\(mapping) \(test)" }
    }

    static let cases = ShippedMappings.library.mappings.flatMap { mapping in
        mapping.content.tests.indices.map { Case(mapping: mapping.name, test: $0) }
    }

    /// Leads that stand-ins imitate only in part: a structure copied as a whole, NO_TITLE, an address whose parts are named, one
    /// account at two places, an addition behind a house number, an option that is a number, ids of several options.
    private static let special: Set<String> = [
        "drklein-ratenkredit 0", "immoscout24-baufi 0", "immoscout24-baufi 1", "jotform-baufi 0", "kex-standard 12",
        "kex-standard 13", "kundenangaben-standard 12", "kundenangaben-standard 16", "kundenangaben-standard 32",
        "tally-baufi 0",
    ]

    static func lead(_ test: MappingTest) -> CapturableLead {
        CapturableLead(
            payload: test.payload.serialized,
            query: test.query,
            headers: test.headers,
            attributes: test.source,
            receivedAt: test.receivedAt,
            item: test.item
        )
    }

    /// The mapping's file with the captured test in it, loaded.
    static func loaded(_ mapping: Mapping, with captured: CapturedTest) throws -> Mapping {
        var texts: [String: FileText] = [:]
        for file in ShippedMappings.files where !file.path.contains("/") {
            texts[String(file.path.dropLast(5))] = FileText(path: file.path, bytes: file.bytes)
        }
        let bytes = try #require(texts[mapping.name]?.inserting(test: captured.test))
        texts[mapping.name] = FileText(path: "\(mapping.name).json", bytes: bytes)
        let loaded = MappingLoader.load(name: mapping.name, files: texts)
        let found = loaded.findings.map { $0.rendered(sourceText: String(decoding: bytes, as: UTF8.self)) }
        return try #require(loaded.mapping, "\(found.joined(separator: "\n"))")
    }

    @Test("passes at once, in the mapping's own file", arguments: cases)
    func passes(_ given: Case) throws {
        let mapping = try #require(ShippedMappings.library.mapping(given.mapping))
        let captured = try mapping.capture(Self.lead(mapping.content.tests[given.test]), name: "Lead")
        let changed = try Self.loaded(mapping, with: captured)
        #expect(changed.content.tests.count == mapping.content.tests.count + 1)
        #expect(changed.content.tests.last?.name == "Lead")
    }

    @Test("holds nothing that the customer typed, and fares as the lead did", arguments: cases)
    func holdsNothingPersonal(_ given: Case) throws {
        let mapping = try #require(ShippedMappings.library.mapping(given.mapping))
        let test = mapping.content.tests[given.test]
        let lead = Self.lead(test)
        let captured = try mapping.capture(lead, name: "Lead")
        let input = try LeadInput(
            payload: lead.payload,
            query: lead.query,
            leadID: "1",
            receivedAt: lead.receivedAt,
            item: lead.item
        )
        let payload = try #require(captured.test["payload"])
        let written =
            Self.texts(payload).map { $0.lowercased() }
            + Self.texts(captured.test["expect"] ?? .null)
            .map { $0.lowercased() }
        // The id of an option is the form's, its text is the answer.
        for fate in mapping.run(input).report().fates
        where !fate.isBlank && Self.isPersonal(fate) && fate.option == nil {
            let text = fate.value.plainText
            guard !captured.kept.contains(text) else {
                #expect(Self.isOption(fate), "\(fate.place) \(text) stays and is no option")
                continue
            }
            #expect(!written.contains(text.lowercased()), "\(fate.place) \(text) is in the test")
            guard text.count > 4 else { continue }
            for word in written where word.contains(text.lowercased()) {
                Issue.record("\(fate.place) \(text) is in \(word)")
            }
        }
        // A street with a floor in it or the like is read otherwise without it, and that is said.
        if !Self.special.contains(given.testDescription) {
            #expect(captured.differing.count <= max(2, captured.replaced / 4), "\(captured.differing)")
        }
    }

    @Test("holds no word of a text that came in an unexpected place", arguments: cases)
    func holdsNoCanary(_ given: Case) throws {
        let mapping = try #require(ShippedMappings.library.mapping(given.mapping))
        var lead = Self.lead(mapping.content.tests[given.test])
        let input = try LeadInput(
            payload: lead.payload,
            leadID: "1",
            receivedAt: lead.receivedAt,
            item: lead.item
        )
        let writings =
            ["Kanarienvogel", "Frau Kanarienvogel", "12 Kanarienvogel", "kanarienvogel@kanarienvogel.de"]
            + [
                "Kanarienvogel 3, 10115 Berlin", "https://kanarienvogel.de/?kanarienvogel=kanarienvogel",
                "p:0177Kanarienvogel",
            ]
        for writing in writings {
            var values: [JSONPointer: JSONValue] = [:]
            // The text of an option that was chosen is the form's, though the answer stands there.
            for fate in mapping.run(input).report().fates
            where fate.code != "form-structure" && !fate.isBlank && !fate.place.tokens.contains("options") {
                values[fate.place] = .string(writing)
            }
            let composed = mapping.composed(input)
            let rebuilder = PayloadRebuilder(input: composed, values: values)
            lead.payload = rebuilder.value(at: composed.parts[.payload]).serialized
            let text = try mapping.capture(lead, name: "Lead").test.text().lowercased()
            #expect(!text.replacing("?kanarienvogel=", with: "").contains("kanarienvogel"), "\(writing): \(text)")
        }
    }

    @Test("of a form builder's post has the same fields, and none of the answers", arguments: PresetCase.all)
    func presets(_ preset: PresetCase) throws {
        let leads = preset.leads.map { #""leads": "\#($0)", "# } ?? ""
        let mapping = try load(
            mappingFile(
                #"{ "kommentare": { "$unread": "lines" } }"#,
                target: "kex-vorgang",
                more: #""form": "\#(preset.preset)", \#(leads)"#
            )
        )
        func composed(_ payload: [UInt8], item: Int?) throws -> (input: LeadInput, composed: ComposedInput) {
            let input = try LeadInput(payload: payload, leadID: "1", receivedAt: "2026-01-01T00:00:00Z", item: item)
            return (input, mapping.composed(input))
        }
        let payload = Array(preset.payload.utf8)
        let item = preset.leads.map { _ in preset.item }
        let captured = try mapping.capture(CapturableLead(payload: payload, item: item), name: "Lead")
        let (input, before) = try composed(payload, item: item)
        let replaced = try #require(captured.test["payload"])
        let (_, after) = try composed(replaced.serialized, item: item.map { _ in 0 })
        let names = { (input: ComposedInput) in input.root(of: .form)?.value.objectValue?.keys ?? [] }
        #expect(names(after) == names(before), "\(replaced.text(pretty: true))")
        #expect(captured.differing == [], "\(replaced.text(pretty: true))")
        let fates = mapping.run(input).report().fates
        // The titles of questions may name what a customer answers.
        let titles = Set(
            fates.filter { $0.code == "form-structure" && !$0.value.plainText.contains("@") }.map(\.value.plainText)
        )
        let written = Self.texts(replaced).filter { !titles.contains($0) }.map { $0.lowercased() }
        let options = Set(before.replaced.values)
        for (leaf, fate) in zip(PayloadPlaces.leaves(of: before), fates) {
            guard case .string(let text) = fate.value, text.count > 4, !options.contains(leaf.node) else { continue }
            // An answer that the form's own definition offers.
            if captured.kept.contains(text), fate.kind == .unread, !text.contains("@") { continue }
            let isContact = text.contains("@") || text.firstMatch(of: /\d+\.\d+\.\d+\.\d+/) != nil
            guard fate.kind == .unread && Self.isPersonal(fate) || isContact else { continue }
            let found = written.first { $0.contains(text.lowercased()) }
            #expect(found == nil, "\(fate.place) \(text)")
        }
    }

    /// Whatever somebody typed, in the sense of this test: all that is no yes or no and no part of the form.
    static func isPersonal(_ fate: Fate) -> Bool {
        if fate.code == "form-structure" { return false }
        // A short number may be another field's stand-in by chance.
        if !fate.value.plainText.contains(where: \.isLetter), fate.value.plainText.count < 5 { return false }
        switch fate.value {
        case .number: return true
        case .string(let text): return text.count > 2 && !["nein", "true", "false"].contains(text.lowercased())
        default: return false
        }
    }

    /// A word of a closed list that went to a place where Europace has one.
    static func isOption(_ fate: Fate) -> Bool {
        fate.value.plainText.count < 40 && fate.value.plainText.count(where: \.isNumber) < 3
            && !fate.value.plainText.contains("@")
            && !fate.targets.contains { target in
                ["vorname", "nachname", "strasse", "email", "telefonnummer", "iban", "geburtsdatum"]
                    .contains(target.tokens.last ?? "")
            }
    }

    static func texts(_ value: JSONValue) -> [String] {
        switch value {
        case .array(let elements): elements.flatMap(texts)
        case .object(let object): object.values.flatMap(texts)
        case .null, .bool: []
        case .number, .string: [value.plainText]
        }
    }

    @Test("keeps the writing of what it replaces")
    func writing() throws {
        let mapping = try load(
            mappingFile(
                #"""
                { "kundenangaben": { "haushalte": [{ "kunden": [{ "referenzId": "kunde1",
                    "personendaten": { "person": { "anrede": { "$from": "$.form.anrede", "$as": "anrede" },
                      "vorname": "$.form.vorname", "nachname": "$.form.nachname" }, "geburtsdatum": "$.form.geboren" },
                    "kontakt": { "telefonnummer": { "$from": "$.form.telefon", "$as": "telefon" }, "email": "$.form.email",
                      "weitereKontaktmoeglichkeiten": { "$unread": "lines" } } }] }],
                  "finanzierungsbedarf": { "finanzierungszweck": { "$from": "$.form.vorhaben", "$lookup": {
                    "Kauf": { "@type": "KAUF", "kaufpreis": "$.form.preis" } } } } } }
                """#
            )
        )
        let lead = CapturableLead(
            payload: Array(
                #"""
                {"anrede": "Frau", "vorname": "Wilhelmine", "nachname": "Sonderlich", "geboren": "7.3.1981",
                 "telefon": "+49 221 8765432", "email": "w.sonderlich@firma-sonderlich.de", "vorhaben": "Kauf",
                 "preis": "358.000,00 €", "nachricht": "Bitte rufen Sie meinen Mann Ottokar an",
                 "agb": true, "leer": "", "kind": 3, "ref": "AX-90871"}
                """#.utf8
            )
        )
        let captured = try mapping.capture(lead, name: "Fall")
        let payload = try #require(captured.test["payload"])
        #expect(payload["anrede"] == "Frau")
        #expect(payload["vorhaben"] == "Kauf")
        #expect(captured.kept == ["Frau", "Kauf"])
        #expect(payload["agb"] == true)
        #expect(payload["leer"] == "")
        #expect(payload["telefon"]?.stringValue?.hasPrefix("+49 30 23125") == true)
        #expect(payload["email"]?.stringValue?.hasSuffix("@example.org") == true)
        let price = try #require(payload["preis"]?.stringValue)
        #expect(price.hasSuffix("00.000,00 €") && !price.hasPrefix("3"))
        let born = try #require(payload["geboren"]?.stringValue)
        #expect(born.firstMatch(of: /^\d\.\d\.19\d\d$/) != nil)
        #expect(payload["kind"]?.numberValue?.int != 3)
        #expect(payload["ref"]?.stringValue?.hasPrefix("XX-") == true)
        for word in ["Wilhelmine", "Sonderlich", "Ottokar", "8765432", "90871", "358.000"] {
            #expect(!captured.test.text().contains(word), "\(word)")
        }
        #expect(captured.replaced == 9)
        #expect(captured.differing == [])
    }

    @Test("of a batch holds this lead alone")
    func batch() throws {
        let mapping = try load(
            mappingFile(
                #"{ "antragsteller1": { "personendaten": { "vorname": "$.item.v", "nachname": "$.item.n" } } }"#,
                target: "kex-vorgang",
                more: #""leads": "$.payload.leads[*]", "#
            )
        )
        let payload = #"{"leads": [{"v": "Adelheid", "n": "Erstling"}, {"v": "Balduin", "n": "Zweitling"}]}"#
        let captured = try mapping.capture(CapturableLead(payload: Array(payload.utf8), item: 1), name: "Zweiter")
        #expect(captured.test["payload"]?["leads"]?.arrayValue?.count == 1)
        let text = captured.test.text()
        for name in ["Adelheid", "Erstling", "Balduin", "Zweitling"] { #expect(!text.contains(name)) }
        #expect(captured.test["expect"]?["antragsteller1"]?["personendaten"]?["vorname"]?.stringValue?.isEmpty == false)
    }

    @Test("takes over of query and headers only what the mapping reads")
    func query() throws {
        let mapping = try load(
            mappingFile(
                #"{ "antragsteller1": { "personendaten": { "vorname": "$.query.vorname" } } }"#,
                target: "kex-vorgang"
            )
        )
        let lead = CapturableLead(
            payload: Array("{}".utf8),
            query: ["vorname": "Adelheid", "gclid": "abc123"],
            headers: ["user-agent": "Balduins Browser"]
        )
        let captured = try mapping.capture(lead, name: "Query")
        #expect(captured.test["query"]?.objectValue?.keys == ["vorname"])
        #expect(captured.test["headers"] == nil)
        #expect(!captured.test.text().contains("Adelheid"))
    }
}

@Suite("Other contents in the same writing")
struct ShapedTextTests {
    @Test(
        "a date stays a date of its writing, anything else is none",
        arguments: [
            ("1.2.1980", "3.4.1975"), ("01.02.1980", "03.04.1975"), ("1980-02-01", "1975-04-05"),
            ("1980-02-01T08:15:30.123+02:00", "1975-04-05T12:00:00.000+02:00"), ("02/1980", "03/1975"),
            ("1. März 1980", "3. März 1975"), ("seit März 2015", "seit März 2013"), ("12/31/1999", "03/04/1994"),
            ("31.12.2029", "03.04.2030"), ("358.000,00", nil), ("1.250,50", nil), ("1980", nil), ("030 420860", nil),
            ("12345 Musterstadt", nil), ("Haus 3, Stock 2, Tür 1980", nil), ("", nil), ("12", nil),
        ] as [(String, String?)]
    )
    func dates(_ text: String, _ expected: String?) {
        #expect(ShapedText.date(text, number: 0, day: "2026-06-15") == expected)
    }

    @Test(
        "a number keeps its separators and its unit; words that are no unit make it none",
        arguments: [
            ("358.000,00 €", "400.000,00 €"), ("3,75 %", "4,00 %"), ("0", "2"), ("0,00", "2,00"), ("95", "10"),
            ("50.000–100.000 €", "60.000–200.000 €"), ("ca. 120 qm", "ca. 200 qm"), ("keine", nil),
            ("12 Freunde", nil),
        ] as [(String, String?)]
    )
    func numbers(_ text: String, _ expected: String?) {
        #expect(ShapedText.digits(text, number: 0) == expected)
    }

    @Test(
        "a telephone number becomes one that nobody has",
        arguments: [
            ("030/420860", "030/23125007"), ("+49 171 1234567", "+49 171 3920007"), ("(0221) 47 11", "(030) 23125007"),
            ("00491711234567", "00491713920007"), ("p:+491711234567", "p:+491713920007"),
            ("01711234567", "01713920007"),
            ("keins", "493023125007"),
        ]
    )
    func phones(_ text: String, _ expected: String) {
        #expect(ShapedText.phones(text, number: 7).first == expected)
    }
}

@Suite("A test is put into its file")
struct TestInsertionTests {
    static let test: JSONValue = ["name": "neu", "payload": ["a": "1"], "expect": [:], "findings": []]

    @Test(
        "and every other byte stays",
        arguments: [
            (
                "{\n  \"tests\": [\n    { \"name\": \"alt\" }\n  ]\n}\n",
                "{ \"name\": \"alt\" },\n    { \"name\": \"neu\""
            ),
            ("{\n\t\"tests\": [\n\t]\n}", "\"tests\": [\n\t\t{ \"name\": \"neu\""),
            ("{ \"tests\": [{ \"name\": \"alt\" }] }", "{ \"name\": \"alt\" }, { \"name\": \"neu\""),
            ("{\n    \"a\": 1\n}\n", "\"a\": 1,\n    \"tests\": [\n        { \"name\": \"neu\""),
            ("{ \"a\": 1 }", "\"a\": 1,\n  \"tests\": [\n    { \"name\": \"neu\""),
            ("{\r\n  \"a\": 1\r\n}\r\n", "\"a\": 1,\r\n  \"tests\": [\r\n    { \"name\": \"neu\""),
        ]
    )
    func inserted(_ file: String, _ expected: String) throws {
        let bytes = try #require(FileText(path: "m.json", bytes: Array(file.utf8)).inserting(test: Self.test))
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains(expected), "\(text)")
        let tests = try JSONValue.parse(bytes)["tests"]?.arrayValue ?? []
        #expect(tests.last == Self.test)
        // Without what was put in, the file is what it was.
        let common = zip(text.utf8, file.utf8).prefix { $0 == $1 }.count
        #expect(text.utf8.suffix(file.utf8.count - common).elementsEqual(file.utf8.suffix(file.utf8.count - common)))
        #expect(!text.contains("\n") || !file.contains("\r\n") || !text.contains { $0 == "\n" })
    }

    @Test("not into what is no mapping file")
    func refused() {
        for file in ["[]", "{", "{\"tests\": 1}"] {
            #expect(FileText(path: "m.json", bytes: Array(file.utf8)).inserting(test: Self.test) == nil)
        }
    }
}
