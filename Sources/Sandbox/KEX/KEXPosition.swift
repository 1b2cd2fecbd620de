import JSON

/// The household items of a KreditSmart case: the 17 kinds that can be added, changed and deleted, each with its place in the
/// case and its rules (fact sheet 4).
struct KEXPosition: Sendable {
    /// The name in mutations: `addRatenkredit`, `updateRatenkredit`, `deleteRatenkredit`.
    let name: String
    /// Where the case keeps its list.
    let place: JSONPointer
    /// Only one applicant may have it; more are 422.
    let isOfOne: Bool
    /// What is not saved while the loan is for a vehicle; nil for what cannot be redeemed at all.
    let redemption: [String]?

    private init(_ name: String, _ place: [String], isOfOne: Bool = false, redemption: [String]? = nil) {
        self.name = name
        self.place = JSONPointer(["haushalt"] + place)
        self.isOfOne = isOfOne
        self.redemption = redemption
    }

    /// The name of the mutations' argument.
    var argument: String { name.prefix(1).lowercased() + name.dropFirst() }

    private static let account = ["bic", "iban"]
    private static let loan = ["bic", "iban", "datumErsteZahlung", "urspruenglicherKreditbetrag"]

    /// All kinds.
    static let all: [KEXPosition] = [
        KEXPosition("Bausparvertrag", ["vermoegen", "bausparvertraege"]),
        KEXPosition("Dispositionskredit", ["verbindlichkeiten", "dispositionskredite"], redemption: account),
        KEXPosition("Ehegattenunterhalt", ["einnahmen", "ehegattenunterhalt"], isOfOne: true),
        KEXPosition("EinkunftAusNebentaetigkeit", ["einnahmen", "einkuenfteAusNebentaetigkeit"], isOfOne: true),
        KEXPosition("Immobilie", ["immobilien"]),
        KEXPosition("Kind", ["kinder"]),
        KEXPosition("Kreditkarte", ["verbindlichkeiten", "kreditkarten"], redemption: account),
        KEXPosition("Leasing", ["verbindlichkeiten", "leasings"]),
        KEXPosition("Lebensversicherung", ["vermoegen", "lebensversicherungen"]),
        KEXPosition("Mietausgabe", ["ausgaben", "mietausgaben"]),
        KEXPosition("PrivateKrankenversicherung", ["ausgaben", "privateKrankenversicherungen"], isOfOne: true),
        KEXPosition("Ratenkredit", ["verbindlichkeiten", "ratenkredite"], redemption: loan),
        KEXPosition("SonstigeAusgabe", ["ausgaben", "sonstigeAusgaben"]),
        KEXPosition("SonstigeEinnahme", ["einnahmen", "sonstigeEinnahmen"], isOfOne: true),
        KEXPosition("SonstigeVerbindlichkeit", ["verbindlichkeiten", "sonstigeVerbindlichkeiten"], redemption: loan),
        KEXPosition("UnbefristeteZusatzrente", ["einnahmen", "unbefristeteZusatzrenten"], isOfOne: true),
        KEXPosition("Unterhaltsverpflichtung", ["ausgaben", "unterhaltsverpflichtungen"], isOfOne: true),
    ]

    /// The kind and the verb of a mutation's name.
    static func find(_ mutation: String) -> (verb: String, position: KEXPosition)? {
        for verb in ["add", "update", "delete"] where mutation.hasPrefix(verb) {
            let name = mutation.dropFirst(verb.count)
            if let position = all.first(where: { $0.name == name }) { return (verb, position) }
        }
        return nil
    }
}
