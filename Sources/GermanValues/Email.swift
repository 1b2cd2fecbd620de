import JSON

/// An e-mail address: its domain in lower case, its local part untouched.
///
/// Display name, `mailto:` and punctuation at the end go. Nothing is repaired: neither `gmial.com` nor `(at)`. Domains
/// with umlauts pass.
enum Email {
    /// The first address of the field.
    ///
    /// - Throws: `email_format`.
    static func read(_ value: JSONValue) throws(Unreadable) -> JSONValue? {
        if case .string(let text) = value, let plain = plain(text) { return .string(plain) }
        return try all(value)?.first.map(JSONValue.string)
    }

    /// The one address of a field that is nothing else, of ASCII; `nil` for any other.
    static func plain(_ text: String) -> String? {
        var text = text
        return text.withUTF8 { bytes in
            let address = String(unsafeUninitializedCapacity: max(bytes.count, 1)) { output in
                output.baseAddress.map { writePlain(bytes, to: $0) } == true ? bytes.count : 0
            }
            return address.isEmpty ? nil : address
        }
    }

    /// Writes the one address of a text that is nothing else, of ASCII: as many bytes as it has. False for any other.
    static func writePlain(_ bytes: UnsafeBufferPointer<UInt8>, to output: UnsafeMutablePointer<UInt8>) -> Bool {
        guard QuickReading.isPlainText(bytes.span), isPlainAddress(bytes) else { return false }
        var isDomain = false
        for (place, byte) in bytes.enumerated() {
            if byte == 0x40 { isDomain = true }
            output[place] = isDomain && byte &- 0x41 < 26 ? byte | 0x20 : byte
        }
        return true
    }

    private static func isPlainAddress(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count <= 254 else { return false }
        var local = 0
        var previous: UInt8 = 0x2E
        while local < bytes.count, bytes[local] != 0x40 {
            let byte = bytes[local]
            guard isPlainSign(byte), byte != 0x2E || previous != 0x2E else { return false }
            previous = byte
            local += 1
        }
        guard (1...64).contains(local), previous != 0x2E else { return false }
        var labels = 0
        var length = 0
        var hasLetter = false
        previous = 0x2E
        for place in (local + 1)..<max(bytes.count, local + 1) {
            let byte = bytes[place]
            switch byte {
            case 0x2E:
                guard length > 0, length <= 63, previous != 0x2D else { return false }
                labels += 1
                length = 0
                hasLetter = false
            case 0x2D:
                guard length > 0 else { return false }
                length += 1
            case 0x30...0x39: length += 1
            case 0x41...0x5A, 0x61...0x7A:
                hasLetter = true
                length += 1
            default: return false
            }
            previous = byte
        }
        return labels > 0 && (2...63).contains(length) && hasLetter && previous != 0x2D
    }

    /// ``signs``, letters and digits.
    private static func isPlainSign(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D...0x2F, 0x3D, 0x3F,
            0x5E...0x60, 0x7B...0x7E:
            true
        default: false
        }
    }

    /// The others, if the field holds several.
    static func further(_ value: JSONValue) throws(Unreadable) -> JSONValue? {
        if case .string(let text) = value, plain(text) != nil { return nil }
        guard let all = try all(value), all.count > 1 else { return nil }
        return .string(all.dropFirst().joined(separator: ", "))
    }

    /// All addresses of a field, each once: "a@example.org; b@example.org", "a@example.org oder b@example.org".
    private static func all(_ value: JSONValue) throws(Unreadable) -> [String]? {
        guard var line = try Answer.line(of: value, orElse: invalid) else { return nil }
        guard line.utf8.count <= 1000 else { throw invalid }
        // "E-Mail: a@example.org"
        if let colon = line.firstIndex(of: ":"), labels.contains(line[..<colon].lowercased()) {
            line = CleanText.line(String(line[line.index(after: colon)...]))
        }
        if let only = address(line[...]) { return [only] }
        // Every word must be an address: of "erika baufi@example.org" the half would be somebody else's.
        let words = line[...].split { ",;|/ ".contains($0) }.filter {
            !["oder", "or", "und", "and", "&"].contains($0.lowercased())
        }
        var addresses: [String] = []
        for word in words {
            guard let address = address(word) else { throw invalid }
            if !addresses.contains(address) { addresses.append(address) }
        }
        guard !addresses.isEmpty else { throw invalid }
        return addresses
    }

    private static let labels: Set<String> = [
        "e-mail", "email", "mail", "e-mail-adresse", "mailadresse", "emailadresse",
    ]

    private static func address(_ line: Substring) -> String? {
        var address = line
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
            return nil
        }
        let local = address[..<at]
        let domain = address[bytes.index(after: at)...].lowercased()
        guard isLocalPart(local), isDomain(domain) else { return nil }
        return local + "@" + domain
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
