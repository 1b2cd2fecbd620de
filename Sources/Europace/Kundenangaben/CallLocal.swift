/// Names within one call to Kundenangaben (fact sheet 2.4): a `referenzId` is "only valid within a call and not saved", and
/// so is whatever refers to it; an `id` is the server's.
enum CallLocal {
    /// The member by which an object is referred to.
    static let name = "referenzId"
    /// Members that refer to one object, or in a list to several.
    static let references: Set<String> = [
        "kundenreferenzIdsDerKontoinhaber", "kundenreferenzIdsDerVertragspartner",
        "kundenreferenzIdDerRiesterGefoerdertenPerson", "kundenreferenzIdRiesterzuordnung",
        "kundenreferenzIdDerVersichertenPerson", "referenzIdAbzuloesendesDarlehen", "referenzIdFinanzierungsbaustein",
        "referenzIdBestehendesDarlehen",
    ]

    /// Whether what a member holds means nothing outside of its call, or is the server's own.
    static func isLocal(_ member: String) -> Bool {
        member == "id" || member == name || references.contains(member)
    }
}
