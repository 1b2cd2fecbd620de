import JSON

/// A number of whole years: `15 Jahre`, `TEN_YEARS` (ImmobilienScout24), `zehn Jahre fest`, `180 Monate`.
enum Jahre {
    /// - Throws: `bereich` for "10-15 Jahre", `jahre_ungueltig` for everything that is not a whole number of years.
    static func read(_ value: JSONValue) throws(Unreadable) -> JSONValue? {
        guard let line = try Answer.line(of: value, orElse: invalid) else { return nil }
        guard line.utf8.count <= 60, let sign = line.first, sign.isLetter || sign.isNumber else { throw invalid }
        var words = Array(folded(line).utf8).split(separator: 0x20)[...]
        guard let first = words.popFirst() else { throw invalid }
        var years = number(first)
        if let number = years, number % 10 == 0, let tens = words.first.flatMap(named), tens < 10 {
            // TWENTY_FIVE_YEARS
            years = number + tens
            words.removeFirst()
        }
        if years == nil, let unit = first.firstIndex(where: { $0 &- 0x61 < 26 }), unit > first.startIndex {
            // 15J, 15Jahre
            years = number(first[..<unit])
            words.insert(first[unit...], at: words.startIndex)
        }
        if let years, let count = apply(words, to: years) { return .number(JSONNumber(count)) }
        if let count = inDigits(line) { return .number(JSONNumber(count)) }
        if Spanne(line, kind: .zahl, locale: .de) != nil {
            throw Unreadable(.bereich, "Angegeben ist ein Bereich, keine einzelne Zahl von Jahren.")
        }
        throw invalid
    }

    /// The years of a line that is a number with more around it: "10 Jahre (fest)", "180 Monate (15 Jahre)".
    private static func inDigits(_ line: String) -> Int? {
        let number =
            Dauer.months(line, locale: .de).map { $0.divided(by: 12, places: 4) }
            ?? (try? Zahl(line, kind: .jahre, locale: .de)?.converted(to: .jahre))
        guard let number, number.isInteger, case .number(let whole)? = number.json, let years = whole.int,
            (1...100).contains(years)
        else { return nil }
        return years
    }

    /// The years that a line says in words ("zehn Jahre"); `nil` if it does not.
    static func inWords(_ line: String) -> Int? {
        guard line.first?.isLetter == true, let read = try? read(.string(line)),
            case .number(let years) = read
        else { return nil }
        return years.int
    }

    private static let invalid = Unreadable(.jahreUngueltig, "Das ist keine ganze Zahl von Jahren.")

    /// The number of years that the words behind the number leave; `nil` if they say something else.
    private static func apply(_ words: ArraySlice<ArraySlice<UInt8>>, to number: Int) -> Int? {
        var words = words.map { String(decoding: $0, as: UTF8.self) }
        if words.last == "fest" || words.last == "lang" { words.removeLast() }
        guard number <= 1200, words.count <= 1 else { return nil }
        switch words.first {
        case nil, "j", "jahr", "jahre", "jahren", "jaehrig", "jaehrige", "year", "years", "yrs", "y":
            return number <= 100 ? number : nil
        case "monat", "monate", "monaten", "month", "months": return number % 12 == 0 ? number / 12 : nil
        default: return nil
        }
    }

    /// What a word says in up to four digits or in letters.
    private static func number(_ word: ArraySlice<UInt8>) -> Int? {
        guard word.allSatisfy(LatinText.isDigit) else { return named(word) }
        return word.count <= 4 ? word.reduce(0) { $0 * 10 + Int($1 - 0x30) } : nil
    }

    private static func named(_ word: ArraySlice<UInt8>) -> Int? { numbers[String(decoding: word, as: UTF8.self)] }

    /// Number words from one to forty, as far as fixed-rate periods and terms use them.
    private static let numbers: [String: Int] = {
        var result: [String: Int] = ["eine": 1, "ein": 1, "zwanzig": 20, "dreissig": 30, "vierzig": 40]
        let english = [
            "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
            "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
        ]
        let german = [
            "eins", "zwei", "drei", "vier", "fuenf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwoelf",
            "dreizehn", "vierzehn", "fuenfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn",
        ]
        for (index, word) in english.enumerated() { result[word] = index + 1 }
        for (index, word) in german.enumerated() { result[word] = index + 1 }
        result["thirty"] = 30
        result["forty"] = 40
        for (tens, value) in [("zwanzig", 20), ("dreissig", 30)] {
            for unit in 1...9 { result["\(unit == 1 ? "ein" : german[unit - 1])und\(tens)"] = value + unit }
        }
        return result
    }()
}
