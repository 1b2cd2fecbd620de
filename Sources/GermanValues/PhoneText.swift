/// The digits of a telephone number and whether a plus stood before them; brackets, blanks and labels are gone.
struct PhoneText {
    var digits = ""
    var hasPlus = false

    /// - Throws: `zeichen` if there is a letter or sign that does not belong into a number, or no digit at all.
    init(_ text: Substring) throws(Unreadable) {
        var rest = text
        Self.dropLabels(&rest)
        NumberTrimmings.stripRemark(&rest)
        for character in rest.replacing("(0)", with: "") {
            switch character {
            case "0"..."9" where character.isASCII: digits.append(character)
            case "+" where digits.isEmpty && !hasPlus: hasPlus = true
            case " ", "-", "/", ".", "(", ")", "–", "—", "−", "‐", "‑", "[", "]": continue
            default: throw Telefon.strangeCharacter
            }
        }
        if digits.isEmpty { throw Telefon.strangeCharacter }
    }

    /// "Tel.: 030 …" → "030 …"
    private static func dropLabels(_ text: inout Substring) {
        while true {
            let word = text.prefix { $0.isLetter || $0 == "-" && text.first?.isLetter == true }
            guard labels.contains(word.lowercased()) else { return }
            text = text.dropFirst(word.count).drop { $0 == "." || $0 == ":" || $0 == " " }
        }
    }

    private static let labels: Set<String> = [
        "tel", "telefon", "telefonnummer", "telefonnr", "telnr", "fon", "phone", "mobil", "mobile", "mobilnummer",
        "handy",
        "handynummer", "festnetz", "privat", "geschäftlich", "dienstlich", "rufnummer", "nr", "nummer", "m", "t", "p",
        "g",
    ]

    /// Two numbers in one field are the first, and the rest as typed.
    ///
    /// Each must have six digits, both together more than thirteen, so that `0176 / 12345678` and `420860 / -12` stay
    /// one number.
    static func parted(_ line: String) -> (first: Substring, further: String?) {
        func count(_ text: Substring) -> Int { text.utf8.count { (0x30...0x39).contains($0) } }
        let whole = line[...]
        var best: Range<Substring.Index>?
        for separator in [";", ",", "|", " oder ", " or ", " und ", " /", "/ "] {
            for place in whole.ranges(of: separator) {
                let (before, behind) = (count(whole[..<place.lowerBound]), count(whole[place.upperBound...]))
                guard before >= 6, behind >= 6, before + behind > 13 else { continue }
                if best.map({ place.lowerBound < $0.lowerBound }) ?? true { best = place }
            }
        }
        guard let best else { return (whole, nil) }
        let further = whole[best.upperBound...].drop { "/;,| ".contains($0) }
        return (whole[..<best.lowerBound], String(further))
    }
}
