/// Moments in UTC, written for headers and documents. Milliseconds since 1970-01-01T00:00:00Z.
struct UTC {
    private let year: Int
    private let month: Int
    private let day: Int
    private let secondOfDay: Int
    private let millisecond: Int
    private let weekday: Int

    /// By the days-to-civil algorithm of the proleptic Gregorian calendar; valid from 1970 on.
    init(milliseconds: Int64) {
        let moment = max(0, milliseconds)
        let days = Int(moment / 86_400_000)
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        secondOfDay = Int(moment / 1_000 % 86_400)
        millisecond = Int(moment % 1_000)
        weekday = (days + 4) % 7
    }

    /// `2026-03-28T17:12:17.042Z` (RFC 3339).
    var text: String {
        Self.digits(24) { out in
            out.put(year, 4, "-")
            out.put(month, 2, "-")
            out.put(day, 2, "T")
            out.put(secondOfDay / 3_600, 2, ":")
            out.put(secondOfDay / 60 % 60, 2, ":")
            out.put(secondOfDay % 60, 2, ".")
            out.put(millisecond, 3, "Z")
        }
    }

    /// `Sat, 28 Mar 2026 17:12:17 GMT` (RFC 9110 §5.6.7).
    var httpDate: String {
        Self.digits(29) { out in
            out.bytes.append(contentsOf: Self.weekdays[weekday].utf8)
            out.bytes.append(contentsOf: ", ".utf8)
            out.put(day, 2, " ")
            out.bytes.append(contentsOf: Self.months[month - 1].utf8)
            out.bytes.append(UInt8(ascii: " "))
            out.put(year, 4, " ")
            out.put(secondOfDay / 3_600, 2, ":")
            out.put(secondOfDay / 60 % 60, 2, ":")
            out.put(secondOfDay % 60, 2, " ")
            out.bytes.append(contentsOf: "GMT".utf8)
        }
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    private struct Out {
        var bytes: [UInt8] = []

        mutating func put(_ value: Int, _ count: Int, _ separator: Unicode.Scalar) {
            var divisor = count == 4 ? 1_000 : count == 3 ? 100 : 10
            while divisor > 0 {
                bytes.append(UInt8(ascii: "0") + UInt8(value / divisor % 10))
                divisor /= 10
            }
            bytes.append(UInt8(ascii: separator))
        }
    }

    private static func digits(_ count: Int, _ write: (inout Out) -> Void) -> String {
        var out = Out()
        out.bytes.reserveCapacity(count)
        write(&out)
        return String(decoding: out.bytes, as: UTF8.self)
    }
}
