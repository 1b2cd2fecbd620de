/// The words and signs around a number: `ca. 300 T€ netto/Monat` → `300`, scale 10³, money.
///
/// They may stand in any order behind the number; before it a currency and "ca." and the like.
struct NumberTrimmings {
    /// What is left: digits, separators, perhaps a minus.
    private(set) var core: Substring
    private(set) var scale: Int?
    private(set) var unit: NumberKind?
    private var units = 0

    init(_ line: String) {
        core = Self.plainSigns(line)[...]
    }

    /// Lower case, every dash a hyphen, every apostrophe the typewriter's.
    static func plainSigns(_ line: String) -> String {
        var result = ""
        result.reserveCapacity(line.utf8.count)
        for character in line.lowercased() {
            switch character {
            case "–", "—", "−", "‐", "‑": result.append("-")
            case "’", "‘", "´", "`": result.append("'")
            default: result.append(character)
            }
        }
        return result
    }

    /// `false` if the words contradict each other: two scales, two kinds of unit.
    mutating func strip() -> Bool {
        Self.stripRemark(&core)
        stripFront()
        while let found = longestEnding() {
            core.removeLast(found.text.count)
            trimEnd()
            guard note(found.meaning) else { return false }
        }
        stripFront()
        return true
    }

    /// Removes a bracket without digits at the end: "(exkl. NK)".
    static func stripRemark(_ text: inout Substring) {
        while text.last == ")", let open = text.lastIndex(of: "(") {
            guard !text[open...].contains(where: \.isNumber) else { return }
            text = text[..<open]
            while text.last == " " { text.removeLast() }
        }
    }

    private mutating func stripFront() {
        strip: while true {
            trimStart()
            for word in Self.beginnings where core.hasPrefix(word) {
                let next = core.dropFirst(word.count).first
                let endsWithLetter = word.last?.isLetter ?? false
                guard !endsWithLetter || next == " " || next?.isNumber == true else { continue }
                core.removeFirst(word.count)
                if word.hasPrefix("eur") || word == "€" { guard note(.unit(.geld)) else { return } }
                continue strip
            }
            return
        }
    }

    private func longestEnding() -> Ending? {
        var best: Ending?
        for ending in Self.endings where core.hasSuffix(ending.text) && ending.text.count > (best?.text.count ?? 0) {
            let before = core.dropLast(ending.text.count).last
            if ending.text.first?.isLetter == true, before?.isLetter ?? true { continue }
            best = ending
        }
        return best
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

    private mutating func trimStart() {
        while core.first == " " { core.removeFirst() }
    }

    private mutating func trimEnd() {
        while core.last == " " { core.removeLast() }
    }

    private enum Meaning: Sendable {
        case none
        case scale(Int)
        case unit(NumberKind)
    }

    private struct Ending: Sendable {
        let text: String
        let meaning: Meaning
    }

    private static let beginnings = [
        "ca.", "ca", "circa", "etwa", "ungefähr", "ungefaehr", "ungef.", "rund", "approx.", "approx", "about", "around",
        "um die", "~", "≈", "euro", "eur", "€",
    ]

    private static let endings: [Ending] = {
        func all(_ texts: String, _ meaning: Meaning) -> [Ending] {
            texts.split(separator: ";").map { Ending(text: String($0), meaning: meaning) }
        }
        return all("€;eur;euro;euros;,-;,--;,---;.-;.--", .unit(.geld))
            + all("%;prozent;percent", .unit(.prozent))
            + all("m²;m2;m^2;qm;sqm;quadratmeter;quadratmetern", .unit(.flaeche))
            + all("jahr;jahre;jahren;year;years;monat;monate;monaten;month;months", .unit(.zahl))
            + all(
                "p.a.;p.a;netto;brutto;mtl.;mtl;monatl.;monatlich;jährl.;jährlich;p.m.;/monat;/mon.;/mtl.;/jahr",
                .none
            )
            + all("pro monat;im monat;je monat;pro jahr;im jahr;vb;vhb", .none)
            + all("k;t;tsd;tsd.;tausend;thousand", .scale(3))
            + all("mio;mio.;mill.;million;millionen;millions", .scale(6))
            + all("mrd;mrd.;milliarde;milliarden", .scale(9))
            + [Ending(text: "teur", meaning: .scale(3)), Ending(text: "keur", meaning: .scale(3))]
    }()
}
