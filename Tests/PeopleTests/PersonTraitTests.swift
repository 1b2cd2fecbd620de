import JSON
import LeadBuilding
import Leads
import Mapping
import MappingDesk
import Moments
import Names
import Targets
import TestSupport
import Testing

@testable import People

@Suite("Whom a lead is about")
struct PersonTraitTests {
    static let files = [
        "einzeln.json": """
        { "target": "kundenangaben", "missing": "omit", "unreadable": "omit",
          "document": { "kundenangaben": { "haushalte": [ { "kunden": [ { "referenzId": "k1", "personendaten": {
            "person": { "vorname": "$.form.vorname", "nachname": "$.form.nachname" },
            "geburtsdatum": "$.form.geburtsdatum" },
            "kontakt": { "telefonnummer": { "vorwahl": "$.form.vorwahl", "nummer": "$.form.nummer" } } } ] } ] } } }
        """,
        "mehrere.json": """
        { "target": "kundenangaben", "leads": "$.payload.leads[*]", "missing": "omit", "unreadable": "omit",
          "document": { "kundenangaben": { "haushalte": [ { "kunden": [ { "referenzId": "k1", "personendaten": {
            "person": { "vorname": "$.item.vorname", "nachname": "$.item.nachname" },
            "geburtsdatum": "$.item.geburtsdatum" } } ] } ] } } }
        """,
        "sources/einzeln.json": source("einzeln"),
        "sources/mehrere.json": source("mehrere"),
    ]

    static func source(_ mapping: String) -> String {
        """
        { "mapping": "\(mapping)", "mode": "test", "duplicates": { "key": "$.form.anfrage" },
          "credential": { "scheme": "bearer", "secret": { "env": "SECRET" } } }
        """
    }

    static let building = LeadBuilding(
        library: CurrentLibrary(
            MappingLibrary.load(files: files.map { LibraryFile(path: $0, bytes: Array($1.utf8)) })
        ),
        targets: [.kundenangaben],
        gatewayMode: .test
    )

    static let today = CalendarDate(iso: "2026-11-29")!

    static func traits(
        _ body: String,
        source: String = "einzeln",
        type: String = "application/json",
        item: Int? = nil
    ) -> Set<PersonTrait> {
        let lead = Lead(
            id: LeadID.make(now: 1),
            source: .init(source),
            target: .kundenangaben,
            mode: .test,
            receivedAt: 1_790_000_000_000
        )
        let submission = Submission(body: Array(body.utf8), contentType: type, item: item)
        return PersonTraits.of(lead, building.judge(lead, submission), submission)
    }

    static func query(_ text: String) throws -> PersonQuery {
        try PersonQuery(JSONValue.parse(text).objectValue ?? [:], today: today)
    }

    @Test(
        "the same person is found however it was typed",
        arguments: [
            (#"{"email": "Max.Muster@Example.ORG"}"#, #"{"kontakt": {"was": " max.muster@example.org "}}"#),
            (#"{"email": "max@example.org"}"#, #"{"bemerkung": "Bitte an Max <max@example.org> schreiben."}"#),
            (#"{"phone": "+49 30 420860"}"#, #"{"x": ["030/42 08-60"]}"#),
            (#"{"phone": "0176 12345678"}"#, #"{"x": 17612345678}"#),
            (#"{"phone": "0176 12345678"}"#, #"{"x": "0049 (0)176 12345678"}"#),
            (#"{"phone": "030 420860"}"#, #"{"vorwahl": "030", "nummer": "420860"}"#),
            (
                #"{"familyName": "Müller-Lüdenscheidt", "givenName": "Max", "birthDate": "1.2.1980"}"#,
                #"{"nachname": "MUELLER LÜDENSCHEIDT", "vorname": "max", "geburtsdatum": "01.02.1980"}"#
            ),
            (#"{"reference": "a-4711"}"#, #"{"anfrage": "A-4711"}"#),
            (#"{"reference": "az 4711"}"#, #"{"anfrage": " Az\t \r\n4711 "}"#),
            (#"{"reference": "größe 7"}"#, #"{"anfrage": "Größe\u00a0 7"}"#),
        ]
    )
    func found(query: String, body: String) throws {
        let wanted = try Self.query(query).traits
        #expect(!wanted.isDisjoint(with: Self.traits(body)), "\(wanted) in \(Self.traits(body))")
    }

    @Test("a name with another day of birth is another person")
    func another() throws {
        let wanted = try Self.query(#"{"familyName": "Muster", "givenName": "Max", "birthDate": "1980-02-01"}"#)
        let traits = Self.traits(#"{"nachname": "Muster", "vorname": "Max", "geburtsdatum": "02.02.1980"}"#)
        #expect(traits.contains { $0.kind == .nameAndBirthDate } && wanted.traits.isDisjoint(with: traits))
    }

    @Test("who stands behind many others is found all the same, and once")
    func many() throws {
        let others = (0..<40).map { ##""k\##($0)": "person\##($0)@example.org""## }.joined(separator: ", ")
        let traits = Self.traits(#"{\#(others), "a": "max@example.org", "b": "max@example.org"}"#)
        #expect(traits.filter { $0.kind == .email }.count == 41)
    }

    @Test("a lead of a post is about its own person, not about the others of the post")
    func items() throws {
        let body = """
            { "leads": [ { "vorname": "Max", "nachname": "Muster", "geburtsdatum": "1980-02-01", "m": "max@example.org" },
                         { "vorname": "Eva", "nachname": "Muster", "geburtsdatum": "1981-02-01", "m": "eva@example.org" } ] }
            """
        let second = Self.traits(body, source: "mehrere", item: 1)
        #expect(second.contains(PersonTrait(.email, "eva@example.org")))
        #expect(!second.contains(PersonTrait(.email, "max@example.org")))
        let eva = try Self.query(#"{"familyName": "Muster", "givenName": "Eva", "birthDate": "1981-02-01"}"#)
        #expect(eva.traits.isSubset(of: second))
    }

    @Test("a post that cannot be decoded is looked through as it is")
    func undecodable() {
        let traits = Self.traits(#"{"mail": "max@example.org", "tel": "030 420860", "#)
        #expect(traits.isSuperset(of: [PersonTrait(.email, "max@example.org"), PersonTrait(.phone, "4930420860")]))
        #expect(
            Self.traits("mail=max%40example.org", source: "keine", type: "application/x-www-form-urlencoded")
                .contains(PersonTrait(.email, "max@example.org"))
        )
    }

    @Test(
        "what says nothing of anybody is refused, without repeating it",
        arguments: [
            "{}", #"{"email": "Kanarienvogel"}"#, #"{"phone": "Kanarienvogel 12"}"#,
            #"{"familyName": "Kanarienvogel"}"#,
            #"{"familyName": "A", "givenName": "B", "birthDate": "Kanarienvogel"}"#, #"{"email": 1}"#,
            #"{"email": " "}"#, #"{"email": "a@example.org", "match": "Kanarienvogel"}"#,
        ]
    )
    func refused(text: String) throws {
        let members = try #require(try JSONValue.parse(text).objectValue)
        let error = #expect(throws: PersonQueryError.self) { try PersonQuery(members, today: Self.today) }
        #expect(error?.description.contains("Kanarienvogel") == false)
    }
}
