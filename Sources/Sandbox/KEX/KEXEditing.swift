import JSON

/// The content of a KreditSmart case while a mutation changes it, and what the mutation will answer.
struct KEXEditing {
    var document: KEXDocument
    let identifiers: Identifiers
    let partners: Partners
    var payload = KEXMutation.Payload()
    var assumption: Assumption?

    // MARK: Applicants

    mutating func addApplicant(_ given: JSONObject) throws(KEXMutation.Failure) {
        guard let place = KEXDocument.applicants.first(where: { document.value[$0] == nil }) else {
            throw .rule(422, "A Vorgang has at most two Antragsteller")
        }
        var applicant = given
        let id = identifiers.uuid()
        applicant["id"] = .string(id)
        document.value.set(.object(applicant), at: JSONPointer([place]))
        payload.id = id
    }

    mutating func deleteApplicant(_ id: String) throws(KEXMutation.Failure) {
        let place = try applicant(id)
        guard document.applicantIDs.count > 1 else { throw .rule(422, "A Vorgang has at least one Antragsteller") }
        document.value.remove(at: JSONPointer([place]))
        // The second becomes the first.
        if let second = document.value["antragsteller2"], place == "antragsteller1" {
            document.value.remove(at: JSONPointer(["antragsteller2"]))
            document.value.set(second, at: JSONPointer(["antragsteller1"]))
        }
        for position in KEXPosition.all {
            guard let items = document.value[pointer: position.place]?.arrayValue else { continue }
            document.value.set(.array(items.map { disowned($0, id) }), at: position.place)
        }
        if let account = document.value[pointer: KEXDocument.account] {
            document.value.set(disowned(account, id), at: KEXDocument.account)
        }
    }

    /// Replaces a part of an applicant. Nil: nothing of what was sent is read, so nothing changes.
    mutating func updateApplicant(
        _ id: String,
        _ member: String,
        _ given: JSONObject?
    ) throws(KEXMutation.Failure) {
        let place = try applicant(id)
        guard let given else {
            assumption = .graphQLIgnored
            return
        }
        document.value.set(.object(given), at: JSONPointer([place, member]))
    }

    mutating func updateRatenschutz(_ id: String, _ given: JSONObject) throws(KEXMutation.Failure) {
        let number = try applicant(id).hasSuffix("1") ? 1 : 2
        document.value.set(
            .object(given),
            at: JSONPointer(["finanzbedarf", "ratenschutzAntragsteller\(number)"]),
            creatingParents: true
        )
    }

    private func applicant(_ id: String) throws(KEXMutation.Failure) -> String {
        guard let place = document.applicant(id) else { throw .rule(400, "The Vorgang has no Antragsteller \(id)") }
        return place
    }

    private func disowned(_ item: JSONValue, _ id: String) -> JSONValue {
        guard var object = item.objectValue, let owners = object["antragstellerIds"]?.arrayValue else { return item }
        object["antragstellerIds"] = .array(owners.filter { $0.stringValue != id })
        return .object(object)
    }

    // MARK: Household

    mutating func add(_ given: JSONObject, _ position: KEXPosition) throws(KEXMutation.Failure) {
        let id = identifiers.uuid()
        let item = try item(given, id: id, position)
        var items = document.value[pointer: position.place]?.arrayValue ?? []
        items.append(item)
        document.value.set(.array(items), at: position.place, creatingParents: true)
        payload.id = id
    }

    mutating func update(_ id: String, _ given: JSONObject, _ position: KEXPosition) throws(KEXMutation.Failure) {
        let index = try index(of: id, position)
        let item = try item(given, id: id, position)
        document.value.set(item, at: position.place.appending(index))
    }

    mutating func delete(_ id: String, _ position: KEXPosition) throws(KEXMutation.Failure) {
        let index = try index(of: id, position)
        document.value.remove(at: position.place.appending(index))
    }

    mutating func updateAccount(_ given: JSONObject) throws(KEXMutation.Failure) {
        var account = given
        try checkOwners(account)
        BankDetails.check(&account, &payload.messages)
        document.value.set(.object(account), at: KEXDocument.account, creatingParents: true)
    }

    private func index(of id: String, _ position: KEXPosition) throws(KEXMutation.Failure) -> Int {
        let items = document.value[pointer: position.place]?.arrayValue ?? []
        guard let index = items.firstIndex(where: { $0["id"]?.stringValue == id }) else {
            throw .rule(400, "The Vorgang has no \(position.name) \(id)")
        }
        return index
    }

    /// What is saved of a household item.
    private mutating func item(
        _ given: JSONObject,
        id: String,
        _ position: KEXPosition
    ) throws(KEXMutation.Failure) -> JSONValue {
        try checkOwners(given)
        if position.isOfOne, given["antragstellerIds"]?.arrayValue?.count ?? 0 > 1 {
            throw KEXMutation.Failure(status: 422, message: "\(position.name) belongs to one Antragsteller only")
        }
        var item = given
        BankDetails.check(&item, &payload.messages)
        if let related = position.redemption, document.isForVehicle {
            if item["abloesen"]?.boolValue == true {
                payload.messages.append(
                    "abloesen: nicht möglich beim Finanzierungszweck FAHRZEUGKAUF, auf false gesetzt"
                )
                item["abloesen"] = false
            }
            for name in related where item[name] != nil {
                item[name] = nil
                payload.messages.append("\(name): beim Finanzierungszweck FAHRZEUGKAUF nicht übernommen")
            }
        }
        return .object(JSONObject([("id", .string(id))] + item.members.map { ($0.key, $0.value) }))
    }

    private func checkOwners(_ given: JSONObject) throws(KEXMutation.Failure) {
        let known = document.applicantIDs
        for owner in given["antragstellerIds"]?.arrayValue?.compactMap(\.stringValue) ?? []
        where !known.contains(owner) {
            throw .rule(400, "The Vorgang has no Antragsteller \(owner)")
        }
    }

    // MARK: Financing

    mutating func updateVehicle(_ given: JSONObject) {
        guard document.isForVehicle else {
            payload.messages.append("fahrzeugkauf: nur beim Finanzierungszweck FAHRZEUGKAUF übernommen")
            return
        }
        document.value.set(.object(given), at: KEXDocument.vehicle, creatingParents: true)
    }

    mutating func updateWish(_ given: JSONObject) {
        var wish = given
        if wish["rateMonatlich"] != nil, wish["laufzeitInMonaten"] != nil {
            wish["rateMonatlich"] = nil
            payload.messages.append("rateMonatlich: neben laufzeitInMonaten nicht übernommen")
        }
        if wish["ratenzahlungstermin"] == nil { wish["ratenzahlungstermin"] = "MONATSENDE" }
        let place = JSONPointer(["finanzbedarf", "finanzierungswunsch"])
        document.value.set(.object(wish), at: place, creatingParents: true)
    }

    mutating func updatePurpose(_ purpose: String) throws(KEXMutation.Failure) {
        if purpose == "FAHRZEUGKAUF" {
            for position in KEXPosition.all where position.redemption != nil {
                let items = document.value[pointer: position.place]?.arrayValue ?? []
                guard !items.contains(where: { $0["abloesen"]?.boolValue == true }) else {
                    throw .rule(422, "FAHRZEUGKAUF is not possible while a \(position.name) is to be redeemed")
                }
            }
        } else {
            document.value.remove(at: KEXDocument.vehicle)
        }
        // The import and the export call it otherwise (fact sheet 2.9).
        let stored = purpose == "MODERNISIERUNG" ? "MODERNISIEREN" : purpose
        document.value.set(.string(stored), at: KEXDocument.purpose, creatingParents: true)
    }

    // MARK: The rest

    mutating func createAccountCheckSession() throws(KEXMutation.Failure) {
        guard document.applicantIDs.count == 1 else {
            throw .rule(422, "The account check needs a Vorgang with one Antragsteller")
        }
        guard document.value[pointer: KEXDocument.account]?["iban"]?.stringValue != nil else {
            throw .rule(422, "The account check needs an IBAN in the Kontoverbindung")
        }
        payload.wizardSessionKey = identifiers.uuid()
    }

    mutating func addComments(_ given: [JSONValue]) {
        let place = JSONPointer(["kommentare"])
        let comments = document.value[pointer: place]?.arrayValue ?? []
        document.value.set(.array(comments + given.filter { $0.stringValue?.isEmpty == false }), at: place)
    }

    /// A partner who may work on the cases of `adviser`.
    func partner(_ id: String, for adviser: String) throws(KEXMutation.Failure) -> String {
        guard partners.exists(id) else { throw .rule(400, "There is no partner \(id)") }
        guard partners.mayTakeOver(id, from: adviser) else {
            throw KEXMutation.Failure(status: 403, message: "\(id) has no Übernahmerecht for the Kundenbetreuer")
        }
        return id
    }

    /// A person who becomes Kundenbetreuer.
    func adviser(_ id: String, after adviser: String, by subject: String) throws(KEXMutation.Failure) -> String {
        let id = try partner(id, for: adviser)
        guard !partners.organisations.contains(id) else { throw .rule(400, "\(id) is no person") }
        guard partners.mayTakeOver(subject, from: id) else {
            throw KEXMutation.Failure(status: 403, message: "The user has no Übernahmerecht for \(id)")
        }
        return id
    }
}
