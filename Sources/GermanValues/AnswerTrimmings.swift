/// What forms and people put around and between the answers of a choice.
enum AnswerTrimmings {
    /// `🏠 Kauf`, `A) Kauf`, `1. Kauf`, `Kauf!`, `Ich bin angestellt` → the answer itself.
    static func withoutDecoration(_ line: String) -> String {
        var text = line[...].drop { !$0.isLetter && !$0.isNumber }
        while let last = text.last, !last.isLetter, !last.isNumber, last != ")" { text.removeLast() }
        if let mark = text.firstIndex(where: { $0 == ")" || $0 == "." }), text[..<mark].count <= 2,
            text[text.index(after: mark)...].first == " "
        {
            text = text[text.index(after: mark)...].drop { $0 == " " }
        }
        let small = text.lowercased()
        for beginning in ["ich bin ", "wir sind "] where small.hasPrefix(beginning) {
            text = text.dropFirst(beginning.count)
        }
        return String(text)
    }

    /// `💶 350.000`, `👍 Ja` → without the pictures that funnels put beside their answers; a line of nothing else stays.
    static func withoutPictures(_ line: String) -> String {
        // Every picture has four bytes in UTF-8, or stands among the signs of which the first is 0xE2.
        guard line.utf8.contains(where: { $0 == 0xF0 || $0 == 0xE2 }) else { return line }
        var text = line[...].drop { isPicture($0) || $0 == " " }
        while let last = text.last, isPicture(last) || last == " " { text.removeLast() }
        return text.isEmpty ? line : String(text)
    }

    /// Ticked and empty boxes say something, and are none.
    private static func isPicture(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first else { return false }
        return switch scalar.value {
        case 0x1F000..., 0x2600...0x260F, 0x2613...0x26FF, 0x2705, 0x2728, 0x274C, 0x27A1, 0x2B50: true
        default: false
        }
    }

    /// `Kauf (Bestand)` → `Kauf`, and what is in brackets at the end.
    static func parted(_ line: String) -> (answer: String, remark: String?) {
        guard line.last == ")", let open = line.lastIndex(of: "("), open > line.startIndex else { return (line, nil) }
        let remark = line[line.index(after: open)...].dropLast()
        return (CleanText.line(String(line[..<open])), CleanText.line(String(remark)))
    }

    /// Whether a remark takes the answer back: "Vermietung (nein)".
    static func refuses(_ remark: String) -> Bool {
        folded(remark).split(separator: " ").contains { ["nicht", "nein", "kein", "keine", "no", "not"].contains($0) }
    }

    /// The answers that a line names, however it parts them.
    static func answers(in line: String) -> [String] {
        var line = line
        for word in joiners where holds(word, line) { line = line.replacing(word, with: "/") }
        return line.split { "/|,;&+:".contains($0) }.map { CleanText.line(String($0)) }.filter { !$0.isEmpty }
    }

    private static let joiners = [" oder ", " or ", " und ", " and ", " bzw. ", " - ", " – ", " — "]

    /// Whether the bytes of a word are in a line: most lines have none, and replacing goes by characters.
    private static func holds(_ word: String, _ line: String) -> Bool {
        var word = word
        var line = line
        return word.withUTF8 { word in
            line.withUTF8 { line in
                guard let first = word.first, line.count >= word.count else { return false }
                for start in 0...line.count - word.count where line[start] == first {
                    if UnsafeBufferPointer(rebasing: line[start..<start + word.count]).elementsEqual(word) {
                        return true
                    }
                }
                return false
            }
        }
    }
}
