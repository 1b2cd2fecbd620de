import JSON
import Mapping
import MappingLanguage
import Names
import Submissions
import TargetSchemas
import Targets
import TestSupport
import Testing

@testable import MappingDesk

@Suite("A mapping that a post suggests")
struct ProposalTests {
    /// The standards alone, without their tests: what proposals extend.
    private static let library = MappingLibrary.load(
        files: ShippedMappings.files.filter { $0.path.hasSuffix("-standard.json") }.map { file in
            guard case .object(var object)? = try? JSONValue.parse(file.bytes) else { return file }
            object.removeValue(forKey: "tests")
            return LibraryFile(path: file.path, bytes: JSONValue.object(object).serialized)
        }
    )
    private static let desk = ProposalDesk(library: library, targets: .shipped)

    private func proposal(_ payload: String, item: Int? = nil, _ standard: String = "kundenangaben-standard") throws
        -> Proposal
    {
        try Self.desk.proposal(for: Self.input(payload, item: item), completing: ["extends": .string(standard)])
    }

    private static func input(_ payload: String, item: Int? = nil) throws -> LeadInput {
        try LeadInput(
            payload: Array(payload.utf8),
            leadID: "1",
            receivedAt: "2026-11-29T00:00:00Z",
            item: item
        )
    }

    /// A mapping as a file beside the standards.
    private func mapping(_ file: JSONValue) throws -> Mapping {
        let archive = MappingArchive(targets: .shipped, read: { _ in nil }, write: { _, _ in false })
        let loaded = archive.candidate(file, among: Self.library)
        return try #require(loaded.mapping, "\(loaded.findings.map { "\($0.pointer): \($0.message)" })")
    }

    private func file(_ proposal: Proposal) -> JSONValue {
        proposal.file(extending: "kundenangaben-standard", schema: "./schema/kundenangaben.json", description: "x")
    }

    // MARK: Shape

    @Test("a vendor's post is known by its shape", arguments: PresetCase.all)
    func shape(post: PresetCase) throws {
        let found = FormRecognition(try Self.input(post.payload, item: post.item))
        // Of plain members nobody can say who posted them.
        let known = try #require(FormPresets.named(post.preset))
        let isPlain = known.parts.allSatisfy { part in
            if case .members(let selector, _) = part.shape { selector.text == "$.payload" } else { false }
        }
        if found.preset == nil {
            #expect(isPlain || Self.unshaped.contains(post.name), "\(post.name)")
        } else {
            #expect(found.preset == post.preset)
            #expect(found.leads == post.leads)
        }
    }

    /// Recorded posts so small that several presets explain them alike.
    private static let unshaped: Set<String> = [
        "Dr. Klein", "Zapier, keys as they were mapped", "Make, keys as they were mapped",
    ]

    @Test(
        "plain fields are nobody's form",
        arguments: [
            #"{"vorname": "Erika", "nachname": "Mustermann"}"#, #"{"id": "5", "vorname": "Erika"}"#, "{}",
            #"{"kontakt": {"vorname": "Erika"}}"#,
        ]
    )
    func plain(payload: String) throws {
        #expect(FormRecognition(try Self.input(payload)).preset == nil)
    }

    @Test(
        "of a form that no preset knows the place of its answers is found",
        arguments: [
            (
                #"{"event": "new", "lead": {"person": {"firstName": "Erika", "lastName": "Muster"}, "email": "e@example.org"}}"#,
                #"{"members": "$.payload.lead"}"#
            ),
            (
                ##"{"anfrage": {"kunde": {"Vorname": "Erika", "Nachname": "Muster"}, "Kaufpreis": {"@w": "EUR", "#text": "350000"}}}"##,
                #"{"members": "$.payload.anfrage"}"#
            ),
            (
                #"{"id": 7, "data": "{\"Vorname\": \"Erika\", \"Nachname\": \"Muster\"}"}"#,
                #"{"json": "$.payload.data"}"#
            ),
            (
                #"{"answers": [{"question": "Ihr Vorname", "answer": "Erika"}, {"question": "Ihr Nachname", "answer": "Muster"}]}"#,
                #"{"list": "$.payload.answers[*]", "key": "@.question", "value": "@.answer"}"#
            ),
        ]
    )
    func unknownShape(payload: String, form: String) throws {
        let proposal = try proposal(payload)
        #expect(proposal.preset == nil)
        #expect(proposal.leads == nil)
        var own = try #require(file(proposal)["form"]?.objectValue)
        own.removeValue(forKey: "names")
        #expect(try JSONValue.object(own) == JSONValue.parse(form))
        let person = try mapping(file(proposal)).run(Self.input(payload)).json["kundenangaben"]?["haushalte"]?[0]?[
            "kunden"
        ]?[0]?[
            "personendaten"
        ]?["person"]
        #expect(person?["vorname"] == "Erika")
        #expect(person?["nachname"] == "Muster")
    }

    @Test("a proposal for a file that has the shape already adds to it")
    func knownShape() throws {
        let payload = #"{"lead": {"first": "Erika", "Nachname": "Muster", "E-Mail": "e@example.org"}}"#
        let answers: JSONValue = ["vorhaben": ["Haus suchen": "Kauf"]]
        let form: JSONObject = ["members": "$.payload.lead", "names": ["vorname": "first"], "answers": answers]
        let file: JSONObject = ["extends": "kundenangaben-standard", "form": .object(form)]
        let proposal = try Self.desk.proposal(for: Self.input(payload), completing: file)
        let made = proposal.file(extending: "kundenangaben-standard", schema: "x", description: "x", existing: file)
        #expect(made["form"]?["members"] == "$.payload.lead")
        #expect(made["form"]?["answers"] == answers)
        #expect(made["form"]?["names"] == ["vorname": "first", "nachname": "Nachname", "email": "E-Mail"])
    }

    @Test("leads in a list within the post are leads, each with its own fields")
    func innerLeads() throws {
        let payload =
            #"{"leads": [{"mail": "a@example.org", "nachname": "A"}, {"mail": "b@example.org", "nachname": "B"}]}"#
        let proposal = try proposal(payload, item: 1)
        #expect(proposal.leads == "$.payload.leads[*]")
        let json = try mapping(file(proposal)).run(Self.input(payload, item: 1)).json
        let kunde = json["kundenangaben"]?["haushalte"]?[0]?["kunden"]?[0]
        #expect(kunde?["kontakt"]?["email"] == "b@example.org")
        #expect(kunde?["personendaten"]?["person"]?["nachname"] == "B")
    }

    @Test("parts of parts are found, of the property and of a second applicant, too")
    func deepParts() throws {
        let payload =
            #"{"kunde": {"vorname": "Erika", "adresse": {"plz": "50667", "ort": "Köln"}}, "objekt": {"adresse": {"plz": "10115"}}, "applicant2": {"first_name": "Max"}}"#
        let names = file(try proposal(payload))["form"]?["names"]
        #expect(names?["plz"] == "$.form.kunde.adresse.plz")
        #expect(names?["ort"] == "$.form.kunde.adresse.ort")
        #expect(names?["objekt_plz"] == "$.form.objekt.adresse.plz")
        #expect(names?["vorname_2"] == "$.form.applicant2.first_name")
    }

    // MARK: Names

    private struct Score {
        var wanted = 0
        var right = 0
        var wrong: [String] = []
        var missed: [String] = []
    }

    /// Compares where each value of a post goes with a proposal and with a person's mapping.
    private func score(_ truth: ProposalTruth) throws -> Score {
        var form: JSONObject = [:]
        if let preset = truth.preset { form["preset"] = .string(preset) }
        if !truth.names.isEmpty { form["names"] = .object(truth.names) }
        var oracle: JSONObject = ["extends": "kundenangaben-standard"]
        if let leads = truth.leads { oracle["leads"] = .string(leads) }
        if !form.isEmpty { oracle["form"] = .object(form) }
        let input = try Self.input(truth.payload, item: truth.leads == nil ? nil : truth.item)
        let proposed = try Self.desk.proposal(for: input, completing: ["extends": "kundenangaben-standard"])
        let expected = try mapping(.object(oracle)).run(input).report().fates
        let got = try mapping(file(proposed)).run(input).report().fates
        func targets(_ fate: Fate) -> [String] {
            [.used, .unreadable].contains(fate.kind) ? fate.targets.map(\.description).sorted() : []
        }
        let found = Dictionary(got.map { ($0.place, targets($0)) }) { $0 + $1 }
        var score = Score()
        for fate in expected where !fate.isBlank {
            let (want, have) = (targets(fate), found[fate.place] ?? [])
            if !want.isEmpty { score.wanted += 1 }
            if want == have {
                score.right += want.isEmpty ? 0 : 1
            } else if have.isEmpty {
                score.missed.append("\(fate.place)")
            } else {
                score.wrong.append("\(fate.place) → \(have)")
            }
        }
        return score
    }

    @Test("finds most fields of the vendors' recorded posts and of plain forms, and hardly ever a wrong one")
    func share() throws {
        var (wanted, right, wrong) = (0, 0, 0)
        for truth in ProposalTruth.recorded + ProposalTruth.plain {
            let score = try score(truth)
            wanted += score.wanted
            right += score.right
            wrong += score.wrong.count
            if !score.wrong.isEmpty || !score.missed.isEmpty {
                print(
                    "\(truth.name): \(score.right) of \(score.wanted); wrong: \(score.wrong); missed: \(score.missed)"
                )
            }
        }
        print("proposals: \(right) of \(wanted) values rightly matched, \(wrong) wrongly")
        #expect(Double(right) / Double(wanted) >= 0.95)
        #expect(Double(wrong) / Double(wanted) <= 0.02)
    }

    @Test(
        "every proposal passes the check, and says of no field that it is two",
        arguments: ProposalTruth.recorded + ProposalTruth.plain
    )
    func valid(truth: ProposalTruth) throws {
        for standard in ["kundenangaben-standard", "kex-standard"] {
            let proposed = try proposal(truth.payload, item: truth.leads == nil ? nil : truth.item, standard)
            #expect(Set(proposed.matches.map(\.name)).count == proposed.matches.count)
            #expect(Set(proposed.matches.map(\.field)).isDisjoint(with: proposed.open.map(\.field)))
            #expect(proposed.matches.allSatisfy { (Proposal.threshold...1).contains($0.confidence) })
            _ = try mapping(proposed.file(extending: standard, schema: "x", description: "x"))
        }
    }

    @Test("nothing of a value stands in a proposal or in the file that it makes")
    func noValues() throws {
        let values = ["Erika-Kanarie", "kanarie@example.org", "0176 99887766", "Kanarienweg 77", "987.654"]
        let proposed = try proposal(
            #"""
            {"Vorname": "\#(values[0])", "Mail": "\#(values[1])", "Tel": "\#(values[2])", "Straße": "\#(values[3])",
             "Kaufpreis": "\#(values[4])", "Bemerkung": "\#(values[0])"}
            """#
        )
        #expect(proposed.matches.count == 5)
        let all = file(proposed).text() + "\(proposed)"
        for value in values { #expect(!all.contains(value), "\(value)") }
    }

    @Test("a name outweighs a value, a value that cannot be it outweighs a likeness")
    func evidence() throws {
        let proposed = try proposal(
            #"""
            {"Ansprechpartner": "max@example.org", "Rückrufnummer": "030 420860", "Kontakt": "erika@example.org", "Preis": "viel"}
            """#
        )
        let names = Dictionary(uniqueKeysWithValues: proposed.matches.map { ($0.field, $0.name) })
        #expect(names["Rückrufnummer"] == "telefon")
        #expect(names["Ansprechpartner"] == "email", "an address is no name")
        #expect(proposed.open.contains { $0.field == "Kontakt" && $0.remark.contains("email") })
    }

    @Test(
        "a field of another person or another thing is the other's, or a guess",
        arguments: [
            ("Nachname des Ehepartners", "nachname_2", true), ("Vorname Ihrer Ehefrau", "vorname_2", true),
            ("Geburtsdatum des Ehegatten", "geburtsdatum_2", true), ("Name des Lebenspartners", "nachname", false),
            ("Vorname der Partnerin", "vorname_2", true), ("Nachname (Ehemann)", "nachname_2", true),
            ("Telefon Arbeitgeber", "telefon", false), ("Beruf des Partners", "beruf", false),
            ("Haushaltsnettoeinkommen", "nettoeinkommen", false), ("Restschuld Autokredit", "restschuld", false),
            ("Steuernummer", "steuer_id", false), ("Telefon der Bank", "telefon", false),
            ("Telefon", "telefon", true), ("Name des Arbeitgebers", "arbeitgeber", true),
        ]
    )
    func others(field: String, name: String, isSure: Bool) throws {
        let proposed = try proposal("{\"\(field)\": \"\"}")
        let found = proposed.matches.filter { $0.confidence >= 0.7 }.map(\.name)
        #expect(found.contains(name) == isSure, "\(proposed.matches)")
    }

    @Test("what is there in a file stays, and only what it lacks is added")
    func completes() throws {
        let existing: JSONObject = [
            "description": "Eigene", "extends": "kundenangaben-standard", "unused": ["$.form.agb"],
            "form": ["preset": "tally", "names": ["telefon": "Handy"]],
        ]
        let payload = #"""
            {"data": {"fields": [{"key": "a", "label": "Handy", "type": "INPUT_PHONE_NUMBER", "value": "0176 12345678"},
              {"key": "b", "label": "Nachname", "type": "INPUT_TEXT", "value": "Muster"}]}}
            """#
        let proposed = try Self.desk.proposal(for: Self.input(payload), completing: existing)
        let file = proposed.file(extending: "", schema: "", description: "", existing: existing)
        #expect(file["description"] == "Eigene" && file["unused"] == ["$.form.agb"])
        #expect(file["form"] == ["preset": "tally", "names": ["telefon": "Handy", "nachname": "Nachname"]])
        #expect(throws: ProposalDesk.Fault.self) {
            try Self.desk.proposal(
                for: Self.input("{}"),
                completing: ["extends": "kundenangaben-standard", "form": [["members": "$.payload.x"]]]
            )
        }
    }

    @Test(
        "each vendor's sample becomes a lead with a name and an address",
        arguments: Vendor.all
    )
    func samples(vendor: Vendor) throws {
        let sample = VendorSample.of(vendor)
        let decoded = try SubmissionDecoder.decode(Array(sample.body.utf8), contentType: sample.contentType).readable
        let input = try LeadInput(payload: decoded.json, leadID: "1", receivedAt: "2026-11-29T00:00:00Z")
        let new =
            NewSource(
                name: "neu",
                vendor: vendor,
                mapping: nil,
                target: .kundenangaben,
                standard: "kundenangaben-standard",
                kundenbetreuer: nil
            ).mappingFile().objectValue ?? [:]
        let proposed = try Self.desk.proposal(for: input, completing: new)
        let file = proposed.file(extending: "", schema: "", description: "", existing: new)
        let document = String(decoding: try mapping(file).run(input).document, as: UTF8.self)
        for word in ["Erika", "Mustermann", "erika.mustermann@example.org"] {
            #expect(document.contains(word), "\(vendor.name): \(file.text())")
        }
        if vendor.form != nil {
            let found = FormRecognition(input).preset
            #expect(found == nil || found == vendor.form, "\(found ?? "")")
        }
    }
}
