/// `application/x-www-form-urlencoded` and percent encoding of single values.
enum FormEncoding {
    /// A form value: a space becomes `+` (RFC 6749 Appendix B).
    static func encode(_ text: String) -> String {
        encode(text, space: "+")
    }

    /// A value for a URL's path or query: all but RFC 3986's unreserved characters become `%XX`.
    static func percent(_ text: String) -> String {
        encode(text, space: "%20")
    }

    private static func encode(_ text: String, space: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95, 126: encoded.unicodeScalars.append(Unicode.Scalar(byte))
            case 32: encoded += space
            default:
                encoded += "%"
                if byte < 16 { encoded += "0" }
                encoded += String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }
}
