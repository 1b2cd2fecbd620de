import JSON
import JSONPath

extension ValueFunction {
    /// Functions that take a piece of a text. What is left of it is nobody's: a mapping that needs it reads it with another rule.
    static let partFunctions: [ValueFunction] = [
        ValueFunction(
            "teil",
            [.required("nummer", .count(-100...100)), .optional("trennzeichen")],
            gives: .text,
            german:
                "Der n-te Teil eines Textes zwischen Trennzeichen, -1 der letzte; leere Teile zählen. Trennzeichen wie "
                + "bei liste, ohne Angabe ein Komma. Von einer Liste das n-te Element.",
            english:
                "The n-th part of a text between separators, -1 the last; blank parts count. Separators as for liste, "
                + "a comma unless said otherwise. Of a list the n-th element.",
            examples: [
                .reads("Berlin, 10115", 2, as: "10115"), .reads("Weg 5||||Berlin", 3, "||", as: "Berlin"),
                .reads("Max Muster", -1, "leerzeichen", as: "Muster"), .reads(["a", "b"], 2, as: "b"),
                .nothing("Weg 5||||Berlin", 2, "||"), .refuses("Berlin", 2, with: .teilFehlt),
            ]
        ) { value, arguments throws(Unreadable) in
            let said = arguments.text(1) ?? "komma"
            return try TextFunctions.part(
                arguments.count(0) ?? 1,
                of: value,
                separator: TextFunctions.separators[said] ?? said
            )
        },
        ValueFunction(
            "kuerzen",
            [.required("zeichen", .count(1...10_000))],
            gives: .text,
            german: "Höchstens so viele Zeichen des Textes, möglichst bis zum Ende eines Wortes; der Rest fällt weg.",
            english:
                "At most that many characters of the text, up to the end of a word if there is one; the rest is left out.",
            examples: [
                .reads("Wir suchen ein Haus", 12, as: "Wir suchen"), .reads("Haus", 12, as: "Haus"),
                .reads("Donaudampfschiff", 5, as: "Donau"),
            ]
        ) { value, arguments throws(Unreadable) in
            try TextFunctions.text(value).map { .string(TextFunctions.shortened($0, to: arguments.count(0) ?? 1)) }
        },
        ValueFunction(
            "muster",
            [.required("muster", .pattern)],
            gives: .text,
            german:
                "Die erste Stelle des Textes, auf die ein Muster passt (I-Regexp, RFC 9485), die längste, die dort beginnt.",
            english:
                "The first place of the text that a pattern describes (I-Regexp, RFC 9485), the longest that begins there.",
            examples: [
                .reads("Objekt-Nr. 48213, Berlin", "[0-9]{5}", as: "48213"),
                .reads("AZ: KL-77/b", "KL-[0-9]+", as: "KL-77"),
                .refuses("ohne Nummer", "[0-9]+", with: .musterFehlt), .nothing("", "[0-9]+"),
            ]
        ) { value, arguments throws(Unreadable) in
            guard let text = try TextFunctions.text(value) else { return nil }
            guard let match = arguments.pattern?.firstMatch(in: text) else {
                throw Unreadable(.musterFehlt, "Der Text enthält nichts, worauf das Muster der Zuordnung passt.")
            }
            return .string(String(match))
        },
    ]
}
