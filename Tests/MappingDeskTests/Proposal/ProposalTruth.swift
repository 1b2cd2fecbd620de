import JSON
import TestSupport

/// A post, and what a person who knows its form calls its fields: the oracle of proposals.
///
/// `names` is as in a mapping; fields that are called by the standard's names already need none.
struct ProposalTruth: Sendable, CustomStringConvertible {
    let name: String
    let preset: String?
    let leads: String?
    let item: Int
    let payload: String
    let names: JSONObject

    var description: String { name }

    /// The recorded posts of all presets but one: Dr. Klein posts documents, not fields.
    static let recorded: [ProposalTruth] = PresetCase.all.filter { $0.preset != "drklein" }.map { post in
        ProposalTruth(
            name: post.name,
            preset: post.preset,
            leads: post.leads,
            item: post.item,
            payload: post.payload,
            names: names[post.name] ?? [:]
        )
    }

    /// Forms without a preset, as plain HTML and hand-written scripts post them.
    static let plain: [ProposalTruth] = [
        ProposalTruth(
            name: "A German form with labels as names",
            preset: nil,
            leads: nil,
            item: 0,
            payload: #"""
                {"Anrede": "Frau", "Ihr Vorname": "Erika", "Ihr Nachname": "Mustermann", "Geburtstag": "01.02.1980",
                 "Straße und Hausnummer": "Musterweg 5", "PLZ": "10179", "Wohnort": "Berlin", "Handynummer": "0176 12345678",
                 "Ihre E-Mail-Adresse": "erika@example.org", "Familienstand": "verheiratet", "Monatliches Nettoeinkommen": "3.200 €",
                 "Was möchten Sie finanzieren?": "Kauf", "Kaufpreis": "358.000", "Eigenkapital": "60.000",
                 "Art der Immobilie": "Einfamilienhaus", "Haustier": "Hund", "Datenschutz gelesen": "on"}
                """#,
            names: [
                "anrede": "Anrede", "vorname": "Ihr Vorname", "nachname": "Ihr Nachname", "geburtsdatum": "Geburtstag",
                "strasse": "Straße und Hausnummer", "plz": "PLZ", "ort": "Wohnort", "mobil": "Handynummer",
                "email": "Ihre E-Mail-Adresse", "familienstand": "Familienstand",
                "nettoeinkommen": "Monatliches Nettoeinkommen", "vorhaben": "Was möchten Sie finanzieren?",
                "kaufpreis": "Kaufpreis", "eigenkapital": "Eigenkapital", "objektart": "Art der Immobilie",
            ]
        ),
        ProposalTruth(
            name: "An English API, nested",
            preset: nil,
            leads: nil,
            item: 0,
            payload: #"""
                {"contact": {"firstName": "Erika", "lastName": "Mustermann", "emailAddress": "erika@example.org", "phone": "030 420860"},
                 "address": {"street": "Musterweg 5", "zipCode": "10179", "city": "Berlin"},
                 "property": {"city": "Potsdam", "zip": "14467"}, "purchasePrice": 358000, "equity": 60000, "loanPurpose": "Kauf"}
                """#,
            names: [
                "vorname": "$.form.contact.firstName", "nachname": "$.form.contact.lastName",
                "email": "$.form.contact.emailAddress", "telefon": "$.form.contact.phone",
                "strasse": "$.form.address.street",
                "plz": "$.form.address.zipCode", "ort": "$.form.address.city", "objekt_ort": "$.form.property.city",
                "objekt_plz": "$.form.property.zip", "kaufpreis": "purchasePrice", "eigenkapital": "equity",
                "vorhaben": "loanPurpose",
            ]
        ),
        ProposalTruth(
            name: "Two applicants",
            preset: nil,
            leads: nil,
            item: 0,
            payload: #"""
                {"vorname": "Erika", "nachname": "Mustermann", "Vorname Mitantragsteller": "Max", "Nachname Mitantragsteller": "Mustermann",
                 "E-Mail Partner": "max@example.org", "geburtsdatum_2": "3.4.1979"}
                """#,
            names: [
                "vorname_2": "Vorname Mitantragsteller", "nachname_2": "Nachname Mitantragsteller",
                "email_2": "E-Mail Partner",
            ]
        ),
    ]

    private static let names: [String: JSONObject] = [
        "Typeform, the vendor's own sample with refs in the definition only": [
            "email": "readable_ref_email", "vorname": "readable_ref_short_text", "wohnhaft_seit": "readable_ref_date",
        ],
        "Typeform, a real post with refs in the answers": ["name": "45678961-d3e4-4603-b12g-h789e456mno9"],
        "Tally": ["email": "Email", "telefon": "Phone number"],
        "Meta": [
            "name": "full_name", "telefon": "phone_number", "ort": "which_city_are_you_from_0",
        ],
        "Google Ads": [
            "name": "FULL_NAME", "email": "EMAIL", "telefon": "PHONE_NUMBER", "plz": "POSTAL_CODE",
            "eigenkapital": "QUESTION_1",
        ],
        "Jotform": [
            "vorname": "$.form.q3_fullName3.first", "nachname": "$.form.q3_fullName3.last", "email": "q4_email4",
            "telefon": "q5_phone5", "geburtsdatum": "q6_dateOfBirth",
            "vorhaben": "q20_vorhaben", "strasse": "$.form.q7_adresse.addr_line1", "plz": "$.form.q7_adresse.postal",
            "ort": "$.form.q7_adresse.city",
        ],
        "Heyflow, simple": [
            "vorname": "firstname", "nachname": "lastname", "telefon": "phone-input-id-cc54007b",
            "strasse": "address [street]",
            "hausnummer": "address [house]", "plz": "address [zip]", "ort": "address [city]", "vorhaben": "Vorhaben",
        ],
        "Heyflow, extended": ["vorname": "firstname"],
        "Elementor, advanced data": ["telefon": "phone"],
        "Elementor, simple": ["name": "Name", "email": "E-Mail", "telefon": "Telefon", "kaufpreis": "Kaufpreis (€)"],
        "Gravity Forms": [
            "anrede": "1.2", "vorname": "1.3", "nachname": "1.6", "email": "2", "telefon": "3", "strasse": "4.1",
            "ort": "4.3",
            "plz": "4.5", "geburtsdatum": "5", "kaufpreis": "6",
        ],
        "LinkedIn": ["vorname": "FIRST_NAME", "vorhaben": "Vorhaben"],
        "Contact Form 7": [
            "name": "your-name", "email": "your-email", "telefon": "your-tel", "erreichbarkeit": "rueckruf",
        ],
        "WPForms": ["strasse": "adresse"],
        "Fluent Forms": ["vorname": "first_name", "nachname": "last_name", "plz": "$.form.address_1.zip"],
        "Google Forms": ["name": "Wie heißen Sie?", "email": "E-Mail-Adresse"],
        "Webflow": ["vorname": "First Name", "email": "Email"],
        "Webflow, the earlier form": ["vorname": "First Name"],
        "Evocalize, the second lead of a batch": ["objektart": "objekt"],
        "ImmobilienScout24, the second lead": [
            "anrede": "salutation", "titel": "title", "vorname": "forename", "nachname": "surname",
            "telefon": "phoneNumber",
            "strasse": "street", "hausnummer": "streetNumber", "plz": "postalCode", "ort": "location",
            "beschaeftigung": "employment", "vorhaben": "type", "kaufpreis": "purchasePrice",
            "marktwert": "propertyValue",
            "eigenkapital": "ownFunds", "restschuld": "remainingDebt", "zinsbindung_jahre": "fixedNominalInterestRate",
            "tilgung": "amortizationRate", "sonstige_kosten": "additionalCosts", "nutzung": "useType",
            "objekt_plz": ["realEstatePostcode", "financingPostalCode"],
            "objekt_ort": ["realEstateCity", "financingLocationName"], "erreichbarkeit": "availability",
            "zeitrahmen": "financingStart", "objektart": "realEstateType", "baujahr": "constructionDate",
            "wohnflaeche": "livingArea", "grundstuecksgroesse": "siteArea", "objekt_strasse": "realEstateStreet",
        ],
        "einfach-zum-angebot": ["name": "contact_name"],
        "ActiveCampaign": ["vorname": "first_name"],
        "HubSpot, a workflow's webhook": ["vorname": "firstname"],
        "Bitrix24, fields of a lead": ["vorname": "NAME", "telefon": "PHONE"],
        "Pipedrive, a person of version 2": ["vorhaben": "a1"],
        "Calendly, an invitee": ["kaufpreis": "Kaufpreis"],
        "TikTok, changes of an entry": ["name": "full_name"],
        "ManyChat, a full contact": ["vorname": "first_name", "telefon": "phone"],
        "Zapier, keys as they were mapped": ["name": "full_name"],
    ]
}
