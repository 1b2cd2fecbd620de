/// A piece of a date text: a run of digits, a run of letters, or a sign. Blanks part them and are gone.
enum DateToken: Equatable {
    case number(String)
    case word(String)
    /// A sign of ASCII; 0 for any other.
    case sign(UInt8)

    /// Splits clean text; letters are folded (`März` → `maerz`). Brackets without digits at the end are left out.
    static func tokens(of line: String) -> [DateToken] {
        var line = line
        let quick = line.withUTF8 { LatinText.isLatin($0.span) ? latinTokens(of: $0) : nil }
        if let quick { return quick }
        var text = line[...]
        NumberTrimmings.stripRemark(&text)
        var tokens: [DateToken] = []
        var run = ""
        var runIsNumber = false
        func close() {
            if !run.isEmpty { tokens.append(runIsNumber ? .number(run) : .word(foldedUmlauts(run))) }
            run = ""
        }
        for character in text.lowercased() {
            let isDigit = ("0"..."9").contains(character) && character.isASCII
            if isDigit || character.isLetter {
                if isDigit != runIsNumber { close() }
                runIsNumber = isDigit
                run.append(character)
            } else {
                close()
                if character != " " { tokens.append(.sign(character.asciiValue ?? 0)) }
            }
        }
        close()
        return tokens
    }

    /// The same for text of which each byte says what it is.
    private static func latinTokens(of line: UnsafeBufferPointer<UInt8>) -> [DateToken] {
        var end = line.count
        if line.last == 0x29 {
            var text = Array(line)[...]
            NumberTrimmings.stripRemark(&text)
            end = text.count
        }
        var tokens: [DateToken] = []
        tokens.reserveCapacity(8)
        var index = 0
        while index < end {
            let byte = line[index]
            let begin = index
            if LatinText.isDigit(byte) {
                while index < end, LatinText.isDigit(line[index]) { index += 1 }
                tokens.append(.number(text(line, begin..<index)))
            } else if LatinText.isLetter(byte) {
                while index < end, LatinText.isLetter(line[index]) { index += 1 }
                tokens.append(.word(foldedUmlauts(text(line, begin..<index).lowercased())))
            } else {
                if byte != 0x20 { tokens.append(.sign(byte)) }
                index += 1
            }
        }
        return tokens
    }

    private static func text(_ line: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: line[range]), as: UTF8.self)
    }
}

/// Names of months and days, German and English, folded.
enum DateWords {
    static func month(_ word: String) -> Int? { months[word] }

    static let weekdays: Set<String> = [
        "mo", "di", "mi", "do", "fr", "sa", "so", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag",
        "sonnabend", "sonntag", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "monday", "tuesday", "wednesday",
        "thursday", "friday", "saturday", "sunday",
    ]

    /// Words before a date that add nothing to it.
    static let leading: Set<String> = [
        "seit", "since", "ab", "am", "vom", "geb", "geboren", "born", "on", "den", "dem", "ca", "circa", "etwa",
    ]

    /// The ending of an English ordinal: 1st, 2nd, 3rd, 4th.
    static let ordinals: Set<String> = ["st", "nd", "rd", "th"]

    private static let months: [String: Int] = {
        let names = [
            "januar jaenner jan january jaen", "februar feb february feber", "maerz mrz mar march maer",
            "april apr", "mai may", "juni jun june", "juli jul july", "august aug",
            "september sep sept", "oktober okt october oct", "november nov", "dezember dez december dec",
        ]
        var result: [String: Int] = [:]
        for (index, line) in names.enumerated() {
            for name in line.split(separator: " ") { result[String(name)] = index + 1 }
        }
        return result
    }()
}
