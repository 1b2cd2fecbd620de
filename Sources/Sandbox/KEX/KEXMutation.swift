import JSON

/// One of the 66 mutations of the KEX-Vorgang-Update-API, carried out on the case that it names (fact sheet 4).
struct KEXMutation {
    /// `addRatenkredit`
    let name: String
    /// The arguments, already found right by type.
    let arguments: JSONObject
    let subject: String
    let contexts: Set<String>

    /// What it answers.
    struct Payload {
        var messages: [String] = []
        /// Of what was added.
        var id: String?
        /// For the account check.
        var wizardSessionKey: String?
    }

    /// Why it is not carried out: an entry of `errors` under HTTP 200.
    struct Failure: Error {
        let status: Int
        let message: String
        var assumption: Assumption?

        /// A published rule, for whose breaking no code is published.
        static func rule(_ status: Int, _ message: String) -> Failure {
            Failure(status: status, message: message, assumption: .graphQLRules)
        }
    }

    /// Whose business a mutation is.
    private enum Right {
        /// The Bearbeiter alone.
        case editing
        /// Everybody with the Übernahmerecht for the Kundenbetreuer.
        case takingOver
    }

    func perform(_ world: inout World) throws(Failure) -> (payload: Payload, found: StoredCase, assumption: Assumption?)
    {
        let number = text("vorgangsnummer")
        guard var found = world.cases.find(number, in: .kreditSmart) else {
            throw Failure(status: 404, message: "Vorgang \(number) not found")
        }
        try check(found, world.settings.partners)
        var editing = KEXEditing(
            document: KEXDocument(found.kept),
            identifiers: world.identifiers,
            partners: world.settings.partners
        )
        try apply(to: &found, &editing)
        found.kept = editing.document.value
        found.changedAt = world.now
        world.cases.put(found)
        return (editing.payload, found, editing.assumption)
    }

    private func check(_ found: StoredCase, _ partners: Partners) throws(Failure) {
        guard found.status != .geloescht else {
            throw Failure(status: 410, message: "Vorgang \(found.number) was deleted")
        }
        guard contexts.contains(found.context) else {
            throw Failure(status: 403, message: "The Datenkontext is not allowed for the user")
        }
        let right: Right =
            ["addKommentare", "updateBearbeiter", "updateKundenbetreuer"].contains(name) ? .takingOver : .editing
        switch right {
        case .editing where found.editor != subject:
            throw Failure(status: 403, message: "The user is not the Bearbeiter of the Vorgang")
        case .takingOver where !partners.mayTakeOver(subject, from: found.adviser):
            throw Failure(status: 403, message: "The user has no Übernahmerecht for the Kundenbetreuer")
        default: break
        }
        guard found.status == .aktiv else { throw Failure.rule(403, "Vorgang \(found.number) is archived") }
    }

    private func apply(to found: inout StoredCase, _ editing: inout KEXEditing) throws(Failure) {
        if let (verb, position) = KEXPosition.find(name) {
            switch verb {
            case "add": try editing.add(object(position.argument), position)
            case "update": try editing.update(text("id"), object(position.argument), position)
            default: try editing.delete(text("id"), position)
            }
            return
        }
        switch name {
        case "addAntragsteller": try editing.addApplicant(object("antragsteller"))
        case "deleteAntragsteller": try editing.deleteApplicant(text("id"))
        case "updatePersonendaten", "updateWohnsituation", "updateHerkunft", "updateBeschaeftigung":
            let member = String(name.dropFirst("update".count)).lowercased()
            try editing.updateApplicant(text("antragstellerId"), member, arguments[member]?.objectValue)
        case "updateRatenschutz": try editing.updateRatenschutz(text("antragstellerId"), object("ratenschutz"))
        case "updateKontoverbindung": try editing.updateAccount(object("kontoverbindung"))
        case "updateFahrzeugkauf": editing.updateVehicle(object("fahrzeugkauf"))
        case "updateFinanzierungswunsch": editing.updateWish(object("finanzierungswunsch"))
        case "updateFinanzierungszweck": try editing.updatePurpose(text("finanzierungszweck"))
        case "createAccountCheckSession": try editing.createAccountCheckSession()
        case "addKommentare": editing.addComments(arguments["kommentare"]?.arrayValue ?? [])
        case "updateBearbeiter":
            found.editor = try editing.partner(text("partnerId"), for: found.adviser)
        case "updateKundenbetreuer":
            found.adviser = try editing.adviser(text("partnerId"), after: found.adviser, by: subject)
        default: throw Failure(status: 400, message: "\(name) is no mutation")
        }
    }

    private func text(_ name: String) -> String { arguments[name]?.stringValue ?? "" }

    private func object(_ name: String) -> JSONObject { arguments[name]?.objectValue ?? [:] }
}
