/// What forms call the fields of the standard vocabulary, besides the standard's own names: in German and English, as labels,
/// questions and technical names. Compared as words (``NameWords``), so capitals, hyphens and "Ihre" make no difference.
///
/// From the forms in the vendors' own samples and the recorded posts; a phrase that two fields could mean belongs to neither.
enum FieldPhrases {
    /// The phrases of a standard name; empty where only its own name is known.
    static func phrases(of name: String) -> [String] { table[name] ?? [] }

    private static let table: [String: [String]] = {
        var table: [String: [String]] = [:]
        for line in (person + "\n" + household).split(separator: "\n") {
            let parts = line.split(separator: ": ", maxSplits: 1)
            guard parts.count == 2 else { continue }
            table[String(parts[0])] = parts[1].split(separator: "|").map { phrase in
                String(phrase.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
        }
        return table
    }()

    private static let person = """
        kundennummer: Kunden-Nr | Kundennr | Kunden-ID | customer number | customer id | client number | externe kunden id
        anrede: Geschlecht | salutation | gender | Herr Frau | form of address | prefix
        titel: akademischer Titel | academic title | Namenszusatz
        vorname: Vornamen | Rufname | first name | given name | forename | fname | firstname | first
        nachname: Familienname | Zuname | last name | family name | surname | lname | lastname | last
        name: vollständiger Name | voller Name | Vor- und Nachname | Vorname und Nachname | Vorname Nachname | Name Vorname | full name | your name | fullname | contact name | Ansprechpartner | wie heißen Sie | Antragsteller | Kontaktname
        geburtsname: Mädchenname | maiden name | birth name | name at birth
        geburtsdatum: Geburtstag | geboren am | geb am | date of birth | birth date | birthday | dob | birthdate | Geburtsdatum Antragsteller
        geburtsort: place of birth | birth place | birthplace
        geburtsland: country of birth
        staatsangehoerigkeit: Nationalität | Staatsbürgerschaft | nationality | citizenship
        familienstand: Zivilstand | Personenstand | marital status | family status | relationship status
        guetertrennung: Güterstand | separate property
        steuer_id: Steueridentifikationsnummer | Steuer-Identifikationsnummer | tax id
        strasse: Straße | Straße und Hausnummer | Straße Hausnummer | Straße Nr | Straße und Nr | Anschrift Straße | Adresse | Anschrift | Wohnanschrift | street | street address | address | address line 1 | addr line 1 | address 1 | home address | street name | address street
        hausnummer: Haus-Nr | Hausnr | Nr | house number | street number | house no | house | address house
        plz: Postleitzahl | Post Code | zip | zip code | postal code | postcode | post code | postal | address zip
        ort: Wohnort | Stadt | Gemeinde | city | town | location | address city | in welcher Stadt wohnen Sie | which city are you from | which city do you live in
        wohnhaft_seit: wohnt dort seit | wohnhaft dort seit | living there since | lives there since | resident since
        wohnart: Wohnsituation | wie wohnen Sie | living situation | housing situation | Wohnverhältnis
        telefon: Telefonnummer | Tel | Tel Nr | Telefon-Nr | Rufnummer | Festnetz | Telefon privat | Festnetznummer | Rückrufnummer | phone | phone number | telephone | telephone number | tel no | contact number | whatsapp | user phone | phone home | cell phone
        mobil: Mobilnummer | Mobiltelefon | Handy | Handynummer | Mobilfunknummer | Mobil Nr | mobile | mobile phone | mobile number | cell | cellphone
        telefon_geschaeftlich: Telefon dienstlich | Telefon geschäftlich | Telefon Arbeit | work phone | business phone | office phone | work phone number
        email: E-Mail | Mail | E-Mail-Adresse | Emailadresse | Mailadresse | email address | e mail address | user email | mail address | best email | work email
        erreichbarkeit: wann erreichbar | wann können wir Sie erreichen | beste Zeit | Rückruf | Rückrufzeit | Rückruf gewünscht | Wunschtermin | best time to call | call me | availability | when to call | when can we call you | preferred time
        beschaeftigung: Beschäftigungsart | Beschäftigungsverhältnis | Art der Beschäftigung | Berufsstand | berufliche Situation | berufliche Stellung | Anstellungsverhältnis | Berufsstatus | Beschäftigungsstatus | employment | employment status | employment type | occupational status
        beruf: Tätigkeit | Berufsbezeichnung | ausgeübter Beruf | Stellung | occupation | profession | job title | job | position
        arbeitgeber: Firma Arbeitgeber | Name des Arbeitgebers | employer | employer name | company name | company
        beschaeftigt_seit: beim Arbeitgeber seit | angestellt seit | Beschäftigungsbeginn | Eintrittsdatum | employed since | working since | employment start
        befristung: Arbeitsvertrag befristet | befristet oder unbefristet | Befristung des Arbeitsvertrags | contract type
        befristet_bis: Vertrag befristet bis | contract until | temporary until
        probezeit: in der Probezeit | on probation | probation
        gehaelter_pro_jahr: Anzahl Gehälter | Gehälter im Jahr | Monatsgehälter | Anzahl der Gehälter pro Jahr | salaries per year
        firma: eigene Firma | Unternehmen | Firmenname | own company | business name
        selbststaendig_seit: selbstständig seit | selbständig seit | self employed since | Gründungsdatum
        nettoeinkommen: Netto | Nettogehalt | Nettolohn | monatliches Nettoeinkommen | Netto-Einkommen | Nettoeinkommen monatlich | Nettoeinkommen pro Monat | Einkommen netto | Gehalt netto | monatliches Einkommen | monatliches Netto | net income | monthly net income | monthly income | net salary
        nettoeinkommen_jaehrlich: jährliches Nettoeinkommen | Nettoeinkommen pro Jahr | Nettojahreseinkommen | Gewinn nach Steuern | yearly net income | annual net income
        rentner_seit: in Rente seit | pensioner since | retired since
        rente_erwartet: erwartete Rente | voraussichtliche Rente | expected pension
        rentenbeginn: Renteneintritt | retirement date | begin of pension
        """

    private static let household = """
        gemeinsamer_haushalt: im selben Haushalt | same household | shared household
        personen_im_haushalt: Haushaltsgröße | Anzahl Personen im Haushalt | Personen im Haushalt | household size | persons in household
        pkw: Anzahl PKW | Anzahl Autos | Autos | number of cars
        nebeneinkommen: Nebenverdienst | Einkommen aus Nebentätigkeit | second job income
        nebentaetigkeit_seit: Nebenjob seit
        variable_einkuenfte: variables Einkommen | Boni | Bonus | Provisionen | variable income
        kapitaleinkuenfte: Kapitalerträge | Einkünfte aus Kapitalvermögen | capital income
        unterhalt_erhalten: Unterhalt Einnahmen | erhaltener Unterhalt | alimony received
        zusatzrente: Betriebsrente | additional pension
        sonstige_einnahmen: weitere Einnahmen | sonstiges Einkommen | sonstige Einkünfte | weiteres Einkommen | other income
        warmmiete: Miete | Miete warm | monatliche Miete | Kaltmiete und Nebenkosten | rent | monthly rent
        miete_entfaellt: entfällt die Miete | Miete fällt weg | rent ends
        private_krankenversicherung: PKV | Beitrag PKV | Beitrag private Krankenversicherung | private health insurance
        versicherungen: Versicherungsbeiträge | sonstige Versicherungen | insurance
        unterhalt_zahlungen: Unterhaltszahlungen | Unterhaltsverpflichtung | Unterhalt Ausgaben | gezahlter Unterhalt | alimony paid
        sonstige_ausgaben: weitere Ausgaben | sonstige Kosten im Monat | other expenses
        lebenshaltungskosten: Lebenshaltung | cost of living | living expenses
        kinder: Kinder Liste
        kinder_anzahl: Anzahl Kinder | Anzahl der Kinder | unterhaltspflichtige Kinder | Zahl der Kinder | wie viele Kinder | children | number of children | kids
        erfahrung_baufinanzierung: bereits finanziert | financed before
        sparguthaben: Bankguthaben | Guthaben | Ersparnisse | Barvermögen | savings | bank balance
        eigenkapital: Eigenmittel | EK | vorhandenes Eigenkapital | eingesetztes Eigenkapital | Höhe Eigenkapital | Eigenkapitaleinsatz | equity | own funds | down payment | own capital | capital
        depotwert: Wertpapiere | Depot | securities
        bausparguthaben: angespartes Bausparguthaben | Bausparvertrag Guthaben
        bausparsumme: Bausparvertrag Summe
        bausparbeitrag: Bausparrate
        lebensversicherung: Rückkaufswert | Lebensversicherung Rückkaufswert
        lebensversicherung_beitrag: Beitrag Lebensversicherung
        sonstiges_vermoegen: weiteres Vermögen | other assets
        kredite: bestehende Kredite | laufende Kredite | existing loans
        kredit_rate: Rate bestehender Kredit | monatliche Kreditrate | Kreditrate | existing loan instalment
        kredit_restschuld: Restschuld Kredit | Restschuld Ratenkredit | Restschuld Autokredit | remaining loan
        kredit_bank: Bank des Kredits
        kredit_laufzeitende: Kredit läuft bis
        dispo_betrag: Dispo | Dispokredit
        dispo_rahmen: Disporahmen
        leasing_rate: Leasingrate
        leasing_bis: Leasing läuft bis
        iban: Kontonummer IBAN | bank account | account number | Bankverbindung
        bic: SWIFT | BIC SWIFT
        bank: derzeitige Bank | aktuelle Bank | bisherige Bank | Kreditinstitut | current bank | lender
        objektart: Immobilienart | Art der Immobilie | Immobilientyp | Objekttyp | Haustyp | welche Immobilie | um welche Immobilie geht es | property type | real estate type | type of property | kind of property
        objekt_strasse: Straße des Objekts | Objektanschrift | Objektadresse | Adresse des Objekts | Straße der Immobilie | property street | property address | real estate street
        objekt_hausnummer: Hausnummer des Objekts | property house number | real estate street number
        objekt_plz: PLZ des Objekts | PLZ der Immobilie | Postleitzahl der Immobilie | Postleitzahl des Objekts | property zip | property postal code | real estate postcode | financing postal code | Immobilie PLZ
        objekt_ort: Ort des Objekts | Ort der Immobilie | Standort der Immobilie | Objektstandort | Lage der Immobilie | Immobilienstandort | Immobilie Ort | property city | property location | real estate city | financing location name
        objekt_zustand: Zustand der Immobilie | Zustand | condition | property condition
        baujahr: Bau-Jahr | Baujahr der Immobilie | year of construction | year built | construction year | construction date
        wohnflaeche: Wohnfläche in qm | Wohnfläche m² | Quadratmeter | qm | living area | living space | square meters
        grundstuecksgroesse: Grundstücksfläche | Grundstück qm | Grundstücksgröße | plot size | plot area | site area | lot size
        wohneinheiten: Anzahl Wohneinheiten | Einheiten | number of units
        nutzung: Nutzungsart | Art der Nutzung | Eigennutzung oder Vermietung | wie nutzen Sie die Immobilie | use | use type | usage | property use
        mieteinnahmen: Mieteinnahmen monatlich | Kaltmiete Einnahmen | rental income | rent received
        vermietete_flaeche: vermietete Fläche | area let
        marktwert: Immobilienwert | Wert der Immobilie | Verkehrswert | Objektwert | geschätzter Wert | property value | market value | estimated value | home value
        restschuld: Restdarlehen | offene Restschuld | Darlehensrest | remaining debt | outstanding balance | remaining balance
        bisherige_rate: aktuelle Rate | derzeitige Rate | current rate | current instalment
        bisheriger_zins: aktueller Zins | derzeitiger Zinssatz | current interest rate
        zinsbindung_bis: Zinsbindungsende | Ende der Zinsbindung | Ablauf der Zinsbindung | Zinsbindung endet | Zinsbindung läuft bis | fixed until
        vorhaben: Finanzierungszweck | Verwendungszweck | Zweck | Finanzierungsvorhaben | Anliegen | Art der Finanzierung | Finanzierungsart gewünscht | was planen Sie | was möchten Sie finanzieren | was wollen Sie finanzieren | was haben Sie vor | wofür | wofür brauchen Sie | wobei können wir helfen | purpose | loan purpose | financing purpose | financing type | type of financing | what do you want to finance
        kaufpreis: Preis | Kaufpreis der Immobilie | Kaufpreis in Euro | Angebotspreis | Objektpreis | purchase price | price | property price | buying price
        makler_prozent: Maklerprovision | Maklerprovision in Prozent | Makler
        makler_euro: Maklerkosten | Maklerprovision in Euro
        notar_prozent: Notar
        notar_euro: Notarkosten
        grunderwerbsteuer_prozent: Grunderwerbsteuer
        grunderwerbsteuer_euro: Grunderwerbsteuer in Euro
        beglichene_kosten: bereits bezahlt
        mobiliarkosten: Inventar | Einbauküche | Möbel
        sonstige_kosten: Nebenkosten | weitere Kosten | additional costs | other costs
        eigenleistung: Eigenleistungen | Muskelhypothek
        modernisierungskosten: Modernisierung Kosten | Renovierungskosten | Sanierungskosten | Umbaukosten | renovation costs | modernisation costs
        baukosten: Herstellungskosten | Hausbaukosten | Gesamtbaukosten | construction costs | building costs
        grundstueckspreis: Grundstückskosten | Preis des Grundstücks | Kaufpreis Grundstück | plot price | land price
        erschliessungskosten: Erschließung
        grundstueck_bezahlt: Grundstück bezahlt | Grundstück vorhanden
        baunebenkosten: Bau-Nebenkosten
        aussenanlagen: Außenanlagen | Garten
        kapitalbedarf: Finanzierungsbedarf zusätzlich | money needed
        darlehensbetrag: Darlehen | Darlehenssumme | Darlehenshöhe | Finanzierungssumme | Finanzierungsbedarf | Finanzierungsbetrag | Kreditsumme | Nettodarlehensbetrag | gewünschtes Darlehen | loan amount | mortgage amount | financing need | amount needed
        kreditbetrag: Kredithöhe | Kreditwunsch | Wunschbetrag | gewünschter Kreditbetrag | credit amount | amount
        laufzeit: Kreditlaufzeit | Laufzeit in Monaten | gewünschte Laufzeit | term | duration | loan term
        zinsbindung_jahre: Zinsbindung | Sollzinsbindung | Zinsbindung in Jahren | gewünschte Zinsbindung | fixed interest period | fixed rate period | fixed nominal interest rate
        tilgung: Tilgungssatz | anfängliche Tilgung | Tilgung in Prozent | repayment rate | amortization | amortization rate
        wunschrate: gewünschte Rate | monatliche Rate | Monatsrate | Rate im Monat | maximale Rate | monthly rate | monthly payment | desired instalment
        sondertilgung_prozent: Sondertilgung | Sondertilgung in Prozent | extra repayment
        sondertilgung_euro: Sondertilgung in Euro
        auszahlung: Auszahlungstermin | Auszahlungszeitpunkt | payout date
        zeitrahmen: wann soll es losgehen | wann möchten Sie kaufen | Zeitpunkt | geplanter Zeitpunkt | Dringlichkeit | Zeithorizont | time frame | timeframe | urgency | financing start | when
        fahrzeug_kaufpreis: Kaufpreis Fahrzeug | Fahrzeugpreis | car price
        anzahlung: Anzahlung Fahrzeug
        fahrzeug_marke: Automarke | Marke | car make | make
        fahrzeug_modell: Modell | car model | model
        fahrzeug_erstzulassung: Erstzulassung | first registration
        fahrzeug_km: Kilometerstand | Laufleistung | mileage
        fahrzeug_kw: kW
        fahrzeug_ps: PS
        utm_campaign: Kampagne | campaign | campaign name
        utm_term: keyword
        gclid: google click id
        """
}
