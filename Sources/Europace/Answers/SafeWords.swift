/// Decides what of another's error text may be repeated in a log.
///
/// Europace's texts are free and may quote a value that the customer typed, so nothing passes because it looks harmless;
/// it passes because it is made of known parts only: field paths from known roots, the words of the usual validation
/// messages, short titles without digits.
enum SafeWords {
    /// A path into the request such as `kundenangaben.finanzierungsobjekt.darlehensliste.[0].darlehen`, if it is one.
    static func path(_ text: some StringProtocol) -> String? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard let root = parts.first, roots.contains(String(root.prefix { $0 != "[" })) else { return nil }
        return fieldPath(text)
    }

    /// A field name as `violations` gives it, relative or absolute; anything else becomes `?`.
    static func fieldPath(_ text: some StringProtocol) -> String? {
        guard (1...300).contains(text.utf8.count) else { return nil }
        for part in text.split(separator: ".", omittingEmptySubsequences: false) {
            let name = part.prefix { $0 != "[" }
            guard name.utf8.allSatisfy(isNameByte), name.utf8.count <= 80,
                name.utf8.first.map({ !(48...57).contains($0) }) ?? true,
                part.dropFirst(name.count).utf8.allSatisfy({ $0 == 91 || $0 == 93 || (48...57).contains($0) })
            else { return nil }
        }
        return String(text)
    }

    /// A validation message such as `size must be between 0 and 2`, if all its words are of the usual vocabulary.
    static func validationMessage(_ text: some StringProtocol) -> String? {
        guard (1...200).contains(text.utf8.count) else { return nil }
        let words = text.split { !$0.isLetter && !$0.isNumber }
        guard words.allSatisfy({ vocabulary.contains($0.lowercased()) || isBound($0) }) else { return nil }
        return String(text)
    }

    /// A problem's title, if it is a short phrase of letters.
    static func title(_ text: some StringProtocol) -> String? {
        guard (1...60).contains(text.utf8.count),
            text.utf8.allSatisfy({ ($0 | 0x20 >= 97 && $0 | 0x20 <= 122) || $0 == 32 || $0 == 45 })
        else { return nil }
        return String(text)
    }

    /// A text in which no lead is spoken of (token errors): printable ASCII, cut at 200 characters.
    static func plain(_ text: some StringProtocol) -> String {
        String(text.unicodeScalars.prefix(200).map { (32...126).contains($0.value) ? Character($0) : "?" })
    }

    /// A trace id: printable ASCII without quotes, at most 200 characters.
    static func traceID(_ text: some StringProtocol) -> String? {
        guard (1...200).contains(text.utf8.count),
            text.utf8.allSatisfy({ (33...126).contains($0) && $0 != 34 && $0 != 92 })
        else { return nil }
        return String(text)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95 || byte == 64
    }

    /// A limit in a message: a plain number without separators.
    private static func isBound(_ word: some StringProtocol) -> Bool {
        word.utf8.count <= 9 && word.utf8.allSatisfy { (48...57).contains($0) }
    }

    private static let roots: Set<String> = ["importMetadaten", "updateMetadaten", "kundenangaben"]

    /// Words of Jakarta Bean Validation's default messages, English and German.
    private static let vocabulary: Set<String> = [
        "a", "address", "allowed", "an", "and", "be", "between", "blank", "date", "digits", "element", "elements",
        "email",
        "empty", "equal", "expected", "false", "formed", "fraction", "future", "greater", "in", "integer", "invalid",
        "is",
        "less", "length", "match", "max", "maximum", "min", "minimum", "missing", "must", "not", "null", "number",
        "numeric", "of", "or", "out", "past", "present", "required", "size", "than", "the", "to", "true", "valid",
        "value",
        "well", "characters",
        "angabe", "anzahl", "darf", "datum", "der", "die", "das", "eine", "ein", "einem", "erforderlich", "fehlt",
        "gleich", "groesse", "größe", "groesser", "größer", "gültig", "gültige", "gültiges", "kleiner", "leer", "länge",
        "liegen", "muss", "nicht", "oder", "pflichtfeld", "sein", "und", "ungültig", "vergangenheit", "wert",
        "zahl", "zukunft", "zwischen",
    ]
}
