/// What a number of the target's document counts or measures.
///
/// The published models say "number"; that `laufzeitInMonaten` is months and `einkommenNetto` net euros a month stands in
/// names and prose. A value that says another unit than its place's must not get there as it is (2-mapping, *Units*).
///
/// The raw value is what a schema file may say, `unit=EUR/month`; where it says nothing, ``NumberUnit/of(_:in:isWhole:)`` knows.
package enum NumberUnit: String, Sendable, Hashable, CaseIterable {
    /// An amount without a period: a price, a debt, a fortune.
    case euros = "EUR"
    case eurosAMonth = "EUR/month"
    case eurosAYear = "EUR/year"
    /// Income a month; a gross amount is not meant.
    case incomeAMonth = "EUR-income/month"
    case netAMonth = "EUR-net/month"
    case netAYear = "EUR-net/year"
    case grossAYear = "EUR-gross/year"
    /// Rent without heating.
    case coldRent = "EUR-cold/month"
    /// Rent with heating.
    case warmRent = "EUR-warm/month"
    case eurosPerSquareMetre = "EUR/m2"
    case percent = "%"
    case squareMetres = "m2"
    case cubicMetres = "m3"
    case months
    case years
    /// The number of a calendar year.
    case calendarYear = "year"
    case kilometres = "km"
    case kilowatts = "kW"
    case horsepower = "PS"
    case persons
    case cars
    case flats
    case storeys
    /// A count of anything else.
    case count
    /// kWh for one square metre and year.
    case energy = "kWh/m2a"
    /// Kilograms of carbon dioxide for one square metre and year.
    case emission = "kg/m2a"
    /// A share or a factor.
    case factor = "1"
}

extension NumberUnit {
    /// The unit of a member by its name, in its type where the name alone does not decide; `nil` if no rule is about it.
    ///
    /// Sources: the member names and the descriptions of Kundenangaben (OpenAPI 1.5.45), KEX Vorgang and KEX Update, fact
    /// sheets 3.2, 4 and 6. A new member of a later version is known by the endings that Europace uses.
    static func of(_ member: String, in type: String, isWhole: Bool) -> NumberUnit? {
        if let unit = byType[type + "." + member] ?? byMember[member] { return unit }
        for (ending, unit) in byEnding where member.hasSuffix(ending) { return unit }
        if member.hasPrefix("anzahl") || member.hasSuffix("Anzahl") { return .count }
        return nil
    }

    /// The unit of an amount in an object that stands at a member whose name says the period: `betrag` in
    /// `summeSonstigerAusgabenMonatlich` is euros a month, though its type is used for single amounts too.
    package func inside(_ owner: String?) -> NumberUnit {
        guard self == .euros, let owner else { return self }
        if owner.hasSuffix("EinnahmenMonatlich") || owner.hasSuffix("rentenMonatlich") { return .incomeAMonth }
        return owner.hasSuffix("Monatlich") ? .eurosAMonth : owner.hasSuffix("Jaehrlich") ? .eurosAYear : self
    }

    /// The unit of a member that no rule is about: numbers are amounts of money, whole numbers count.
    static func usual(isWhole: Bool) -> NumberUnit { isWhole ? .count : .euros }

    private static let byType: [String: NumberUnit] = [
        // `betrag` of a wish that names its period by the type.
        "EuroJaehrlich.betrag": .eurosAYear, "MonatlicherSparbeitrag.betrag": .eurosAMonth,
        "Tilgungsrate.betrag": .eurosAMonth, "RateAlsBetrag.betrag": .eurosAMonth, "Rate.rate": .eurosAMonth,
        "Ratenspanne.von": .eurosAMonth, "Ratenspanne.bis": .eurosAMonth,
        "Mietausgaben.betragMonatlich": .warmRent, "Mietausgabe.betragMonatlich": .warmRent,
        "EinkuenfteAusNebentaetigkeit.betragMonatlich": .incomeAMonth,
        "EinkunftAusNebentaetigkeit.betragMonatlich": .incomeAMonth,
        "UnbefristeteZusatzrente.betragMonatlich": .incomeAMonth, "SonstigeEinnahme.betragMonatlich": .incomeAMonth,
        "Kind.unterhalt": .eurosAMonth, "BisZumJahr.jahr": .calendarYear, "BisZurRenteImJahr.jahr": .calendarYear,
        "InMonaten.monate": .months, "InJahren.jahre": .years, "ZinsbindungInJahren.jahre": .years,
        "Flurstueck.groesse": .squareMetres, "Miteigentumsanteil.anteil": .factor, "Miteigentumsanteil.gesamt": .factor,
        "ErtragswertErmittlungsangaben.instandhaltungskosten": .eurosAYear,
        "ErtragswertErmittlungsangaben.verwaltungskosten": .eurosAYear,
        "ErtragswertErmittlungsangaben.nichtUmlagefaehigeBetriebskosten": .eurosAYear,
        "ErtragswertErmittlungWohnwirtschaftlich.bewirtschaftungskostenGarage": .eurosAYear,
        "ErtragswertErmittlungWohnwirtschaftlich.bewirtschaftungskostenStellplaetze": .eurosAYear,
    ]

    private static let byMember: [String: NumberUnit] = {
        var result: [String: NumberUnit] = [:]
        func all(_ unit: NumberUnit, _ names: String) {
            for name in names.split(whereSeparator: { $0 == " " || $0 == "\n" }) { result[String(name)] = unit }
        }
        all(
            .euros,
            """
            abschlussGebuehr aktuell aktuellerWert angesparterBetrag anrechnungFuerBlankoanteil aussenanlagen baunebenkosten
            bausparsumme beanspruchterBetrag beglicheneKosten beratungshonorar bereitsBeglicheneKosten betrag betragEinmalig
            carport darlehensbetrag depotwert eigenleistung einzusetzenderBetragBeiEinsatzAlsZusatzsicherheit
            erschliessungskosten garage gebaeudeEntschaedigungBeiAblauf grundbucheintragungskostenEinmalig grundschuld
            grundstueckkaufpreis guthaben herstellungskostenInklusiveEigenleistungen hoehe kaufpreis kreditbetrag marktwert
            marktwertFinanzierungsobjekt maximalEinzusetzenderBetrag maximalEinzusetzenderBetragBeiVerkauf mobiliarkosten
            modernisierungskostenInklEigenleistungen renovierungskosten restschuld rueckkaufswert schlussrate
            sondertilgungZumZinsbindungsende stellplatz summeEinkuenfteAusKapitalvermoegen tiefgarage
            urspruenglicherKreditbetrag verfuegungsrahmen versicherungssumme vorlaeufigerVerkehrswert wert zumAbloesetermin
            """
        )
        all(
            .eurosAMonth,
            """
            rate versicherteRate praemieMonatlich summeEhegattenunterhalt summePrivaterKrankenversicherungenMonatlich
            privateKrankenversicherungMonatlicheAusgaben unterhaltsverpflichtungenMonatlich mieteMonatlich
            """
        )
        all(.eurosAYear, "jahresentgelt")
        all(
            .incomeAMonth,
            """
            gesetzlicheRenteMonatlich privateRenteMonatlich staatlicheRenteMonatlich sonstigesEinkommenMonatlich
            summeVariablerEinkuenfteMonatlich
            """
        )
        all(.netAMonth, "einkommenNetto nettoeinkommenMonatlich")
        all(.netAYear, "nettoeinkommenJaehrlich")
        all(
            .grossAYear,
            """
            bruttoEinkommenLaufendesJahr bruttoEinkommenLetztesJahr bruttoEinkommenVor2Jahren bruttoEinkommenVor3Jahren
            bruttoVorjahresEinkommen bruttojahreseinkommenErwartet bruttovorjahreseinkommen
            """
        )
        all(
            .eurosAYear,
            """
            abschreibungenLaufendesJahr abschreibungenLetztesJahr abschreibungenVor2Jahren abschreibungenVor3Jahren
            einkommenssteuerLaufendesJahr einkommenssteuerLetztesJahr einkommenssteuerVor2Jahren einkommenssteuerVor3Jahren
            """
        )
        all(.coldRent, "mieteinnahmenKaltMonatlich mieteinnahmenNettoKaltMonatlich")
        all(.warmRent, "mieteinnahmenWarmMonatlich")
        all(.eurosPerSquareMetre, "bodenrichtwert")
        all(
            .percent,
            """
            prozent sollzins zinssatz liegenschaftszins kapitalisierungszins tilgungssatzInProzent anfaenglicheTilgung provision
            provisionswunschInProzent mietausfallwagnis sicherheitsabschlag modernisierungsrisiko sondertilgungJaehrlich
            """
        )
        all(
            .squareMetres,
            """
            grundstuecksgroesse groesse gesamtflaeche vermieteteFlaeche wohnflaeche vermieteteWohnflaeche keinBaulandFlaeche
            """
        )
        all(.cubicMetres, "kubatur")
        all(.months, "laufzeitInMonaten maximaleLaufzeitInMonaten bereitstellungszinsfreieZeitInMonaten monate")
        all(
            .years,
            """
            jahre bisJahre vonJahre gesamtLaufzeitInJahren laufzeitInJahren laufzeitUndZinsbindungInJahren
            restnutzungsdauerInJahren tilgungsfreieAnlaufjahre versicherungsdauerInJahren zinsbindungInJahren
            """
        )
        all(.calendarYear, "baujahr jahr jahrDerModernisierung laufzeitBis")
        all(.kilometres, "laufleistung")
        all(.kilowatts, "kw")
        all(.horsepower, "ps")
        all(.persons, "anzahlPersonenImHaushalt anzahlErwachseneImHaushalt")
        all(.cars, "anzahlPkw kfzAnzahl")
        all(
            .flats,
            """
            anzahlDerWohneinheiten anzahlDerWohneinheitenImObjekt anzahlDerGewerbeeinheiten anzahlDerGewerbeeinheitenImObjekt
            """
        )
        all(.storeys, "anzahlGeschosse")
        all(.count, "anzahl anzahlKinderNichtImHaushalt anzahlTeilzahlungen")
        all(.energy, "endEnergie endEnergieGeplant")
        all(.emission, "co2Emissionen co2WertGeplant")
        all(.factor, "regionalfaktor sachwertfaktorNachhaltigkeitsfaktor anteil gesamt")
        return result
    }()

    /// How Europace ends names that say their unit; a longer ending stands before a shorter one.
    private static let byEnding: [(String, NumberUnit)] = [
        ("KaltMonatlich", .coldRent), ("WarmMonatlich", .warmRent), ("ProQm", .eurosPerSquareMetre),
        ("InProzent", .percent), ("InMonaten", .months), ("InJahren", .years), ("Monatlich", .eurosAMonth),
        ("Jaehrlich", .eurosAYear), ("Flaeche", .squareMetres), ("flaeche", .squareMetres), ("zins", .percent),
    ]
}
