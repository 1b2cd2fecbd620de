/// A day of the Gregorian calendar that exists: there is no way to make 31 February.
package struct CalendarDate: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// 0…9999
    package let year: Int
    /// 1…12
    package let month: Int
    /// 1…31
    package let day: Int

    /// `nil` if the day does not exist, or the year is not one of 0…9999.
    package init?(year: Int, month: Int, day: Int) {
        guard (0...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.days(inMonth: month, of: year)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// The day written `1980-02-01` (RFC 3339 `full-date`), and nothing else; `nil` if there is no such day.
    package init?(iso bytes: Span<UInt8>) {
        guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            var number = 0
            for index in range {
                let digit = bytes[index] &- 0x30
                guard digit < 10 else { return nil }
                number = number * 10 + Int(digit)
            }
            return number
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The day written `1980-02-01` (RFC 3339 `full-date`), and nothing else; `nil` if there is no such day.
    package init?(iso text: some StringProtocol) {
        self.init(iso: Array(text.utf8).span)
    }

    /// The day a time in RFC 3339 begins with, `2026-06-15T…`; `nil` if it does not.
    package init?(startOf time: String) {
        var time = time
        let date = time.withUTF8 { bytes in
            bytes.count < 10 ? nil : CalendarDate(iso: bytes.span.extracting(first: 10))
        }
        guard let date else { return nil }
        self = date
    }

    /// The day that many days after 1970-01-01; `nil` outside of the years 0…9999.
    package init?(daysSince1970 days: Int) {
        // Days from civil and back: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"; eras of 400 years
        // that begin on 1 March.
        guard (-719_528...2_932_896).contains(days) else { return nil }
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days since 1970-01-01, negative before it.
    package var daysSince1970: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// ISO 8601: `1980-02-01`.
    package var description: String {
        String(unsafeUninitializedCapacity: 10) { buffer in
            guard let start = buffer.baseAddress else { return 0 }
            write(to: start)
            return 10
        }
    }

    /// Writes ``description`` as ten bytes of ASCII.
    package func write(to output: UnsafeMutablePointer<UInt8>) {
        func write(_ number: Int, at offset: Int) {
            let number = UInt32(truncatingIfNeeded: number)
            output[offset] = UInt8(truncatingIfNeeded: 0x30 &+ number / 10)
            output[offset + 1] = UInt8(truncatingIfNeeded: 0x30 &+ number % 10)
        }
        write(year / 100, at: 0)
        write(year % 100, at: 2)
        output[4] = 0x2D
        write(month, at: 5)
        output[7] = 0x2D
        write(day, at: 8)
    }

    package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    /// 0 for Sunday … 6 for Saturday.
    package var weekday: Int { (((daysSince1970 + 4) % 7) + 7) % 7 }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
