/// The words and signs around a number: `ca. 300 T€ netto/Monat` → `300`, scale 10³, money.
///
/// They may stand in any order behind the number; before it a currency and "ca." and the like.
struct NumberTrimmings {
    /// What is left, in UTF-8: digits, separators, perhaps a minus.
    private(set) var core: ArraySlice<UInt8>
    private(set) var scale: Int?
    private(set) var unit: NumberKind?

    init(_ line: String) {
        core = Array(Self.plainSigns(line).utf8)[...]
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
        stripRemark()
        guard stripFront() else { return false }
        while let found = longestEnding() {
            core.removeLast(found.bytes.count)
            trimEnd()
            guard note(found.meaning) else { return false }
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

    private mutating func stripRemark() {
        while core.last == 0x29, let open = core.lastIndex(of: 0x28) {
            guard !core[open...].contains(where: Self.isDigit) else { return }
            core = core[..<open]
            trimEnd()
        }
    }

    private mutating func stripFront() -> Bool {
        strip: while true {
            while core.first == 0x20 { core.removeFirst() }
            guard let first = core.first, !Self.isDigit(first), first != 0x2D else { return true }
            for word in Self.beginnings where core.starts(with: word.bytes) {
                let next = core.dropFirst(word.bytes.count).first
                guard !word.endsWithLetter || next == 0x20 || next.map(Self.isDigit) == true else { continue }
                core.removeFirst(word.bytes.count)
                guard note(word.meaning) else { return false }
                continue strip
            }
            return true
        }
    }

    private func longestEnding() -> Ending? {
        guard let last = core.last, !Self.isDigit(last) || last == 0x32 else { return nil }
        return Self.endings[Int(last)].first { ending in
            guard core.count >= ending.bytes.count, core.suffix(ending.bytes.count).elementsEqual(ending.bytes) else {
                return false
            }
            // "teur" is not "t" and "eur": a word begins where no letter stands before it.
            guard let first = ending.bytes.first, Self.isLetter(first) else { return true }
            guard let before = core.dropLast(ending.bytes.count).last else { return false }
            return !Self.isLetter(before) && (before < 0x80 || before == 0xAC || before == 0xB2)
        }
    }

    private mutating func note(_ meaning: Meaning) -> Bool {
        switch meaning {
        case .none: return true
        case .scale(let power):
            guard scale == nil else { return false }
            scale = power
        case .unit(let kind):
            guard unit == nil || unit == kind else { return false }
            unit = kind
        }
        return true
    }

    private mutating func trimEnd() {
        while core.last == 0x20 { core.removeLast() }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    private static func isLetter(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }
}

/// The words themselves.
extension NumberTrimmings {
    private enum Meaning: Sendable {
        case none
        case scale(Int)
        case unit(NumberKind)
    }

    private struct Ending: Sendable {
        let bytes: [UInt8]
        let meaning: Meaning
    }

    private struct Beginning: Sendable {
        let bytes: [UInt8]
        let endsWithLetter: Bool
        let meaning: Meaning
    }

    /// A longer word stands before one that it begins with.
    private static let beginnings: [Beginning] = {
        func all(_ words: String, _ meaning: Meaning) -> [Beginning] {
            words.split(separator: ";").map { word in
                Beginning(bytes: Array(word.utf8), endsWithLetter: word.last?.isLetter ?? false, meaning: meaning)
            }
        }
        return all("ca.;ca;circa;etwa;ungefähr;ungefaehr;ungef.;rund;approx.;approx;about;around;um die;~;≈", .none)
            + all("netto;brutto;mtl.;monatlich", .none)
            + all("euro;eur;€", .unit(.geld))
            + all("teur;t€;tsd. €", .scale(3))
    }()

    /// By their last byte, the longest first.
    private static let endings: [[Ending]] = {
        func all(_ texts: String, _ meaning: Meaning) -> [Ending] {
            texts.split(separator: ";").map { Ending(bytes: Array($0.utf8), meaning: meaning) }
        }
        let known =
            all("€;eur;euro;euros;,-;,--;,---;.-;.--", .unit(.geld))
            + all("%;prozent;percent", .unit(.prozent))
            + all("m²;m2;m^2;qm;sqm;quadratmeter;quadratmetern", .unit(.flaeche))
            + all("jahr;jahre;jahren;year;years;monat;monate;monaten;month;months;km;kilometer;kw;ps", .unit(.zahl))
            + all("zimmer;personen;person;kinder;kind;parteien;wohneinheiten", .unit(.zahl))
            + all(
                "p.a.;p.a;netto;brutto;mtl.;mtl;monatl.;monatlich;jährl.;jährlich;p.m.;/monat;/ monat;/mon.;/mtl.;/jahr;/ jahr",
                .none
            )
            + all("pro monat;im monat;je monat;pro jahr;im jahr;vb;vhb", .none)
            + all("k;t;tsd;tsd.;tausend;thousand;teur;keur", .scale(3))
            + all("mio;mio.;mill.;million;millionen;millions", .scale(6))
            + all("mrd;mrd.;milliarde;milliarden", .scale(9))
        var result = [[Ending]](repeating: [], count: 256)
        for ending in known.sorted(by: { $0.bytes.count > $1.bytes.count }) {
            if let last = ending.bytes.last { result[Int(last)].append(ending) }
        }
        return result
    }()
}
