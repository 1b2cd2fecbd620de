import JSON

/// An e-mail address: its domain in lower case, its local part untouched.
///
/// Display name, `mailto:` and punctuation at the end go. Nothing is repaired: neither `gmial.com` nor `(at)`. Domains with umlauts pass.
enum Email {
    /// - Throws: `email_format`.
    static func read(_ value: JSONValue) throws(Unreadable) -> JSONValue? {
        guard let line = try Answer.line(of: value, orElse: invalid) else { return nil }
        var address = line[...]
        if address.last == ">", let open = address.lastIndex(of: "<") {
            address = address[address.index(after: open)...].dropLast()
        }
        if address.lowercased().hasPrefix("mailto:") {
            address = address.dropFirst(7)
            address = address[..<(address.firstIndex(of: "?") ?? address.endIndex)]
        }
        while let last = address.last, ".,;:".contains(last) { address.removeLast() }
        guard address.utf8.count <= 254, let at = address.firstIndex(of: "@"), at == address.lastIndex(of: "@") else {
            throw invalid
        }
        let local = address[..<at]
        let domain = address[address.index(after: at)...].lowercased()
        guard isLocalPart(local), isDomain(domain) else { throw invalid }
        return .string(local + "@" + domain)
    }

    private static let invalid = Unreadable("email_format", "Das ist keine E-Mail-Adresse.")

    private static func isLocalPart(_ text: Substring) -> Bool {
        guard !text.isEmpty, text.utf8.count <= 64, text.first != ".", text.last != "." else { return false }
        return !text.contains("..")
            && text.allSatisfy { $0.isLetter || $0.isNumber || "!#$%&'*+-/=?^_`{|}~.".contains($0) }
    }

    private static func isDomain(_ text: String) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, let top = labels.last, top.count >= 2, top.contains(where: \.isLetter) else {
            return false
        }
        return labels.allSatisfy { label in
            (1...63).contains(label.count) && label.first != "-" && label.last != "-"
                && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
        }
    }
}
