import JSON

/// A place that a form fills, in the words of the mapping language: `/form/telefon`, `/item/kinder/*/name`.
///
/// Names come from whoever sends, so they are made harmless: array positions and keys that look like ids or addresses
/// become `*`, control characters are replaced, and length and depth are bounded. The first token is the part of the
/// input, as selectors name it.
package struct InputPlace: Sendable {
    package let tokens: [String]
    /// Of the tokens; a lead's places are looked up in several tables.
    private let digest: Int

    /// Tokens on the way at most; what lies deeper belongs to the place above it.
    static let depth = 10
    /// Characters of a name at most.
    static let nameLength = 96
    /// What stands for any name or position.
    package static let any = "*"

    package init(_ tokens: [String]) {
        self.tokens = tokens
        digest = tokens.hashValue
    }

    /// Reads what ``description`` wrote; nil for any other text.
    package init?(_ text: String) {
        guard let pointer = try? JSONPointer(parsing: text) else { return nil }
        self.init(pointer.tokens)
    }

    /// The place of a member below this one, its name made harmless.
    package func appending(_ name: String) -> InputPlace {
        guard tokens.count < Self.depth else { return self }
        // Form builders name their fields by ids; further down an id is somebody's data.
        return InputPlace(tokens + [Self.harmless(name, mayBeID: tokens.count == 1)])
    }

    /// The place of the elements below this one.
    package var elements: InputPlace { tokens.count < Self.depth ? InputPlace(tokens + [Self.any]) : self }

    /// The container around; nil for a part of the input.
    package var parent: InputPlace? { tokens.count > 1 ? InputPlace(Array(tokens.dropLast())) : nil }

    /// A name as it may be kept and shown.
    static func harmless(_ name: String, mayBeID: Bool) -> String {
        if looksLikeAddress(name) || (!mayBeID && looksLikeID(name)) { return any }
        // Most names are short and printable ASCII: nothing in them is to be replaced.
        if name.utf8.count <= nameLength, name.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return name }
        var text = String.UnicodeScalarView()
        for scalar in name.unicodeScalars.prefix(nameLength) {
            text.append(isShown(scalar) ? scalar : "\u{FFFD}")
        }
        if name.unicodeScalars.dropFirst(nameLength).first != nil { text.append("…") }
        return String(text)
    }

    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }

    private static func looksLikeAddress(_ name: String) -> Bool {
        guard let at = name.utf8.firstIndex(of: UInt8(ascii: "@")), at != name.utf8.startIndex else { return false }
        return name.utf8[at...].contains(UInt8(ascii: "."))
    }

    private static func looksLikeID(_ name: String) -> Bool {
        let digits = name.utf8.count { (0x30...0x39).contains($0) }
        if digits >= 6, digits == name.utf8.count { return true }
        guard name.utf8.count >= 16, digits > 0 else { return false }
        return name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20) || byte == UInt8(ascii: "-")
        }
    }
}

extension InputPlace: Hashable {
    package static func == (one: InputPlace, other: InputPlace) -> Bool {
        one.digest == other.digest && one.tokens == other.tokens
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(digest) }
}

extension InputPlace: CustomStringConvertible {
    /// As a JSON Pointer (RFC 6901) into the input document.
    package var description: String { JSONPointer(tokens).description }

    /// As a selector to write into a mapping: `$.form.telefon`, `$.form['E-Mail']`.
    package var selector: String {
        tokens.reduce(into: "$") { text, token in
            if token == Self.any {
                text += "[*]"
            } else if Self.isShorthand(token) {
                text += ".\(token)"
            } else {
                let escaped = token.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
                text += "['\(escaped)']"
            }
        }
    }

    /// RFC 9535 §2.5.1: a member name that may stand behind a dot.
    private static func isShorthand(_ token: String) -> Bool {
        guard let first = token.unicodeScalars.first, !("0"..."9").contains(first) else { return false }
        return token.unicodeScalars.allSatisfy { scalar in
            scalar.value >= 0x80 || scalar == "_" || ("0"..."9").contains(scalar) || ("a"..."z").contains(scalar)
                || ("A"..."Z").contains(scalar)
        }
    }
}
