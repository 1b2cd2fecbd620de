/// A time said in two parts: `7 Jahre 6 Monate` adds them, `48 Monate / 4 Jahre` says one thing twice.
enum Dauer {
    /// The months that a line says; `nil` if it does not have two parts that go together.
    static func months(_ line: String, locale: ReadingContext.Locale) -> ExactDecimal? {
        for separator in [" / ", "/", " = ", " - ", " – ", " bzw. ", " also "] {
            guard let (first, second) = parts(line, at: separator), let months = single(first, locale),
                single(second, locale) == months
            else { continue }
            return months
        }
        let words = line.replacing(",", with: " ").split(separator: " ").filter { !["und", "u.", "+"].contains($0) }
        guard words.count == 4, let years = Zahl("\(words[0]) \(words[1])", kind: .monate, locale: locale),
            let months = Zahl("\(words[2]) \(words[3])", kind: .monate, locale: locale), years.unit.dimension == .years,
            months.unit.dimension == .months, let inYears = try? years.converted(to: .monate),
            let inMonths = try? months.converted(to: .monate), inMonths < ExactDecimal(12)
        else { return nil }
        return inYears + inMonths
    }

    private static func parts(_ line: String, at separator: String) -> (String, String)? {
        let parts = line.split(separator: separator)
        guard parts.count == 2 else { return nil }
        return (String(parts[0]), String(parts[1]))
    }

    /// One part, which names its unit: without one it may be the begin of a range.
    private static func single(_ text: String, _ locale: ReadingContext.Locale) -> ExactDecimal? {
        guard let number = Zahl(text, kind: .monate, locale: locale), !number.unit.saysNothing else { return nil }
        return try? number.converted(to: .monate)
    }
}
