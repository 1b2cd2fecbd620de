import JSON

/// IBAN and BIC of a KreditSmart case: an invalid one is ignored and set to null (fact sheet 4).
enum BankDetails {
    /// Takes invalid ones out and says so.
    static func check(_ object: inout JSONObject, _ messages: inout [String]) {
        for (name, isValid) in [("iban", isIBAN), ("bic", isBIC)] {
            guard let text = object[name]?.stringValue, !isValid(text) else { continue }
            object[name] = .null
            messages.append("\(name): Wert ist ungültig und wurde nicht übernommen")
        }
    }

    /// ISO 13616: two letters, two digits, up to 30 more; the remainder by 97 is 1.
    static func isIBAN(_ text: String) -> Bool {
        let characters = text.utf8.filter { $0 != 32 }
        guard (15...34).contains(characters.count) else { return false }
        var remainder = 0
        for (index, byte) in (characters.dropFirst(4) + characters.prefix(4)).enumerated() {
            let isCountry = index >= characters.count - 4 && index < characters.count - 2
            let isCheck = index >= characters.count - 2
            switch byte {
            case 48...57 where !isCountry: remainder = (remainder * 10 + Int(byte - 48)) % 97
            case 65...90 where !isCheck: remainder = (remainder * 100 + Int(byte - 55)) % 97
            default: return false
            }
        }
        return remainder == 1
    }

    /// ISO 9362: eight or eleven characters.
    static func isBIC(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 8 || bytes.count == 11 else { return false }
        return bytes.prefix(6).allSatisfy { (65...90).contains($0) }
            && bytes.dropFirst(6).allSatisfy { (65...90).contains($0) || (48...57).contains($0) }
    }
}
