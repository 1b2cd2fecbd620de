/// A remark in brackets: `2.500 € (zusammen)`.
///
/// It is read if it only says the unit again or what is meant anyway; any other is for people.
enum Remark {
    static func mayStand(in text: UnsafeBufferPointer<UInt8>) -> Bool {
        for byte in text where byte == 0x28 || byte == 0x5B { return true }
        return false
    }

    /// What stands in brackets, in order; of brackets in brackets the outer ones.
    static func all(in line: String) -> [String] {
        var remarks: [String] = []
        var remark = ""
        var depth = 0
        for character in line {
            switch character {
            case "(", "[":
                depth += 1
                if depth == 1 { continue }
            case ")", "]":
                depth = max(0, depth - 1)
                if depth == 0 {
                    remarks.append(CleanText.line(remark))
                    remark = ""
                }
            default: break
            }
            if depth > 0 { remark.append(character) }
        }
        return remarks.filter { $0.contains { $0.isLetter || $0.isNumber } }
    }

    /// Whether a remark on an answer adds nothing to it: "(unbefristet)", "(m/w/d)", "(z. B. Haus)".
    static func isPlain(_ remark: String) -> Bool {
        let small = remark.lowercased()
        if examples.contains(where: small.hasPrefix) { return true }
        return words(of: small).allSatisfy { plain.contains($0) || isUnit($0) }
    }

    /// Whether a remark on a number says its unit, or the number once more: "(EUR)", "(4 Jahre)" of 48 months.
    static func isReadOfNumber(_ remark: String, in line: String) -> Bool {
        guard remark.contains(where: \.isNumber) else { return isPlain(remark) }
        guard let open = line.firstIndex(where: { $0 == "(" || $0 == "[" }) else { return false }
        let number = CleanText.line(String(line[..<open]))
        return [NumberKind.geld, .monate, .jahre].contains { kind in
            guard let said = try? Zahl.read(line: remark, kind: kind, locale: .de),
                let own = try? Zahl.read(line: number, kind: kind, locale: .de)
            else { return false }
            return said == own
        }
    }

    /// Whether a remark on a date says a day of the week, or how dates are written: "(Montag)", "(TT.MM.JJJJ)".
    static func isReadOfDate(_ remark: String) -> Bool {
        words(of: remark.lowercased()).allSatisfy {
            DateWords.weekdays.contains($0) || DateWords.leading.contains($0) || Self.writings.contains($0)
        }
    }

    private static func isUnit(_ word: String) -> Bool {
        NumberWords.remark[word] != nil || unitBeginnings.contains { word.hasPrefix($0) }
    }

    private static func words(of remark: String) -> [String] {
        remark.split { " ,;/.!:-".contains($0) }.map(String.init)
    }

    private static let plain: Set<String> = [
        "unbefristet", "m", "w", "d", "i", "x", "ca", "circa", "etwa", "in", "im", "je", "pro", "per", "und", "p", "a",
        "abzügen", "betrag", "summe", "angaben", "angabe",
    ]
    private static let unitBeginnings = ["brutto", "netto", "jahres", "monats"]
    private static let examples = ["z. b.", "z.b.", "zb ", "zum beispiel", "e.g.", "bspw"]
    private static let writings: Set<String> = ["tt", "mm", "jjjj", "jj", "dd", "yyyy", "yy", "tag", "monat", "jahr"]
}

extension Auswahl {
    /// The remark behind an answer, if it is no answer itself and takes none back.
    func remark(behind line: String) -> String? {
        guard !has(line) else { return nil }
        let line = AnswerTrimmings.withoutDecoration(line)
        guard !has(line), let remark = AnswerTrimmings.parted(line).remark, !has(remark), !Remark.isPlain(remark) else {
            return nil
        }
        return remark
    }
}
