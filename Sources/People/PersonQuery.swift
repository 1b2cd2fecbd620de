import GermanValues
package import JSON
import LeadBuilding
package import Leads
package import Moments

/// Who is looked for: what is known of a person, read as values of leads are.
package struct PersonQuery: Sendable {
    /// What can be said of a person, by the names of the members.
    package static let names = [
        "email", "phone", "familyName", "givenName", "birthDate", "reference", "caseNumber",
    ]

    /// All that was said; several for a field that holds several.
    package let traits: Set<PersonTrait>
    /// Whether a lead must have something of every kind that was said, instead of one.
    package let matchesAll: Bool

    /// The kinds of values that were said, in the order of their names: never the values.
    package var kinds: [PersonTrait.Kind] { PersonTrait.Kind.allCases.filter { Set(traits.map(\.kind)).contains($0) } }

    /// - Parameters:
    ///   - members: an object with some of ``names``, each a text, and `match`: `any` or `all`.
    ///   - today: what a date of birth is measured against.
    /// - Throws: what is wrong with which member; never what it said.
    package init(_ members: JSONObject, today: CalendarDate) throws(PersonQueryError) {
        var texts: [String: String] = [:]
        for name in Self.names {
            guard let value = members[name] else { continue }
            guard let text = value.stringValue, !text.allSatisfy(\.isWhitespace) else {
                throw PersonQueryError(member: name, message: "it must be a text that says something")
            }
            texts[name] = text
        }
        var traits: Set<PersonTrait> = []
        if let text = texts["email"] {
            let emails = IdentifyingValue.emails(text)
            guard !emails.isEmpty else { throw PersonQueryError(member: "email", message: "it is no e-mail address") }
            for email in emails { traits.insert(PersonTrait(.email, email)) }
        }
        if let text = texts["phone"] {
            let phones = IdentifyingValue.phones(text)
            guard !phones.isEmpty else {
                throw PersonQueryError(member: "phone", message: "it is no telephone number with its area code")
            }
            for phone in phones { traits.insert(PersonTrait(.phone, phone)) }
        }
        switch (texts["familyName"], texts["givenName"], texts["birthDate"]) {
        case (nil, nil, nil): break
        case (let family?, let given?, let birth?):
            guard let date = IdentifyingValue.birthDate(birth, today: today) else {
                throw PersonQueryError(member: "birthDate", message: "it is no day of birth; write it like 1980-02-01")
            }
            traits.insert(PersonTraits.name(family: family, given: given, birthDate: date))
        default:
            throw PersonQueryError(
                member: "familyName, givenName, birthDate",
                message: "a person is found by all three together"
            )
        }
        if let text = texts["reference"] { traits.insert(PersonTrait(.reference, PersonTraits.reference(text))) }
        if let text = texts["caseNumber"] { traits.insert(PersonTrait(.caseNumber, PersonTraits.caseNumber(text))) }
        guard !traits.isEmpty else {
            throw PersonQueryError(
                member: "",
                message: "say who: {\"email\": …}; there are \(Self.names.joined(separator: ", "))"
            )
        }
        switch members["match"] {
        case nil, .string("any")?: matchesAll = false
        case .string("all")?: matchesAll = true
        default: throw PersonQueryError(member: "match", message: "it is \"any\" or \"all\"")
        }
        self.traits = traits
    }

    /// By what of this a lead with these traits is meant; `nil` if it is not.
    func kinds(in found: Set<PersonTrait.Kind>) -> Set<PersonTrait.Kind>? {
        if found.isEmpty || (matchesAll && found.count < kinds.count) { return nil }
        return found
    }
}

/// What is wrong with a question for a person.
package struct PersonQueryError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The member; empty for the question as a whole.
    package let member: String
    /// What is wrong, without what it said.
    package let message: String

    package var description: String { member.isEmpty ? message : "'\(member)': \(message)" }
}
