/// Names within one call to Kundenangaben (fact sheet 2.4): a `referenzId` is "only valid within a call and not saved", and
/// so is whatever refers to it; an `id` is the server's.
enum CallLocal {
    /// The member by which an object is referred to.
    static let name = "referenzId"
    /// The lists whose elements can be referred to; two elements of different lists may have the same name.
    enum List: String, Sendable {
        case kunden, finanzierungsbausteine, darlehensliste
    }

    /// Members that refer to an element of a list, or to several.
    static let references: [String: List] = [
        "kundenreferenzIdsDerKontoinhaber": .kunden,
        "kundenreferenzIdsDerVertragspartner": .kunden,
        "kundenreferenzIdDerRiesterGefoerdertenPerson": .kunden,
        "kundenreferenzIdRiesterzuordnung": .kunden,
        "kundenreferenzIdDerVersichertenPerson": .kunden,
        "referenzIdAbzuloesendesDarlehen": .darlehensliste,
        "referenzIdBestehendesDarlehen": .darlehensliste,
        "referenzIdFinanzierungsbaustein": .finanzierungsbausteine,
    ]

    /// Whether what a member holds means nothing outside of its call, or is the server's own.
    static func isLocal(_ member: String) -> Bool {
        member == "id" || member == name || references[member] != nil
    }
}
