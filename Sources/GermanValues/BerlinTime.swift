package import Moments

/// The legal time of Germany, to turn an instant into the day it was there.
///
/// A JavaScript date picker in Berlin sends 31 January 23:00Z for 1 February: the day in UTC would be wrong. The rule:
/// Central European Time, UTC+1. Summer time UTC+2 was kept in 1916–1918 and 1940–1949 by decree (dates of the IANA
/// time zone database, zone Europe/Berlin), not at all from 1950 to 1979, and since 1980 from 01:00 UTC of the last
/// Sunday of March (1980: 6 April) to 01:00 UTC of the last Sunday of September, since 1996 of October (Directive
/// 2000/84/EC and its forerunners).
enum BerlinTime {
    /// The day in Germany at an instant; `nil` outside of the years 0…9999.
    static func date(atUnixSeconds seconds: Int) -> CalendarDate? {
        guard seconds.magnitude < 1 << 50 else { return nil }
        let local = seconds + offset(atUnixSeconds: seconds)
        return CalendarDate(daysSince1970: floorDivide(local, 86_400))
    }

    /// Seconds to add to UTC.
    static func offset(atUnixSeconds seconds: Int) -> Int {
        guard let utc = CalendarDate(daysSince1970: floorDivide(seconds, 86_400)) else { return 3600 }
        if utc.year >= 1980 { return isSummerTime(seconds, in: utc.year) ? 7200 : 3600 }
        if utc.year >= 1950 { return 3600 }
        return historical.last { $0.since <= seconds }?.offset ?? 3600
    }

    private static func isSummerTime(_ seconds: Int, in year: Int) -> Bool {
        let begin = year == 1980 ? instant(1980, 4, 6, hour: 1) : lastSunday(of: 3, in: year)
        let end = lastSunday(of: year >= 1996 ? 10 : 9, in: year)
        return begin <= seconds && seconds < end
    }

    /// 01:00 UTC on the last Sunday of a month, in Unix seconds.
    private static func lastSunday(of month: Int, in year: Int) -> Int {
        let lastDay = month == 9 ? 30 : 31
        let weekday = CalendarDate(year: year, month: month, day: lastDay)?.weekday ?? 0
        return instant(year, month, lastDay - weekday, hour: 1)
    }

    private static func instant(_ year: Int, _ month: Int, _ day: Int, hour: Int) -> Int {
        (CalendarDate(year: year, month: month, day: day)?.daysSince1970 ?? 0) * 86_400 + hour * 3600
    }

    private struct Change: Sendable {
        let since: Int
        let offset: Int
    }

    /// Changes of the offset up to 1949: begin in UTC, hours ahead of UTC from then on.
    private static let historical: [Change] = {
        let changes = [
            (1916, 4, 30, 22, 2), (1916, 9, 30, 23, 1), (1917, 4, 16, 1, 2), (1917, 9, 17, 1, 1), (1918, 4, 15, 1, 2),
            (1918, 9, 16, 1, 1), (1940, 4, 1, 1, 2), (1942, 11, 2, 1, 1), (1943, 3, 29, 1, 2), (1943, 10, 4, 1, 1),
            (1944, 4, 3, 1, 2), (1944, 10, 2, 1, 1), (1945, 4, 2, 1, 2), (1945, 5, 24, 0, 3), (1945, 9, 24, 0, 2),
            (1945, 11, 18, 1, 1), (1946, 4, 14, 1, 2), (1946, 10, 7, 1, 1), (1947, 4, 6, 2, 2), (1947, 5, 11, 1, 3),
            (1947, 6, 29, 0, 2), (1947, 10, 5, 1, 1), (1948, 4, 18, 1, 2), (1948, 10, 3, 1, 1), (1949, 4, 10, 1, 2),
            (1949, 10, 2, 1, 1),
        ]
        return changes.map { year, month, day, hour, ahead in
            Change(since: instant(year, month, day, hour: hour), offset: ahead * 3600)
        }
    }()

    private static func floorDivide(_ a: Int, _ b: Int) -> Int {
        a >= 0 ? a / b : (a - b + 1) / b
    }
}

extension CalendarDate {
    /// The day it is in Germany at an instant, in milliseconds since 1970-01-01T00:00Z; `nil` outside of the years
    /// 0…9999.
    package static func inBerlin(atUnixMilliseconds milliseconds: Int64) -> CalendarDate? {
        BerlinTime.date(atUnixSeconds: Int(milliseconds / 1000 - (milliseconds % 1000 < 0 ? 1 : 0)))
    }
}
