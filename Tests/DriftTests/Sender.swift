import JSON
import Leads
import Mapping
import MappingDesk
import MappingLanguage
import Names
import SQLiteLeads
import Targets
import TestSupport
import Testing

@testable import Drift

/// A sender whose posts are really mapped, and the ledger that hears of them; time passes only as the test says.
struct Sender {
    let library: CurrentLibrary
    private(set) var ledger = DriftLedger(source: "seite", salt: 42)
    private(set) var changes: [DriftLedger.Change] = []
    var now: Int64 = 1_790_000_000_000
    var mode = DeliveryMode.test
    private var count = 0

    init(mapping: String = Sender.mapping()) {
        library = CurrentLibrary(Self.library(mapping))
    }

    /// Another version of the mapping is in force from now on.
    mutating func edit(_ mapping: String) throws {
        library.value = Self.library(mapping)
        let mapping = try #require(library.value.mapping("m"))
        changes += ledger.adopt(mapping, rules: MappingRules(mapping), mode: mode, at: now)
    }

    /// Sends leads, one every `seconds`.
    mutating func send(_ times: Int = 1, every seconds: Double = 60, _ payload: (Int) -> JSONValue) throws {
        let mapping = try #require(library.value.mapping("m"))
        var lookout = Lookout(mapping)
        let rules = lookout.rules
        for round in 0..<times {
            if !ledger.isAbout(mapping, rules: rules, mode: mode) {
                changes += ledger.adopt(mapping, rules: rules, mode: mode, at: now)
            }
            count += 1
            let sighting = lookout.sighting(
                of: try Self.document(payload(round), library.value),
                salt: ledger.salt
            )
            changes += ledger.note(sighting, lead: "lead-\(count)", at: now, rules: rules)
            now += Int64(seconds * 1_000)
        }
    }

    mutating func send(_ times: Int = 1, every seconds: Double = 60, _ payload: JSONValue) throws {
        try send(times, every: seconds) { _ in payload }
    }

    mutating func repeatDifferently(_ lead: String) -> [DriftLedger.Change] {
        ledger.repeatedDifferently(lead: lead, at: now)
    }

    mutating func acknowledge(_ id: String) -> Notice? { ledger.acknowledge(id, reason: "seen", at: now) }

    /// What a restart makes of the ledger.
    mutating func restart() throws {
        ledger = try #require(DriftLedger(try JSONValue.parse(ledger.serialized)))
    }

    /// The ledger as it is written down.
    var text: String { String(decoding: ledger.serialized, as: UTF8.self) }

    /// The notices that were raised, in their words of today.
    var raised: [Notice] {
        changes.compactMap { change in
            if case .raised(let notice) = change { ledger.notice(notice.id) } else { nil }
        }
    }

    var open: [Notice] { ledger.notices.filter { $0.state == .open } }

    /// Kinds and places of all notices that were raised.
    var kinds: [String] { raised.map { "\($0.kind.rawValue) \($0.place)" } }

    static func library(_ mapping: String) -> MappingLibrary {
        MappingLibrary.load(files: [
            LibraryFile(path: "m.json", bytes: Array(mapping.utf8)),
            LibraryFile(path: "sources/seite.json", bytes: Array(Self.source.utf8)),
        ])
    }

    static let source = """
        { "mapping": "m", "credential": { "scheme": "bearer", "secret": { "env": "SECRET" } } }
        """

    static func document(_ payload: JSONValue, _ library: MappingLibrary) throws -> LeadDocument {
        let id = "0197f0a1-0000-7000-8000-000000000001"
        return LeadDocument.build(
            source: try #require(library.source("seite"), "\(library.findings.map(\.message))"),
            mapping: try #require(library.mapping("m"), "\(library.findings.map(\.message))"),
            input: try LeadInput(payload: payload.serialized, leadID: id, receivedAt: "2026-06-15T10:00:00Z"),
            leadID: id,
            gatewayMode: .test
        )
    }

    /// A mapping of a contact form; `phone` is what the telephone number is read from.
    static func mapping(
        phone: String = #""$.form.telefon""#,
        lookup: String = #"{ "Herr": "HERR", "Frau": "FRAU" }"#,
        unused: String = #""$.form.agb""#,
        more: String = ""
    ) -> String {
        """
        { "target": "kundenangaben", "missing": "omit", "unreadable": "omit", \(more) "unused": [\(unused)],
          "document": { "kundenangaben": { "haushalte": [ { "kunden": [ { "referenzId": "k1",
            "personendaten": { "person": { "vorname": "$.form.vorname", "nachname": "$.form.nachname",
              "anrede": { "$from": "$.form.anrede", "$lookup": \(lookup), "$else": "omit" } } },
            "kontakt": { "email": "$.form.email", "telefonnummer": { "$from": \(phone), "$as": "telefon" } }
          } ] } ] } } }
        """
    }

    static let phoneRule = "/document/kundenangaben/haushalte/0/kunden/0/kontakt/telefonnummer"
    static let titleRule = "/document/kundenangaben/haushalte/0/kunden/0/personendaten/person/anrede"

    /// What the form sends; without the names in `dropping`, with those of `more`.
    static func form(dropping: Set<String> = [], _ more: JSONObject = [:]) -> JSONValue {
        var form: JSONObject = [
            "anrede": "Herr", "vorname": "Max", "nachname": "Mustermann", "email": "max@example.org",
            "telefon": "030 420860", "agb": "on",
        ]
        for name in dropping { form.removeValue(forKey: name) }
        for member in more { form[member.key] = member.value }
        return .object(form)
    }

    /// The form with another name for the telephone number, in the same place.
    static let renamed: JSONValue = [
        "anrede": "Herr", "vorname": "Max", "nachname": "Mustermann", "email": "max@example.org",
        "phone": "030 420860", "agb": "on",
    ]
}
