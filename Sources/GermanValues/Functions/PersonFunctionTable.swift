import JSON

extension ValueFunction {
    static let contactFunctions: [ValueFunction] = [
        ValueFunction(
            "telefon",
            gives: .object(["vorwahl", "nummer", "weitere"]),
            german: "Telefonnummer als {vorwahl, nummer}; steht eine zweite im Feld, kommt sie in „weitere“.",
            english: "A telephone number as {vorwahl, nummer}; a second one in the field goes to \"weitere\".",
            examples: [
                .reads("+49 (0)30 420860", as: ["vorwahl": "030", "nummer": "420860"]),
                .reads("0151 58557703", as: ["vorwahl": "0151", "nummer": "58557703"]),
                .reads("+43 664 1234567", as: ["vorwahl": "+43", "nummer": "6641234567"]),
                .refuses("420860", with: .vorwahlFehlt), .refuses("0199 123456", with: .vorwahlUnbekannt),
                .refuses("0176 123", with: .laenge), .refuses("0612-298-xxxx", with: .zeichen),
            ],
            leaves: .telephone,
            quick: QuickFunctions.telephone
        ) { value, _ throws(Unreadable) in
            try Telefon.read(value)?.json
        },
        ValueFunction(
            "telefon-vorwahl",
            gives: .text,
            german: "Die Vorwahl einer Telefonnummer.",
            english: "The area code of a telephone number.",
            examples: [.reads("+49 30 420860", as: "030")],
            leaves: .telephone
        ) { value, _ throws(Unreadable) in
            try Telefon.read(value).map { .string($0.areaCode) }
        },
        ValueFunction(
            "telefon-nummer",
            gives: .text,
            german: "Eine Telefonnummer ohne ihre Vorwahl.",
            english: "A telephone number without its area code.",
            examples: [.reads("+49 30 420860", as: "420860")],
            leaves: .telephone
        ) { value, _ throws(Unreadable) in
            try Telefon.read(value).map { .string($0.number) }
        },
        ValueFunction(
            "telefon-national",
            gives: .text,
            german: "Telefonnummer in einem Text, wie KEX sie will.",
            english: "A telephone number in one text, as KEX wants it.",
            examples: [.reads("+49 30 420860", as: "030 420860"), .reads("0041 79 123 45 67", as: "+41 791234567")],
            leaves: .telephone
        ) { value, _ throws(Unreadable) in
            try Telefon.read(value).map { .string($0.national) }
        },
        ValueFunction(
            "telefon-e164",
            gives: .text,
            german: "Telefonnummer in internationaler Form ohne Trennzeichen.",
            english: "A telephone number in international form without separators.",
            examples: [.reads("030/420860", as: "+4930420860")],
            leaves: .telephone
        ) { value, _ throws(Unreadable) in
            try Telefon.read(value).map { .string($0.e164) }
        },
        ValueFunction(
            "email-weitere",
            gives: .text,
            german: "Die weiteren Adressen, wenn ein Feld mehrere E-Mail-Adressen enthält.",
            english: "The other addresses, if a field holds several e-mail addresses.",
            examples: [
                .reads("a@example.org; b@example.org", as: "b@example.org"), .nothing("a@example.org"),
            ],
            leaves: .email,
            quick: QuickFunctions.furtherEmail
        ) { value, _ throws(Unreadable) in
            try Email.further(value)
        },
        ValueFunction(
            "telefon-weitere",
            gives: .text,
            german: "Die zweite Nummer, wenn ein Feld mehrere Telefonnummern enthält, wie sie getippt wurde.",
            english: "The second number, if a field holds several telephone numbers, as it was typed.",
            examples: [
                .reads("030 42 08 60 oder 0176 12345678", as: "0176 12345678"), .nothing("030 420860"),
            ],
            leaves: .telephone,
            quick: QuickFunctions.furtherNumber
        ) { value, _ throws(Unreadable) in
            try Telefon.read(value)?.further.map(JSONValue.string)
        },
        ValueFunction(
            "email",
            gives: .text,
            german: "E-Mail-Adresse; nichts wird repariert.",
            english: "An e-mail address; nothing is repaired.",
            examples: [
                .reads(" Max.Mustermann@Example.DE ", as: "Max.Mustermann@example.de"),
                .reads("Max <max@example.com>", as: "max@example.com"), .refuses("max@web", with: .emailFormat),
            ],
            leaves: .email,
            quick: QuickFunctions.email
        ) { value, _ throws(Unreadable) in
            try Email.read(value)
        },
    ]

    static let personFunctions: [ValueFunction] = [
        ValueFunction(
            "name",
            gives: .object(["anrede", "dr", "prof", "vorname", "nachname", "geburtsname"]),
            german: "Ganzer Name einer Person, in seine Teile zerlegt.",
            english: "A person's full name, taken apart.",
            examples: [
                .reads(
                    "Herr Dr. Max von Mustermann",
                    as: ["anrede": "HERR", "dr": true, "vorname": "Max", "nachname": "von Mustermann"]
                ),
                .reads("Mustermann, Erika", as: ["vorname": "Erika", "nachname": "Mustermann"]),
                .refuses("Max & Erika Mustermann", with: .mehrerePersonen), .refuses("Muster GmbH", with: .firma),
                .refuses("max@example.com", with: .nameFormat),
            ],
            leaves: .name
        ) { value, _ throws(Unreadable) in
            try Personenname.read(value)?.json
        },
        ValueFunction(
            "vorname",
            gives: .text,
            german: "Die Vornamen aus einem ganzen Namen.",
            english: "The given names of a full name.",
            examples: [.reads("Dr. Max Peter Mustermann", as: "Max Peter"), .nothing("Mustermann")],
            leaves: .name,
            quick: QuickFunctions.name { $0.givenNames }
        ) { value, _ throws(Unreadable) in
            try Personenname.read(value)?.givenNames.map(JSONValue.string)
        },
        ValueFunction(
            "nachname",
            gives: .text,
            german: "Der Nachname aus einem ganzen Namen.",
            english: "The surname of a full name.",
            examples: [.reads("Ursula von der Muster", as: "von der Muster"), .reads("Mustermann", as: "Mustermann")],
            leaves: .name,
            quick: QuickFunctions.name { $0.surname }
        ) { value, _ throws(Unreadable) in
            try Personenname.read(value)?.surname.map(JSONValue.string)
        },
        ValueFunction(
            "geburtsname",
            gives: .text,
            german: "Der Geburtsname aus einem ganzen Namen („geb. …“).",
            english: "The name at birth from a full name (\"geb. …\").",
            examples: [.reads("Anna Schmidt, geb. Müller", as: "Müller"), .nothing("Anna Schmidt")],
            leaves: .name,
            quick: QuickFunctions.name { $0.nameAtBirth }
        ) { value, _ throws(Unreadable) in
            try Personenname.read(value)?.nameAtBirth.map(JSONValue.string)
        },
        ValueFunction(
            "titel",
            gives: .object(["dr", "prof"]),
            german: "Akademischer Titel als {dr, prof}; aus einem Titelfeld oder einem ganzen Namen.",
            english: "Academic title as {dr, prof}; from a field of titles or a full name.",
            examples: [
                .reads("Prof. Dr.", as: ["dr": true, "prof": true]),
                .reads("Dipl.-Ing.", as: ["dr": false, "prof": false]),
                .reads("Herr Dr.", as: ["dr": true, "prof": false]), .nothing("Frau"),
                .refuses("Lord", with: .titelUnbekannt),
            ],
            quick: QuickFunctions.title
        ) { value, _ throws(Unreadable) in
            try Titel.read(value)?.json
        },
        ValueFunction(
            "titel-liste",
            gives: .list,
            german: "Akademischer Titel als Liste aus DOKTOR und PROFESSOR, wie KEX ihn will.",
            english: "Academic title as a list of DOKTOR and PROFESSOR, as KEX wants it.",
            examples: [.reads("Prof. Dr.", as: ["DOKTOR", "PROFESSOR"]), .nothing("Dipl.-Ing.")]
        ) { value, _ throws(Unreadable) in
            guard let list = try Titel.read(value)?.list, !list.isEmpty else { return nil }
            return .array(list)
        },
        ValueFunction(
            "anrede",
            gives: .text,
            german: "HERR oder FRAU; für „Divers“ haben die Ziele keinen Wert.",
            english: "HERR or FRAU; the targets have no value for \"Divers\".",
            examples: [
                .reads("Hr.", as: "HERR"), .reads("weiblich", as: "FRAU"), .nothing("Divers"),
                .refuses("Herr/Frau", with: .anredeUnbekannt), .refuses("Eheleute", with: .mehrerePersonen),
            ],
            texts: { _ in Anrede.allCases.map(\.rawValue) },
            quick: QuickFunctions.salutation
        ) { value, _ throws(Unreadable) in
            // A person is made out of a name only where a name was taken apart before.
            try Anrede.read(value).map { .string($0.rawValue) }
        },
        ValueFunction(
            "anrede-im-namen",
            gives: .text,
            german: "HERR oder FRAU, wenn ein ganzer Name oder ein Titel damit beginnt.",
            english: "HERR or FRAU, if a full name or a title begins with it.",
            examples: [
                .reads("Frau Dr. Erika Mustermann", as: "FRAU"), .nothing("Erika Mustermann"),
                .reads("Frau Dr.", as: "FRAU"), .nothing("Dr."),
                .refuses("Herr und Frau Mustermann", with: .mehrerePersonen),
            ],
            texts: { _ in Anrede.allCases.map(\.rawValue) },
            leaves: .name,
            quick: QuickFunctions.name { $0.salutation?.rawValue }
        ) { value, _ throws(Unreadable) in
            try Anrede.beginning(of: value).map { .string($0.rawValue) }
        },
    ]
}
