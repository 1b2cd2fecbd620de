/// The words and signs around a number: `ca. 300 T€ netto/Monat` → `300`, scale 10³, money, a month, net.
///
/// They may stand in any order behind the number; before it a currency and "ca." and the like. A remark in brackets
/// adds what units it names, if it holds no number of its own: `42.000 € (brutto im Jahr)`. One with a number is left
/// out where the unit is said before it: `48 Monate (4,0 Jahre)`.
struct NumberTrimmings {
    /// What is left, in UTF-8: digits, separators, perhaps a minus. It gets shorter by `dropFirst` and `dropLast`, because
    /// `removeLast` would copy what others hold, too.
    private(set) var core: ArraySlice<UInt8>
    private(set) var scale: Int?
    private(set) var unit = SaidUnit()

    init(_ line: String) {
        core = Self.plainBytes(line)[...]
    }

    /// Of text in small letters with plain signs.
    init(plain text: ArraySlice<UInt8>) { core = text }

    /// ``plainSigns(_:)`` in UTF-8; what numbers are usually written with goes byte by byte.
    static func plainBytes(_ line: String) -> [UInt8] {
        var line = line
        return line.withUTF8 { quickSigns($0) } ?? Array(plainSigns(line).utf8)
    }

    private static func quickSigns(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case 0x41...0x5A: result.append(byte | 0x20)
            case 0x60: result.append(0x27)
            case 0..<0x80: result.append(byte)
            case 0xC3 where index + 1 < bytes.count:
                index += 1
                // Capital letters of Latin-1 stand 32 before their small ones, but for × and ß.
                let isCapital = (0x80...0x9E).contains(bytes[index]) && bytes[index] != 0x97
                result.append(byte)
                result.append(isCapital ? bytes[index] | 0x20 : bytes[index])
            case 0xC2 where index + 1 < bytes.count && (bytes[index + 1] == 0xB2 || bytes[index + 1] == 0xB3):
                result.append(byte)
                result.append(bytes[index + 1])
                index += 1
            case 0xE2 where index + 2 < bytes.count:
                switch (bytes[index + 1], bytes[index + 2]) {
                case (0x82, 0xAC):
                    result.append(byte)
                    result.append(0x82)
                    result.append(0xAC)
                case (0x80, 0x90), (0x80, 0x91), (0x80, 0x93), (0x80, 0x94), (0x88, 0x92): result.append(0x2D)
                case (0x80, 0x98), (0x80, 0x99): result.append(0x27)
                default: return nil
                }
                index += 2
            default: return nil
            }
            index += 1
        }
        return result
    }

    /// Lower case, every dash a hyphen, every apostrophe the typewriter's.
    static func plainSigns(_ line: String) -> String {
        var line = line
        let isPlain = line.withUTF8 { bytes in
            bytes.allSatisfy { $0 < 0x80 && !(0x41...0x5A).contains($0) && $0 != 0x60 }
        }
        if isPlain { return line }
        var result = String.UnicodeScalarView()
        for scalar in line.lowercased().unicodeScalars {
            switch scalar {
            case "–", "—", "−", "‐", "‑": result.append("-")
            case "’", "‘", "´", "`": result.append("'")
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// `false` if the words contradict each other: two scales, two kinds of unit.
    mutating func strip() -> Bool {
        guard stripRemarks(), stripFront() else { return false }
        trimSentence()
        while let found = longestEnding() {
            core = core.dropLast(found.bytes.count)
            trimEnd()
            guard note(found.words) else { return false }
        }
        return stripFront()
    }

    /// Removes a bracket without digits at the end: "(exkl. NK)".
    static func stripRemark(_ text: inout Substring) {
        while text.last == ")", let open = text.lastIndex(of: "(") {
            guard !text[open...].contains(where: \.isNumber) else { return }
            text = text[..<open]
            while text.last == " " { text.removeLast() }
        }
    }

    /// The same for bytes.
    static func stripRemark(_ text: inout ArraySlice<UInt8>) {
        while text.last == 0x29, let open = text.lastIndex(where: { $0 == 0x28 }) {
            let remark = text[open...]
            if remark.contains(where: isDigit) { return }
            // A number of another script, or a bracket that is one character with a mark behind it.
            if remark.contains(where: { $0 >= 0x80 }) {
                let remark = String(decoding: remark, as: UTF8.self)
                if remark.first != "(" || remark.contains(where: \.isNumber) { return }
            }
            text = text[..<open]
            while text.last == 0x20 { text = text.dropLast() }
        }
    }

    /// Takes brackets off the end; false if one makes the number another ("(oder mehr)").
    private mutating func stripRemarks() -> Bool {
        while let last = core.last, last == 0x29 || last == 0x5D,
            let open = core.lastIndex(of: last == 0x29 ? 0x28 : 0x5B)
        {
            let remark = core[core.index(after: open)...].dropLast()
            let whole = core
            core = core[..<open]
            trimEnd()
            let words = Self.words(of: remark)
            guard Self.rangeWords.isDisjoint(with: words) else { return false }
            if remark.contains(where: Self.isDigit) {
                guard longestEnding() != nil else {
                    core = whole
                    return true
                }
            } else {
                guard noteRemark(words) else { return false }
            }
        }
        return true
    }

    private static func words(of remark: ArraySlice<UInt8>) -> [String] {
        String(decoding: remark, as: UTF8.self).split { " ,;/".contains($0) }.map(String.init)
    }

    /// What a remark says of the unit; words that are none mean nothing. Of what the number is a count or an amount, it says
    /// only where nothing before it does.
    private mutating func noteRemark(_ words: [String]) -> Bool {
        let hasUnit = longestEnding() != nil
        for (index, word) in words.enumerated() {
            // "(Brutto-Monatsgehalt)", "(brutto!)": a word of them says it for the whole.
            for (beginning, said) in Self.remarkBeginnings where word.hasPrefix(beginning) && word != beginning {
                guard unit.add(said) else { return false }
            }
            if word.hasPrefix("effektiv") || word.hasPrefix("eff.") || word == "abzügen" { return false }
            let isTime = index > 0 && ["pro", "im", "je", "per"].contains(words[index - 1])
            for said in isTime ? NumberWords.remark["pro " + word] ?? [] : NumberWords.remark[word] ?? [] {
                switch said {
                case .dimension(.months), .dimension(.years), .period, .terms:
                    guard unit.add(said) else { return false }
                case .dimension where !hasUnit:
                    guard unit.add(said) else { return false }
                default: break
                }
            }
        }
        return true
    }

    private static let remarkBeginnings: [(String, SaidUnit.Word)] = [
        ("brutto", .terms(.gross)), ("netto", .terms(.net)), ("jahres", .period(.year)), ("monats", .period(.month)),
    ]

    private static let rangeWords: Set<String> = [
        "mehr", "weniger", "mindestens", "mind", "mind.", "min", "min.", "maximal", "max", "max.", "höchstens",
        "hoechstens",
        "bis", "ab", "über", "ueber", "unter", "more", "less",
    ]

    private mutating func stripFront() -> Bool {
        strip: while true {
            while core.first == 0x20 { core = core.dropFirst() }
            if core.first == 0x2B, core.dropFirst().first.map(Self.isDigit) == true { core = core.dropFirst() }
            guard let first = core.first, !Self.isDigit(first), first != 0x2D else { return true }
            for word in NumberWords.beginnings where core.starts(with: word.bytes) {
                let next = core.dropFirst(word.bytes.count).first
                guard !word.endsWithLetter || next == 0x20 || next == 0x3A || next.map(Self.isDigit) == true else {
                    continue
                }
                core = core.dropFirst(word.bytes.count)
                if core.first == 0x3A { core = core.dropFirst() }
                guard note(word.words) else { return false }
                continue strip
            }
            return true
        }
    }

    private func longestEnding() -> NumberWords.Ending? {
        guard let last = core.last, !Self.isDigit(last) || last == 0x32 || last == 0x33 else { return nil }
        return NumberWords.endings[Int(last)].first { ending in
            guard core.count >= ending.bytes.count, core.suffix(ending.bytes.count).elementsEqual(ending.bytes) else {
                return false
            }
            // "teur" is not "t" and "eur": a word begins where no letter stands before it.
            guard let first = ending.bytes.first, Self.isLetter(first) else { return true }
            guard let before = core.dropLast(ending.bytes.count).last else { return false }
            return !Self.isLetter(before) && (before < 0x80 || before == 0xAC || before == 0xB2)
        }
    }

    private mutating func note(_ words: [SaidUnit.Word]) -> Bool {
        for word in words {
            if case .scale(let power) = word {
                guard scale == nil else { return false }
                scale = power
            }
            guard unit.add(word) else { return false }
        }
        return true
    }

    private mutating func trimEnd() {
        while core.last == 0x20 || core.last == 0x2C && core.dropLast().last.map(Self.isDigit) == false {
            core = core.dropLast()
        }
    }

    /// Removes what ends a sentence behind a unit: "350.000 €.", "350.000 €!"
    private mutating func trimSentence() {
        guard let last = core.last, last == 0x2E || last == 0x21, longestEnding() == nil else { return }
        let whole = core
        core.removeLast()
        trimEnd()
        if longestEnding() == nil { core = whole }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    private static func isLetter(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }
}
