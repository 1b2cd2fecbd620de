import GermanValues
import JSON
import Moments
import Targets
import TestSupport
import Testing

@testable import Mapping
@testable import TargetSchemas

/// Every number of every target has a unit, and what a text says of its unit is never lost on the way there.
@Suite("Units of the targets' numbers")
struct PlaceUnitTests {
    /// A numeric member of a target, with how it is read.
    private struct NumericPlace: CustomStringConvertible {
        let description: String
        let unit: NumberUnit?
        let reader: ValueReader
        let schema: TargetSchema
    }

    private static let schemas = [Target.kundenangaben, .kexVorgang, .kexUpdate, .vorgaenge, .antragsstatus].compactMap(
        TargetSchema.shipped
    )

    private static let places: [NumericPlace] = schemas.flatMap { schema in
        schema.types.flatMap { type in
            type.members.compactMap { member -> NumericPlace? in
                switch member.value.innermost {
                case .number, .integer: break
                default: return nil
                }
                return NumericPlace(
                    description: "\(schema.target.rawValue) \(type.name).\(member.name)",
                    unit: member.value.unit,
                    reader: ValueReader(member.value.innermost, member: member.name, unit: nil, schema: schema),
                    schema: schema
                )
            }
        }
    }

    @Test("every numeric place has a unit that was chosen for it")
    func units() {
        #expect(Self.places.count > 300)
        for schema in Self.schemas {
            for type in schema.types {
                for member in type.members {
                    let isWhole: Bool
                    switch member.value.innermost {
                    case .number: isWhole = false
                    case .integer: isWhole = true
                    default: continue
                    }
                    #expect(member.value.unit != nil, "\(type.name).\(member.name)")
                    #expect(
                        NumberUnit.of(member.name, in: type.name, isWhole: isWhole) != nil,
                        "\(schema.target.rawValue) \(type.name).\(member.name)"
                    )
                }
            }
        }
    }

    /// How people write each unit: a number of `units` that says what it is.
    private static let writings: [(said: String, texts: [String])] = [
        ("EUR", ["%@ €", "€ %@", "%@ Euro", "%@ EUR", "%@ € VB"]),
        (
            "EUR/month",
            ["%@ € mtl.", "%@ €/Monat", "%@ € im Monat", "%@ Euro monatlich", "%@ € (pro Monat)", "%@ EUR p.m."]
        ),
        (
            "EUR/year",
            ["%@ € p.a.", "%@ €/Jahr", "%@ € im Jahr", "%@ Euro jährlich", "%@ € (pro Jahr)", "%@ EUR pro Jahr"]
        ),
        ("gross", ["%@ € brutto", "%@ brutto", "%@ € (brutto)", "brutto %@ €"]),
        ("EUR-gross/year", ["%@ € brutto p.a.", "%@ € brutto im Jahr", "%@ € Jahresbrutto"]),
        ("other time", ["%@ € pro Stunde", "%@ € die Woche", "%@ € im Quartal", "%@ €/Tag"]),
        ("%", ["%@ %", "%@ Prozent", "%@%"]), ("m2", ["%@ m²", "%@ qm", "%@ Quadratmeter"]),
        ("m3", ["%@ m³", "%@ cbm"]),
        ("months", ["%@ Monate", "%@ Monaten", "%@ months"]),
        ("years", ["%@ Jahre", "%@ J.", "%@ years", "%@ Jahre fest"]),
        ("other span", ["%@ Wochen", "%@ Tage", "%@ Quartale"]), ("km", ["%@ km", "%@ Kilometer"]),
        ("kW", ["%@ kW", "%@ Kilowatt"]), ("PS", ["%@ PS", "%@ PS"]), ("persons", ["%@ Personen", "%@ Erwachsene"]),
        ("rooms", ["%@ Zimmer", "%@ Räume"]), ("foreign", ["%@ $", "%@ CHF", "%@ £", "%@ kWp", "%@ Liter"]),
    ]

    /// What a place of a unit takes: the factor by which the number of a writing is multiplied; missing is refused.
    private static func factor(_ said: String, _ unit: NumberUnit) -> Double? {
        switch (said, unit) {
        case ("EUR", .euros), ("EUR", .eurosAMonth), ("EUR", .eurosAYear), ("EUR", .incomeAMonth), ("EUR", .netAMonth),
            ("EUR", .netAYear), ("EUR", .grossAYear), ("EUR", .coldRent), ("EUR", .warmRent),
            ("EUR", .eurosPerSquareMetre):
            1
        case ("EUR/month", .eurosAMonth), ("EUR/month", .incomeAMonth), ("EUR/month", .netAMonth),
            ("EUR/month", .coldRent),
            ("EUR/month", .warmRent), ("EUR/month", .eurosPerSquareMetre):
            1
        case ("EUR/month", .eurosAYear), ("EUR/month", .netAYear), ("EUR/month", .grossAYear): 12
        case ("EUR/year", .eurosAYear), ("EUR/year", .netAYear), ("EUR/year", .grossAYear): 1
        case ("EUR/year", .eurosAMonth), ("EUR/year", .incomeAMonth), ("EUR/year", .coldRent), ("EUR/year", .warmRent):
            1.0 / 12
        case ("gross", .grossAYear), ("EUR-gross/year", .grossAYear): 1
        // What is no income is neither gross nor net.
        case ("gross", .euros), ("gross", .eurosAMonth), ("gross", .eurosAYear), ("gross", .warmRent),
            ("gross", .eurosPerSquareMetre):
            1
        case ("EUR-gross/year", .eurosAYear): 1
        case ("EUR-gross/year", .eurosAMonth), ("EUR-gross/year", .warmRent): 1.0 / 12
        case ("%", .percent), ("m2", .squareMetres), ("m3", .cubicMetres), ("months", .months), ("years", .years),
            ("km", .kilometres), ("kW", .kilowatts), ("PS", .horsepower), ("persons", .persons), ("persons", .count):
            1
        case ("years", .months): 12
        case ("months", .years): 1.0 / 12
        case ("PS", .kilowatts): 0.73549875
        case ("kW", .horsepower): 1 / 0.73549875
        default: nil
        }
    }

    @Test("at every place each writing of a unit is converted by its rule or refused, and never taken as it stands")
    func placesTimesWritings() throws {
        let context = ReadingContext(today: try #require(CalendarDate(year: 2026, month: 11, day: 21)))
        var checked = 0
        for place in Self.places {
            let unit = try #require(place.unit)
            for (said, texts) in Self.writings {
                for (turn, text) in texts.enumerated() {
                    let number = [12, 24, 60, 144][turn % 4]
                    let written = text.replacing("%@", with: String(number))
                    var reading = TypedReading(schema: place.schema, context: context)
                    let outcome = reading.read(.string(written), place.reader)
                    checked += 1
                    guard let factor = Self.factor(said, unit) else {
                        #expect(outcome.unreadable != nil, "\(place) \(written): \(outcome)")
                        continue
                    }
                    let exact = Double(number) * factor
                    let isWhole = unit == .kilowatts || unit == .horsepower
                    let expected = isWhole ? exact.rounded() : (exact * 100).rounded() / 100
                    if case .integer = place.reader, expected != expected.rounded() {
                        #expect(outcome.unreadable != nil, "\(place) \(written): \(outcome)")
                    } else if outcome.unreadable?.code != "zahl_bereich" {
                        #expect(outcome.value?.numberValue?.double == expected, "\(place) \(written): \(outcome)")
                    }
                }
            }
        }
        #expect(checked > 10_000)
    }

    @Test("a number of a unit's own, or of none, is the place's")
    func plainNumbers() throws {
        let context = ReadingContext(today: try #require(CalendarDate(year: 2026, month: 11, day: 21)))
        for place in Self.places {
            for number in place.unit == .calendarYear ? [1975] : [12] {
                var reading = TypedReading(schema: place.schema, context: context)
                for value in [JSONValue.number(JSONNumber(number)), .string(String(number))] {
                    let outcome = reading.read(value, place.reader)
                    guard outcome.unreadable?.code != "zahl_bereich" else { continue }
                    #expect(outcome.value?.numberValue?.int == number, "\(place): \(outcome)")
                }
            }
        }
    }
}
