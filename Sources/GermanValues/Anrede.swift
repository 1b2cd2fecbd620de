import JSON

/// Herr or Frau. "Divers" has no value at either target: nothing.
enum Anrede: String, CaseIterable {
    case herr = "HERR"
    case frau = "FRAU"

    /// - Throws: `mehrere_personen`, `anrede_unbekannt`.
    static func read(_ value: JSONValue) throws(Unreadable) -> Anrede? {
        if case .object(let object) = try Answer(value) {
            guard let own = object.member("anrede"), own.objectValue == nil else { throw unknown }
            return try read(own)
        }
        guard let line = try Answer.line(of: value, orElse: unknown) else { return nil }
        let key = folded(line)
        if withoutValue.contains(key) { return nil }
        if let known = Anrede(key: key) { return known }
        let words = Titel.words(of: line).filter { !Titel.isTitle($0) && !Titel.isAbbreviation($0) }.map(folded)
        if words.contains(where: severalPersons.contains) { throw Self.several }
        if words.count == 1, let known = Anrede(key: words[0]) { return known }
        if let connector = words.firstIndex(where: connectors.contains), connector > 0,
            words[..<connector].allSatisfy({ Anrede(key: $0) != nil }), !words[connector...].dropFirst().isEmpty,
            words[connector...].dropFirst().allSatisfy({ Anrede(key: $0) != nil })
        {
            throw Self.several
        }
        let parts = line.split { "/|".contains($0) }.map { Anrede(key: folded(String($0))) }
        if parts.count > 1, let first = parts[0], parts.allSatisfy({ $0 == first }) { return first }
        throw unknown
    }

    /// Whether a folded text is a form of address and nothing else, be it one without a value.
    static func isKnown(key: String) -> Bool { withoutValue.contains(key) || Anrede(key: key) != nil }

    /// The salutation at the beginning of a name, or of titles alone: "Frau Dr."
    ///
    /// - Throws: as ``Personenname/read(_:)``.
    static func beginning(of value: JSONValue) throws(Unreadable) -> Anrede? {
        if case .text(let text)? = try Answer(value) {
            var words = Titel.words(of: CleanText.line(text))[...]
            let salutation = words.first.flatMap { beginning($0) }
            if salutation != nil { words.removeFirst() }
            if salutation != nil || words.first.map(Titel.isTitle) == true {
                _ = Titel.taken(from: &words)
                if words.isEmpty { return salutation }
            }
        }
        return try Personenname.read(value)?.salutation
    }

    /// The salutation that a single word is, for the beginning of names.
    ///
    /// Only words that are nobody's name: `Fr` without a dot is not taken for "Frau".
    static func beginning(_ word: String) -> Anrede? {
        let key = word.lowercased()
        return key.utf8.count <= 6 ? beginnings[key] : nil
    }

    /// The words that begin a name with a salutation.
    static func words(for salutation: Anrede) -> [String] { beginnings.filter { $0.value == salutation }.map(\.key) }

    private static let beginnings: [String: Anrede] = [
        "herr": .herr, "herrn": .herr, "hr.": .herr, "hr": .herr, "mr": .herr, "mr.": .herr, "mister": .herr,
        "frau": .frau,
        "fr.": .frau, "mrs": .frau, "mrs.": .frau, "ms": .frau, "ms.": .frau, "miss": .frau,
    ]

    static let connectors: Set<String> = ["und", "&", "u", "and", "+"]
    static let severalPersons: Set<String> = ["familie", "fam", "eheleute", "ehepaar", "family"]

    private static let unknown = Unreadable(.anredeUnbekannt, "Diese Anrede ist weder Herr noch Frau.")
    private static let several = Unreadable(.mehrerePersonen, "Die Anrede gilt mehreren Personen.")

    private static let withoutValue: Set<String> = [
        "divers", "d", "x", "mx", "keine", "keine anrede", "neutral", "non binary", "nonbinary", "other", "andere",
        "inter",
        "diverse", "ohne",
    ]

    /// The salutation with a folded key.
    init?(key: UnsafeBufferPointer<UInt8>) {
        guard let number = Self.known[key] else { return nil }
        self = Self.allCases[number]
    }

    init?(key: String) {
        guard let number = Self.known[key] else { return nil }
        self = Self.allCases[number]
    }

    /// The places in ``allCases``.
    private static let known: KeyTable = {
        var known: [String: Int] = [:]
        for key in ["herr", "herrn", "hr", "mr", "mister", "maennlich", "m", "male", "mann", "sir"] { known[key] = 0 }
        for key in ["frau", "fr", "mrs", "ms", "miss", "weiblich", "w", "f", "female", "madam"] { known[key] = 1 }
        return KeyTable(known)
    }()
}
