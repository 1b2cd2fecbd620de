import JSON

/// A country or nationality → ISO 3166-1 alpha-2: "Deutschland", "türkisch", "The Netherlands", "D".
///
/// Two nationalities are refused, not the first one taken. KEX knows 198 codes; the rest is its `SONSTIGE`.
enum Land {
    /// - Throws: `land_unbekannt`.
    static func read(_ value: JSONValue, for column: ChoiceColumn?) throws(Unreadable) -> JSONValue? {
        guard let line = try Answer.line(of: value, orElse: unknown) else { return nil }
        guard let code = code(of: line) else {
            if withoutValue.contains(key(line)) { return nil }
            throw unknown
        }
        return .string(column == .kreditsmart && !kexCodes.contains(code) ? "SONSTIGE" : code)
    }

    static let unknown = Unreadable(.landUnbekannt, "Dieses Land oder diese Staatsangehörigkeit ist nicht bekannt.")

    /// The alpha-2 code of a country's name; `nil` if it is none, or names two.
    static func code(of line: String) -> String? {
        guard line.utf8.count <= 100 else { return nil }
        if let code = names[key(line)] { return code }
        // "Deutschland / Germany", "Deutsch (DE)", "DE - Deutschland": one country, said twice.
        let parts = line.replacing(" - ", with: "/").replacing(" – ", with: "/").split { "/|()".contains($0) }
        let codes = Set(parts.map { names[key(AnswerTrimmings.withoutDecoration(String($0)))] })
        return codes.count == 1 ? codes.first.flatMap { $0 } : nil
    }

    static func isCode(_ code: String) -> Bool { names[code.lowercased()] == code }

    /// Folded, without accents and a leading "the".
    private static func key(_ name: String) -> String {
        var key = folded(name)
        if !key.utf8.allSatisfy({ $0 < 0x80 }) { key = String(key.map { accents[$0] ?? $0 }) }
        return key.utf8.starts(with: "the ".utf8) ? String(key.dropFirst(4)) : key
    }

    private static let accents: [Character: Character] = [
        "é": "e", "è": "e", "ê": "e", "ã": "a", "á": "a", "å": "a", "ç": "c", "í": "i", "ó": "o", "ô": "o", "’": "'",
    ]

    private static let withoutValue: Set<String> = ["staatenlos", "stateless", "keine staatsangehoerigkeit"]

    private static let kexCodes = Set(
        CountryData.kex.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init)
    )

    private static let names: [String: String] = {
        var names: [String: String] = [:]
        for line in (CountryData.firstNames + "\n" + CountryData.secondNames).split(separator: "\n") {
            let code = String(line.prefix(2))
            names[code.lowercased()] = code
            for name in line.dropFirst(3).split(separator: ";") { names[key(String(name))] = code }
        }
        return names
    }()
}
