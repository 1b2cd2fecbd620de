/// Other contents in the same writing: digits, dates, telephone numbers, addresses of pages, account numbers.
enum ShapedText {
    static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number % [1, 10, 100, 1_000, 10_000][min(width, 4)])
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }

    /// Every number in the text rounded to another one, with the same separators, units and length: `358.000,00 €` becomes
    /// `400.000,00 €`. A year stays a year. nil if there is no number in it, or a word that is no unit.
    static func digits(_ text: String, number: Int) -> String? {
        let words = text.split { !$0.isLetter }
        guard text.contains(where: isDigit), words.allSatisfy({ units.contains($0.lowercased()) }) else { return nil }
        var result = ""
        var rest = text[...]
        while let start = rest.firstIndex(where: isDigit) {
            result += rest[..<start]
            let run = rest[start...].prefix { isDigit($0) || ".,'’".contains($0) }
            result += changed(run, number)
            rest = rest[run.endIndex...]
        }
        return result + rest
    }

    private static let units: Set<String> = [
        "ab", "bis", "ca", "circa", "cm", "eur", "euro", "h", "jahr", "jahre", "jahren", "k", "km", "kw", "m", "mio",
        "monat",
        "monate", "monaten", "p", "prozent", "ps", "qm", "rund", "stunden", "t", "tage", "tausend", "teur", "tsd",
        "uhr", "von",
        "zirka",
    ]

    private static func changed(_ run: Substring, _ number: Int) -> String {
        if run.count == 4, let year = Int(run), (1900...2100).contains(year) {
            return String(1950 + (number * 7 + year) % 70)
        }
        var isFirst = true
        let zeroOnly = !run.contains { isDigit($0) && $0 != "0" }
        return String(
            run.map { character -> Character in
                guard let digit = character.wholeNumberValue, isDigit(character) else { return character }
                guard isFirst, digit != 0 || zeroOnly else { return "0" }
                isFirst = false
                // One to eight further on in 1…9: never the same.
                return Character(String((max(digit, 1) + number % 8) % 9 + 1))
            }
        )
    }

    private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }

    /// Letters for letters, digits for digits, all else as it is.
    static func identifier(_ text: String, number: Int) -> String {
        var digits = padded(number + 1, 4).reversed().makeIterator()
        let changed = text.reversed().map { character -> Character in
            if isDigit(character) { return digits.next() ?? "0" }
            guard character.isLetter else { return character }
            return character.isUppercase ? "X" : "x"
        }
        let shaped = String(changed.reversed())
        return text.contains(where: isDigit) ? shaped : "\(shaped)-\(InventedWords.greek(number).lowercased())"
    }

    /// A date in the same writing; nil if the text is none that is known here.
    ///
    /// - Parameters:
    ///   - day: the day the lead came in, `YYYY-MM-DD…`: what was to come by then is still to come.
    ///   - isImpossible: the 30th of February of the year.
    static func date(_ text: String, number: Int, day: String, isImpossible: Bool = false) -> String? {
        let words = text.split { !$0.isLetter }.map { $0.lowercased() }
        let groups = text.split { !isDigit($0) }
        guard (1...9).contains(groups.count), groups.contains(where: { $0.count == 4 || groups.count >= 3 }),
            words.allSatisfy(isDateWord), groups.allSatisfy({ $0.count <= 9 })
        else { return nil }
        // YYYY-MM-DD and what follows, D.M.YYYY, M/YYYY, D. Monat YYYY, YYYY.
        let yearPlace = groups.firstIndex { $0.count == 4 } ?? 2
        guard yearPlace <= 2, groups.count >= 3 || groups[yearPlace].count == 4 else { return nil }
        // `358.000,00` is none: but for the year a date's numbers have two digits, and only a written month has a comma.
        guard groups.prefix(3).enumerated().allSatisfy({ $0.offset == yearPlace || $0.element.count <= 2 }),
            !text.contains(",") || !words.isEmpty
        else { return nil }
        if groups.count == 1, words.isEmpty || text.count == 4 { return nil }
        if groups.count > 3, yearPlace != 0 || !text.contains(":") { return nil }
        guard text.allSatisfy({ isDigit($0) || $0.isLetter || " .-/,:+T".contains($0) }) else { return nil }
        let year = otherYear(groups[yearPlace], number, day)
        var result = ""
        var place = 0
        var rest = text[...]
        while let start = rest.firstIndex(where: isDigit) {
            result += rest[..<start]
            let group = rest[start...].prefix(while: isDigit)
            let value: Int
            switch place {
            case yearPlace: value = year
            case 0...2 where isImpossible: value = place == (yearPlace == 0 ? 2 : 0) ? 30 : 2
            // Day and month, in either order, below 13; then hours, minutes and so on.
            case 0...2: value = 3 + (number + place) % 9
            case 3: value = 12
            default: value = 0
            }
            // The offset of a time zone behind the seconds stays.
            result += place > 5 && rest[..<start].contains("+") ? String(group) : written(value, group.count)
            place += 1
            rest = rest[group.endIndex...]
        }
        return result + rest
    }

    private static func written(_ value: Int, _ width: Int) -> String {
        let text = String(value)
        // A year of two digits; a day of two where the original has one is no other writing.
        if text.count > width { return value > 99 ? String(text.suffix(width)) : text }
        return String(repeating: "0", count: width - text.count) + text
    }

    private static func otherYear(_ group: Substring, _ number: Int, _ day: String) -> Int {
        let today = Int(day.prefix(4)) ?? 2026
        guard let year = Int(group) else { return today }
        let full = group.count == 4 ? year : (year + 2000 > today ? year + 1900 : year + 2000)
        if full >= today { return full + 1 + number % 3 }
        if full > today - 16 { return today - 2 - (number + full) % 12 }
        return 1955 + (number * 7 + full) % 40
    }

    private static func isDateWord(_ word: String) -> Bool {
        if ["t", "z", "seit", "ab", "uhr", "utc", "gmt"].contains(word) { return true }
        return word.count >= 3
            && [
                "januar", "februar", "märz", "maerz", "april", "mai", "juni", "juli", "august", "september", "oktober",
                "november", "dezember", "january", "february", "march", "may", "june", "july", "october", "december",
            ]
            .contains { $0.hasPrefix(word) }
    }

    /// Telephone numbers in the same writing, then in others. The numbers are those that the Bundesnetzagentur keeps free
    /// for films and examples (Mitteilung 148/2021): 030 23125 000–999, 0171 39200 00–99.
    static func phones(_ text: String, number: Int) -> [String] {
        let digits = text.filter(isDigit)
        let isAbroad = text.contains("+") || digits.hasPrefix("00")
        let national = isAbroad ? digits.drop { $0 == "0" }.dropFirst(2).drop { $0 == "0" } : digits.drop { $0 == "0" }
        let isMobile = ["15", "16", "17"].contains { national.hasPrefix($0) }
        let code = isMobile ? "171" : "30"
        let own = isMobile ? "39200" + padded(number, 2) : "23125" + padded(number, 3)
        let separator = text.dropFirst(2).first { " /-".contains($0) }.map(String.init) ?? ""
        // Meta writes `p:+49…`.
        let prefix = text.hasPrefix("p:") ? "p:" : ""
        var likely: String
        if text.contains("+") {
            likely = "\(prefix)+49\(separator)\(code)\(separator)\(own)"
        } else if digits.hasPrefix("00") {
            likely = "\(prefix)0049\(separator)\(code)\(separator)\(own)"
        } else if text.contains("(") {
            likely = "\(prefix)(0\(code)) \(own)"
        } else if digits.hasPrefix("0") {
            likely = "\(prefix)0\(code)\(separator)\(own)"
        } else {
            likely = "\(prefix)49\(code)\(own)"
        }
        // The last two are too short for a number, and have a code that there is not.
        return [likely, "0\(code) \(own)", "+49 \(code) \(own)", String(likely.dropLast(3)), "0199 \(own)"]
    }

    /// A page of example.org with as many parameters of the same names.
    static func address(_ text: String, number: Int) -> String {
        let parts = text.split(separator: "?", maxSplits: 1)
        let page = "https://www.example.org/\(InventedWords.greek(number).lowercased())"
        guard parts.count == 2 else { return page }
        let pairs = parts[1].split(separator: "&").map { pair in
            let name = pair.prefix { $0 != "=" && $0 != "#" }
            return "\(name)=\(InventedWords.greek(number).lowercased())"
        }
        return page + "?" + pairs.joined(separator: "&")
    }

    /// A German account number with right check digits at a bank that does not exist; nil if the text looks like none.
    static func iban(_ text: String, number: Int) -> String? {
        let plain = text.filter { !$0.isWhitespace }
        guard plain.count >= 15, plain.prefix(2).allSatisfy({ $0.isLetter && $0.isASCII }),
            plain.dropFirst(2).prefix(2).allSatisfy(isDigit),
            plain.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
        else { return nil }
        let account = "12345678" + String(repeating: "0", count: 6) + padded(4_200 + number, 4)
        // ISO 13616: the account, then "DE00" in numbers, modulo 97.
        let rest = (account + "131400").reduce(0) { ($0 * 10 + ($1.wholeNumberValue ?? 0)) % 97 }
        let whole = "DE" + padded(98 - rest, 2) + account
        guard text.contains(" ") else { return whole }
        return stride(from: 0, to: whole.count, by: 4).map { String(whole.dropFirst($0).prefix(4)) }
            .joined(separator: " ")
    }
}
