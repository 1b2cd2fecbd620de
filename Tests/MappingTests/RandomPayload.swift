import JSON
import SeededRandom

/// Random JSON of the kind that forms send, and worse.
struct RandomPayload {
    var random: SeededRandom
    /// Names that mappings read, so that rules are met.
    let names: [String]

    static let texts = [
        "", " ", "Max", "Müller", "k.A.", "-", "n/a", "Divers", "Herr", "FRAU", "ja", "nein", "on", "0", "1", "007",
        "358.000,00 €", "3,750", "1.250", "12.50", "-3", "1e5", "1980-02-01", "01.02.1980", "31.02.1980", "2100-01-01",
        "030 420860",
        "0199 1", "+43 664 1234567", "Teststr. 55", "max@example.org", "x@y", "Kauf", "kauf", "Angestellte:r", "10179",
        "1017",
        "DE89 3704 0044 0532 0130 00", "a, b; c", "null", "\u{1F600} Ω ß é", "Zeile 1\nZeile 2", "NaN", "\u{200B}",
        "Bitte wählen",
        "9223372036854775808", "0.1", "150,5 m²", "verheiratet", "Kauf | Neubau", "true", "$.form.a", "\"",
    ]

    mutating func object(depth: Int = 3) -> JSONValue {
        var object = JSONObject()
        for _ in 0..<Int.random(in: 0...24, using: &random) {
            guard let name = names.randomElement(using: &random) else { continue }
            object[name] = value(depth: depth - 1)
        }
        return .object(object)
    }

    mutating func value(depth: Int) -> JSONValue {
        switch Int.random(in: 0...(depth > 0 ? 11 : 8), using: &random) {
        case 0...5: .string(Self.texts.randomElement(using: &random) ?? "")
        case 6: .number(JSONNumber(Int.random(in: -5...400_000, using: &random)))
        case 7: .bool(Bool.random(using: &random))
        case 8: .null
        case 9, 10: object(depth: depth)
        default: .array((0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth: depth - 1) })
        }
    }
}
