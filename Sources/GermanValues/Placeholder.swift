/// Places of a template that a sender's own tool has not filled: `{{contact.first_name}}`, `[your-name]`, `${ort}`, `%NAME%`,
/// `*|FNAME|*`, `<%= name %>`, and the errors of a spreadsheet's cell.
///
/// Only one that is the whole text: what stands among other words, or could be somebody's own (`[Berlin]`, a list such as
/// `["Auto"]`), is text.
enum Placeholder {
    /// What a placeholder may begin with, besides the marks and brackets of ``NothingPhrases``.
    static func isBeginning(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "#"): true
        default: false
        }
    }

    /// Whether cleaned text is one.
    static func isOne(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = text.first, text.count >= 3, text.count <= longest else { return false }
        switch first {
        case UInt8(ascii: "{"):
            return isEnclosed(text, "{{", "}}", isAnything) || isEnclosed(text, "{", "}", isExpression)
        case UInt8(ascii: "$"): return isEnclosed(text, "${", "}", isExpression)
        case UInt8(ascii: "%"):
            return isEnclosed(text, "%%", "%%", isName) || isEnclosed(text, "%{", "}", isExpression)
                || isEnclosed(text, "%", "%", isName)
        case UInt8(ascii: "#"): return isEnclosed(text, "#{", "}", isExpression) || cellErrors.contains(String(text))
        case UInt8(ascii: "*"): return isEnclosed(text, "*|", "|*", isName)
        case UInt8(ascii: "<"): return isEnclosed(text, "<%", "%>", isAnything)
        case UInt8(ascii: "["):
            return isEnclosed(text, "[[", "]]", isName) || isEnclosed(text, "[", "]", isShortcode)
        default: return false
        }
    }

    /// No placeholder is longer: most texts that begin like one are free texts.
    private static let longest = 120

    private typealias Inner = Slice<UnsafeBufferPointer<UInt8>>

    private static func isEnclosed(
        _ text: UnsafeBufferPointer<UInt8>,
        _ beginning: String,
        _ end: String,
        _ isInner: (Inner) -> Bool
    ) -> Bool {
        guard text.count > beginning.utf8.count + end.utf8.count, text.starts(with: beginning.utf8),
            text.suffix(end.utf8.count).elementsEqual(end.utf8)
        else { return false }
        return isInner(text.dropFirst(beginning.utf8.count).dropLast(end.utf8.count))
    }

    private static func isAnything(_ inner: Inner) -> Bool { true }

    /// `ort`, `field:3`, `Name (First):1.3`; but no JSON text, no object or list as some tools write it
    /// (`{ort=Berlin}`, `{Sauna,Garage}`), and none of several.
    private static func isExpression(_ inner: Inner) -> Bool {
        !inner.contains { "{}\"'=,;".utf8.contains($0) } && inner.contains(where: isLetter)
    }

    /// `FNAME`, `id`, `contact.email`; "%20%" is none.
    private static func isName(_ inner: Inner) -> Bool {
        guard let first = inner.first, isLetter(first) || first == UInt8(ascii: "_") else { return false }
        return inner.allSatisfy(isNameByte)
    }

    /// `your-name`, `text-123`, `_site_title`, `vorname`, `field id="x"`: a form's tag or a shortcode. A list of one answer, as some
    /// tools write it (`[kauf]`, `[self_employed]`), is none, nor is what somebody typed (`[Berlin]`).
    private static func isShortcode(_ inner: Inner) -> Bool {
        let name = inner.prefix { $0 != UInt8(ascii: " ") }
        guard isName(name), !name.contains(where: { (0x41...0x5A).contains($0) }) else { return false }
        let attributes = inner.dropFirst(name.count)
        guard attributes.isEmpty else {
            return attributes.contains(UInt8(ascii: "=")) && !attributes.contains { "[]".utf8.contains($0) }
        }
        let text = String(decoding: name, as: UTF8.self)
        if text.hasPrefix("your-") || text.hasPrefix("_") || fields.contains(text) { return true }
        let parts = text.split(separator: "-")
        return parts.count == 2 && tags.contains(parts[0]) && parts[1].utf8.allSatisfy { $0 &- 0x30 < 10 }
    }

    /// Fields whose names are nobody's answer.
    private static let fields: Set<String> = [
        "name", "vorname", "nachname", "firstname", "lastname", "first-name", "last-name", "anrede", "geburtsdatum",
        "strasse", "plz", "ort",
    ]

    /// What Contact Form 7 calls a field of each kind, with a number behind.
    private static let tags: Set<Substring> = [
        "text", "textarea", "email", "tel", "url", "number", "date", "menu", "checkbox", "radio", "acceptance", "file",
    ]

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte >= 0x80 }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || byte &- 0x30 < 10 || "_-.:".utf8.contains(byte)
    }

    /// What a cell shows whose formula found nothing, in English and German.
    private static let cellErrors: Set<String> = [
        "#N/A", "#NV", "#REF!", "#BEZUG!", "#VALUE!", "#WERT!", "#NAME?", "#DIV/0!", "#NULL!", "#ERROR!", "#FEHLER!",
    ]
}

extension String {
    fileprivate init(_ bytes: UnsafeBufferPointer<UInt8>) { self.init(decoding: bytes, as: UTF8.self) }
}
