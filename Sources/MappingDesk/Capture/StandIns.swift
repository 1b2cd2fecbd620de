import JSON
import MappingLanguage

/// Invented values for the values of a lead: Erika Mustermann, example.org, numbers that no telephone has.
///
/// The same value of the same kind gets the same stand-in, different ones get different ones, so that a test still shows
/// which field goes where. No stand-in holds a value of the lead.
struct StandIns {
    enum Role: Hashable {
        case givenName, familyName, fullName, company
        case street, houseNumber, postcode, town, address
        case phone, email, url
        case iban, bic
        case date, number
        /// A key, an id, a token: letters and digits without blanks.
        case identifier
        case text
    }

    /// How many kinds of writing a stand-in has at most.
    static let attempts = 7

    private struct Request: Hashable {
        let role: Role
        let value: JSONValue
        let attempt: Int
    }

    /// Texts that no stand-in may hold, folded to lower case; shorter ones are in every text.
    private let originals: [String]
    private var given: [Request: JSONValue] = [:]
    private var counts: [Role: Int] = [:]

    private static let shortestOriginal = 3
    private static let shortestNumber = 5
    /// Stand-ins that are looked at for one value before the last is taken.
    private static let most = 60

    init(originals: [JSONValue]) {
        self.originals = Array(
            Set(originals.map { $0.plainText.lowercased() }).filter { text in
                // Three digits are in every account number.
                text.count >= (text.contains(where: \.isLetter) ? Self.shortestOriginal : Self.shortestNumber)
            }
        )
    }

    /// The stand-in for a value.
    /// - Parameter attempt: 0 for the likeliest writing, then others.
    mutating func value(for subject: CaptureSurvey.Subject, attempt: Int) -> JSONValue {
        guard let role = subject.role else { return subject.value }
        let request = Request(role: role, value: subject.value, attempt: attempt)
        if let value = given[request] { return value }
        var found = subject.value
        for _ in 0..<Self.most {
            let number = counts[role, default: 0]
            counts[role] = number + 1
            guard let candidate = candidate(role, subject.value, attempt, number) else { break }
            found = candidate
            if !holdsOriginal(candidate) { break }
        }
        if holdsOriginal(found), found.stringValue != nil { found = .string("xxx") }
        given[request] = found
        return found
    }

    private func holdsOriginal(_ candidate: JSONValue) -> Bool {
        let text = candidate.plainText.lowercased()
        return originals.contains(where: text.contains)
    }

    private func candidate(_ role: Role, _ value: JSONValue, _ attempt: Int, _ number: Int) -> JSONValue? {
        guard case .string(let text) = value else {
            return Self.digits(role, value.plainText, attempt, number)
        }
        let writings = Self.writings(role, text, number)
        // After the writings of its kind, what looks alike; at last plain words.
        let all =
            writings
            + [ShapedText.digits(text, number: number), InventedWords.sentence(text, number: number)]
            .compactMap { $0 }
        return .string(all[min(attempt, all.count - 1)])
    }

    /// A JSON number stays one.
    private static func digits(_ role: Role, _ text: String, _ attempt: Int, _ number: Int) -> JSONValue? {
        let shaped = attempt == 0 ? ShapedText.digits(text, number: number) : nil
        let written: String
        switch role {
        case .phone where attempt == 0: written = "491713920" + ShapedText.padded(number, 3)
        case .postcode where attempt == 0: written = "12" + ShapedText.padded(345 + number, 3)
        default: written = shaped ?? String((number + 2) * max(attempt, 1))
        }
        return JSONNumber(written).map(JSONValue.number)
    }

    /// The writings of a kind, likeliest first.
    private static func writings(_ role: Role, _ text: String, _ number: Int) -> [String] {
        switch role {
        case .givenName: [InventedWords.given(number)]
        case .familyName: [InventedWords.family(number)]
        case .fullName: [InventedWords.name(like: text, number), InventedWords.family(number)]
        case .company: [InventedWords.company(number)]
        case .street: [InventedWords.street(like: text, number), InventedWords.houseNumber(like: text, number)]
        case .houseNumber: [InventedWords.houseNumber(like: text, number)]
        case .postcode: [InventedWords.postcode(number)]
        case .town: [InventedWords.town(like: text, number), InventedWords.town(like: "", number)]
        case .address:
            [
                "\(InventedWords.street(like: "1", number)), \(InventedWords.postcode(number)) \(InventedWords.town(like: "", number))"
            ]
        case .phone: ShapedText.phones(text, number: number)
        case .email:
            ["\(InventedWords.given(number)).\(InventedWords.family(number))\(number)@example.org".lowercased()]
        case .url: [ShapedText.address(text, number: number)]
        case .iban:
            // The second has wrong check digits, the third is too short.
            (ShapedText.iban(text, number: number) ?? ShapedText.iban("DE00 0000 0000 0000", number: number))
                .map { [$0, "\($0.dropLast())1", String($0.prefix(4))] } ?? []
        case .bic: ["MUSTDE\(InventedWords.twoLetters(number))"]
        case .date:
            // The second is the 30th of February, for dates that do not exist.
            [false, true].compactMap {
                ShapedText.date(text, number: number, day: MappingTest.standardReceivedAt, isImpossible: $0)
            }
        case .number:
            [ShapedText.digits(text, number: number), String((number + 2) * 1_000), String(number + 2)]
                .compactMap { $0 }
        case .identifier: [ShapedText.identifier(text, number: number)]
        case .text: [InventedWords.sentence(text, number: number)]
        }
    }
}
