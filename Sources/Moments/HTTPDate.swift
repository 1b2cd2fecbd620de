/// Moments as HTTP's headers write them (RFC 9110 §5.6.7), counted in milliseconds since 1970.
package enum HTTPDate {
    /// `Sat, 28 Mar 2026 17:12:17 GMT`, rounded down to the second.
    package static func text(_ milliseconds: Int64) -> String {
        let time = UTCTime(milliseconds)
        var out = DigitWriter(capacity: 29)
        out.put(weekdays[time.date.weekday])
        out.put(", ")
        out.put(time.date.day, 2, " ")
        out.put(months[time.date.month - 1])
        out.put(" ")
        out.put(time.date.year, 4, " ")
        out.put(time.hour, 2, ":")
        out.put(time.minute, 2, ":")
        out.put(time.second, 2, " ")
        out.put("GMT")
        return out.text
    }

    /// Reads any of the three forms a recipient must accept; `nil` if it is none, its day does not exist, or it is before
    /// 1970.
    ///
    ///     Sun, 06 Nov 1994 08:49:37 GMT
    ///     Sunday, 06-Nov-94 08:49:37 GMT
    ///     Sun Nov  6 08:49:37 1994
    package static func milliseconds(_ text: String) -> Int64? {
        let words = text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "-" }).map(String.init)
        let fields: (day: String, month: String, year: String, time: String)
        if words.count == 6, words[5] == "GMT" {
            fields = (words[1], words[2], words[3], words[4])
        } else if words.count == 5 {
            fields = (words[2], words[1], words[4], words[3])
        } else {
            return nil
        }
        guard let month = months.firstIndex(of: fields.month), let day = number(fields.day, most: 2),
            let year = year(fields.year), year >= 1970,
            let date = CalendarDate(year: year, month: month + 1, day: day), let time = time(fields.time)
        else { return nil }
        return Int64(date.daysSince1970) * 86_400_000 + Int64(time)
    }

    /// Two digits below 70 are of this century: no header tells of a time before 1970.
    private static func year(_ text: String) -> Int? {
        guard let number = number(text, most: 4) else { return nil }
        return text.utf8.count > 2 ? number : number + (number < 70 ? 2_000 : 1_900)
    }

    /// `08:49:37` in milliseconds.
    private static func time(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { number(String($0), most: 2) }
        guard parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2],
            hour < 24, minute < 60, second <= 60
        else { return nil }
        return ((hour * 60 + minute) * 60 + second) * 1_000
    }

    private static func number(_ text: String, most digits: Int) -> Int? {
        guard (1...digits).contains(text.utf8.count) else { return nil }
        var reader = DigitReader(text)
        return reader.number(text.utf8.count)
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
