import JSON
import Moments
import Testing

@testable import GermanValues

@Suite("Dates")
struct DateTests {
    private static let days = -25_567...47_846  // 1900-01-01 … 2100-12-31

    @Test("every day from 1900 to 2100 comes back as it was written")
    func roundTrip() throws {
        let months = [
            "Januar", "Feb.", "März", "April", "May", "Juni", "Jul", "August", "Sept.", "Okt.", "November", "December",
        ]
        for number in Self.days {
            let date = try #require(CalendarDate(daysSince1970: number))
            #expect(date.daysSince1970 == number)
            let text = date.description
            #expect(QuickText(text).date() == date)
            guard number % 11 == 0 else { continue }
            let (year, month, day) = (text.prefix(4), text.dropFirst(5).prefix(2), text.suffix(2))
            let writings = [
                text, "\(day).\(month).\(year)", "\(date.day).\(date.month).\(year)", "\(day)/\(month)/\(year)",
                "\(day)-\(month)-\(year)", "\(year)\(month)\(day)", "\(day)\(month)\(year)",
                "\(date.day). \(months[date.month - 1]) \(year)", "\(months[date.month - 1]) \(date.day), \(year)",
                "\(text)T23:59:59", "\(text)T12:00:00Z",
            ]
            for writing in writings {
                #expect(TargetReading.date(.string(writing), context: .fixed).value == .string(text), "\(writing)")
            }
        }
    }

    @Test("a day that does not exist is never read, in whatever writing")
    func impossible() {
        for year in [1900, 1999, 2000, 2023, 2024] {
            for month in 0...14 {
                for day in 0...33 where CalendarDate(year: year, month: month, day: day) == nil {
                    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
                    for text in ["\(year)-\(two(month))-\(two(day))", "\(two(day)).\(two(month)).\(year)"] {
                        #expect(TargetReading.date(.string(text), context: .fixed).value == nil, "\(text)")
                        #expect(QuickText(text).date() == nil, "\(text)")
                    }
                }
            }
        }
        #expect(CalendarDate(year: 1900, month: 2, day: 29) == nil)
        #expect(CalendarDate(year: 2000, month: 2, day: 29) != nil)
    }

    @Test(
        "a year of two digits is completed by what the date is for",
        arguments: [
            ("1.2.80", DateKind.geburt, "1980-02-01"), ("1.2.08", .geburt, "2008-02-01"),
            ("21.11.08", .geburt, "2008-11-21"),
            ("22.11.08", .geburt, "1908-11-22"), ("1.2.10", .geburt, "1910-02-01"), ("1.2.10", .datum, "2010-02-01"),
            ("1.2.56", .datum, "2056-02-01"), ("1.2.57", .datum, "1957-02-01"), ("29.2.00", .geburt, "2000-02-29"),
        ]
    )
    func twoDigits(_ text: String, _ kind: DateKind, _ expected: String) {
        #expect(TargetReading.date(.string(text), kind: kind, context: .fixed).value == .string(expected))
    }

    @Test(
        "a date of birth lies before today and not more than 120 years ago",
        arguments: [
            ("20.11.2026", true), ("21.11.2026", false), ("1.1.2027", false), ("21.11.1906", true),
            ("20.11.1906", false),
        ]
    )
    func birth(_ text: String, _ isRead: Bool) {
        let reading = TargetReading.date(.string(text), kind: .geburt, context: .fixed)
        #expect((reading.value != nil) == isRead)
        if !isRead { #expect(reading.unreadable?.code == "datum_bereich") }
    }

    @Test(
        "texts around a date",
        arguments: [
            ("Fri Feb 01 1980 00:00:00 GMT+0100 (Mitteleuropäische Normalzeit)", "1980-02-01"),
            ("Freitag, 1. Februar 1980", "1980-02-01"), ("1st February 1980", "1980-02-01"),
            ("geb. am 1.2.1980", "1980-02-01"),
            ("1980-02-01 10:00", "1980-02-01"), ("1980-02-01T10:00:00+01:00", "1980-02-01"),
            ("01 02 1980", "1980-02-01"),
            ("1980-01-31T23:30:00-05:00", "1980-02-01"), ("01.02.1980 um 12.30 Uhr", "1980-02-01"),
            ("1980/02/01", "1980-02-01"),
            ("01-Feb-1980", "1980-02-01"), ("2/1/1980 11:30 PM", "1980-01-02"),
        ]
    )
    func surroundings(_ text: String, _ expected: String) {
        #expect(TargetReading.date(.string(text), context: .fixed).value == .string(expected))
    }

    @Test(
        "what is no date is not one",
        arguments: [
            "1.2", "1.2.3.4", "1.2.198", "1.2.19800", "32.1.1980", "1980-2-30", "gestern", "bis 1.2.1980",
            "1.2.1980 25:00",
            "1.2.1980 12:60", "1.2.1980-3.4.1981", "2015", "März 2015", "Q1 2015", "1/2-1980", "12345678", "1.2.1980 x",
            "١.٢.١٩٨٠", "1980-02-01T10:00:00+25:00",
        ]
    )
    func refused(_ text: String) {
        #expect(TargetReading.date(.string(text), context: .fixed).unreadable?.code == "datum_ungueltig")
    }

    @Test(
        "the clocks in Germany",
        arguments: [
            ("1980-04-06T00:59:59Z", 1), ("1980-04-06T01:00:00Z", 2), ("1980-09-28T00:59:59Z", 2),
            ("1980-09-28T01:00:00Z", 1),
            ("1981-03-29T01:00:00Z", 2), ("1995-09-24T00:59:59Z", 2), ("1995-09-24T01:00:00Z", 1),
            ("1996-09-30T12:00:00Z", 2),
            ("1996-10-27T00:59:59Z", 2), ("1996-10-27T01:00:00Z", 1), ("2026-03-29T00:59:59Z", 1),
            ("2026-03-29T01:00:00Z", 2),
            ("2026-10-25T01:00:00Z", 1), ("1950-07-01T12:00:00Z", 1), ("1979-07-01T12:00:00Z", 1),
            ("1947-06-01T12:00:00Z", 3),
            ("1949-07-01T12:00:00Z", 2), ("1930-07-01T12:00:00Z", 1), ("1900-07-01T12:00:00Z", 1),
        ]
    )
    func clocks(_ instant: String, _ hours: Int) throws {
        let parts = instant.split { "-T:Z".contains($0) }.compactMap { Int($0) }
        let date = try #require(CalendarDate(year: parts[0], month: parts[1], day: parts[2]))
        let seconds = date.daysSince1970 * 86_400 + parts[3] * 3600 + parts[4] * 60 + parts[5]
        #expect(BerlinTime.offset(atUnixSeconds: seconds) == hours * 3600)
    }

    @Test("milliseconds since 1970 are the day in Germany, also before 1970")
    func milliseconds() {
        #expect(CalendarDate.inBerlin(atUnixMilliseconds: 0)?.description == "1970-01-01")
        #expect(CalendarDate.inBerlin(atUnixMilliseconds: -3_600_001)?.description == "1969-12-31")
        #expect(CalendarDate.inBerlin(atUnixMilliseconds: 1_783_029_600_000)?.description == "2026-07-03")
        #expect(CalendarDate.inBerlin(atUnixMilliseconds: .max) == nil)
        #expect(CalendarDate.inBerlin(atUnixMilliseconds: .min) == nil)
    }
}
