#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Times as the APIs write and read them, counted in milliseconds since 1970.
enum SandboxClock {
    static let now: @Sendable () -> Int64 = { Int64((Date().timeIntervalSince1970 * 1_000).rounded(.down)) }

    /// `2020-07-10T13:00:00.123Z`.
    static func text(_ milliseconds: Int64) -> String {
        let date = Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
        return date.formatted(
            .iso8601.year().month().day().timeZone(separator: .omitted).time(includingFractionalSeconds: true)
        )
    }

    /// Reads `2020-07-10`, `2020-07-10T13:00Z`, `2020-07-10T13:00:00.123+02:00` (fact sheet 2.7); without a zone it is UTC.
    static func milliseconds(_ text: String) -> Int64? {
        var rest = Substring(text)
        guard let year = number(&rest, 4), skip(&rest, "-"), let month = number(&rest, 2), skip(&rest, "-"),
            let day = number(&rest, 2), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        let days = daysFromCivil(year: year, month: month, day: day)
        guard !rest.isEmpty else { return days * 86_400_000 }
        guard skip(&rest, "T") || skip(&rest, " "), let hour = number(&rest, 2), skip(&rest, ":"),
            let minute = number(&rest, 2), hour < 24, minute < 60
        else { return nil }
        var time = (hour * 60 + minute) * 60_000
        if skip(&rest, ":") {
            guard let second = number(&rest, 2), second <= 60 else { return nil }
            time += second * 1_000
            if skip(&rest, ".") || skip(&rest, ",") {
                let fraction = rest.prefix { $0.isASCII && $0.isNumber }
                guard !fraction.isEmpty, let thousandths = Int64((fraction + "00").prefix(3)) else { return nil }
                time += thousandths
                rest = rest.dropFirst(fraction.count)
            }
        }
        guard let zone = offset(&rest), rest.isEmpty else { return nil }
        return days * 86_400_000 + time - zone
    }

    private static func offset(_ rest: inout Substring) -> Int64? {
        if rest.isEmpty || skip(&rest, "Z") || skip(&rest, "z") { return 0 }
        let sign: Int64
        if skip(&rest, "+") { sign = 1 } else if skip(&rest, "-") { sign = -1 } else { return nil }
        guard let hours = number(&rest, 2) else { return nil }
        _ = skip(&rest, ":")
        let minutes = rest.isEmpty ? 0 : number(&rest, 2)
        return minutes.map { sign * (hours * 60 + $0) * 60_000 }
    }

    private static func number(_ rest: inout Substring, _ count: Int) -> Int64? {
        let digits = rest.prefix(count)
        guard digits.utf8.count == count, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        rest = rest.dropFirst(count)
        return Int64(digits)
    }

    private static func skip(_ rest: inout Substring, _ character: Character) -> Bool {
        guard rest.first == character else { return false }
        rest.removeFirst()
        return true
    }

    private static func daysFromCivil(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let yearOfEra = shifted - era * 400
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
