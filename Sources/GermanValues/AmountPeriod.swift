import JSON

/// The time that an amount is for, where its text does not say it: what a mapping knows of a field such as "Jahresgehalt".
///
/// ``SaidUnit`` converts what a text says itself; this adds what the mapping says, and a text that says its time is believed
/// before the mapping.
enum AmountPeriod: String, CaseIterable {
    case month = "monat"
    case quarter = "quartal"
    case halfYear = "halbjahr"
    case year = "jahr"

    /// How many of them a year has.
    private var inAYear: Int {
        switch self {
        case .month: 12
        case .quarter: 4
        case .halfYear: 2
        case .year: 1
        }
    }

    /// An amount a month or a year.
    ///
    /// - Parameters:
    ///   - kind: `monatlich` or `jaehrlich`.
    ///   - usual: the time that is meant if neither text nor mapping says one.
    ///   - arguments: the time, and the unit of the place that the amount is for.
    /// - Throws: `einheit_falsch` for what is no amount of some time, or for a place that takes none on these terms: gross is
    ///   not net.
    static func amount(
        _ value: JSONValue,
        as kind: NumberKind,
        usually usual: AmountPeriod,
        _ arguments: ValueFunction.Arguments
    ) throws(Unreadable) -> JSONValue? {
        guard var said = try Zahl.said(value, locale: arguments.context.locale) else { return nil }
        if said.unit.period == nil {
            let period = arguments.text(0).flatMap(AmountPeriod.init) ?? usual
            if period != .month { said.value = said.value.multiplied(by: period.inAYear) }
            said.unit.period = period == .month ? .month : .year
        }
        let amount = try said.converted(to: kind)
        guard let place = arguments.text(1).flatMap(NumberKind.init), place.isPlace else { return amount.json }
        var unit = said.unit
        unit.period = kind == .monatlich ? .month : .year
        return try unit.convert(amount, to: place).json
    }
}

extension Zahl {
    /// A number with what its text says beside it, not yet converted to anything; `nil` if nothing was said.
    static func said(_ value: JSONValue, locale: ReadingContext.Locale) throws(Unreadable) -> Zahl? {
        switch try Answer(value) {
        case nil: return nil
        case .number(let number):
            guard let exact = ExactDecimal(number) else { throw invalid }
            return Zahl(bare: exact)
        case .flag, .object: throw invalid
        case .text(let text):
            let line = CleanText.line(withoutSlugSigns(text))
            if try saysNothing(line) { return nil }
            guard line.utf8.count <= 200 else { throw invalid }
            if let number = Zahl(line, kind: .geld, locale: locale) { return number }
            if Spanne(line, kind: .geld, locale: locale) != nil { throw range }
            throw invalid
        }
    }
}
