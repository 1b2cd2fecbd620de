import Foundation
import JSON

/// Values as customers write them: units, placeholders, remarks, choices.
extension SenderCase {
    private static let wish = "/finanzbedarf/finanzierungswunsch"
    private static let income = customer + "/finanzielles/einkommenNetto"

    private static func loan(_ field: String, _ text: String, _ outcome: Outcome) -> SenderCase {
        let body = JSONValue.object([
            "nachname": "Vogt", "vorhaben": "Freie Verwendung", "kreditbetrag": "15.000 €", field: .string(text),
        ])
        return SenderCase("\(field): \(text)", mapping: "kex-standard", .json(body.text()), outcome)
    }

    private static func mortgage(_ members: JSONObject, _ outcome: Outcome) -> SenderCase {
        var body: JSONObject = ["nachname": "Vogt"]
        for member in members { body[member.key] = member.value }
        return SenderCase("\(JSONValue.object(members).text())", .json(JSONValue.object(body).text()), outcome)
    }

    static let values: [SenderCase] = [
        months, noMonths, noMonthlyIncome, monthlyIncome, rent, placeholders, surnames, parts,
    ].flatMap { $0 }

    private static let months: [SenderCase] =
        // A time that says its unit is in months, or in the notes.
        [
            ("4 Jahre", 48), ("5 years", 60), ("1 Jahr", 12), ("vier Jahre", 48), ("4,5 Jahre", 54), ("48 Mon.", 48),
            ("60", 60), ("48 Monate (4.0 Jahre)", 48), ("60 (Monate)", 60), ("72.0", 72), ("60-monate", 60),
            ("7 Jahre 6 Monate", 90), ("48 Monate / 4 Jahre", 48),
        ]
        .map { text, months in
            loan("laufzeit", text, .delivered([wish + "/laufzeitInMonaten": .number(JSONNumber(months))]))
        }

    private static let noMonths: [SenderCase] =
        ["120 Wochen", "48 bis 60 Monate", "bis 2035", "48 Monate / 5 Jahre"].map {
            loan("laufzeit", $0, .delivered([wish + "/laufzeitInMonaten": .null], notes: ["laufzeit: \($0)"]))
        }

    private static let noMonthlyIncome: [SenderCase] =
        [
            "42.000 € pro Jahr", "42.000 € p. a.", "42 T€ jährlich", "45000 EUR/J", "42.000 €/a", "3.000 € per annum",
            "3.500 brutto", "3500€ brutto/Monat", "50.000 jährlich brutto", "1.200 € pro Woche", "30 € Stundenlohn",
            "3.500 € (Bruttogehalt)", "3.500 € (Brutto-Monatsgehalt)", "42.000 € (Jahreseinkommen)",
        ].map {
            mortgage(
                ["beschaeftigung": "Angestellter", "nettoeinkommen": .string($0)],
                .delivered([income: .null], notes: ["nettoeinkommen: \($0)"])
            )
        }

    private static let monthlyIncome: [SenderCase] =
        ["2.800 € mtl.", "2.800,00 Euro monatlich netto", "Netto 2.800", "2,8k", "ca. 2.800 €", "2.800 € (netto)"].map {
            mortgage(["beschaeftigung": "Angestellter", "nettoeinkommen": .string($0)], .delivered([income: 2_800]))
        }

    private static let rent: [SenderCase] =
        [
            mortgage(
                ["warmmiete": "12.000 € im Jahr"],
                .delivered([
                    "/haushalte/0/finanzielleSituation/ausgaben/summeMietausgaben/betragMonatlich": 1_000
                ])
            )
        ]

    /// What stands for nothing is nothing in every text place.
    private static let placeholders: [SenderCase] =
        [
            "–", "—", "-", "--", "-/-", "k.A.", "k. A.", "K/A", "n/a", "n. a.", "n / a", "N.N.", "keine Angabe",
            "(keine Angabe)", "ohne Angabe", "Bitte wählen", "- Bitte wählen -", "Bitte wählen Sie", "Wählen Sie bitte",
            "--- auswählen ---", "Select...", "Please select", "trifft nicht zu", "nicht zutreffend", "nicht vorhanden",
            "unbekannt", "undefined", "[object Object]", "xxx", "tbd", "||", "…", "?",
        ].map {
            mortgage(
                ["vorname": .string($0), "ort": .string($0), "telefon": .string($0), "email": .string($0)],
                .delivered([
                    given: .null, family: "Vogt", customer + "/wohnsituation": .null, customer + "/kontakt": .null,
                ])
            )
        }

    private static let surnames: [SenderCase] =
        ["Null", "None", "Na", "Ka", "Leer", "Keine", "Nein", "Nan"].map {
            SenderCase(
                "a surname: \($0)",
                .json(#"{"vorname":"Ingrid","nachname":"\#($0)"}"#),
                .delivered([given: "Ingrid", family: .string($0)])
            )
        }

    private static let parts: [SenderCase] =
        [
            mortgage(
                ["vorname": "Ingrid", "name": "Ingrid Vogt"],
                .delivered([given: "Ingrid", family: "Vogt", customer + "/kontakt": .null])
            ),
            mortgage(
                ["plz": "10115 Berlin"],
                .delivered([customer + "/wohnsituation/anschrift": ["plz": "10115", "ort": "Berlin"]])
            ),
            mortgage(
                ["strasse": "Lindenweg Hs. 5"],
                .delivered([customer + "/wohnsituation/anschrift/hausnummer": "5"])
            ),
            mortgage(
                ["strasse": "Q7, 24a", "plz": "68161", "ort": "Mannheim"],
                .delivered([customer + "/wohnsituation/anschrift/plz": "68161"])
            ),
        ]

    /// The answers that German forms offer.
    static let choices: [SenderCase] = [purchases, buildings, follow, developers].flatMap { $0 }

    private static let purchases: [SenderCase] =
        [
            "hauskauf", "Wohnungskauf", "Kauf einer Wohnung", "Kauf eines Hauses", "Immobilie kaufen", "Kaufen",
            "Neukauf", "Kauf einer Bestandsimmobilie",
            "kauf_einer_immobilie", "Immobilienkauf", "KAUF", "Eigentumswohnung kaufen", "||Kauf||",
        ].map {
            mortgage(
                ["vorhaben": .string($0), "kaufpreis": "350.000"],
                .delivered([purpose: ["@type": "KAUF", "kaufpreis": 350_000]])
            )
        }

    private static let buildings: [SenderCase] =
        ["Hausbau", "Eigenheim bauen", "Neubau", "Haus bauen"].map {
            mortgage(["vorhaben": .string($0)], .delivered([purpose + "/@type": "NEUBAU"]))
        }

    private static let follow: [SenderCase] =
        [
            "anschluss", "Forward-Darlehen", "Forwarddarlehen", "Forward Darlehen", "Anschlussfinanzierung",
            "Anschluss-Finanzierung", "Umschuldung",
        ].map {
            mortgage(["vorhaben": .string($0)], .delivered([purpose + "/@type": "ANSCHLUSSFINANZIERUNG"]))
        }

    private static let developers: [SenderCase] =
        ["Kauf vom Bauträger", "Kauf einer Neubauwohnung vom Bauträger"].map {
            mortgage(["vorhaben": .string($0)], .delivered([purpose + "/@type": "KAUF_NEUBAU_VOM_BAUTRAEGER"]))
        }

}
