import JSON

/// A number as people write it: `358.000,00 €`, `1'150.00`, `300 Tsd. €`, `3,75 %`, `ca. 1,2 Mio`.
///
/// Both separators present: the last one is the decimal separator. One kind several times: groups of three. One
/// separator once with exactly three digits behind it and one to three digits without leading zero before it: a group
/// for money and plain numbers, a decimal separator for percentages. Of areas a point is a group (`1.200 m²`) and a comma
/// is not (`87,125 m²`), as Germans write them. Otherwise: a decimal separator.
struct Zahl {
    var value: ExactDecimal
    /// The power of ten that a scale word said: 3 for "Tsd.", 6 for "Mio.", 9 for "Mrd.".
    var scale: Int?
    /// What is said beside the number.
    var unit: SaidUnit

    /// - Throws: `bereich` for a range ("über 500.000 €", "50-100k"), `einheit_falsch`, `zahl_ungueltig`.
    static func read(
        _ value: JSONValue,
        kind: NumberKind,
        locale: ReadingContext.Locale
    ) throws(Unreadable) -> JSONValue? {
        switch try Answer(value) {
        case nil: return nil
        case .number(let number):
            if kind == .jahreszahl, let whole = number.int { _ = try SaidUnit().convert(ExactDecimal(whole), to: kind) }
            if kind.writing == .geld, isGroup(number.text) {
                throw Unreadable(
                    .zahlUngueltig,
                    "Ob \(number.text) hier \(number.text.prefix { $0 != "." }) ist oder \(number.text.filter { $0 != "." }), ist nicht sicher."
                )
            }
            return .number(number)
        case .flag, .object: throw invalid
        case .text(let text):
            if let number = quick(text, kind: kind, locale: locale) { return .number(number) }
            let line = AnswerTrimmings.withoutPictures(CleanText.line(withoutSlugSigns(text)))
            if try saysNothing(line) { return nil }
            return try read(line: line, kind: kind, locale: locale).json
        }
    }

    /// Whether a JSON number is written as Germans write thousands, `350.000`: a template that puts what people type into JSON
    /// without quotes makes 350 of it. No amount of money has three decimals.
    private static func isGroup(_ digits: String) -> Bool {
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 2 && parts[1].utf8.count == 3 && (1...3).contains(parts[0].utf8.count)
            && parts[0].first != "0" && parts.allSatisfy { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    }

    /// Whether a clean line says nothing of a number. "Nicht vorhanden" is as little an amount as "keine", and as much of an
    /// answer.
    static func saysNothing(_ line: String) throws(Unreadable) -> Bool {
        guard CleanText.saysNothing(line) else { return false }
        if !line.isEmpty, JaNein.plain(line) == false { throw invalid }
        return true
    }

    /// `350.000_€`, `350_000_€`, `60-monate` → with blanks: vendors write `_` and `-` for a blank in chosen answers. Between two
    /// digits both stay, but for `_` before a group of three in a text that has another.
    static func withoutSlugSigns(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x5F || $0 == 0x2D }) else { return text }
        let signs = Array(text.unicodeScalars)
        // Elsewhere it stands for a blank for certain.
        let isSlug = signs.indices.contains { place in
            signs[place] == "_" && place + 1 < signs.count && !signs[place + 1].isDigit
        }
        var result = String.UnicodeScalarView()
        for (place, sign) in signs.enumerated() {
            let isBehindDigit = place > 0 && signs[place - 1].isDigit
            let next = place + 1 < signs.count ? signs[place + 1] : " "
            let isBlank =
                switch sign {
                case "_":
                    !isBehindDigit || !next.isDigit
                        || isSlug && signs[(place + 1)...].prefix(while: \.isDigit).count == 3
                case "-": isBehindDigit && next.isLetter
                default: false
                }
            result.append(isBlank ? " " : sign)
        }
        return String(result)
    }

    /// The plain writings, without the words around numbers.
    private static func quick(_ text: String, kind: NumberKind, locale: ReadingContext.Locale) -> JSONNumber? {
        var text = text
        let digits = text.withUTF8 { bytes in
            String(unsafeUninitializedCapacity: max(bytes.count, 1)) { output in
                guard let start = output.baseAddress else { return 0 }
                return QuickReading.writeNumber(bytes.span, kind: kind, locale: locale, to: start)
            }
        }
        return digits.isEmpty ? nil : JSONNumber(digits)
    }

    /// Reads one clean line.
    static func read(
        line: String,
        kind: NumberKind,
        locale: ReadingContext.Locale
    ) throws(Unreadable) -> ExactDecimal {
        guard line.utf8.count <= 200 else { throw invalid }
        if let number = Zahl(line, kind: kind, locale: locale) {
            return try number.converted(to: kind)
        }
        if kind == .jahre || kind == .monate {
            if let months = Dauer.months(line, locale: locale) {
                return kind == .monate ? months : months.divided(by: 12, places: 4)
            }
            if let years = Jahre.inWords(line) {
                return kind == .jahre ? ExactDecimal(years) : ExactDecimal(years * 12)
            }
        }
        if Spanne(line, kind: kind, locale: locale) != nil {
            throw range
        }
        throw invalid
    }

    static let invalid = Unreadable(.zahlUngueltig, "Das ist keine lesbare Zahl.")
    static let range = Unreadable(.bereich, "Angegeben ist ein Bereich, keine einzelne Zahl.")

    /// The number in the unit of what it is for.
    ///
    /// - Throws: `einheit_falsch`; see ``SaidUnit/convert(_:to:)``.
    func converted(to kind: NumberKind) throws(Unreadable) -> ExactDecimal { try unit.convert(value, to: kind) }

    /// A number beside which nothing is said.
    init(bare value: ExactDecimal) {
        self.value = value
        unit = SaidUnit()
    }

    /// `nil` if the line is not one number.
    ///
    /// - Parameter unitFromElsewhere: what the other end of a range says about both.
    init?(
        _ line: String,
        kind: NumberKind,
        locale: ReadingContext.Locale,
        unitFromElsewhere: SaidUnit? = nil
    ) {
        self.init(NumberTrimmings(line), kind: kind, locale: locale, unitFromElsewhere: unitFromElsewhere)
    }

    /// As above, of text in small letters with plain signs.
    init?(
        plain text: ArraySlice<UInt8>,
        kind: NumberKind,
        locale: ReadingContext.Locale,
        unitFromElsewhere: SaidUnit? = nil
    ) {
        self.init(NumberTrimmings(plain: text), kind: kind, locale: locale, unitFromElsewhere: unitFromElsewhere)
    }

    private init?(
        _ line: NumberTrimmings,
        kind: NumberKind,
        locale: ReadingContext.Locale,
        unitFromElsewhere: SaidUnit?
    ) {
        var text = line
        guard text.strip() else { return nil }
        scale = text.scale
        unit = text.unit.saysNothing ? unitFromElsewhere ?? text.unit : text.unit
        let effective = kind.writing == .zahl ? unit.writing ?? .zahl : kind.writing
        if scale != nil && effective == .prozent { return nil }
        let rule: DigitGroups.Rule =
            switch (effective, locale, scale) {
            case (.flaeche, .de, nil): .pointGroups
            case (.prozent, _, _), (.flaeche, _, _): .decimal
            case (_, _, .some(6...)): .decimal
            case (_, .en, _): .commaGroups
            default: .groups
            }
        guard let mantissa = DigitGroups.number(in: text.core, rule: rule) else { return nil }
        value = mantissa.shifted(by: scale ?? 0)
    }
}

/// The digits of a number with its separators, without units and words.
enum DigitGroups {
    /// What a single separator before exactly three digits means.
    enum Rule {
        case groups
        case decimal
        /// English: a comma groups, a point does not.
        case commaGroups
        /// A point groups, a comma does not.
        case pointGroups
    }

    static func number(in text: ArraySlice<UInt8>, rule: Rule) -> ExactDecimal? {
        let isNegative = text.first == 0x2D
        let bytes = isNegative ? text.dropFirst() : text
        guard let first = bytes.first, let last = bytes.last, isDigit(first), isDigit(last) else { return nil }
        var digits = 0
        var separators = 0
        var place = bytes.startIndex
        for index in bytes.indices {
            let byte = bytes[index]
            if isDigit(byte) {
                digits += 1
                continue
            }
            guard byte == 0x2E || byte == 0x2C || byte == 0x27 || byte == 0x20 else { return nil }
            separators += 1
            place = index
        }
        guard digits <= 40 else { return nil }
        let point = separators > 0 && isPoint(place, among: separators, in: bytes, rule: rule) ? place : bytes.endIndex
        guard isGrouped(bytes[..<point]) else { return nil }
        var found: [UInt8] = []
        found.reserveCapacity(digits)
        for byte in bytes where isDigit(byte) { found.append(byte - 0x30) }
        return ExactDecimal(
            isNegative: isNegative,
            digits: found,
            exponent: point < bytes.endIndex ? point + 1 - bytes.endIndex : 0
        )
    }

    /// Whether the last separator parts the fraction off.
    private static func isPoint(_ place: Int, among separators: Int, in bytes: ArraySlice<UInt8>, rule: Rule) -> Bool {
        let byte = bytes[place]
        if byte == 0x27 || byte == 0x20 { return false }
        for index in bytes.startIndex..<place where bytes[index] == byte { return false }
        if separators > 1 { return true }
        let before = place - bytes.startIndex
        let behind = bytes.endIndex - place - 1
        let looksLikeGroup = behind == 3 && before <= 3 && bytes.first != 0x30
        switch rule {
        case .decimal: return true
        case .groups: return !looksLikeGroup
        case .commaGroups: return !(looksLikeGroup && byte == 0x2C)
        case .pointGroups: return !(looksLikeGroup && byte == 0x2E)
        }
    }

    /// Whether the separators, all of one kind, part the digits in threes.
    private static func isGrouped(_ bytes: ArraySlice<UInt8>) -> Bool {
        var separator: UInt8?
        var run = 0
        for byte in bytes {
            if isDigit(byte) {
                run += 1
                continue
            }
            guard separator == nil ? (1...3).contains(run) : separator == byte && run == 3 else { return false }
            separator = byte
            run = 0
        }
        return separator == nil || run == 3
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
