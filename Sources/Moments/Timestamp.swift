/// Moments as text (RFC 3339), the one form in documents, answers and logs: in UTC, counted in milliseconds since 1970.
///
///     Timestamp.text(1_790_000_000_123)                  // 2026-09-21T14:13:20.123Z
///     Timestamp.milliseconds("2026-09-21T14:13:20Z")     // 1_790_000_000_000
///
/// Arithmetic on the proleptic Gregorian calendar: no time zone or locale of the machine can interfere.
package enum Timestamp {
    /// `2026-03-28T17:12:17.042Z`.
    package static func text(_ milliseconds: Int64) -> String {
        let time = UTCTime(milliseconds)
        var out = writer(time, capacity: 24)
        out.put(time.second, 2, ".")
        out.put(time.millisecond, 3, "Z")
        return out.text
    }

    /// `2020-07-10T13:00:00Z`, rounded down to the second.
    package static func secondsText(_ milliseconds: Int64) -> String {
        let time = UTCTime(milliseconds)
        var out = writer(time, capacity: 20)
        out.put(time.second, 2, "Z")
        return out.text
    }

    /// Reads a moment: RFC 3339, and what of ISO 8601 people and APIs shorten it to: a date alone is its midnight, the
    /// seconds may be missing, and without a zone it is UTC (`2020-07-10`, `2020-07-10T13:00Z`,
    /// `2020-07-10T13:00:00.123+02:00`; fact sheet 2.7).
    ///
    /// - Returns: milliseconds since 1970, further digits cut off; `nil` if the text is no moment or its day does not exist.
    package static func milliseconds(_ text: String) -> Int64? {
        var reader = DigitReader(text)
        guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2), reader.skip("-"),
            let day = reader.number(2), let date = CalendarDate(year: year, month: month, day: day)
        else { return nil }
        let midnight = Int64(date.daysSince1970) * 86_400_000
        guard !reader.isAtEnd else { return midnight }
        guard reader.skip("T", "t", " "), let hour = reader.number(2), reader.skip(":"),
            let minute = reader.number(2), hour < 24, minute < 60
        else { return nil }
        var time = (hour * 60 + minute) * 60_000
        if reader.skip(":") {
            // 60 is a leap second, which is the first of the next minute to us.
            guard let second = reader.number(2), second <= 60 else { return nil }
            time += second * 1_000
            if reader.skip(".", ",") {
                guard let thousandths = reader.thousandths() else { return nil }
                time += thousandths
            }
        }
        guard let offset = offset(&reader), reader.isAtEnd else { return nil }
        return midnight + Int64(time - offset)
    }

    /// `Z`, `+02:00`, `+0200`, `+02` or nothing, in milliseconds.
    private static func offset(_ reader: inout DigitReader) -> Int? {
        if reader.isAtEnd || reader.skip("Z", "z") { return 0 }
        let sign = reader.skip("+") ? 1 : reader.skip("-") ? -1 : 0
        guard sign != 0, let hours = reader.number(2), hours < 24 else { return nil }
        _ = reader.skip(":")
        guard let minutes = reader.isAtEnd ? 0 : reader.number(2), minutes < 60 else { return nil }
        return sign * (hours * 60 + minutes) * 60_000
    }

    private static func writer(_ time: UTCTime, capacity: Int) -> DigitWriter {
        var out = DigitWriter(capacity: capacity)
        out.put(time.date.year, 4, "-")
        out.put(time.date.month, 2, "-")
        out.put(time.date.day, 2, "T")
        out.put(time.hour, 2, ":")
        out.put(time.minute, 2, ":")
        return out
    }
}
