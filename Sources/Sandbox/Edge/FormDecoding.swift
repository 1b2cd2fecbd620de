/// Percent and form decoding.
enum FormDecoding {
    /// The pairs of `a=b&c=d`; the first of several equal names counts.
    static func pairs(_ text: some StringProtocol) -> [String: String] {
        var pairs: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = value(parts[0]), let value = value(parts.count > 1 ? parts[1] : "") else { continue }
            if pairs[name] == nil { pairs[name] = value }
        }
        return pairs
    }

    /// One value with `+` and `%XX` decoded; `nil` if that gives no UTF-8.
    static func value(_ text: some StringProtocol) -> String? {
        var bytes: [UInt8] = []
        var rest = Substring(text).utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case 43: bytes.append(32)
            case 37:
                guard let code = UInt8(String(Substring(rest.prefix(2))), radix: 16), rest.count >= 2 else {
                    return nil
                }
                bytes.append(code)
                rest = rest.dropFirst(2)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
