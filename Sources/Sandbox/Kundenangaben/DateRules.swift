import JSON
import Moments
import TargetSchemas

/// Dates that, as the specification says, lie before or after today (fact sheet 2.2).
///
/// What becomes of one that does not is open: the README's own example breaks these rules.
struct DateRules {
    /// On which side of today a date belongs.
    private enum Side {
        case past
        case future
        /// At most this many days ahead.
        case within(Int64)
    }

    let now: Int64

    private static let rules: [String: Side] = [
        "Annuitaetendetails.auszahlungszeitpunkt": .future, "ArbeitserlaubnisVorhanden.befristetBis": .future,
        "EinkuenfteAusNebentaetigkeit.beginnDerTaetigkeit": .within(366), "Kind.geburtsdatum": .past,
        // The specification says "future", which it cannot mean.
        "Legitimationsdaten.ausstellungsdatum": .past,
        "Personendaten.geburtsdatum": .past, "Rate.tilgungsbeginn": .future, "Ratenschutz.versicherungsbeginn": .future,
        "Sparbeginn.beginn": .future, "TilgungInProzent.tilgungsbeginn": .future,
        "UnbesichertesExternesDarlehen.laufzeitende": .future, "Volltilger.tilgungsbeginn": .future,
        "Wohnsituation.wohnhaftSeit": .within(60), "Zuteilungszeitpunkt.zeitpunkt": .future,
    ]

    /// Whether a document, in the form of a POST, has a date on the wrong side.
    func areBroken(in document: JSONValue) -> Bool {
        var isBroken = false
        let schema = TargetSchema.kundenangaben
        let walk = SchemaWalk(
            schema: schema,
            object: { type, object in
                for member in object.members {
                    guard let side = Self.rules["\(type.name).\(member.key)"],
                        let time = member.value.stringValue.flatMap(Timestamp.milliseconds)
                    else { continue }
                    if !fits(time, side) { isBroken = true }
                }
            }
        )
        _ = walk.map(document, as: schema.document)
        return isBroken
    }

    private func fits(_ time: Int64, _ side: Side) -> Bool {
        switch side {
        case .past: time <= now
        case .future: time >= now - 86_400_000
        case .within(let days): time <= now + days * 86_400_000
        }
    }
}
