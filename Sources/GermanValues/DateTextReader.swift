import Moments

/// Reads one text as a date, a date with a time, or an instant.
struct DateTextReader {
    private var tokens: ArraySlice<DateToken>
    private let kind: DateKind
    private let context: ReadingContext

    init(_ line: String, kind: DateKind, context: ReadingContext) {
        // "*01.02.1980", and the end of a sentence.
        var text = line[...].drop { $0 == "*" || $0 == " " }
        if text.last == "." { text.removeLast() }
        tokens = DateToken.tokens(of: String(text))[...]
        self.kind = kind
        self.context = context
    }

    /// `nil` if the text is not a date that exists.
    mutating func read() -> CalendarDate? {
        skipLeadingWords()
        let begin = tokens
        for form in Form.allCases {
            tokens = begin
            if let date = date(in: form), let result = finish(date) { return result }
        }
        return nil
    }

    private enum Form: CaseIterable {
        case numbers, monthName, eightDigits, month
    }

    private mutating func date(in form: Form) -> CalendarDate? {
        switch form {
        case .numbers: threeNumbers()
        case .monthName: namedMonth()
        case .eightDigits: eightDigits()
        case .month: kind == .monat ? monthOrYear() : nil
        }
    }

    // MARK: Forms of the day

    /// `1980-02-01`, `1.2.80`, `01/02/1980`, `01 02 1980`.
    private mutating func threeNumbers() -> CalendarDate? {
        guard let first = nextNumber() else { return nil }
        let separator = nextSign(among: "./-")
        guard let second = nextNumber(), nextSign(among: "./-") == separator, let third = nextNumber() else {
            return nil
        }
        if first.count == 4 {
            guard separator != nil, third.count <= 2 else { return nil }
            return day(third, month: second, year: first)
        }
        return context.dateOrder == .dmy
            ? day(first, month: second, year: third) : day(second, month: first, year: third)
    }

    /// `3. März 1972`, `01-Feb-1980`, `February 1, 1980`.
    private mutating func namedMonth() -> CalendarDate? {
        let dayFirst = dayNumber()
        if dayFirst != nil { _ = nextSign(among: "-/") }
        guard case .word(let name)? = tokens.popFirst(), let month = DateWords.month(name) else { return nil }
        _ = nextSign(among: ".-/")
        guard let day = dayFirst ?? dayNumber() else { return nil }
        _ = nextSign(among: ",")
        guard let year = nextNumber() else { return nil }
        return self.day(day, month: String(month), year: year)
    }

    private mutating func dayNumber() -> String? {
        guard let day = nextNumber(), day.count <= 2 else { return nil }
        if case .word(let ordinal)? = tokens.first, DateWords.ordinals.contains(ordinal) { tokens.removeFirst() }
        _ = nextSign(among: ".")
        return day
    }

    /// `19800201`, `01021980`. Never both at once: 19, 20 and 21 are no months.
    private mutating func eightDigits() -> CalendarDate? {
        guard let digits = nextNumber(), digits.count == 8 else { return nil }
        func part(_ from: Int, _ length: Int) -> String { String(digits.dropFirst(from).prefix(length)) }
        if let date = day(part(6, 2), month: part(4, 2), year: part(0, 4)), (1900...2199).contains(date.year) {
            return date
        }
        return context.dateOrder == .dmy
            ? day(part(0, 2), month: part(2, 2), year: part(4, 4))
            : day(part(2, 2), month: part(0, 2), year: part(4, 4))
    }

    /// `2015-03`, `03/2015`, `März 2015`, `2015`: the first day.
    private mutating func monthOrYear() -> CalendarDate? {
        if case .word(let name)? = tokens.first, let month = DateWords.month(name) {
            tokens.removeFirst()
            _ = nextSign(among: ".,-/")
            guard let year = nextNumber(), year.count == 4 else { return nil }
            return day("1", month: String(month), year: year)
        }
        guard let first = nextNumber() else { return nil }
        guard nextSign(among: "./-") != nil, let second = nextNumber() else {
            return first.count == 4 && tokens.isEmpty ? day("1", month: "1", year: first) : nil
        }
        if first.count == 4 { return day("1", month: second, year: first) }
        return second.count == 4 ? day("1", month: first, year: second) : nil
    }

    /// The day if it exists; a year of two digits is completed.
    private func day(_ day: String, month: String, year: String) -> CalendarDate? {
        guard (1...2).contains(day.count), (1...2).contains(month.count), let day = Int(day), let month = Int(month),
            let number = Int(year)
        else { return nil }
        if year.count == 4 { return CalendarDate(year: number, month: month, day: day) }
        guard year.count == 2 else { return nil }
        let today = context.today
        guard kind == .geburt else {
            let year = 2000 + number <= today.year + 30 ? 2000 + number : 1900 + number
            return CalendarDate(year: year, month: month, day: day)
        }
        // The youngest year that makes an adult.
        let isAdult = (2000 + number + 18, month, day) <= (today.year, today.month, today.day)
        return CalendarDate(year: (isAdult ? 2000 : 1900) + number, month: month, day: day)
    }

    // MARK: What may stand around it

    private mutating func skipLeadingWords() {
        while case .word(let word)? = tokens.first,
            DateWords.leading.contains(word) || DateWords.weekdays.contains(word)
        {
            tokens.removeFirst()
            while nextSign(among: ".,:") != nil {}
        }
    }

    /// Reads a time of day and a zone, if there are any; an instant becomes its day in Germany.
    private mutating func finish(_ date: CalendarDate) -> CalendarDate? {
        if tokens.isEmpty { return date }
        _ = nextSign(among: ",")
        if case .word(let word)? = tokens.first, ["t", "um", "at"].contains(word) { tokens.removeFirst() }
        guard let seconds = timeOfDay() else { return nil }
        if tokens.isEmpty { return date }
        guard let offset = zone(), tokens.isEmpty else { return nil }
        return BerlinTime.date(atUnixSeconds: date.daysSince1970 * 86_400 + seconds - offset)
    }

    private mutating func timeOfDay() -> Int? {
        guard var hour = nextNumber(upTo: 24) else { return nil }
        var minute = 0
        var second = 0
        if nextSign(among: ":.") != nil {
            guard let number = nextNumber(upTo: 59) else { return nil }
            minute = number
            if nextSign(among: ":") != nil {
                guard let number = nextNumber(upTo: 60) else { return nil }
                second = number
                if nextSign(among: ".,") != nil, nextNumber() == nil { return nil }
            }
        } else if tokens.first != .word("uhr") {
            return nil
        }
        if case .word(let word)? = tokens.first, ["uhr", "am", "pm"].contains(word) {
            tokens.removeFirst()
            if word != "uhr" {
                guard (1...12).contains(hour) else { return nil }
                hour = hour % 12 + (word == "pm" ? 12 : 0)
            }
        }
        guard hour < 24 || (minute == 0 && second == 0) else { return nil }
        return hour * 3600 + minute * 60 + second
    }

    /// Seconds ahead of UTC: `Z`, `UTC`, `+01:00`, `+0100`, `GMT+0100`.
    private mutating func zone() -> Int? {
        var isNamed = false
        if case .word(let word)? = tokens.first, ["z", "utc", "gmt"].contains(word) {
            tokens.removeFirst()
            isNamed = true
        }
        guard let sign = nextSign(among: "+-") else { return isNamed ? 0 : nil }
        guard let digits = nextNumber(), digits.count == 2 || digits.count == 4, let number = Int(digits) else {
            return nil
        }
        var (hours, minutes) = digits.count == 4 ? (number / 100, number % 100) : (number, 0)
        if digits.count == 2, nextSign(among: ":") != nil {
            guard let number = nextNumber(upTo: 59) else { return nil }
            minutes = number
        }
        guard hours <= 18, minutes < 60 else { return nil }
        hours *= sign == 0x2D ? -1 : 1
        minutes *= sign == 0x2D ? -1 : 1
        return hours * 3600 + minutes * 60
    }

    // MARK: Tokens

    private mutating func nextNumber() -> String? {
        guard case .number(let digits)? = tokens.first else { return nil }
        tokens.removeFirst()
        return digits
    }

    private mutating func nextNumber(upTo limit: Int) -> Int? {
        guard let digits = nextNumber(), digits.count <= 2, let number = Int(digits), number <= limit else {
            return nil
        }
        return number
    }

    private mutating func nextSign(among signs: StaticString) -> UInt8? {
        guard case .sign(let sign)? = tokens.first else { return nil }
        for place in 0..<signs.utf8CodeUnitCount where signs.utf8Start[place] == sign {
            tokens.removeFirst()
            return sign
        }
        return nil
    }
}
