import JSON

extension ValueFunction {
    static let addressFunctions: [ValueFunction] = [
        ValueFunction(
            "strasse",
            gives: .object(["strasse", "hausnummer", "zusatz"]),
            german:
                "Straße mit Hausnummer als {strasse, hausnummer, zusatz}; kein Buchstabe und keine Ziffer geht verloren.",
            english: "Street with house number as {strasse, hausnummer, zusatz}; no letter and no digit is lost.",
            examples: [
                .reads("Am Markt 5 a - 7 b", as: ["strasse": "Am Markt", "hausnummer": "5a-7b"]),
                .reads("Str. des 17. Juni 135", as: ["strasse": "Str. des 17. Juni", "hausnummer": "135"]),
                .reads("Weg 7, Whg. 12", as: ["strasse": "Weg", "hausnummer": "7", "zusatz": "Whg. 12"]),
                .reads("Hauptstraße", as: ["strasse": "Hauptstraße"]),
            ],
            leaves: .address
        ) { value, _ throws(Unreadable) in
            try AddressParts.street(value)?.json
        },
        ValueFunction(
            "strassenname",
            gives: .text,
            german: "Die Straße ohne Hausnummer.",
            english: "The street without its house number.",
            examples: [
                .reads("Teststr.55", as: "Teststr."), .reads("Weg 5||10115 Berlin", as: "Weg"),
                .nothing("12"),
                .refuses("Weg 5||Berlin", with: .strasseFormat),
            ],
            leaves: .address,
            quick: QuickFunctions.street
        ) { value, _ throws(Unreadable) in
            try AddressParts.streetName(value).map(JSONValue.string)
        },
        ValueFunction(
            "hausnummer",
            gives: .text,
            german: "Die Hausnummer, aus einer Straße oder für sich.",
            english: "The house number, from a street or on its own.",
            examples: [.reads("Hauptstr. 12a/b", as: "12a/b"), .reads("5 a", as: "5a"), .nothing("Hauptstraße")],
            leaves: .address,
            quick: QuickFunctions.houseNumber
        ) { value, _ throws(Unreadable) in
            try AddressParts.houseNumber(value).map(JSONValue.string)
        },
        ValueFunction(
            "adresszusatz",
            gives: .text,
            german: "Was in einer Straße hinter der Hausnummer steht: Stockwerk, Wohnung, c/o.",
            english: "What stands behind the house number of a street: floor, flat, c/o.",
            examples: [.reads("Weg 7, Whg. 12", as: "Whg. 12"), .nothing("Weg 7")],
            leaves: .address,
            quick: QuickFunctions.addressAddition
        ) { value, _ throws(Unreadable) in
            try AddressParts.street(value)?.addition.map(JSONValue.string)
        },
        ValueFunction(
            "adresse",
            gives: .object(["strasse", "hausnummer", "zusatz", "plz", "ort", "land"]),
            german: "Ganze Anschrift, in ihre Teile zerlegt.",
            english: "A whole address, taken apart.",
            examples: [
                .reads(
                    "Musterstr. 5, 10115 Berlin",
                    as: ["strasse": "Musterstr.", "hausnummer": "5", "plz": "10115", "ort": "Berlin"]
                ),
                .refuses("Musterstr. 5, Berlin", with: .adresseFormat),
            ],
            leaves: .address
        ) { value, _ throws(Unreadable) in
            try Adresse.read(value)?.json
        },
        ValueFunction(
            "adresse-plz",
            gives: .text,
            german:
                "Die Postleitzahl, die ein Feld für sich, neben dem Ort oder in einer ganzen Anschrift enthält; sonst nichts.",
            english:
                "The postal code, if a field holds it alone, beside the town or in a whole address; otherwise nothing.",
            examples: [
                .reads("Musterstr. 5, 10115 Berlin", as: "10115"), .reads("10115 Berlin", as: "10115"),
                .reads("10115", as: "10115"), .reads("Musterstr. 5||||Berlin||10115||DE", as: "10115"),
                .nothing("Berlin"), .nothing("Musterstr. 5"),
            ],
            leaves: .address,
            quick: QuickFunctions.partOfAddress
        ) { value, _ throws(Unreadable) in
            AddressParts.code(value).map(JSONValue.string)
        },
        ValueFunction(
            "adresse-ort",
            gives: .text,
            german:
                "Der Ort, wenn ein Feld ihn neben der Postleitzahl oder eine ganze Anschrift enthält; sonst nichts.",
            english: "The town, if a field holds it beside the postal code or a whole address; otherwise nothing.",
            examples: [
                .reads("Musterstr. 5, 10115 Berlin", as: "Berlin"), .reads("10115 Berlin", as: "Berlin"),
                .nothing("Berlin"), .nothing("10115"),
            ],
            leaves: .address,
            quick: QuickFunctions.partOfAddress
        ) { value, _ throws(Unreadable) in
            AddressParts.town(value)?.town.map(JSONValue.string)
        },
        ValueFunction(
            "plz",
            gives: .text,
            german: "Deutsche Postleitzahl; nur einer JSON-Zahl wird die führende Null ergänzt.",
            english: "German postal code; only a JSON number gets its leading zero back.",
            examples: [.reads("D-10179", as: "10179"), .reads(1067, as: "01067"), .refuses("1067", with: .plzFormat)],
            leaves: .address,
            quick: QuickFunctions.postalCode
        ) { value, _ throws(Unreadable) in
            try Postleitzahl.read(value).map(JSONValue.string)
        },
        ValueFunction(
            "plz-ort",
            gives: .object(["plz", "ort"]),
            german: "Postleitzahl und Ort aus einem Feld.",
            english: "Postal code and town from one field.",
            examples: [
                .reads("D-60311 Frankfurt am Main", as: ["plz": "60311", "ort": "Frankfurt am Main"]),
                .reads("Berlin", as: ["ort": "Berlin"]),
            ],
            leaves: .address
        ) { value, _ throws(Unreadable) in
            try PLZOrt.read(value)?.json
        },
        ValueFunction(
            "ort",
            gives: .text,
            german: "Der Ort, mit oder ohne Postleitzahl davor.",
            english: "The town, with or without a postal code before it.",
            examples: [.reads("10179 Berlin", as: "Berlin"), .nothing("10179")],
            leaves: .address,
            quick: QuickFunctions.town
        ) { value, _ throws(Unreadable) in
            try PLZOrt.read(value)?.town.map(JSONValue.string)
        },
    ]

    static let bankFunctions: [ValueFunction] = [
        ValueFunction(
            "iban",
            gives: .text,
            german: "IBAN mit richtiger Länge und Prüfziffer.",
            english: "An IBAN with the right length and check digits.",
            examples: [
                .reads("DE89 3704 0044 0532 0130 00", as: "DE89370400440532013000"),
                .refuses("DE89370400440532013001", with: .ibanPruefziffer),
                .refuses("DE8937040044053201300", with: .ibanLaenge), .refuses("12345", with: .ibanFormat),
            ]
        ) { value, _ throws(Unreadable) in
            try IBAN.read(value)
        },
        ValueFunction(
            "bic",
            gives: .text,
            german: "BIC aus acht oder elf Zeichen.",
            english: "A BIC of eight or eleven characters.",
            examples: [.reads("cobadeff xxx", as: "COBADEFFXXX"), .refuses("COBA", with: .bicFormat)]
        ) { value, _ throws(Unreadable) in
            try BIC.read(value)
        },
    ]

    static let listFunctions: [ValueFunction] = [
        ValueFunction(
            "liste",
            [.optional("trennzeichen")],
            gives: .list,
            german: "Text an einem Trennzeichen in eine Liste zerlegt, ohne leere Teile. Namen: "
                + TextFunctions.separators.keys.sorted().joined(separator: ", ") + "; sonst das Zeichen selbst.",
            english: "Text split into a list at a separator (a comma unless said otherwise), without blank pieces.",
            examples: [
                .reads("a, b,, c", as: ["a", "b", "c"]), .reads("a; b", "semikolon", as: ["a", "b"]),
                .reads("a||b", "||", as: ["a", "b"]), .nothing(" , "),
            ]
        ) { value, arguments throws(Unreadable) in
            let said = arguments.text(0) ?? "komma"
            return try TextFunctions.list(value, separator: TextFunctions.separators[said] ?? said)
        },
        ValueFunction(
            "erste",
            gives: .any,
            german: "Das erste Element einer Liste, das etwas sagt.",
            english: "The first element of a list that says something.",
            examples: [.reads(["", "b", "c"], as: "b"), .reads("a", as: "a"), .nothing([])]
        ) { value, _ throws(Unreadable) in
            TextFunctions.first(value)
        },
    ]
}
