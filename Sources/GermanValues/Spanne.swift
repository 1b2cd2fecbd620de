import JSON

/// A range as lead forms ask for it: "50.000–100.000 €", "über 500.000 €", "under_50000".
///
/// An open end is `nil`. A single number is the range from itself to itself. A scale or unit said once, at the end,
/// holds for both ends: `50-100k`.
struct Spanne {
    var from: ExactDecimal?
    var to: ExactDecimal?

    /// - Throws: `bereich_verdreht` if the end lies before the beginning, `bereich_ungueltig`.
    static func read(
        _ value: JSONValue,
        kind: NumberKind,
        locale: ReadingContext.Locale
    ) throws(Unreadable) -> Spanne? {
        let range: Spanne
        switch try Answer(value) {
        case nil: return nil
        case .flag: throw invalid
        case .number(let number):
            guard let exact = Zahl(number.text, kind: .prozent, locale: .en) else { throw invalid }
            range = Spanne(from: exact.value, to: exact.value)
        case .object(let object):
            guard let whole = try read(object, kind: kind, locale: locale) else { return nil }
            range = whole
        case .text(let text):
            let line = CleanText.line(text)
            if CleanText.saysNothing(line) { return nil }
            guard line.utf8.count <= 200 else { throw invalid }
            if let number = Zahl(line, kind: kind, locale: locale) {
                let value = try number.converted(to: kind)
                range = Spanne(from: value, to: value)
            } else if let parsed = Spanne(line, kind: kind, locale: locale) {
                range = parsed
            } else {
                throw invalid
            }
        }
        if let from = range.from, let to = range.to, to < from {
            throw Unreadable(.bereichVerdreht, "Das Ende des Bereichs liegt vor seinem Anfang.")
        }
        return range
    }

    /// `{von, bis}` as another function or a form gives it.
    private static func read(
        _ object: JSONObject,
        kind: NumberKind,
        locale: ReadingContext.Locale
    ) throws(Unreadable) -> Spanne? {
        func end(_ value: JSONValue?) throws(Unreadable) -> ExactDecimal? {
            guard let value, let read = try Zahl.read(value, kind: kind, locale: locale) else { return nil }
            guard case .number(let number) = read else { return nil }
            return Zahl(number.text, kind: .prozent, locale: .en)?.value
        }
        let from = object.member("von", "from", "min")
        let to = object.member("bis", "to", "max")
        guard from != nil || to != nil else { throw invalid }
        let range = Spanne(from: try end(from), to: try end(to))
        return range.from == nil && range.to == nil ? nil : range
    }

    /// `{von, bis}`, an open end as `null`.
    var json: JSONValue {
        .object(["von": from?.json ?? .null, "bis": to?.json ?? .null])
    }

    /// - Throws: `bereich_offen` if one end is open: a middle would be invented.
    func middle() throws(Unreadable) -> JSONValue? {
        guard let from, let to, !from.isNegative, !to.isNegative else {
            throw Unreadable(.bereichOffen, "Der Bereich ist nach einer Seite offen, er hat keine Mitte.")
        }
        return ExactDecimal.middle(of: from, and: to).json
    }

    static let invalid = Unreadable(.bereichUngueltig, "Das ist weder eine Zahl noch ein Bereich.")
}

extension Spanne {
    /// `nil` if the line is not a range. Whether its ends are in order is not looked at.
    init?(_ line: String, kind: NumberKind, locale: ReadingContext.Locale) {
        let reader = RangeReader(kind: kind, locale: locale)
        let plain = NumberTrimmings.plainSigns(line).split(whereSeparator: { $0 == "_" || $0 == " " })
        var text = plain.joined(separator: " ")[...]
        NumberTrimmings.stripRemark(&text)
        guard text.contains(where: \.isNumber), let range = reader.read(text) else { return nil }
        self = range
    }
}

/// The ways of writing a range, tried from the most to the least explicit one.
private struct RangeReader {
    let kind: NumberKind
    let locale: ReadingContext.Locale

    func read(_ text: Substring) -> Spanne? {
        for (word, middles) in Self.between {
            guard let rest = Self.rest(of: text, after: word) else { continue }
            for middle in middles {
                if let range = split(rest, at: middle) { return range }
            }
        }
        for word in Self.lower {
            if let rest = Self.rest(of: text, after: word), let number = number(rest) {
                return Spanne(from: converted(number), to: nil)
            }
        }
        for word in Self.upper {
            if let rest = Self.rest(of: text, after: word), let number = number(rest) {
                return Spanne(from: nil, to: converted(number))
            }
        }
        for word in Self.lowerEndings where text.hasSuffix(word) {
            if let number = number(text.dropLast(word.count)) { return Spanne(from: converted(number), to: nil) }
        }
        for word in Self.upperEndings where text.hasSuffix(word) {
            if let number = number(text.dropLast(word.count)) { return Spanne(from: nil, to: converted(number)) }
        }
        return split(text, at: " bis unter ") ?? split(text, at: " bis zu ") ?? split(text, at: " bis ") ?? split(
            text,
            at: " to "
        ) ?? split(text, at: "...") ?? split(text, at: "…")
            ?? split(text, at: "-")
    }

    private func split(_ text: Substring, at separator: String) -> Spanne? {
        for place in text.ranges(of: separator) {
            guard let high = number(text[place.upperBound...]) else { continue }
            guard var low = number(text[..<place.lowerBound], unit: high.unit) else { continue }
            if low.scale == nil, let scale = high.scale {
                let mantissa = high.value.shifted(by: -scale)
                if low.value <= mantissa {
                    // 50-100k: the scale said once holds for both.
                    low.value = low.value.shifted(by: scale)
                } else if low.value < ExactDecimal(1000) {
                    // 500 - 1 Mio.: half a million or five hundred? Never guessed.
                    return nil
                }
            }
            return Spanne(from: converted(low), to: converted(high))
        }
        return nil
    }

    /// A number whose unit fits.
    private func number(_ text: Substring, unit: SaidUnit? = nil) -> Zahl? {
        let line = text.split(separator: " ").joined(separator: " ")
        guard let number = Zahl(line, kind: kind, locale: locale, unitFromElsewhere: unit), converted(number) != nil
        else {
            return nil
        }
        return number
    }

    private func converted(_ number: Zahl) -> ExactDecimal? { try? number.converted(to: kind) }

    /// What follows a word at the beginning, if it is a whole word.
    private static func rest(of text: Substring, after word: String) -> Substring? {
        guard text.hasPrefix(word) else { return nil }
        let rest = text.dropFirst(word.count)
        if word.last?.isLetter == true, rest.first?.isLetter != false { return nil }
        return rest
    }

    private static let between = [
        ("zwischen", [" und ", " bis "]), ("between", [" and ", " to "]),
        ("von", [" bis unter ", " bis zu ", " bis ", " - "]), ("from", [" to "]),
    ]
    private static let lower = [
        "über", "ueber", "ab", "mehr als", "größer als", "groesser als", "mindestens", "mind.", "min.", "over", "above",
        "more than", "at least", ">=", "≥", ">",
    ]
    private static let upper = [
        "bis zu", "bis", "unter", "weniger als", "kleiner als", "höchstens", "hoechstens", "maximal", "max.", "under",
        "below", "less than", "up to", "at most", "<=", "≤", "<",
    ]
    private static let lowerEndings = [
        " oder mehr", " und mehr", " or more", " und darüber", " und höher", " and above", " plus", "+",
    ]
    private static let upperEndings = [" oder weniger", " und weniger", " or less", " und darunter", " and below"]
}
