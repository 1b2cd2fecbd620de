extension Unreadable {
    /// The reasons why a value cannot be used: the one list of them, with the word that programs, tests of mappings and
    /// notices know each by.
    package enum Reason: String, Sendable, Hashable, CaseIterable {
        // Text, and values of any kind.
        case keinText = "kein_text"
        case mehrereWerte = "mehrere_werte"
        case zuVieleWerte = "zu_viele_werte"
        case textZuKurz = "text_zu_kurz"
        case textZuLang = "text_zu_lang"
        case formFalsch = "form_falsch"
        case musterFehlt = "muster_fehlt"
        case teilFehlt = "teil_fehlt"
        case jsonUngueltig = "json_ungueltig"
        case argumentUngueltig = "argument_ungueltig"
        case keinObjekt = "kein_objekt"
        case keinTyp = "kein_typ"
        case pflichtfeldFehlt = "pflichtfeld_fehlt"

        // Numbers, spans and dates.
        case zahlUngueltig = "zahl_ungueltig"
        case zahlBereich = "zahl_bereich"
        case ganzzahlUngueltig = "ganzzahl_ungueltig"
        case einheitFalsch = "einheit_falsch"
        case jahreUngueltig = "jahre_ungueltig"
        case bereich
        case bereichUngueltig = "bereich_ungueltig"
        case bereichOffen = "bereich_offen"
        case bereichVerdreht = "bereich_verdreht"
        case datumUngueltig = "datum_ungueltig"
        case datumBereich = "datum_bereich"

        // Persons and how to reach them.
        case nameFormat = "name_format"
        case firma
        case mehrerePersonen = "mehrere_personen"
        case emailFormat = "email_format"
        case zeichen
        case laenge
        case zuLang = "zu_lang"
        case vorwahlFehlt = "vorwahl_fehlt"
        case vorwahlUnbekannt = "vorwahl_unbekannt"
        case strasseFormat = "strasse_format"
        case plzFormat = "plz_format"
        case adresseFormat = "adresse_format"
        case ibanFormat = "iban_format"
        case ibanLaenge = "iban_laenge"
        case ibanPruefziffer = "iban_pruefziffer"
        case bicFormat = "bic_format"
        case einwilligungUnklar = "einwilligung_unklar"

        // Answers of which there is a list.
        case anredeUnbekannt = "anrede_unbekannt"
        case titelUnbekannt = "titel_unbekannt"
        case landUnbekannt = "land_unbekannt"
        case janeinUngueltig = "janein_ungueltig"
        case auswahlUnbekannt = "auswahl_unbekannt"
        case auswahlMehrdeutig = "auswahl_mehrdeutig"
        case nichtInListe = "nicht_in_liste"
        case zielOhneWerte = "ziel_ohne_werte"
        case familienstandUnbekannt = "familienstand_unbekannt"
        case familienstandMehrdeutig = "familienstand_mehrdeutig"
        case beschaeftigungUnbekannt = "beschaeftigung_unbekannt"
        case beschaeftigungMehrdeutig = "beschaeftigung_mehrdeutig"
        case finanzierungszweckUnbekannt = "finanzierungszweck_unbekannt"
        case finanzierungszweckMehrdeutig = "finanzierungszweck_mehrdeutig"
        case verwendungszweckKreditUnbekannt = "verwendungszweck_kredit_unbekannt"
        case verwendungszweckKreditMehrdeutig = "verwendungszweck_kredit_mehrdeutig"
        case objektartUnbekannt = "objektart_unbekannt"
        case objektartMehrdeutig = "objektart_mehrdeutig"
        case nutzungUnbekannt = "nutzung_unbekannt"
        case nutzungMehrdeutig = "nutzung_mehrdeutig"
        case wohnartUnbekannt = "wohnart_unbekannt"
        case wohnartMehrdeutig = "wohnart_mehrdeutig"
        case zeitrahmenUnbekannt = "zeitrahmen_unbekannt"
        case zeitrahmenMehrdeutig = "zeitrahmen_mehrdeutig"

        // Answers that were understood and have no place in the target.
        case ohneZielwert = "ohne_zielwert"
        case ohneAngaben = "ohne_angaben"

        /// Whether it says that a list of what can be answered does not have the answer: then the list may be what is
        /// to be mended. An area code is a number, no option.
        package var isUnknownOption: Bool {
            switch self {
            case .nichtInListe, .janeinUngueltig, .auswahlUnbekannt, .anredeUnbekannt, .titelUnbekannt, .landUnbekannt,
                .familienstandUnbekannt, .beschaeftigungUnbekannt, .finanzierungszweckUnbekannt,
                .verwendungszweckKreditUnbekannt, .objektartUnbekannt, .nutzungUnbekannt, .wohnartUnbekannt,
                .zeitrahmenUnbekannt:
                true
            default: false
            }
        }
    }
}
