import JSON
import Mapping
import Names
import SeededRandom
import Targets
import Testing

@testable import Drift

@Suite("Fields that come and go")
struct FieldNoticeTests {
    @Test("a renamed field is one notice, with both names, the rule and what to write", arguments: [10, 20, 200])
    func renamed(history: Int) throws {
        var sender = Sender()
        try sender.send(history, Sender.form())
        try sender.send(4, Sender.renamed)
        #expect(sender.changes == [], "four leads may be outliers")
        try sender.send(200, Sender.renamed)
        #expect(sender.kinds == ["field-renamed /form/phone"])
        let notice = try #require(sender.raised.first)
        #expect(notice.state == .open)
        #expect(notice.vanished?.description == "/form/telefon")
        #expect(notice.rules.map(\.description) == [Sender.phoneRule])
        #expect(notice.suggestion.contains("$.form.phone"))
        #expect(notice.suggestion.contains("$.form.telefon"))
        #expect(notice.suggestion.contains(Sender.phoneRule))
        #expect(notice.leads == 204)
        #expect(notice.examples == ["lead-\(history + 204)"])
        #expect(notice.mapping == "m")
        #expect(notice.mappingHash == sender.library.value.mapping("m")?.hash)
    }

    @Test("a renamed field is noticed within a handful of leads once there is some history")
    func soon() throws {
        var sender = Sender()
        try sender.send(30, Sender.form())
        try sender.send(7, Sender.renamed)
        #expect(sender.kinds == ["field-renamed /form/phone"])
    }

    @Test("a rename in the middle of a busy second is told as one, too", arguments: 1...9)
    func busy(offset: Int) throws {
        var sender = Sender()
        try sender.send(40 + offset, every: 0.1, Sender.form())
        try sender.send(40, every: 0.1, Sender.renamed)
        #expect(sender.kinds == ["field-renamed /form/phone"])
        #expect(sender.changes.count == 1)
    }

    @Test("all fields of a form are renamed at once: each old name finds its new one by its place in the form")
    func relaunch() throws {
        var sender = Sender()
        let names = ["anrede", "vorname", "nachname", "email", "telefon"]
        let renamed = ["title", "first", "last", "mail", "phone"]
        func form(_ names: [String]) -> JSONValue {
            .object(names.reduce(into: JSONObject()) { $0[$1] = "Herr" })
        }
        try sender.send(40, form(names))
        try sender.send(60, form(renamed))
        let pairs = sender.raised.map { "\($0.vanished?.tokens.last ?? "-") \($0.place.tokens.last ?? "-")" }
        #expect(pairs.sorted() == ["anrede title", "email mail", "nachname last", "telefon phone", "vorname first"])
    }

    @Test(
        "the rarer a field was, the longer its absence must last",
        arguments: [(1, 5, 12), (2, 12, 60), (20, 90, 900)]
    )
    func rare(every: Int, notBefore: Int, atLast: Int) throws {
        var sender = Sender()
        try sender.send(200) { Sender.form(dropping: $0 % every == 0 ? [] : ["telefon"]) }
        try sender.send(notBefore - 1, Sender.form(dropping: ["telefon"]))
        #expect(sender.kinds == [])
        try sender.send(atLast - notBefore + 1, Sender.form(dropping: ["telefon"]))
        #expect(sender.kinds == ["field-vanished /form/telefon"])
        let notice = try #require(sender.raised.first)
        #expect(notice.rules.map(\.description) == [Sender.phoneRule])
        #expect(notice.leads >= notBefore)
    }

    @Test("an optional field is no notice, however long it stays away by chance", arguments: [0.02, 0.05, 0.3, 0.8])
    func optional(share: Double) throws {
        let names = (0..<20).map { InputPlace(["form", "feld\($0)"]) }
        let mapping = try #require(Sender.library(Sender.mapping()).mapping("m"))
        let rules = MappingRules(mapping)
        for seed in 1...5 as ClosedRange<UInt64> {
            var random = SeededRandom(seed: seed)
            var ledger = DriftLedger(source: "seite", salt: 1)
            _ = ledger.adopt(mapping, rules: rules, mode: .test, at: 0)
            var changes: [DriftLedger.Change] = []
            for lead in 0..<4_000 {
                let fields = names.filter { _ in Double.random(in: 0..<1, using: &random) < share }
                let sighting = LeadSighting(
                    fields: fields.map { LeadSighting.Field(place: $0, isRead: true, isDeclared: false) },
                    hits: [],
                    options: []
                )
                changes += ledger.note(sighting, lead: "\(lead)", at: Int64(lead) * 60_000, rules: rules)
            }
            #expect(changes == [], "seed \(seed)")
        }
    }

    @Test("a new field that no rule reads is one notice; a lone one is none")
    func appeared() throws {
        var sender = Sender()
        try sender.send(20, Sender.form())
        try sender.send(1, Sender.form(["tippfehler": "x"]))
        try sender.send(30) { Sender.form($0 % 2 == 0 ? ["wunschtermin": "morgen"] : [:]) }
        #expect(sender.kinds == ["field-new /form/wunschtermin"])
        #expect(sender.raised.first?.suggestion.contains(#""unused": ["$.form.wunschtermin"]"#) == true)
    }

    @Test("a new source has no notices for what its first leads bring")
    func newSource() throws {
        var sender = Sender()
        let more: JSONObject = ["a": "1", "b": "2", "c": "3"]
        try sender.send(30) { Sender.form($0 % 3 == 0 ? more : ["a": "1"]) }
        #expect(sender.changes == [])
    }

    @Test("a rare field that no rule reads is none either, if the source is younger than the field is rare")
    func rareFromTheBeginning() throws {
        var sender = Sender()
        try sender.send(200) { Sender.form($0 % 20 == 19 ? ["bemerkung": "x"] : [:]) }
        #expect(sender.changes == [])
    }

    @Test("fields that the mapping declares, that are blank, or that only track are none")
    func harmless() throws {
        var sender = Sender()
        try sender.send(20, Sender.form(dropping: ["agb"]))
        try sender.send(30, Sender.form(["leer": "  ", "utm_source": "anzeige", "gclid": "1", "fbclid": "2"]))
        #expect(sender.changes == [])
    }

    @Test("a burst of one second says no more than a few leads")
    func burst() throws {
        var sender = Sender()
        try sender.send(100) { Sender.form(dropping: $0 % 10 == 0 ? [] : ["telefon"]) }
        try sender.send(500, every: 0.001, Sender.form(dropping: ["telefon"]))
        #expect(sender.changes == [])
    }

    @Test("a field that came back ends its notice; a page that was open since before does not")
    func cameBack() throws {
        var sender = Sender()
        try sender.send(40, Sender.form())
        try sender.send(20, Sender.form(dropping: ["telefon"]))
        try sender.send(1, Sender.form())
        try sender.send(20, Sender.form(dropping: ["telefon"]))
        try sender.send(1, Sender.form())
        #expect(sender.open.map(\.kind) == [.fieldVanished])
        try sender.send(10, Sender.form())
        #expect(sender.ledger.notices.map(\.end) == [.fieldCameBack])
        try sender.send(10, Sender.form(dropping: ["telefon"]))
        #expect(sender.kinds == ["field-vanished /form/telefon", "field-vanished /form/telefon"], "it is a new cause")
    }

    @Test("a new field that is not sent any more ends its notice, in the end")
    func notSeenAnyMore() throws {
        var sender = Sender()
        try sender.send(40, Sender.form())
        try sender.send(20, Sender.form(["versuch": "a"]))
        try sender.send(150, Sender.form())
        #expect(sender.open.map(\.kind) == [.fieldNew])
        try sender.send(100, Sender.form())
        #expect(sender.ledger.notices.map(\.end) == [.notSeenAnyMore])
    }
}
