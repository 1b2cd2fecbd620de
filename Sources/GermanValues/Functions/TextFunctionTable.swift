import JSON

extension ValueFunction {
    static let textFunctions: [ValueFunction] = [
        ValueFunction(
            "text",
            gives: .text,
            german: "Text, ohne überflüssige Leerzeichen und unsichtbare Zeichen; Zeilenumbrüche bleiben.",
            english: "Text without superfluous blanks and invisible characters; line breaks stay.",
            examples: [
                .reads("  Max  Mustermann ", as: "Max Mustermann"), .reads(42, as: "42"), .nothing("  "),
                .refuses(["a", "b"], with: .mehrereWerte),
            ]
        ) { value, _ throws(Unreadable) in
            try TextFunctions.text(value).map(JSONValue.string)
        },
        ValueFunction(
            "angabe",
            gives: .text,
            german: "Text in einer Zeile; „k. A.“, „-“, „Bitte wählen“ und dergleichen gelten als nichts.",
            english: "Text on one line; \"k. A.\", \"-\", \"Bitte wählen\" and the like are nothing.",
            examples: [.reads("Zwei\nZeilen", as: "Zwei Zeilen"), .nothing("k.A."), .nothing("Bitte wählen")]
        ) { value, _ throws(Unreadable) in
            try Answer.line(of: value, orElse: TextFunctions.notText).map(JSONValue.string)
        },
        ValueFunction(
            "klein",
            gives: .text,
            german: "Text in Kleinbuchstaben.",
            english: "Text in lower case.",
            examples: [.reads("ÄRZTIN", as: "ärztin")]
        ) { value, _ throws(Unreadable) in
            try TextFunctions.text(value).map { .string($0.lowercased()) }
        },
        ValueFunction(
            "gross",
            gives: .text,
            german: "Text in Großbuchstaben.",
            english: "Text in upper case.",
            examples: [.reads("abc12", as: "ABC12")]
        ) { value, _ throws(Unreadable) in
            try TextFunctions.text(value).map { .string($0.uppercased()) }
        },
        ValueFunction(
            "entities",
            gives: .text,
            german: "Text, dessen HTML-Zeichen (&uuml;) einmal aufgelöst werden.",
            english: "Text with its HTML character references (&uuml;) decoded once.",
            examples: [.reads("M&uuml;ller &#039;x&#039;", as: "Müller 'x'"), .reads("&amp;amp;", as: "&amp;")]
        ) { value, _ throws(Unreadable) in
            try TextFunctions.text(value).map { .string(Entities.decoded($0)) }
        },
        ValueFunction(
            "sha256",
            gives: .text,
            german:
                "SHA-256 des Textes (UTF-8) in Hexadezimalziffern, wie Meta und Google es für Kontaktdaten verlangen.",
            english: "SHA-256 of the text (UTF-8) in hexadecimal digits, as Meta and Google want contact data.",
            examples: [.reads("abc", as: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
        ) { value, _ throws(Unreadable) in
            try TextFunctions.text(value).map { .string(TextFunctions.sha256($0)) }
        },
        ValueFunction(
            "url-parameter",
            [.required("name")],
            gives: .text,
            german: "Wert eines Parameters aus einer Internetadresse oder Abfrage.",
            english: "The value of a parameter in an internet address or query string.",
            examples: [
                .reads("https://example.org/?utm_source=newsletter&gclid=Ab%2B1#x", "gclid", as: "Ab+1"),
                .nothing("https://example.org/", "gclid"),
            ]
        ) { value, arguments throws(Unreadable) in
            guard let text = try TextFunctions.text(value), let name = arguments.text(0) else { return nil }
            return TextFunctions.queryParameter(name, in: text).map(JSONValue.string)
        },
        ValueFunction(
            "json",
            gives: .any,
            german: "Der Wert, den ein JSON-Text im Feld enthält.",
            english: "The value that a JSON text in the field holds.",
            examples: [.reads("{\"a\": 1}", as: ["a": 1]), .refuses("{", with: .jsonUngueltig)]
        ) { value, _ throws(Unreadable) in
            guard case .string(let text) = value else { return value.isNull ? nil : value }
            if CleanText.line(text).isEmpty { return nil }
            do {
                let parsed = try JSONValue.parse(text)
                return parsed.isNull ? nil : parsed
            } catch {
                throw Unreadable(.jsonUngueltig, "Der Text im Feld ist kein gültiges JSON.")
            }
        },
    ]
}
