import HTTPTypes
import JSON
import Moments

/// A case as the Vorgaenge API shows it: an entry of the list, and `GET /v3/vorgaenge/{vorgangsNummer}` (schemas
/// `VorgaengeResourceListItem` and `Vorgang`; names differ from Kundenangaben, fact sheet 2.5).
enum VorgangResource {
    static func answer(_ number: String, _ call: Call, _ world: World) throws(Refused) -> SandboxAnswer {
        try call.require(SandboxScope.readCase)
        let found = try call.find(number, in: .baufiSmart, world)
        return SandboxAnswer(.ok, vorgang(found, call)).assuming(.shortVorgang)
    }

    /// The whole case.
    static func vorgang(_ found: StoredCase, _ call: Call) -> JSONValue {
        var body: JSONObject = [
            "_links": [
                "self": ["href": .string(address(found, call))],
                "antraege": ["href": .string("\(address(found, call))/antraege")],
            ],
            "vorgangsNummer": .string(found.number),
        ]
        body["externeVorgangsNummer"] = found.reference.map { .string($0) }
        body["datenKontext"] = .string(found.context)
        body["status"] = .string(found.status.rawValue)
        body["erstelltAm"] = .string(String(Timestamp.text(found.createdAt).prefix(10)))
        body["letztesEreignis"] = .string(Timestamp.text(found.changedAt))
        body["aufbewahrungBis"] = .string(String(Timestamp.text(found.createdAt + retention).prefix(10)))
        body["prioritaet"] = found.metadata["prioritaet"] ?? "NEUTRAL"
        body["importQuelle"] = found.metadata["importquelle"]
        body["leadTracking"] = tracking(found.metadata["leadtracking"])
        body["kundenBetreuer"] = partner(found.adviser)
        body["vorgangsBearbeiter"] = found.editor.map { partner($0) }
        body["tippGeber"] = found.metadata["tippgeber"]?["tippgeberPartnerId"]?.stringValue.map { partner($0) }
        body["haushalte"] = households(found.kept)
        body["antraege"] = .array(found.antraege.map { VorgangAntraege.antrag($0, found, call) })
        return .object(body)
    }

    /// The entry of the list; the README's example leaves `externeVorgangsNummer` out, the schema has it (fact sheet 0.2).
    static func item(_ found: StoredCase, _ call: Call) -> JSONValue {
        var item: JSONObject = ["datenKontext": .string(found.context), "vorgangsNummer": .string(found.number)]
        item["externeVorgangsNummer"] = found.reference.map { .string($0) }
        item["letztesEreignis"] = .string(Timestamp.text(found.changedAt))
        item["letzteAenderung"] = .string(Timestamp.text(found.changedAt))
        item["_links"] = ["self": ["href": .string(address(found, call))]]
        return .object(item)
    }

    /// A partner, as far as the sandbox knows one.
    static func partner(_ id: String) -> JSONValue { ["partnerId": .string(id)] }

    /// The address of the list, in the version that was asked.
    static func collection(_ call: Call) -> String {
        "http://\(call.request.authority)/\(call.request.parts[0])/vorgaenge"
    }

    /// The address of a case.
    static func address(_ found: StoredCase, _ call: Call) -> String { "\(collection(call))/\(found.number)" }

    /// Three years: what lies between `erstelltAm` and `aufbewahrungBis` in the published example, but for some days.
    private static let retention: Int64 = 3 * 365 * 86_400_000

    private static func tracking(_ sent: JSONValue?) -> JSONValue? {
        guard let sent = sent?.objectValue else { return nil }
        var tracking: JSONObject = [:]
        for name in ["kampagne", "keyword", "trackingId"] { tracking[name] = sent[name] }
        tracking["kundenBetreuerBenachrichtigen"] = sent["sendNotification"]
        return .object(tracking)
    }

    /// Ids and references of households and applicants, by which a sender finds them again (fact sheet 2.5).
    private static func households(_ kept: JSONValue) -> JSONValue {
        let households = kept["haushalte"]?.arrayValue ?? []
        return .array(
            households.map { household in
                var shown: JSONObject = [:]
                shown["id"] = household["id"]
                shown["antragsteller"] = .array((household["kunden"]?.arrayValue ?? []).map(applicant))
                return .object(shown)
            }
        )
    }

    private static func applicant(_ customer: JSONValue) -> JSONValue {
        let person = customer["personendaten"]?["person"]
        var shown: JSONObject = [:]
        shown["id"] = customer["id"]
        shown["externeAntragstellerId"] = customer["externeKundenId"]
        for name in ["anrede", "vorname", "nachname"] { shown[name] = person?[name] }
        shown["email"] = customer["kontakt"]?["email"]
        return .object(shown)
    }
}
