import JSON

/// What a value looks like, whatever the field is called.
enum ValueLook: String, Sendable {
    case email = "an e-mail address"
    case phone = "a telephone number"
    case iban = "an IBAN"
    case date = "a date"
    case url = "an address of the web"
    case postcode = "a postal code"
    case number = "a number"
    case yesNo = "yes or no"
    case text = "a text"
    case nothing = "nothing"
    case several = "several values"

    init(_ value: JSONValue?) {
        switch value {
        case nil, .object: self = .several
        case .null: self = .nothing
        case .bool: self = .yesNo
        case .number: self = .number
        case .array(let elements): self = elements.count == 1 ? ValueLook(elements[0]) : .several
        case .string(let text): self = Self.look(text)
        }
    }

    private static func look(_ text: String) -> ValueLook {
        let text = String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        if text.isEmpty { return .nothing }
        let digits = text.count(where: { $0.isASCII && $0.isNumber })
        let hasBlank = text.contains(where: \.isWhitespace)
        if text.contains("://") || text.hasPrefix("www.") { return .url }
        if let at = text.firstIndex(of: "@"), !hasBlank, at > text.startIndex, text[at...].contains(".") {
            return .email
        }
        if ["ja", "nein", "yes", "no", "true", "false", "on", "off"].contains(text.lowercased()) { return .yesNo }
        let squeezed = text.filter { !$0.isWhitespace }
        if (15...34).contains(squeezed.utf8.count), squeezed.prefix(2).allSatisfy({ $0.isASCII && $0.isUppercase }),
            squeezed.dropFirst(2).prefix(2).allSatisfy(\.isNumber), digits >= 12
        {
            return .iban
        }
        if isDate(text) { return .date }
        if digits >= 7, text.allSatisfy({ $0.isNumber || " +()/-.".contains($0) }),
            text.hasPrefix("+") || text.hasPrefix("0") || text.hasPrefix("(")
        {
            return .phone
        }
        if text.utf8.count == 5, digits == 5 { return .postcode }
        let rest = text.filter { !($0.isASCII && $0.isNumber) && !" .,-–€%'+".contains($0) }
        if digits > 0, ["", "eur", "euro", "m²", "qm", "%"].contains(rest.lowercased()) { return .number }
        return .text
    }

    /// `1.2.1980`, `01/02/1980` or `1980-02-01`.
    private static func isDate(_ text: String) -> Bool {
        for separator in [".", "-", "/"] as [Character] {
            let parts = text.prefix(10).split(separator: separator, omittingEmptySubsequences: false)
            guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isNumber) }) else { continue }
            let lengths = parts.map(\.count)
            if lengths[0] == 4, lengths[1] <= 2, lengths[2] <= 2 { return true }
            if lengths[0] <= 2, lengths[1] <= 2, lengths[2] == 4 { return true }
        }
        return false
    }
}
