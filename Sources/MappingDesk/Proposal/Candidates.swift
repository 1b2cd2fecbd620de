import JSON

/// Which field of a post could be which name of the vocabulary, and how surely; and the choice among them.
struct Candidates {
    struct Candidate {
        let field: Int
        let match: Proposal.Match
    }

    private let fields: [PostField]
    private let vocabulary: Vocabulary
    private let reader: TrialReader
    /// Best first.
    private let all: [Candidate]

    init(fields: [PostField], vocabulary: Vocabulary, reader: TrialReader) {
        self.fields = fields
        self.vocabulary = vocabulary
        self.reader = reader
        var all: [Candidate] = []
        for (index, field) in fields.enumerated() {
            var matches = Self.byName(field, vocabulary, reader)
            // Where the name says it, the value need not be asked.
            if !matches.contains(where: { $0.confidence > 0.9 }) { matches += Self.byValue(field, vocabulary, reader) }
            all += matches.map { Candidate(field: index, match: $0) }
        }
        // An object of which several parts are known is its parts: its town says more than an address as a whole.
        let parted = Dictionary(
            grouping: Set(all.filter { fields[$0.field].whole != nil && $0.match.confidence > 0.7 }.map(\.field)),
            by: { fields[$0].whole ?? "" }
        ).filter { $0.value.count > 1 }
        all.removeAll { fields[$0.field].whole == nil && parted[fields[$0.field].written[0]] != nil }
        // What is equally sure is taken in the form's order.
        self.all = all.enumerated().sorted { left, right in
            (-left.element.match.confidence, left.offset) < (-right.element.match.confidence, right.offset)
        }.map(\.element)
    }

    /// The best candidate of each field: a name is given once, and a field has one.
    func chosen() -> [Int: Candidate] {
        var chosen: [Int: Candidate] = [:]
        var given: Set<String> = []
        // An object is one thing, or its parts are several.
        var asWhole: Set<String> = []
        var asParts: Set<String> = []
        for candidate in all where chosen[candidate.field] == nil && !given.contains(candidate.match.name) {
            let field = fields[candidate.field]
            if let whole = field.whole {
                guard !asWhole.contains(whole) else { continue }
                asParts.insert(whole)
            } else if case .object = field.value {
                guard !asParts.contains(field.names[0]) else { continue }
                asWhole.insert(field.names[0])
            }
            chosen[candidate.field] = candidate
            given.insert(candidate.match.name)
        }
        return chosen
    }

    /// What to know of a field that was left open.
    func remark(on field: Int, _ chosen: [Int: Candidate]) -> String {
        if let rival = all.first(where: { $0.field == field }),
            let taken = chosen.values.first(where: { $0.match.name == rival.match.name })
        {
            return "could be \(rival.match.name), which \(taken.match.field) is"
        }
        let words = Set(fields[field].names.flatMap { NameWords($0).words })
        if words.contains(where: { word in Self.consents.contains { word.hasPrefix($0) } }) {
            return "a consent? If nobody needs it, declare it \"unused\""
        }
        return ""
    }

    private static let consents = [
        "datenschutz", "dsgvo", "gdpr", "agb", "consent", "einwilligung", "acceptance", "privacy", "zustimmung",
        "terms", "newsletter",
    ]

    // MARK: By name

    private static func byName(_ field: PostField, _ vocabulary: Vocabulary, _ reader: TrialReader) -> [Proposal.Match]
    {
        var found: [Proposal.Match] = []
        let said = field.names.map { (name: $0, words: NameWords($0)) }
        let whole = field.holders.map { NameWords($0) }
        for word in vocabulary.words {
            var best: (score: Double, reason: String, at: Int)?
            for (place, said) in said.enumerated() {
                guard let (score, reason) = likeness(of: said, partOf: whole, to: word, vocabulary),
                    score > best?.score ?? 0
                else { continue }
                best = (score, reason, place)
            }
            guard let best else { continue }
            let confidence = best.score * evidence(field, word.name, isSure: best.score >= 0.9, reader)
            guard confidence >= Proposal.threshold else { continue }
            let written = best.at < field.written.count ? field.written[best.at] : field.written[0]
            found.append(
                Proposal.Match(name: word.name, field: written, confidence: confidence, reason: best.reason)
            )
        }
        return found
    }

    /// How like a field's name is to a name of the vocabulary.
    private static func likeness(
        of said: (name: String, words: NameWords),
        partOf whole: NameWords?,
        to word: Vocabulary.Word,
        _ vocabulary: Vocabulary
    ) -> (Double, String)? {
        if said.name == word.name { return (1, "the standard's name") }
        let applicant = said.words.applicant
        if word.isSecond {
            // A second applicant's field is the first one's, said of another person.
            if let (number, rest) = applicant {
                guard number == 2, let (score, reason) = similarity(rest, word.phrases) else { return nil }
                return (score * 0.95, "second applicant, \(reason)")
            }
            // A number at the end counts fields, and applicants where the first one has his.
            guard said.name.hasSuffix("2"), let found = similarity(said.words, word.phrases), found.0 > 0.9 else {
                return nil
            }
            return (0.6, "a second field of the name")
        }
        let isOfSecond = applicant?.number == 2
        if isOfSecond, vocabulary.contains(word.name + "_2") { return nil }
        let words = applicant?.name ?? said.words
        // What a mapping has no name for is no field of the first applicant either.
        if isOfSecond {
            return similarity(words, word.phrases).map { score, reason in
                (min(score, Proposal.unsure), "\(reason), of a second applicant")
            }
        }
        // Of a property's address the parts are the property's.
        if let whole, whole.words.contains(where: property.contains) { return similarity(words, word.parts) }
        return similarity(words, word.phrases)
    }

    private static let property: Set<String> = ["objekt", "immobilie", "objektadresse", "property", "objektanschrift"]

    /// - Parameter phrases: the vocabulary's own name first.
    private static func similarity(_ name: NameWords, _ phrases: [NameWords]) -> (Double, String)? {
        guard !name.words.isEmpty else { return nil }
        var best: (Double, String)?
        for (place, phrase) in phrases.enumerated() where !phrase.words.isEmpty {
            let score: (Double, String)?
            if name.words == phrase.words || name.joined == phrase.joined {
                // Of two fields the one is meant whose phrase stands first.
                score = (place == 0 ? 0.98 : 0.95 - 0.0001 * Double(place), "by its name")
            } else if isTelling(phrase), name.contains(phrase) {
                score = (
                    0.6 + 0.3 * Double(phrase.letters) / Double(name.letters),
                    "its name says \(phrase.words.joined(separator: " "))"
                )
            } else if isTelling(phrase), phrase.words.count == 1, name.compounds(phrase) {
                score = (0.5 + 0.3 * Double(phrase.letters) / Double(name.letters), "its name says \(phrase.joined)")
            } else {
                score = nil
            }
            guard var score else { continue }
            if name.isOfAnother(than: phrase) { score.0 = min(score.0, Proposal.unsure) }
            if score.0 > best?.0 ?? 0 { best = score }
        }
        return best
    }

    /// Whether a phrase says enough to be looked for among other words: every form has some "name".
    private static func isTelling(_ phrase: NameWords) -> Bool {
        phrase.letters >= 3 && !(phrase.words.count == 1 && vague.contains(phrase.words[0]))
    }

    private static let vague: Set<String> = [
        "name", "first", "last", "title", "titel", "address", "adresse", "use", "when", "amount", "capital", "price",
        "preis", "make",
        "model", "modell", "marke", "job", "position", "stellung", "ort", "bank", "rate", "firma", "unternehmen",
        "company", "house",
        "mail", "text", "condition", "zustand", "insurance", "rent", "term", "duration", "location", "garten", "zweck",
        "prefix",
        "makler", "notar", "nutzung", "usage", "guthaben", "autos", "bonus", "gender", "cell", "lender", "zeitpunkt",
        "anliegen",
        "keyword", "campaign", "kampagne", "town", "city", "stadt", "purpose", "dispo", "depot", "children", "kids",
    ]

    // MARK: By value

    /// What a value speaks for or against, as a factor.
    ///
    /// - Parameter isSure: whether the field's name leaves no doubt. Then a value that cannot be read is a value to be mended.
    private static func evidence(_ field: PostField, _ name: String, isSure: Bool, _ reader: TrialReader) -> Double {
        guard !field.isBlank else { return 1 }
        let isContact = name.hasPrefix("email") || name.hasPrefix("telefon") || name.hasPrefix("mobil")
        let look = ValueLook(field.value)
        switch look {
        case .email where !name.hasPrefix("email"), .url: return 0.4
        case .phone where !isContact && name != "steuer_id": return 0.5
        case .yesNo where isContact || ["name", "vorname", "nachname", "strasse", "ort"].contains(name): return 0.4
        default: break
        }
        switch reader.reads(field.value, as: name) {
        case .used, .unknown: return 1
        // An answer that a list does not know may still be its answer.
        case .unreadable: return isSure || (look == .text && !isContact) ? 0.8 : 0.5
        }
    }

    /// What a value alone says.
    private static func byValue(_ field: PostField, _ vocabulary: Vocabulary, _ reader: TrialReader) -> [Proposal.Match]
    {
        guard let value = field.scalar else { return [] }
        func match(_ name: String, _ confidence: Double) -> [Proposal.Match] {
            guard vocabulary.contains(name), reader.reads(value, as: name) == .used else { return [] }
            return [
                Proposal.Match(
                    name: name,
                    field: field.written[0],
                    confidence: confidence,
                    reason: "its value looks like \(ValueLook(value).rawValue)"
                )
            ]
        }
        switch ValueLook(value) {
        case .email: return match("email", 0.7)
        case .iban: return match("iban", 0.7)
        case .phone: return match("telefon", 0.6)
        case .text where value.stringValue.map({ $0.utf8.count <= 60 }) ?? false:
            let answers = choices.flatMap { name, confidence in match(name, confidence) }
            return answers.map { answer in
                Proposal.Match(
                    name: answer.name,
                    field: answer.field,
                    confidence: answer.confidence,
                    reason: "its value is an answer that \(answer.name) knows"
                )
            }
        default: return []
        }
    }

    /// Fields with a list of answers of their own, and how much one of these says.
    private static let choices = [
        ("anrede", 0.7), ("familienstand", 0.65), ("objektart", 0.6), ("vorhaben", 0.55), ("beschaeftigung", 0.55),
    ]
}
