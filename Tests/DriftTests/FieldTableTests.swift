import Mapping
import Testing

@testable import Drift

@Suite("The table of fields")
struct FieldTableTests {
    @Test("finds every place, wherever it is looked for first, and forgets those that are removed")
    func places() {
        let places = (0..<40).map { InputPlace(["form", "feld\($0)"]) }
        var table = FieldTable()
        var kept: [InputPlace: Int] = [:]
        for round in 0..<400 {
            let number = round * 7 % 40
            if round % 3 == 2 {
                table[places[number]] = nil
                kept[places[number]] = nil
            } else {
                table[places[number]] = Self.record(round)
                kept[places[number]] = round
            }
            #expect(table.count == kept.count)
            for (guess, place) in places.enumerated() {
                #expect(table[place]?.first == kept[place])
                let position = table.position(of: place, near: guess)
                #expect(position.map { table.entries[$0].place } == (kept[place] == nil ? nil : place))
            }
        }
        table.removeAll { $0.record.first.isMultiple(of: 2) }
        let odd = kept.filter { !$0.value.isMultiple(of: 2) }
        #expect(Set(table.entries.map(\.place)) == Set(odd.keys))
        for (place, first) in odd { #expect(table[place]?.first == first) }
    }

    @Test("changes a record in its place")
    func update() throws {
        let place = InputPlace(["form", "telefon"])
        var table = FieldTable()
        table[place] = Self.record(1)
        let position = try #require(table.position(of: place, near: 5))
        let seen = table.update(at: position) { record in
            record.see(at: 2, lead: 2, time: 2_000)
            return record.seen
        }
        #expect(seen == 2)
        #expect(table[place]?.lastAt == 2_000)
    }

    private static func record(_ first: Int) -> FieldRecord {
        FieldRecord(
            first: first,
            last: first,
            lastLead: first,
            firstAt: 0,
            lastAt: 0,
            position: 0,
            isRead: true,
            isDeclared: false
        )
    }
}
