import JSON
import Mapping
import Testing

@testable import Drift

@Suite("Options that no rule knows")
struct OptionNoticeTests {
    private let bank = "Erbengemeinschaft"

    @Test("a new option is one notice after a few leads, and its text is nowhere in it")
    func option() throws {
        var sender = Sender()
        try sender.send(10, Sender.form())
        try sender.send(2, Sender.form(["anrede": .string(bank)]))
        #expect(sender.changes == [])
        try sender.send(30) { Sender.form(["anrede": .string($0 % 3 == 0 ? bank : "Frau")]) }
        #expect(sender.kinds == ["option-unknown /form/anrede"])
        let notice = try #require(sender.raised.first)
        #expect(notice.rules.map(\.description) == [Sender.titleRule])
        #expect(notice.suggestion.contains("$lookup"))
        #expect(notice.suggestion.contains(Sender.titleRule))
        #expect(notice.leads == 12)
        #expect(notice.examples == ["lead-40"])
        for text in [notice.message, notice.suggestion, sender.text, "\(notice)"] {
            #expect(!text.lowercased().contains(bank.lowercased()))
        }
    }

    @Test("what customers type themselves into a list's place is none: it does not repeat")
    func freeText() throws {
        var sender = Sender()
        try sender.send(300) { Sender.form(["anrede": .string("Text \($0)")]) }
        #expect(sender.changes == [])
        #expect(sender.ledger.options.count <= DriftLedger.mostOptions)
    }

    @Test("further options of the same list join the notice, and open it again if it was acknowledged")
    func further() throws {
        var sender = Sender()
        try sender.send(5, Sender.form(["anrede": "Eheleute"]))
        let id = try #require(sender.open.first?.id)
        _ = sender.acknowledge(id)
        try sender.send(20, Sender.form(["anrede": "Eheleute"]))
        #expect(sender.ledger.notices.map(\.state) == [.acknowledged])
        try sender.send(5, Sender.form(["anrede": .string(bank)]))
        #expect(sender.ledger.notices.map(\.state) == [.open])
        #expect(sender.ledger.notices.map(\.optionCount) == [2])
        #expect(sender.raised.count == 1)
        #expect(sender.open.first?.examples.count == 2)
    }

    @Test("a key in the table ends the notice when all its options are known, however they are written")
    func known() throws {
        var sender = Sender()
        try sender.send(5, Sender.form(["anrede": "Eheleute"]))
        try sender.send(5, Sender.form(["anrede": .string(bank)]))
        try sender.edit(Sender.mapping(lookup: #"{ "Herr | EHELEUTE": "HERR", "Frau": "FRAU" }"#))
        #expect(sender.open.map(\.optionCount) == [1])
        try sender.edit(Sender.mapping(lookup: #"{ "Herr | Eheleute | erbengemeinschaft": "HERR", "Frau": "FRAU" }"#))
        #expect(sender.ledger.notices.map(\.end) == [.mappingChanged])
        try sender.send(20, Sender.form(["anrede": .string(bank)]))
        #expect(sender.raised.count == 1)
    }

    @Test("an option that is not sent any more ends its notice, in the end")
    func over() throws {
        var sender = Sender()
        try sender.send(20) { Sender.form(["anrede": $0 % 2 == 0 ? "Eheleute" : "Herr"]) }
        try sender.send(300, Sender.form())
        #expect(sender.ledger.notices.map(\.end) == [.notSeenAnyMore])
    }
}
