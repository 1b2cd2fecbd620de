import GermanValues

/// What the numbers and dates of the targets mean where their type does not say it.
///
/// The schema says "number"; whether `3,750` is 3.75 percent or 3 750 euros only the place knows (normalise-de 1.5).
/// Everything that is not listed is an amount of money.
enum NumberPlaces {
    /// Members that hold percent.
    static let percent: Set<String> = [
        "prozent", "sollzins", "zinssatz", "liegenschaftszins", "kapitalisierungszins", "tilgungssatzInProzent",
        "anfaenglicheTilgung", "provision", "provisionswunschInProzent", "mietausfallwagnis", "sicherheitsabschlag",
        "modernisierungsrisiko", "sondertilgungJaehrlich",
    ]
    /// Members that hold square metres.
    static let area: Set<String> = [
        "grundstuecksgroesse", "groesse", "gesamtflaeche", "vermieteteFlaeche", "wohnflaeche", "vermieteteWohnflaeche",
        "keinBaulandFlaeche",
    ]
    /// Members that hold a bare number.
    static let plain: Set<String> = [
        "kubatur", "anteil", "regionalfaktor", "sachwertfaktorNachhaltigkeitsfaktor", "co2WertGeplant",
        "endEnergieGeplant",
        "kw", "ps", "laufleistung",
    ]
    /// Date members that hold a birth.
    static let births: Set<String> = ["geburtsdatum"]

    /// What a number at a member means.
    ///
    /// - Parameter unit: the object's constant `einheit`, which decides what its `wert` is.
    static func kind(of member: String, unit: String?) -> NumberKind {
        if member == "wert", let unit { return unit == "PROZENT" ? .prozent : .geld }
        if percent.contains(member) { return .prozent }
        if area.contains(member) { return .flaeche }
        return plain.contains(member) ? .zahl : .geld
    }
}
