package import GermanValues
package import TargetSchemas

/// What the numbers and dates of the targets mean: which reading gives a place the number in its unit.
///
/// The schema says the unit (``NumberUnit``); how texts are converted to it or refused, the reading knows (``NumberKind``).
package enum NumberPlaces {
    /// Date members that hold a birth.
    static let births: Set<String> = ["geburtsdatum"]

    /// How a number is read for a place.
    ///
    /// - Parameters:
    ///   - unit: the place's, as the schema has it.
    ///   - member: its name.
    ///   - owner: the name of the member that its object stands at.
    ///   - said: the object's constant `einheit`, which decides what its `wert` is.
    static func kind(of unit: NumberUnit?, member: String, owner: String?, said: String?) -> NumberKind {
        if member == "wert", let said { return said == "PROZENT" ? .prozent : .einmalig }
        guard let unit = unit?.inside(owner) else { return .zahl }
        return kind(of: unit)
    }

    /// How a number of a unit is read.
    package static func kind(of unit: NumberUnit) -> NumberKind {
        switch unit {
        case .euros: .einmalig
        case .eurosAMonth: .monatlich
        case .eurosAYear: .jaehrlich
        case .incomeAMonth: .einkommenMonatlich
        case .netAMonth: .nettoMonatlich
        case .netAYear: .nettoJaehrlich
        case .grossAYear: .bruttoJaehrlich
        case .coldRent: .kaltmiete
        case .warmRent: .warmmiete
        case .eurosPerSquareMetre: .proQuadratmeter
        case .percent: .prozent
        case .squareMetres: .flaeche
        case .cubicMetres: .kubikmeter
        case .months: .monate
        case .years: .jahre
        case .calendarYear: .jahreszahl
        case .kilometres: .kilometer
        case .kilowatts: .kilowatt
        case .horsepower: .ps
        case .persons: .personen
        case .cars: .fahrzeuge
        case .flats: .wohneinheiten
        case .storeys: .geschosse
        case .count: .anzahl
        case .energy: .energie
        case .emission: .emission
        case .factor: .faktor
        }
    }
}
