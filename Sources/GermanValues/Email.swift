import JSON

/// An e-mail address: its domain in lower case, its local part untouched.
///
/// Display name, `mailto:` and punctuation at the end go. Nothing is repaired: neither `gmial.com` nor `(at)`. Domains
/// with umlauts pass.
enum Email {
    /// - Throws: `email_format`.
    static func read(_ value: JSONValue) throws(Unreadable) -> JSONValue? {
        guard let line = try Answer.line(of: value, orElse: invalid) else { return nil }
        var address = line[...]
        if address.utf8.last == 0x3E, let open = address.lastIndex(of: "<") {
            address = address[address.index(after: open)...].dropLast()
        }
        if address.utf8.contains(0x3A), address.lowercased().hasPrefix("mailto:") {
            address = address.dropFirst(7)
            address = address[..<(address.firstIndex(of: "?") ?? address.endIndex)]
        }
        while let last = address.last, ".,;:".contains(last) { address.removeLast() }
        let bytes = address.utf8
        guard bytes.count <= 254, let at = bytes.firstIndex(of: 0x40), at == bytes.lastIndex(of: 0x40) else {
            throw invalid
        }
        let local = address[..<at]
        let domain = address[bytes.index(after: at)...].lowercased()
        guard isLocalPart(local), isDomain(domain) else { throw invalid }
        return .string(local + "@" + domain)
    }

    private static let invalid = Unreadable(.emailFormat, "Das ist keine E-Mail-Adresse.")

    private static func isLocalPart(_ text: Substring) -> Bool {
        guard !text.isEmpty, text.utf8.count <= 64, text.utf8.first != 0x2E else { return false }
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            guard scalar.isLetter || scalar.isNumber || signs.contains(scalar), scalar != "." || previous != "." else {
                return false
            }
            previous = scalar
        }
        return previous != "."
    }

    /// What RFC 5322 allows in a local part without quotes, besides letters and digits.
    private static let signs = Set("!#$%&'*+-/=?^_`{|}~.".unicodeScalars)

    private static func isDomain(_ text: String) -> Bool {
        let labels = text.unicodeScalars.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, let top = labels.last, top.count >= 2, top.contains(where: \.isLetter) else {
            return false
        }
        return labels.allSatisfy { label in
            (1...63).contains(label.count) && label.first != "-" && label.last != "-"
                && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
        }
    }
}
