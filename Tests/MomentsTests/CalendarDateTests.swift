import Moments
import SeededRandom
import Testing

@Suite("Calendar dates")
struct CalendarDateTests {
    @Test("the days of ten thousand years are those that exist, in order")
    func everyDay() throws {
        var number = -719_528
        for year in 0...9999 {
            for month in 1...12 {
                for day in 1...31 {
                    guard let date = CalendarDate(year: year, month: month, day: day) else { continue }
                    if date.daysSince1970 != number || CalendarDate(daysSince1970: number) != date {
                        Issue.record("\(date) is not day \(number)")
                    }
                    number += 1
                }
            }
        }
        #expect(number == 2_932_897)
        #expect(CalendarDate(daysSince1970: number) == nil)
        #expect(CalendarDate(daysSince1970: -719_529) == nil)
    }

    @Test("a date is read from the text it is written as, and from no other of its length")
    func text() throws {
        var random = SeededRandom(seed: 3)
        for _ in 0..<5_000 {
            let date = try #require(CalendarDate(daysSince1970: Int.random(in: -719_528...2_932_896, using: &random)))
            #expect(CalendarDate(iso: date.description) == date)
            #expect(CalendarDate(startOf: "\(date)T23:59:59Z") == date)
            var bytes = Array(date.description.utf8)
            bytes[Int.random(in: 0..<10, using: &random)] = UInt8.random(in: 0...0x2C, using: &random)
            #expect(CalendarDate(iso: bytes.span) == nil)
        }
    }

    @Test(
        "a day that does not exist is none",
        arguments: [
            "2026-02-29", "1900-02-29", "2100-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00",
            "2026-01-32",
            "2026-1-1", "26-01-01", "2026-01-01T", "", "２026-01-01",
        ]
    )
    func impossible(text: String) {
        #expect(CalendarDate(iso: text) == nil)
    }

    @Test(
        "29 February exists every four years, but not at every turn of a century",
        arguments: [1600, 2000, 2024, 2400]
    )
    func leapYears(year: Int) {
        #expect(CalendarDate(iso: "\(year)-02-29") != nil)
    }

    @Test("weekdays are those of the calendar", arguments: [("1970-01-01", 4), ("2026-11-28", 6), ("1600-02-29", 2)])
    func weekdays(text: String, weekday: Int) throws {
        #expect(try #require(CalendarDate(iso: text)).weekday == weekday)
    }
}
