import GermanValues
import JSON
import TargetSchemas
import Testing

@testable import Mapping

@Suite("Quick writing")
struct QuickWritingTests {
    @Test("agrees with reading, for every kind of place")
    func agrees() throws {
        let schema = try #require(TargetSchema.shipped(.kundenangaben))
        let today = try #require(CalendarDate(year: 2026, month: 6, day: 15))
        let context = ReadingContext(today: today)
        let readers: [ValueReader] = [
            .text(TextRule()), .text(TextRule(role: .postcode)), .number(.geld, NumberRule()),
            .number(.zahl, NumberRule()),
            .number(.prozent, NumberRule()), .number(.flaeche, NumberRule()), .integer(.zahl, IntegerRule()), .boolean,
            .date(isBirth: true), .date(isBirth: false), .country,
            .enumeration(EnumerationReader(["HERR", "FRAU", "KAUF"]), holdsCountries: false),
        ]
        var values = RandomPayload.texts.map(JSONValue.string)
        values += [1, 0, -7, 1.5, true, false, .null, "HERR", "80", "358000", "1150.5", "2026-06-15", "1899-12-31"]
        var written = 0
        for value in values {
            let document = try JSONDocument(parsing: value.serialized)
            for reader in readers {
                var writer = JSONWriter()
                guard QuickWriting.write(document.rootIndex, of: document, reader, context, to: &writer) else {
                    continue
                }
                written += 1
                var reading = TypedReading(schema: schema, context: context)
                #expect(
                    reading.read(value, reader) == .value(try JSONValue.parse(writer.bytes)),
                    "\(value) as \(reader.name)"
                )
            }
        }
        #expect(written > 60)
    }
}
