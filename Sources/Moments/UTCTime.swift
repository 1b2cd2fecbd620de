/// A moment as the clock on the wall shows it: a day in UTC and the milliseconds that have passed of it.
///
/// Leap seconds do not exist here, as in POSIX: every day has 86 400 seconds.
struct UTCTime {
    let date: CalendarDate
    /// 0…86 399 999
    let milliseconds: Int

    /// A moment in milliseconds since 1970-01-01T00:00:00Z; one outside of the years 0…9999 becomes the nearest one inside.
    init(_ moment: Int64) {
        let moment = min(max(moment, Self.first), Self.last)
        let days = moment >= 0 ? moment / 86_400_000 : (moment - 86_399_999) / 86_400_000
        guard let date = CalendarDate(daysSince1970: Int(days)) else {
            preconditionFailure("each day of the years 0…9999 is one")
        }
        self.date = date
        milliseconds = Int(moment - days * 86_400_000)
    }

    var hour: Int { milliseconds / 3_600_000 }
    var minute: Int { milliseconds / 60_000 % 60 }
    var second: Int { milliseconds / 1_000 % 60 }
    var millisecond: Int { milliseconds % 1_000 }

    /// 0000-01-01T00:00:00Z and the last millisecond of 9999.
    private static let first: Int64 = -62_167_219_200_000
    private static let last: Int64 = 253_402_300_799_999
}
