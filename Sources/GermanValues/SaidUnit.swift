/// What a text says beside its number: of what, for which time, and on what terms. `3.500 € netto im Monat` is money, a
/// month, net.
struct SaidUnit: Sendable, Hashable {
    enum Dimension: Sendable, Hashable {
        case euros, percent, squareMetres, cubicMetres, months, years, kilometres, kilowatts, horsepower, energy, mass
        case persons, children, rooms, flats, storeys, cars, pieces
        /// Known, and at home at no place: dollars, weeks, miles.
        case foreign
    }

    enum Period: Sendable, Hashable {
        case month, year
        /// A week, a quarter, an hour.
        case other
    }

    enum Terms: Sendable, Hashable {
        case net, gross, cold, warm
    }

    var dimension: Dimension?
    var period: Period?
    var terms: Terms?
    /// "€/m²", "kWh/m²".
    var isPerSquareMetre = false

    var saysNothing: Bool { dimension == nil && period == nil && terms == nil && !isPerSquareMetre }

    /// Takes in what one more word says; false if it contradicts what was said.
    mutating func add(_ word: Word) -> Bool {
        switch word {
        case .none, .scale: return true
        case .dimension(let said): return add(said)
        case .period(let said): return Self.merge(&period, said)
        case .perSquareMetre: isPerSquareMetre = true
        case .terms(let said):
            // "netto kalt" is the rent without heating.
            if let terms, terms != said {
                guard said == .cold || said == .warm || terms == .cold || terms == .warm else { return false }
                // "brutto kalt" has the running costs in it: neither rent of the targets.
                guard said != .gross && terms != .gross || said == .warm || terms == .warm else { return false }
                self.terms = said == .cold || said == .warm ? said : terms
                return true
            }
            terms = said
        }
        return true
    }

    private mutating func add(_ said: Dimension) -> Bool {
        // "500 € Monat": an amount and its time.
        if dimension == .euros, said == .months || said == .years {
            return Self.merge(&period, said == .months ? .month : .year)
        }
        if said == .euros, dimension == .months || dimension == .years {
            let time: Period = dimension == .months ? .month : .year
            dimension = .euros
            return Self.merge(&period, time)
        }
        return Self.merge(&dimension, said)
    }

    private static func merge<T: Equatable>(_ known: inout T?, _ said: T) -> Bool {
        guard known == nil || known == said else { return false }
        known = said
        return true
    }

    /// What one word beside a number means.
    enum Word: Sendable {
        /// No more than the number says already.
        case none
        /// A power of ten.
        case scale(Int)
        case dimension(Dimension)
        case period(Period)
        case terms(Terms)
        case perSquareMetre

        /// Whether it is a unit, a time or a term, and not a word of size.
        var isUnit: Bool {
            switch self {
            case .dimension, .period, .terms: true
            case .none, .scale, .perSquareMetre: false
            }
        }
    }
}

extension SaidUnit {
    /// The kind of writing that the unit demands: `1.250 %` has a decimal point.
    var writing: NumberKind? {
        switch dimension {
        case .percent: .prozent
        case .squareMetres: .flaeche
        case .euros: .geld
        case nil: nil
        default: .zahl
        }
    }

    /// The number in the unit of a place.
    ///
    /// | said | asked for | rule |
    /// |---|---|---|
    /// | years | months | × 12 |
    /// | months | years | ÷ 12 |
    /// | euros a month | euros a year | × 12 |
    /// | euros a year | euros a month | ÷ 12, to the cent; a net income only if "netto" is said, since a yearly salary is gross |
    /// | PS | kW | × 0.73549875, to the whole number, as in a vehicle's papers |
    /// | kW | PS | ÷ 0.73549875, to the whole number |
    ///
    /// - Throws: `einheit_falsch` if there is no rule.
    func convert(_ number: ExactDecimal, to kind: NumberKind) throws(Unreadable) -> ExactDecimal {
        if kind == .jahreszahl {
            guard saysNothing, number.isInteger, number >= ExactDecimal(1000), number < ExactDecimal(2200) else {
                throw Self.noYear
            }
            return number
        }
        if saysNothing { return number }
        guard fits(kind) else { throw Self.wrong }
        switch (kind, dimension, period) {
        case (.monate, .years, _): return number.multiplied(by: 12)
        case (.jahre, .months, _): return number.divided(by: 12, places: 4)
        case (.kilowatt, .horsepower, _): return number.multiplied(by: 73_549_875).shifted(by: -8).rounded(to: 0)
        case (.ps, .kilowatts, _): return number.shifted(by: 8).divided(by: 73_549_875, places: 0)
        case (.monatlich, _, .year), (.einkommenMonatlich, _, .year), (.nettoMonatlich, _, .year),
            (.kaltmiete, _, .year),
            (.warmmiete, _, .year):
            return number.divided(by: 12, places: 2)
        case (.jaehrlich, _, .month), (.nettoJaehrlich, _, .month), (.bruttoJaehrlich, _, .month):
            return number.multiplied(by: 12)
        default: return number
        }
    }

    private func fits(_ kind: NumberKind) -> Bool {
        switch kind {
        case .zahl: true
        case .geld: isEuros && !isPerSquareMetre
        // A price with the costs beside it is another one; "warm" and "kalt" are rents.
        case .einmalig: isEuros && period == nil && !isPerSquareMetre && terms != .warm && terms != .cold
        case .monatlich, .jaehrlich: isAmountOfTime
        case .einkommenMonatlich: isAmountOfTime && terms != .gross
        case .nettoMonatlich:
            isAmountOfTime && (terms == .net || (terms == nil && period != .year))
        case .nettoJaehrlich: isAmountOfTime && (terms == .net || terms == nil)
        case .bruttoJaehrlich: isAmountOfTime && (terms == .gross || terms == nil)
        case .kaltmiete: isAmountOfTime && (terms == .cold || terms == .net || terms == nil)
        case .warmmiete: isAmountOfTime && terms != .cold && terms != .net
        case .proQuadratmeter: isEuros && period != .year && period != .other
        case .prozent: has(.percent) && (period == nil || period == .year) && terms == nil
        case .flaeche: hasOnly(.squareMetres)
        case .kubikmeter: hasOnly(.cubicMetres)
        case .monate, .jahre: hasOnly(.months) || hasOnly(.years)
        case .jahreszahl, .faktor: false
        case .kilometer: hasOnly(.kilometres)
        case .kilowatt, .ps: hasOnly(.kilowatts) || hasOnly(.horsepower)
        case .personen: hasOnly(.persons)
        case .fahrzeuge: hasOnly(.cars) || hasOnly(.pieces)
        case .wohneinheiten: hasOnly(.flats)
        case .geschosse: hasOnly(.storeys)
        case .anzahl: hasOnly(.pieces) || hasOnly(.persons) || hasOnly(.children) || hasOnly(.flats)
        case .energie: has(.energy) && terms == nil && period != .month && period != .other
        case .emission: has(.mass) && terms == nil && period != .month && period != .other
        }
    }

    private var isEuros: Bool { dimension == nil || dimension == .euros }
    private var isAmountOfTime: Bool { isEuros && period != .other && !isPerSquareMetre }
    private func has(_ said: Dimension) -> Bool { dimension == nil || dimension == said }
    private func hasOnly(_ said: Dimension) -> Bool {
        dimension == said && period == nil && terms == nil && !isPerSquareMetre
    }

    private static let wrong = Unreadable(.einheitFalsch, "Die Einheit bei der Zahl passt nicht zu diesem Feld.")
    private static let noYear = Unreadable(.einheitFalsch, "Hier wird eine Jahreszahl gebraucht, wie 1975.")
}
