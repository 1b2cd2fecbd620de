import JSON

/// Invented posts of a landing page's form, flat JSON of about 1.2 KiB; the same ones in every run. Nobody is meant.
struct Leads {
    private var state: UInt64 = 2026

    /// Makes that many posts.
    static func make(_ count: Int) -> [[UInt8]] {
        var leads = Leads()
        return (0..<count).map { leads.lead($0).serialized }
    }

    private mutating func next(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }

    private mutating func one(_ texts: [String]) -> String { texts[next(texts.count)] }

    private mutating func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// A day that exists; now and then one that does not, and one in each way of writing.
    private mutating func date(_ years: Range<Int>) -> JSONValue {
        let year = years.lowerBound + next(years.count)
        let month = 1 + next(12)
        let day = next(50) == 0 ? 31 : 1 + next(28)
        switch next(4) {
        case 0: return .string("\(year)-\(two(month))-\(two(day))")
        case 1: return .string("\(day).\(month).\(year)")
        default: return .string("\(two(day)).\(two(month)).\(year)")
        }
    }

    /// An amount of whole hundreds or with cents, in the ways people and form builders write one.
    private mutating func amount(_ least: Int, _ most: Int) -> JSONValue {
        let euros = (least + next(most - least)) / 100 * 100 + (next(3) == 0 ? next(100) : 0)
        let grouped = euros >= 1000 ? "\(euros / 1000).\(String(String(euros % 1000 + 1000).dropFirst()))" : "\(euros)"
        switch next(8) {
        case 0: return .number(JSONNumber(euros))
        case 1: return .string("\(euros)")
        case 2: return .string(grouped)
        case 3: return .string("\(grouped) €")
        case 4: return .string("\(grouped),50 €")
        case 5: return .string("\(euros),00")
        case 6: return .string("\(grouped),00 EUR")
        default: return .string("\(grouped),00 €")
        }
    }

    private mutating func lead(_ number: Int) -> JSONValue {
        let given = one([
            "Jürgen", "Sabine", "Max", "Erika", "Björn", "Anna-Lena", "Thomas", "Katharina", "Ali", "Chloé",
        ])
        let family = one(["Mustermann", "Müller", "Schäfer", "Groß", "Beispiel", "von der Heide", "Yilmaz", "Kowalski"])
        let town = one(["Köln", "Berlin", "Frankfurt am Main", "München", "Hamburg", "Düsseldorf", "Halle (Saale)"])
        return .object([
            "form_id": "baufinanzierung-2026",
            "submitted_at": "2026-06-15T10:00:00Z",
            "lead_number": .number(JSONNumber(100_000 + number)),
            "anrede": .string(one(["Herr", "Frau", "Herr", "Frau", "frau", "Divers", ""])),
            "vorname": .string(given),
            "nachname": .string(family),
            "geburtsdatum": date(1955..<2002),
            "familienstand": .string(one(["ledig", "verheiratet", "Verheiratet", "geschieden", "verwitwet", "k.A."])),
            "strasse": .string(one(["Hauptstraße", "Am Markt", "Bergstr.", "Goethestraße", "Unter den Linden"])),
            "hausnummer": .string("\(1 + next(180))\(one(["", "", "a", "-5"]))"),
            "plz": .string("\(10_000 + next(89_999))"),
            "ort": .string(town),
            "email": .string("person\(next(100_000))@example.org"),
            "vorwahl": .string(one(["030", "0221", "069", "089", "0151"])),
            "telefon": .string("\(1_000_000 + next(8_999_999))"),
            "erreichbarkeit": .string(one(["werktags ab 18 Uhr", "jederzeit", "", "Mo-Fr vormittags"])),
            "nachricht": .string(
                one([
                    "Wir haben ein Haus gefunden und möchten bis zum Herbst einziehen.", "Bitte um Rückruf.",
                    "Wir wollen kaufen und suchen eine gute Rate mit Sondertilgung.", "",
                ])
            ),
            "beschaeftigung": .string(one(["Angestellter", "Angestellte", "Angestellter", "Beamter", "Rentner"])),
            "beruf": .string(one(["Elektriker", "Ärztin", "Ingenieur", "Lehrerin", "Kauffrau im Einzelhandel"])),
            "befristung": .string(one(["unbefristet", "UNBEFRISTET", "befristet"])),
            "beschaeftigt_seit": date(1995..<2025),
            "arbeitgeber": .string(one(["Muster GmbH & Co. KG", "Stadt Köln", "Beispiel AG", "Trisalis AG"])),
            "netto": amount(1_800, 7_500),
            "guthaben": amount(5_000, 200_000),
            "miete": amount(400, 2_400),
            "miete_entfaellt": .string(one(["ja", "nein", "Ja", "on"])),
            "objekt_plz": .string("\(10_000 + next(89_999))"),
            "objekt_ort": .string(town),
            "baujahr": next(3) == 0 ? .number(JSONNumber(1900 + next(125))) : .string("\(1900 + next(125))"),
            "wohnflaeche": .string("\(60 + next(180))\(one(["", ",5", ".25", " m²"]))"),
            "vorhaben": .string(one(["Kauf", "Kauf", "Hauskauf", "Neubau", "Umschuldung"])),
            "kaufpreis": amount(150_000, 900_000),
            "darlehen": amount(100_000, 700_000),
            "auszahlung": date(2026..<2028),
            "zinsbindung": .string(one(["10", "15", "20", "25"])),
            "utm_source": "google",
            "utm_medium": "cpc",
            "utm_campaign": .string(one(["Baufinanzierung Herbst", "Baufinanzierung Frühjahr", "brand"])),
            "gclid": .string("EAIaIQobChMI\(next(1_000_000_000))abcdef"),
            "page_url": "https://www.example.org/baufinanzierung?step=5",
            "consent": "on",
        ])
    }
}
