import JSON
import Mapping
import Targets
import Testing

@testable import Drift

@Suite("What an edited mapping, an operator or another mode means for notices")
struct MappingChangeTests {
    private func renamed() throws -> Sender {
        var sender = Sender()
        try sender.send(30, Sender.form())
        try sender.send(20, Sender.renamed)
        #expect(sender.open.map(\.kind) == [.fieldRenamed])
        return sender
    }

    @Test(
        "a rule that reads the new name ends the notice, with or without the old one",
        arguments: [#""$.form.phone""#, #"{ "$first": ["$.form.phone", "$.form.telefon"] }"#]
    )
    func read(phone: String) throws {
        var sender = try renamed()
        try sender.edit(Sender.mapping(phone: phone))
        #expect(sender.ledger.notices.map(\.end) == [.mappingChanged])
        try sender.send(300, Sender.renamed)
        #expect(sender.raised.count == 1)
    }

    @Test("declaring the new name leaves the old one missing, until no rule wants it")
    func declared() throws {
        var sender = try renamed()
        try sender.edit(Sender.mapping(unused: #""$.form.agb", "$.form.phone""#))
        #expect(sender.open.map(\.kind) == [.fieldVanished])
        #expect(sender.open.first?.rules.map(\.description) == [Sender.phoneRule])
        try sender.edit(Sender.mapping(phone: #""$.form.agb""#, unused: #""$.form.phone""#))
        #expect(sender.ledger.notices.map(\.end) == [.mappingChanged])
        #expect(sender.raised.count == 1)
    }

    @Test("a change that has nothing to do with it neither ends the notice nor raises it again")
    func unrelated() throws {
        var sender = try renamed()
        let hash = sender.open.first?.mappingHash
        try sender.edit(Sender.mapping(lookup: #"{ "Herr": "HERR", "Frau": "FRAU", "Fr.": "FRAU" }"#))
        try sender.send(50, Sender.renamed)
        #expect(sender.open.count == 1)
        #expect(sender.raised.count == 1)
        #expect(sender.open.first?.mappingHash != hash)
        #expect(sender.ledger.ruleLeads == 50, "rules are counted from the new version on")
    }

    @Test("a rule that the operator took out is no vanished field, and what it read is no new one")
    func ruleRemoved() throws {
        var sender = Sender()
        try sender.send(30, Sender.form())
        try sender.edit(Sender.mapping(phone: #""$.form.agb""#))
        try sender.send(30, Sender.form())
        try sender.send(30, Sender.form(dropping: ["telefon"]))
        #expect(sender.changes == [])
    }

    @Test("what was acknowledged goes on without being raised again, and ends as any other")
    func acknowledged() throws {
        var sender = try renamed()
        let id = try #require(sender.open.first?.id)
        #expect(sender.acknowledge(id)?.state == .acknowledged)
        #expect(sender.acknowledge("seite-99") == nil)
        try sender.send(50, Sender.renamed)
        #expect(sender.ledger.notices.map(\.state) == [.acknowledged])
        #expect(sender.raised.count == 1)
        try sender.edit(Sender.mapping(phone: #""$.form.phone""#))
        #expect(sender.ledger.notices.map(\.state) == [.ended])
        #expect(sender.acknowledge(id) == nil)
    }

    @Test("leads that came again differently are one notice until somebody has seen it, whatever the mapping becomes")
    func repeatedDifferently() throws {
        var sender = Sender()
        func notice(_ lead: String) -> Notice? {
            for case .raised(let notice) in sender.repeatDifferently(lead) { return notice }
            return nil
        }
        #expect(notice("lead-1")?.kind == .repeatedDifferently)
        #expect(notice("lead-1") == nil && notice("lead-2") == nil)
        try sender.send(3, Sender.form())
        try sender.edit(Sender.mapping(phone: #""$.form.phone""#))
        sender.mode = .production
        try sender.send(3, Sender.form())
        try sender.restart()
        let open = try #require(sender.open.first)
        #expect(open.leads == 2 && open.examples == ["lead-2", "lead-1"])
        #expect(open.place.selector == "$" && open.message.contains("2 leads"))
        #expect(sender.acknowledge(open.id)?.end == .acknowledged)
        #expect(notice("lead-2")?.leads == 1, "what comes after it is another cause")
    }

    @Test("another mode is another kind of traffic: its form is learnt anew, open notices stay")
    func mode() throws {
        var sender = try renamed()
        sender.mode = .production
        try sender.send(30, Sender.form(dropping: ["telefon", "email"], ["neu": "1"]))
        #expect(sender.raised.count == 1)
        #expect(sender.open.count == 1)
    }

    @Test("a mapping that names the places of the form otherwise learns them anew")
    func shape() throws {
        var sender = try renamed()
        try sender.edit(Sender.mapping(more: #""form": { "list": "$.payload[*]", "key": "@.k", "value": "@.v" }, "#))
        #expect(sender.ledger.notices.map(\.end) == [.mappingChanged])
        try sender.send(40) { _ in [["k": "telefon", "v": "030 420860"], ["k": "neu", "v": "1"]] }
        #expect(sender.raised.count == 1)
    }

    @Test("hits and misses of every rule are counted, by its place in the file")
    func counts() throws {
        var sender = Sender()
        try sender.send(10) { Sender.form(dropping: $0 < 4 ? ["telefon"] : []) }
        let mapping = try #require(sender.library.value.mapping("m"))
        let rules = MappingRules(mapping).rules
        let hits = Dictionary(uniqueKeysWithValues: zip(rules.map(\.pointer.description), sender.ledger.hits))
        #expect(hits.count == 5)
        #expect(hits[Sender.phoneRule] == 6)
        #expect(hits[Sender.titleRule] == 10)
        #expect(sender.ledger.ruleLeads == 10)
    }

    @Test("of the variants that a list chooses between, only the rules of the chosen one have hits")
    func variants() throws {
        let mapping = """
            { "target": "kundenangaben", "missing": "omit", "unreadable": "omit", "document": { "kundenangaben": {
              "finanzierungsbedarf": { "finanzierungszweck": { "$from": "$.form.vorhaben", "$lookup": {
                "Kauf": { "@type": "KAUF", "kaufpreis": "$.form.kaufpreis" },
                "Neubau": { "@type": "KAUF_NEUBAU_VOM_BAUTRAEGER", "kaufpreis": "$.form.kaufpreis" } } } } } } }
            """
        var sender = Sender(mapping: mapping)
        try sender.send(7, ["vorhaben": "Kauf", "kaufpreis": "358.000"])
        try sender.send(2, ["vorhaben": "Neubau", "kaufpreis": "358.000"])
        try sender.send(1, ["vorhaben": "Neubau"])
        let rules = MappingRules(try #require(sender.library.value.mapping("m"))).rules
        let hits = zip(rules, sender.ledger.hits).map { "\($0.pointer.tokens.suffix(2).joined(separator: " ")) \($1)" }
        #expect(hits == ["finanzierungsbedarf finanzierungszweck 10", "Kauf kaufpreis 7", "Neubau kaufpreis 2"])
    }
}
