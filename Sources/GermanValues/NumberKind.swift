/// What a number is for. The same text means different things: `3,750` % is 3.75, `3,750` € is 3750; "4 Jahre" is 48
/// where months are asked for.
///
/// The first four leave open what the text may say besides the number; a mapping chooses them by name. The others are a
/// place's unit (2-mapping, *Units*): what the text says is converted to it by a rule of ``SaidUnit`` or refused
/// (`einheit_falsch`), and a text that says no unit has the place's.
package enum NumberKind: String, Sendable, Hashable, CaseIterable {
    /// Money; a period or "netto" beside it may be anything. `%` or `m²` behind it is refused.
    case geld
    /// A number of any kind; a unit behind it says which.
    case zahl
    /// A percentage, of a year where there is a period: `3,750` has a decimal comma. `€` or `m²` behind it is refused.
    case prozent
    /// Square metres: `87,125` has a decimal comma. `€` or `%` behind it is refused.
    case flaeche

    /// Euros, once: a price, a debt. An amount a month is none.
    case einmalig
    /// Euros a month.
    case monatlich
    /// Euros a year.
    case jaehrlich
    /// Income in euros a month, where a gross amount is not meant.
    case einkommenMonatlich = "einkommen-monatlich"
    /// Net income in euros a month.
    case nettoMonatlich = "netto-monatlich"
    /// Net income in euros a year.
    case nettoJaehrlich = "netto-jaehrlich"
    /// Gross income in euros a year.
    case bruttoJaehrlich = "brutto-jaehrlich"
    /// Rent without heating, in euros a month.
    case kaltmiete
    /// Rent with heating, in euros a month.
    case warmmiete
    /// Euros for one square metre.
    case proQuadratmeter = "pro-quadratmeter"
    /// Cubic metres.
    case kubikmeter
    case monate
    case jahre
    /// The number of a calendar year, such as 1975.
    case jahreszahl
    case kilometer
    case kilowatt
    case ps
    case personen
    case fahrzeuge
    case wohneinheiten
    case geschosse
    /// A count of anything else.
    case anzahl
    /// kWh for one square metre and year.
    case energie
    /// Kilograms of carbon dioxide for one square metre and year.
    case emission
    /// A bare number, such as a share or a factor.
    case faktor

    /// How the digits are written: as one of the first four kinds.
    package var writing: NumberKind {
        switch self {
        case .prozent, .flaeche, .geld, .zahl: self
        case .einmalig, .monatlich, .jaehrlich, .einkommenMonatlich, .nettoMonatlich, .nettoJaehrlich, .bruttoJaehrlich,
            .kaltmiete, .warmmiete, .proQuadratmeter:
            .geld
        default: .zahl
        }
    }

    /// The only unit beside which the digits are plainly the number; `nil` if any other word has to be looked at.
    var plainUnit: NumberKind? {
        switch self {
        case .zahl, .proQuadratmeter: nil
        case .jahre, .monate: self
        default: writing == .zahl ? nil : writing
        }
    }

    /// Whether the kind is a place's unit.
    package var isPlace: Bool {
        switch self {
        case .geld, .zahl: false
        default: true
        }
    }

    /// What the kind is called in sentences for people: German, English.
    package var words: (german: String, english: String) {
        switch self {
        case .geld, .einmalig: ("Betrag", "an amount of money")
        case .zahl: ("Zahl", "a number")
        case .prozent: ("Prozent", "percent")
        case .flaeche: ("Fläche", "an area")
        case .monatlich: ("Betrag im Monat", "an amount a month")
        case .jaehrlich: ("Betrag im Jahr", "an amount a year")
        case .einkommenMonatlich: ("Einkommen im Monat", "income a month")
        case .nettoMonatlich: ("Nettoeinkommen im Monat", "net income a month")
        case .nettoJaehrlich: ("Nettoeinkommen im Jahr", "net income a year")
        case .bruttoJaehrlich: ("Bruttoeinkommen im Jahr", "gross income a year")
        case .kaltmiete: ("Kaltmiete im Monat", "rent without heating a month")
        case .warmmiete: ("Warmmiete im Monat", "rent with heating a month")
        case .proQuadratmeter: ("Betrag je Quadratmeter", "an amount for a square metre")
        case .kubikmeter: ("Kubikmeter", "cubic metres")
        case .monate: ("Zahl von Monaten", "a number of months")
        case .jahre: ("Zahl von Jahren", "a number of years")
        case .jahreszahl: ("Jahreszahl", "the number of a year")
        case .kilometer: ("Kilometer", "kilometres")
        case .kilowatt: ("Kilowatt", "kilowatts")
        case .ps: ("PS", "horsepower")
        case .personen: ("Zahl von Personen", "a number of persons")
        case .fahrzeuge: ("Zahl von Fahrzeugen", "a number of cars")
        case .wohneinheiten: ("Zahl von Wohneinheiten", "a number of flats")
        case .geschosse: ("Zahl von Geschossen", "a number of storeys")
        case .anzahl: ("Anzahl", "a count")
        case .energie: ("Energiekennwert", "an energy value")
        case .emission: ("Emissionswert", "an emission value")
        case .faktor: ("Faktor", "a factor")
        }
    }
}
