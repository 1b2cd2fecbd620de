/// The vocabulary of lead fields that the standard mappings read: what an editor offers on the left of `names`.
///
/// mappings/README.md documents each with its places in the targets; a test sees to it that both say the same.
enum LeadFields {
    /// Names with their meaning, those of a second applicant with `_2` behind the name.
    static let all: [(name: String, meaning: String)] =
        rows(person) + rows(person).map { ("\($0.name)_2", "second applicant: \($0.meaning)") } + rows(household)

    private static func rows(_ text: String) -> [(name: String, meaning: String)] {
        text.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: ": ", maxSplits: 1)
            return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
        }
    }

    private static let person = """
        kundennummer: your number for the person
        anrede: form of address: Herr, Frau
        titel: academic title
        vorname: given names
        nachname: surname
        name: the whole name in one field; used where vorname, nachname are missing
        geburtsname: name at birth
        geburtsdatum: date of birth
        geburtsort: place of birth
        geburtsland: country of birth
        staatsangehoerigkeit: nationality
        familienstand: marital status
        guetertrennung: separate property agreed (ja, nein)
        steuer_id: tax number
        strasse: street, with or without house number (without hausnummer it is split)
        hausnummer: house number
        plz: postal code; also with the town, or in `ort` or `strasse`
        ort: town
        wohnhaft_seit: lives there since
        wohnart: tenant, owner, with parents
        telefon: telephone
        mobil: mobile; used where telefon is missing
        telefon_geschaeftlich: telephone at work
        email: e-mail
        erreichbarkeit: when to call
        beschaeftigung: kind of employment
        beruf: occupation
        arbeitgeber: employer
        arbeitgeber_in_deutschland: employer is in Germany
        beschaeftigt_seit: employed since
        befristung: befristet, unbefristet
        befristet_bis: fixed-term until
        probezeit: on probation
        gehaelter_pro_jahr: salaries a year (12 to 15)
        firma: own company
        selbststaendig_seit: self-employed since
        nettoeinkommen: net income a month
        nettoeinkommen_jaehrlich: net income a year of the self-employed
        rentner_seit: pensioner since
        rente_erwartet: expected state pension a month
        rentenbeginn: begin of the pension
        """

    private static let household = """
        gemeinsamer_haushalt: second applicant lives with the first
        personen_im_haushalt: persons in the household
        pkw: number of cars
        nebeneinkommen: second job, a month
        nebentaetigkeit_seit: second job since
        variable_einkuenfte: variable income, a month
        kapitaleinkuenfte: income from capital; Europace names no period
        unterhalt_erhalten: alimony received, a month
        zusatzrente: additional pension, a month
        sonstige_einnahmen: other income, a month
        sonstige_einnahmen_art: what it is
        warmmiete: rent with heating, a month
        miete_entfaellt: rent ends with the financing
        private_krankenversicherung: private health insurance, a month
        versicherungen: other insurance, a month
        unterhalt_zahlungen: alimony paid, a month
        sonstige_ausgaben: other expenses, a month
        sonstige_ausgaben_art: what they are
        lebenshaltungskosten: cost of living, a month
        kinder: list: name, geburtsdatum, kindergeld (ja, nein), unterhalt (amount a month, or ja, nein)
        kinder_anzahl: 0 or keine: "no children"; another number goes to the notes
        erfahrung_baufinanzierung: has financed property before
        sparguthaben: money in the bank
        eigenkapital: of it, how much to use
        depotwert: securities
        bausparguthaben: saved in building society contracts
        bausparsumme: contract sum
        bausparbeitrag: contribution a month
        lebensversicherung: surrender value
        lebensversicherung_beitrag: premium a month
        sonstiges_vermoegen: other assets
        kredite: list: rate, restschuld, bank, laufzeitende, abloesen (KEX: iban)
        kredit_rate: one loan in single fields: instalment
        kredit_restschuld: remaining debt
        kredit_bank: bank
        kredit_laufzeitende: end
        kredit_iban: account of the loan
        kredit_abloesen: to be paid off
        dispo_betrag: overdraft used
        dispo_rahmen: overdraft limit
        dispo_zins: overdraft interest
        leasing_rate: leasing instalment
        leasing_bis: leasing until
        iban: account
        bic: BIC
        bank: bank of the mortgage to replace
        konto_bank: bank of the account
        objektart: kind of property
        objekt_strasse: its street
        objekt_hausnummer: its house number
        objekt_plz: its postal code
        objekt_ort: its town
        objekt_zustand: condition
        baujahr: year of construction; a new building has none
        wohnflaeche: living area
        grundstuecksgroesse: area of the plot
        wohneinheiten: flats in the house
        nutzung: own use, let, partly let
        mieteinnahmen: rent received, a month
        vermietete_flaeche: area that is let
        marktwert: market value
        restschuld: remaining debt of the mortgage; for an Anschlussfinanzierung, of the loan to pay off
        bisherige_rate: its instalment
        bisheriger_zins: its interest
        zinsbindung_bis: its interest is fixed until
        vorhaben: purpose
        kaufpreis: price
        makler_prozent: agent's fee, percent
        makler_euro: the same in euros
        notar_prozent: notary, percent
        notar_euro: the same in euros
        grunderwerbsteuer_prozent: transfer tax, percent
        grunderwerbsteuer_euro: the same in euros
        beglichene_kosten: already paid
        mobiliarkosten: furniture in the price
        sonstige_kosten: other cost
        eigenleistung: own work
        modernisierungskosten: cost of modernisation
        baukosten: cost of construction
        grundstueckspreis: price of the plot
        erschliessungskosten: cost of development
        grundstueck_bezahlt: plot is paid for
        baunebenkosten: incidental building cost
        aussenanlagen: outdoor facilities
        kapitalbedarf: money needed
        kapitalbedarf_zweck: what for
        darlehensbetrag: loan wanted
        kreditbetrag: loan wanted (KEX; else darlehensbetrag)
        laufzeit: months
        ratenzahlungstermin: Monatsende, Monatsmitte
        zinsbindung_jahre: years of fixed interest
        tilgung: repayment, percent a year
        wunschrate: instalment wanted (KEX: only if there is no laufzeit)
        sondertilgung_prozent: extra repayment a year, percent of the loan
        sondertilgung_euro: the same in euros
        auszahlung: date of payment
        bereitstellungsfreie_monate: months without commitment interest
        zinssicherheit: normal, lang, flexibel, egal
        rate: wie meine Warmmiete, möglichst niedrig, egal
        finanzierungsart: unkompliziert, Förderung, weitere Produkte, egal
        zeitrahmen: how urgent, or a date
        zeitrahmen_kommentar: remark on it
        fahrzeug_kaufpreis: price of the car
        anzahlung: paid down
        fahrzeug_marke: make
        fahrzeug_modell: model
        fahrzeug_erstzulassung: first registration
        fahrzeug_km: mileage
        fahrzeug_kw: kW
        fahrzeug_ps: PS
        fahrzeug_anbieter: Händler, Privat
        utm_campaign: campaign
        utm_term: keyword
        gclid: click id (also gcl_id, fbclid, msclkid)
        """
}
