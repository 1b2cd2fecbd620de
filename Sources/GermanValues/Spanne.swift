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
        switch try Answer(value) {
        case nil: return nil
        case .flag: throw invalid
        case .number(let number):
            guard let exact = Zahl(number.text, kind: .prozent, locale: .en) else { throw invalid }
            return Spanne(from: exact.value, to: exact.value)
        case .object(let object): return try read(object, kind: kind, locale: locale)?.inOrder()
        case .text(let text):
            if let quick = QuickRange.read(text, kind: kind, locale: locale) { return quick }
            return try read(thorough: text, kind: kind, locale: locale)
        }
    }

    /// A range of a text, however it is written.
    static func read(
        thorough text: String,
        kind: NumberKind,
        locale: ReadingContext.Locale
    ) throws(Unreadable) -> Spanne? {
        let line = AnswerTrimmings.withoutPictures(CleanText.line(text))
        if try Zahl.saysNothing(line) { return nil }
        guard line.utf8.count <= 200 else { throw invalid }
        let plain = NumberTrimmings.plainBytes(line)
        if let number = Zahl(plain: plain[...], kind: kind, locale: locale) {
            let value = try number.converted(to: kind)
            return Spanne(from: value, to: value)
        }
        guard let range = Spanne(plain: plain, kind: kind, locale: locale) else { throw invalid }
        return try range.inOrder()
    }

    /// - Throws: `bereich_verdreht`.
    private func inOrder() throws(Unreadable) -> Spanne {
        if let from, let to, to < from {
            throw Unreadable(.bereichVerdreht, "Das Ende des Bereichs liegt vor seinem Anfang.")
        }
        return self
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
        var object = JSONObject(reserving: 2)
        object.append("von", from?.json ?? .null)
        object.append("bis", to?.json ?? .null)
        return .object(object)
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
        self.init(plain: NumberTrimmings.plainBytes(line), kind: kind, locale: locale)
    }

    /// As above, of text in small letters with plain signs.
    init?(plain line: [UInt8], kind: NumberKind, locale: ReadingContext.Locale) {
        var text: [UInt8] = []
        text.reserveCapacity(line.count)
        for byte in line {
            if byte != 0x20, byte != 0x5F {
                text.append(byte)
            } else if let last = text.last, last != 0x20 {
                text.append(0x20)
            }
        }
        if text.last == 0x20 { text.removeLast() }
        var rest = text[...]
        NumberTrimmings.stripRemark(&rest)
        guard rest.contains(where: { $0 &- 0x30 < 10 }),
            let range = RangeReader(kind: kind, locale: locale).read(rest)
        else { return nil }
        self = range
    }
}
