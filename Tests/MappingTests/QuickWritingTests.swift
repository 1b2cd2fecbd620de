import GermanValues
import JSON
import Moments
import TargetSchemas
import Targets
import TestSupport
import Testing

@testable import Mapping

@Suite("Quick writing")
struct QuickWritingTests {
    private static let readers: [ValueReader] = [
        .text(TextRule()), .text(TextRule(minLength: 2, maxLength: 6)), .text(TextRule(role: .postcode)),
        .number(.geld, NumberRule()), .number(.geld, NumberRule(minimum: 0)),
        .number(.zahl, NumberRule(minimum: 0.1, maximum: 1150.5)),
        .number(.prozent, NumberRule()), .number(.flaeche, NumberRule()), .integer(.zahl, IntegerRule()),
        .integer(.zahl, IntegerRule(minimum: 1, maximum: 80)), .boolean,
        .date(isBirth: true), .date(isBirth: false), .country,
        .enumeration(EnumerationReader(["HERR", "FRAU", "KAUF", "NEU_BAU", "UNBEFRISTET"]), holdsCountries: false),
    ]

    @Test("agrees with reading, for every kind of place")
    func agrees() throws {
        let schema = try #require(TargetSchema.shipped(.kundenangaben))
        let today = try #require(CalendarDate(year: 2026, month: 6, day: 15))
        let context = ReadingContext(today: today)
        var texts = RandomPayload.texts
        texts += [
            "00000", "01001", "99999", "1.2.1980", "1.12.1980", "31.2.1980", "1.2.80", "frau", "Neu-Bau", "unbefristet",
            "Unbekannt", "KAUFEN", "NA", "Übergrößen", "0,10", "1.150,50 €", "1.150,51 €", "80,0", "81",
            "99999999999999999", "123456789012345", "0.000000000001",
        ]
        var values = texts.map(JSONValue.string)
        values += [1, 0, -7, 1.5, true, false, .null, "HERR", "80", "358000", "1150.5", "2026-06-15", "1899-12-31", 81]
        var written: [String: Int] = [:]
        for reader in Self.readers {
            var draft = PlanTables.Draft()
            let place = draft.place(reader, omitsMissing: true, omitsUnreadable: true)
            let tables = PlanTables(draft, operations: [], lists: [])
            for value in values {
                let document = try JSONDocument(parsing: value.serialized)
                var writer = JSONWriter()
                let isWritten = document.withView { view in
                    QuickWriting.write(document.rootIndex, of: view, place, tables, context, to: &writer)
                }
                guard isWritten else { continue }
                written[reader.name, default: 0] += 1
                var reading = TypedReading(schema: schema, context: context)
                #expect(
                    reading.read(value, reader) == .value(try JSONValue.parse(writer.bytes)),
                    "\(value) as \(reader.name)"
                )
            }
        }
        #expect(written.values.reduce(0, +) > 120)
        // A country is the one kind that is always read properly.
        #expect(Set(written.keys) == Set(Self.readers.map(\.name)).subtracting(["land"]))
    }
}
