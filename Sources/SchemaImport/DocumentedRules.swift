import TargetSchemas

/// What the documentation says in prose, beside the types that it prints: rules between members, the number of Antragsteller
/// of a position, the form of an id. An importer adds it to the types of these names.
struct DocumentedRules {
    /// Rules by type.
    var rules: [String: [ObjectRule]] = [:]
    /// Types that belong to exactly one Antragsteller.
    var singleApplicant: Set<String> = []

    /// KEX Vorgang Import (fact sheet 2.9).
    static let kexVorgang = DocumentedRules(
        rules: [
            "Vorgang": [
                .unread(path: ["antragsteller1", "wohnsituation", "gemeinsamerHaushalt"], insteadOf: "antragsteller2")
            ],
            "Beschaeftigung": [.selects("beschaeftigungsart")],
            "Finanzbedarf": [
                .readWith(member: "fahrzeugkauf", other: "finanzierungszweck", value: "FAHRZEUGKAUF")
            ],
        ]
    )

    /// KEX-Vorgang-Update (fact sheet 4). That a vehicle is read for one purpose only depends on the case there, not on the
    /// operation.
    static let kexUpdate = DocumentedRules(
        rules: [
            "Beschaeftigung": [.selects("beschaeftigungsart")],
            "Finanzierungswunsch": [.readWithout(member: "rateMonatlich", other: "laufzeitInMonaten")],
        ],
        singleApplicant: [
            "Ehegattenunterhalt", "EinkunftAusNebentaetigkeit", "PrivateKrankenversicherung", "SonstigeEinnahme",
            "UnbefristeteZusatzrente", "Unterhaltsverpflichtung",
        ]
    )

    /// The rules of a type whose members these are; none that names a member which is not there.
    func rules(of type: String, with members: [Member]) -> [ObjectRule] {
        let names = Set(members.map(\.name))
        return (rules[type] ?? []).filter { rule in
            switch rule {
            case .single: true
            case .atLeastOne(let some, _): names.isSuperset(of: some)
            case .readWithout(let member, let other), .readWith(let member, let other, _):
                names.isSuperset(of: [member, other])
            case .selects(let member): names.contains(member)
            case .unread(let path, let other): names.isSuperset(of: [path.first ?? "", other])
            }
        }
    }

    /// A printed member with what prose says of it.
    func member(_ member: Member, of type: String) -> Member {
        guard singleApplicant.contains(type), member.name == "antragstellerIds",
            case .array(let element, _, _) = member.value
        else { return member }
        return Member(
            name: member.name,
            value: .array(element, min: 1, max: 1),
            isRequired: member.isRequired,
            status: member.status
        )
    }
}
