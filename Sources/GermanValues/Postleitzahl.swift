import JSON

/// A German postal code: five digits, 01001 to 99998.
///
/// Kundenangaben ignores everything else without a word. Only a number, or a table's number cell (`1067.0`), gets its
/// leading zero back: a text of four digits may be Austrian or Swiss. A town beside it is left to ``PLZOrt``.
enum Postleitzahl {
    /// - Throws: `plz_format`.
    static func read(_ value: JSONValue) throws(Unreadable) -> String? {
        switch try Answer(value) {
        case nil: return nil
        case .flag: throw invalid
        case .object(let object):
            guard let code = object.postalCode, code.objectValue == nil else { throw invalid }
            return try read(code)
        case .number(let number):
            let digits = Answer.plainText(of: number)
            guard let code = code(digits.utf8.count == 4 ? "0" + digits : digits[...]) else { throw invalid }
            return code
        case .text(let text):
            var plain = text
            if plain.withUTF8({ QuickAddress.isCode($0.span, 0..<$0.count) }) { return text }
            let line = withoutLabel(CleanText.line(text))
            if CleanText.saysNothing(line) { return nil }
            if let cell = Answer.cell(line) {
                // A table's number cell has lost its leading zero.
                guard let code = code(cell.utf8.count == 4 ? "0" + cell : cell) else { throw invalid }
                return code
            }
            guard let code = code(withoutCountry(line)) ?? PLZOrt(line: line)?.code ?? AddressParts.town(value)?.code
            else { throw invalid }
            return code
        }
    }

    static let invalid = Unreadable(.plzFormat, "Das ist keine deutsche Postleitzahl aus fünf Ziffern.")

    /// The text itself if it is a postal code that can exist.
    static func code(_ text: Substring) -> String? {
        let bytes = text.utf8
        guard bytes.count == 5, bytes.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text),
            (1001...99_998).contains(number)
        else { return nil }
        return String(text)
    }

    /// Whether there are five digits in a row, without which there is no postal code.
    static func mayStand(in text: String) -> Bool {
        var text = text
        return text.withUTF8 { mayStand(in: $0) }
    }

    static func mayStand(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var digits = 0
        for byte in bytes {
            digits = byte &- 0x30 < 10 ? digits + 1 : 0
            if digits == 5 { return true }
        }
        return false
    }

    /// `PLZ: 10179` → `10179`
    static func withoutLabel(_ line: String) -> String {
        guard let first = line.utf8.first, first | 0x20 == 0x70 else { return line }
        let word = line.prefix { $0.isLetter }
        guard ["plz", "postleitzahl"].contains(word.lowercased()) else { return line }
        let rest = line[word.endIndex...].drop { " :./".contains($0) }
        return rest.first?.isNumber == true ? String(rest) : line
    }

    /// `D-10179`, `DE 10179` → `10179`
    static func withoutCountry(_ line: String) -> Substring {
        let letters = line.prefix { $0.isLetter }
        guard ["d", "de"].contains(letters.lowercased()) else { return line[...] }
        return line[letters.endIndex...].drop { $0 == "-" || $0 == " " || $0 == "–" }
    }
}

/// Postal code and town in one field: `10179 Berlin`, `D-60311 Frankfurt am Main`, `Berlin`.
struct PLZOrt: Equatable {
    var code: String?
    var town: String?

    /// - Throws: `plz_format` if there are digits that are no postal code.
    static func read(_ value: JSONValue) throws(Unreadable) -> PLZOrt? {
        if case .object(let object) = try Answer(value) {
            let code = try object.postalCode.flatMapTyped(Postleitzahl.read)
            let town = object.town?.plainText
            guard code != nil || town?.isEmpty == false else { throw Postleitzahl.invalid }
            return PLZOrt(code: code, town: town)
        }
        if case .number = try Answer(value) { return PLZOrt(code: try Postleitzahl.read(value)) }
        guard let line = try Answer.line(of: value, orElse: Postleitzahl.invalid) else { return nil }
        guard let read = PLZOrt(line: line) else { throw Postleitzahl.invalid }
        return read
    }

    init(code: String? = nil, town: String? = nil) {
        self.code = code
        self.town = town
    }

    init?(line: String) {
        var line = Self.plainly(line)
        let quick = line.withUTF8 { bytes -> PLZOrt?? in
            switch QuickAddress.town(bytes.span) {
            case .town(let found): .some(PLZOrt(found, in: bytes))
            case .none: .some(nil)
            case .unclear: nil
            }
        }
        guard let quick else {
            self.init(thorough: line)
            return
        }
        guard let quick else { return nil }
        self = quick
    }

    /// Whether there may be signs or a label between or before both.
    static func mayHoldMore(_ line: some Collection<UInt8>) -> Bool {
        (line.first ?? 0) | 0x20 == 0x70 || line.contains { [0x28, 0x2D, 0x2F, 0x3A, 0xE2].contains($0) }
    }

    /// `10179/Berlin`, `10179 - Berlin`, `(10179) Berlin`, `Berlin (10179)`, `PLZ 10179 Berlin`: with a blank between both.
    private static func plainly(_ line: String) -> String {
        guard mayHoldMore(line.utf8) else { return line }
        let line = Postleitzahl.withoutLabel(line)
        let words = line.split(separator: " ").map { word -> Substring in
            let inner = word.dropFirst().dropLast()
            return word.first == "(" && word.last == ")" && Postleitzahl.code(inner) != nil ? inner : word
        }
        let first = words.first ?? ""
        guard let code = Postleitzahl.code(first.prefix(5)) else { return words.joined(separator: " ") }
        let rest = ([first.dropFirst(5)] + words.dropFirst()).joined(separator: " ")
        let town = rest.drop { " -–/:".contains($0) }
        // "10179-1234" is no postal code of a town.
        return town.first?.isLetter == true ? code + " " + town : line
    }

    private init(_ found: QuickAddress.Town, in bytes: UnsafeBufferPointer<UInt8>) {
        func text(_ range: Range<Int>) -> String? {
            range.isEmpty ? nil : String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
        }
        self.init(code: text(found.code), town: text(found.town))
    }

    /// As ``init(line:)``, however the line is written.
    init?(thorough line: String) {
        let line = Self.plainly(line)
        let text = Postleitzahl.withoutCountry(line)
        let first = text.prefix { $0 != " " && $0 != "," }
        if let code = Postleitzahl.code(first) {
            let rest = text[first.endIndex...].drop { $0 == " " || $0 == "," }
            guard !rest.contains(where: \.isNumber) else { return nil }
            self.init(code: code, town: rest.isEmpty ? nil : String(rest))
            return
        }
        // "Berlin, 10179"
        if let space = line.lastIndex(of: " "), let code = Postleitzahl.code(line[line.index(after: space)...]) {
            let town = Strasse.trimmed(String(line[..<space]))
            guard town.contains(where: \.isLetter), !town.contains(where: \.isNumber) else { return nil }
            self.init(code: code, town: town)
            return
        }
        guard line.contains(where: \.isLetter), !line.contains(where: \.isNumber) else { return nil }
        self.init(town: line)
    }

    /// `{plz, ort}`, without what is absent.
    var json: JSONValue {
        var object: JSONObject = [:]
        if let code { object.append("plz", .string(code)) }
        if let town { object.append("ort", .string(town)) }
        return .object(object)
    }
}

extension Optional {
    /// `flatMap` that keeps the type of the error.
    func flatMapTyped<Result, Problem: Error>(
        _ transform: (Wrapped) throws(Problem) -> Result?
    ) throws(Problem) -> Result? {
        guard let self else { return nil }
        return try transform(self)
    }
}

extension JSONObject {
    /// The postal code of an address, under the names that vendors give it.
    var postalCode: JSONValue? {
        member("plz", "postal", "postalcode", "postal code", "zip", "zip code", "postleitzahl", "zip postal code")
    }

    /// The town of an address.
    var town: JSONValue? { member("ort", "city", "stadt", "town") }
}
