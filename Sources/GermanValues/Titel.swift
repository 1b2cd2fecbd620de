import JSON

/// Academic titles. Only Dr. and Prof. have a place at the targets; degrees (Dipl.-Ing., MBA) belong to nobody's name.
struct Titel: Equatable {
    var isDoctor = false
    var isProfessor = false

    /// Reads a field of titles, or finds the titles of a whole name.
    ///
    /// - Throws: `titel_unbekannt`.
    static func read(_ value: JSONValue) throws(Unreadable) -> Titel? {
        if case .object(let object) = try Answer(value) {
            guard object.contains(key: "dr") || object.contains(key: "prof") else {
                guard let own = object.member("titel", "prefix"), own.objectValue == nil else { throw unknown }
                return try read(own)
            }
            return Titel(isDoctor: object["dr"]?.boolValue ?? false, isProfessor: object["prof"]?.boolValue ?? false)
        }
        guard let line = try Answer.line(of: value, orElse: unknown) else { return nil }
        let key = folded(line)
        if isNone(key: key) { return Titel() }
        // A form of address alone says nothing of titles.
        if Anrede.isKnown(key: key) { return nil }
        var words = words(of: line)[...]
        if let first = words.first, Anrede.beginning(first) != nil { words.removeFirst() }
        guard !words.isEmpty else { return nil }
        let titel = taken(from: &words)
        if words.isEmpty { return titel }
        // A name is left: in "Prof. Dr. Max Mustermann" the titles are found, in "Max Mustermann" nothing is said.
        if titel != Titel() { return titel }
        guard words.count > 1, let name = try? Personenname.read(value) else { throw unknown }
        // "Mustermann, Dr. Max": the title stands before the given names.
        return name.title == Titel() ? nil : name.title
    }

    /// Whether a folded text says that there is none.
    static func isNone(key: String) -> Bool {
        ["kein titel", "kein", "keiner", "keine", "ohne", "ohne titel", "no title"].contains(key)
    }

    private static let unknown = Unreadable(.titelUnbekannt, "Dieser Titel ist nicht bekannt.")

    /// `{dr, prof}`, as Kundenangaben has it.
    var json: JSONValue { ["dr": .bool(isDoctor), "prof": .bool(isProfessor)] }

    /// `["DOKTOR", "PROFESSOR"]`, as KEX has it; empty if there is none.
    var list: [JSONValue] { (isDoctor ? ["DOKTOR"] : []) + (isProfessor ? ["PROFESSOR"] : []) }

    /// Takes titles, degrees and their abbreviations off the beginning.
    ///
    /// An abbreviation counts only behind a title: "H. Müller" keeps his initial.
    static func taken(from words: inout ArraySlice<String>) -> Titel {
        var titel = Titel()
        var isBehindTitle = false
        while let word = words.first {
            if isDoctor(word) {
                titel.isDoctor = true
            } else if isProfessor(word) {
                titel.isProfessor = true
            } else if !isDegree(word), !isBehindTitle || !isAbbreviation(word) {
                break
            }
            isBehindTitle = true
            words.removeFirst()
        }
        return titel
    }

    /// The words of a line; "Dr.med.", "DR_MED" and "Prof.Dr." are parted, "h. c." is joined.
    static func words(of line: String) -> [String] {
        var words = parted(line)
        if words.count > 2, words[0].lowercased() == "sehr", words[1].lowercased().hasPrefix("geehrte") {
            // Sehr geehrter Herr …
            words.removeFirst(2)
        }
        for (first, second) in [("h.", "c."), ("e.", "h.")] {
            while let place = words.indices.dropLast().first(where: { words[$0] == first && words[$0 + 1] == second }) {
                words.replaceSubrange(place...place + 1, with: [first + second])
            }
        }
        return words
    }

    private static func parted(_ line: String) -> [String] {
        var words: [String] = []
        for word in line.utf8.split(whereSeparator: { $0 == 0x20 || $0 == 0x5F }).map(Substring.init) {
            guard word.utf8.dropLast().contains(0x2E) else {
                words.append(String(word))
                continue
            }
            let pieces = word.split(separator: ".")
            guard pieces.count > 1, let first = pieces.first, partsOthers(String(first)) else {
                words.append(String(word))
                continue
            }
            let ends = word.last == "."
            words += pieces.enumerated().map { index, piece in
                index < pieces.count - 1 || ends ? piece + "." : String(piece)
            }
        }
        return words
    }

    /// Whether what stands behind its dot without a blank is a word of its own: "Dr.Max", "geb.Müller".
    private static func partsOthers(_ word: String) -> Bool {
        isDoctor(word) || isProfessor(word) || NameWords.isMarkOfOtherName(word + ".")
    }

    static func isTitle(_ word: String) -> Bool { isDoctor(word) || isProfessor(word) || isDegree(word) }

    private static func isDoctor(_ word: String) -> Bool {
        word.utf8.count <= 8 && doctors.contains(word.lowercased())
    }

    private static func isProfessor(_ word: String) -> Bool {
        word.utf8.count <= 11 && professors.contains(word.lowercased())
    }

    static let doctors: Set<String> = ["dr", "dr.", "doktor", "drs.", "dres.", "dr.-ing.", "dr.-ing"]
    static let professors: Set<String> = ["prof", "prof.", "professor", "professorin", "univ.-prof."]

    private static func isDegree(_ word: String) -> Bool {
        let key = word.lowercased()
        return key.hasPrefix("dipl.") || key.hasPrefix("dipl-") || degrees.contains(key)
    }

    /// `med.`, `rer.`: only with their dot; "Nat" may be somebody's name.
    static func isAbbreviation(_ word: String) -> Bool { abbreviations.contains(word.lowercased()) }

    static let degrees: Set<String> = [
        "mag.", "mba", "msc", "m.sc.", "m.sc", "bsc", "b.sc.", "b.sc", "m.a.", "b.a.", "ll.m.", "ll.m", "ing.", "phd",
        "ph.d.", "ph.d", "b.eng.", "m.eng.", "dipl.", "d.d.s.", "m.d.", "pd", "privatdozent", "privatdozentin",
        "priv.-doz.",
    ]
    static let abbreviations: Set<String> = [
        "med.", "dent.", "rer.", "nat.", "phil.", "jur.", "iur.", "pol.", "oec.", "vet.", "h.c.", "hc.", "habil.",
        "theol.", "mult.", "agr.", "e.h.", "paed.", "päd.", "techn.", "sc.", "math.", "soc.", "publ.", "troph.",
        "-ing.",
        "ing.", "univ.",
    ]
}

extension Titel {
    /// The titles of a text that fields of titles hold most.
    init?(known text: UnsafeBufferPointer<UInt8>) {
        guard let titles = Self.known[text] else { return nil }
        self.init(isDoctor: titles & 1 != 0, isProfessor: titles & 2 != 0)
    }

    /// 1 for a doctor, 2 for a professor.
    private static let known = KeyTable([
        "Dr.": 1, "Prof.": 2, "Dr": 1, "Prof. Dr.": 3, "ohne": 0, "kein": 0, "Kein Titel": 0,
    ])
}
