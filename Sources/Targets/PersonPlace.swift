/// Where in a target's document it is said who somebody is: a name with a day of birth.
package struct PersonPlace: Sendable, Hashable {
    /// Any member of an object, or any element of a list, on the way.
    package static let any = "*"

    /// The way to what is one person.
    package var path: [String]
    /// From there.
    package var familyName: [String]
    /// From there.
    package var givenName: [String]
    /// From there; a date as ISO 8601 has it.
    package var birthDate: [String]

    /// A place of its parts.
    package init(path: [String], familyName: [String], givenName: [String], birthDate: [String]) {
        self.path = path
        self.familyName = familyName
        self.givenName = givenName
        self.birthDate = birthDate
    }

    /// A Kunde of BaufiSmart Kundenangaben (fact sheet 1.2).
    static let kunde = PersonPlace(
        path: ["kundenangaben", "haushalte", any, "kunden", any, "personendaten"],
        familyName: ["person", "nachname"],
        givenName: ["person", "vorname"],
        birthDate: ["geburtsdatum"]
    )

    /// An Antragsteller of KreditSmart (fact sheet 1.4), whose `personendaten` stand at `path`.
    static func antragsteller(at path: [String]) -> PersonPlace {
        PersonPlace(
            path: path + ["personendaten"],
            familyName: ["nachname"],
            givenName: ["vorname"],
            birthDate: ["geburtsdatum"]
        )
    }
}
