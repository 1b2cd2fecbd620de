import JSON
import Testing

@Suite("The published rules of the KEX-Vorgang-Update-API")
struct KEXUpdateRuleTests {
    @Test(
        "what belongs to one applicant alone is a 422 for two, all else is taken",
        arguments: [
            ("Ehegattenunterhalt", true), ("EinkunftAusNebentaetigkeit", true), ("PrivateKrankenversicherung", true),
            ("SonstigeEinnahme", true), ("UnbefristeteZusatzrente", true), ("Unterhaltsverpflichtung", true),
            ("Kind", false), ("Ratenkredit", false), ("SonstigeAusgabe", false),
        ]
    )
    func oneOwner(kind: String, isOfOne: Bool) async throws {
        try await Server.run { server in
            let loan = try await Loan.create(server, ["antragsteller2": ["personendaten": ["nachname": "Muster"]]])
            let stored = try await server.stored(loan.number)["stored"]
            let second = stored?["antragsteller2"]?["id"]?.stringValue ?? ""
            let argument = kind.prefix(1).lowercased() + kind.dropFirst()
            let owners = "{antragstellerIds: [\"\(loan.applicant)\", \"\(second)\"]}"
            let answer = try await server.graphQL(
                "mutation { m: add\(kind)(vorgangsnummer: \"\(loan.number)\", \(argument): \(owners)) { id } }"
            )
            #expect(answer.json["errors"]?[0]?["status"] == (isOfOne ? 422 : nil), "\(answer.text)")
        }
    }

    @Test("a vehicle's loan redeems nothing, and what redeems keeps it from being one")
    func vehicle() async throws {
        try await Server.run { server in
            let loan = try await Loan.create(server)
            func run(_ mutation: String) async throws -> JSONValue {
                let query = "mutation { m: \(mutation.replacing("NR", with: "\"\(loan.number)\"")) }"
                return try await server.graphQL(query).json
            }
            let card = "{abloesen: true, iban: \"DE02120300000000202051\", bic: \"BYLADEM1001\", glaeubiger: \"Bank\"}"
            let before = try await run("addKreditkarte(vorgangsnummer: NR, kreditkarte: \(card)) { id messages }")
            let id = before["data"]?["m"]?["id"]?.stringValue ?? ""
            #expect(before["data"]?["m"]?["messages"] == [])
            let purpose = "updateFinanzierungszweck(vorgangsnummer: NR, finanzierungszweck: FAHRZEUGKAUF) { messages }"
            let refused = try await run(purpose)
            #expect(refused["errors"]?[0]?["status"] == 422)
            let ignored = try await run("updateFahrzeugkauf(vorgangsnummer: NR, fahrzeugkauf: {ps: 90}) { messages }")
            #expect(ignored["data"]?["m"]?["messages"]?.arrayValue?.count == 1)

            _ = try await run("deleteKreditkarte(vorgangsnummer: NR, id: \"\(id)\") { messages }")
            let set = try await run(purpose)
            #expect(set["errors"] == nil)
            _ = try await run("updateFahrzeugkauf(vorgangsnummer: NR, fahrzeugkauf: {ps: 90}) { messages }")
            let after = try await run("addKreditkarte(vorgangsnummer: NR, kreditkarte: \(card)) { id messages }")
            #expect(after["data"]?["m"]?["messages"]?.arrayValue?.count == 3)
            var stored = try await server.stored(loan.number)["stored"]
            #expect(stored?["finanzbedarf"]?["fahrzeugkauf"] == ["ps": 90])
            let saved = stored?["haushalt"]?["verbindlichkeiten"]?["kreditkarten"]?[0]?.objectValue
            #expect(saved?.filter { $0.key != "id" } == ["abloesen": false, "glaeubiger": "Bank"])

            let other = purpose.replacing("FAHRZEUGKAUF", with: "MODERNISIERUNG")
            _ = try await run(other)
            stored = try await server.stored(loan.number)["stored"]
            #expect(stored?["finanzbedarf"] == ["finanzierungszweck": "MODERNISIEREN"])
        }
    }

    @Test(
        "an IBAN or BIC that cannot be is set to null, with a message",
        arguments: [
            ("DE02120300000000202051", true), ("DE02 1203 0000 0000 2020 51", true), ("DE03120300000000202051", false),
            ("DE02", false), ("0212030000000020205100", false), ("GB82WEST12345698765432", true), ("", false),
        ]
    )
    func iban(iban: String, isValid: Bool) async throws {
        try await Server.run { server in
            let loan = try await Loan.create(server)
            let answer = try await server.graphQL(
                "mutation($nr: String!, $k: Kontoverbindung!) "
                    + "{ updateKontoverbindung(vorgangsnummer: $nr, kontoverbindung: $k) { messages } }",
                ["nr": .string(loan.number), "k": ["iban": .string(iban), "bic": "BYLADEM1001"]]
            )
            let messages = answer.json["data"]?["updateKontoverbindung"]?["messages"]?.arrayValue
            #expect(messages?.count == (isValid ? 0 : 1), "\(answer.text)")
            let stored = try await server.stored(loan.number)["stored"]?["haushalt"]?["kontoverbindung"]
            #expect(stored?["iban"] == (isValid ? .string(iban) : .null))
            #expect(stored?["bic"] == "BYLADEM1001")
        }
    }

    @Test("one or two applicants, never none or three; the rest of what is known of one goes with them")
    func applicants() async throws {
        try await Server.run { server in
            let loan = try await Loan.create(server)
            func run(_ mutation: String) async throws -> JSONValue {
                let query = "mutation { m: \(mutation.replacing("NR", with: "\"\(loan.number)\"")) }"
                return try await server.graphQL(query).json
            }
            let lonely = try await run(
                "deleteAntragsteller(vorgangsnummer: NR, id: \"\(loan.applicant)\") { messages }"
            )
            #expect(lonely["errors"]?[0]?["status"] == 422)
            let add = "addAntragsteller(vorgangsnummer: NR, antragsteller: {personendaten: {vorname: \"Eva\"}}) { id }"
            let second = try await run(add)["data"]?["m"]?["id"]?.stringValue ?? ""
            let third = try await run(add)
            #expect(third["errors"]?[0]?["status"] == 422)
            _ = try await run(
                "addKind(vorgangsnummer: NR, kind: {antragstellerIds: [\"\(loan.applicant)\", \"\(second)\"]}) { id }"
            )
            let stranger = try await run("addKind(vorgangsnummer: NR, kind: {antragstellerIds: \"nobody\"}) { id }")
            #expect(stranger["errors"]?[0]?["status"] == 400)
            _ = try await run("deleteAntragsteller(vorgangsnummer: NR, id: \"\(loan.applicant)\") { messages }")
            let stored = try await server.stored(loan.number)["stored"]
            #expect(stored?["antragsteller1"]?["personendaten"] == ["vorname": "Eva"])
            #expect(stored?["antragsteller2"] == nil)
            #expect(stored?["haushalt"]?["kinder"]?[0]?["antragstellerIds"] == [.string(second)])
        }
    }

    @Test("the wish: no instalment beside a term, and a day of payment in any case")
    func wish() async throws {
        try await Server.run { server in
            let loan = try await Loan.create(server)
            let wish = "{kreditbetrag: 10000, laufzeitInMonaten: 36, rateMonatlich: 300.50}"
            let answer = try await server.graphQL(
                "mutation { updateFinanzierungswunsch(vorgangsnummer: \"\(loan.number)\", finanzierungswunsch: \(wish)) "
                    + "{ messages } }"
            )
            #expect(answer.json["data"]?["updateFinanzierungswunsch"]?["messages"]?.arrayValue?.count == 1)
            let stored = try await server.stored(loan.number)["stored"]?["finanzbedarf"]?["finanzierungswunsch"]
            #expect(stored == ["kreditbetrag": 10000, "laufzeitInMonaten": 36, "ratenzahlungstermin": "MONATSENDE"])
        }
    }

    @Test("of the employment only the node that its kind names is read")
    func employment() async throws {
        try await Server.run { server in
            let loan = try await Loan.create(server)
            func update(_ employment: String) async throws -> JSONValue {
                let arguments = "vorgangsnummer: \"\(loan.number)\", antragstellerId: \"\(loan.applicant)\""
                let query =
                    "mutation { m: updateBeschaeftigung(\(arguments), beschaeftigung: \(employment)) { messages } }"
                return try await server.graphQL(query).json["data"]?["m"]?["messages"] ?? .null
            }
            let first = try await update(
                "{beschaeftigungsart: RENTNER, rentner: {staatlicheRenteMonatlich: 900}, arbeitsloser: {}}"
            )
            #expect(first.arrayValue?.count == 1)
            let second = try await update("{arbeitsloser: {sonstigesEinkommenMonatlich: 1}}")
            #expect(second.arrayValue?.count == 1)
            let stored = try await server.stored(loan.number)["stored"]?["antragsteller1"]?["beschaeftigung"]
            #expect(stored == ["beschaeftigungsart": "RENTNER", "rentner": ["staatlicheRenteMonatlich": 900]])
        }
    }

    @Test("the account check needs one applicant and an IBAN")
    func accountCheck() async throws {
        try await Server.run { server in
            let loan = try await Loan.create(server)
            let query =
                "mutation { c: createAccountCheckSession(vorgangsnummer: \"\(loan.number)\") { wizardSessionKey } }"
            let early = try await server.graphQL(query)
            #expect(early.json["errors"]?[0]?["status"] == 422)
            let account = try await Loan.create(
                server,
                ["haushalt": ["kontoverbindung": ["iban": "DE02120300000000202051"]]]
            )
            let answer = try await server.graphQL(query.replacing(loan.number, with: account.number))
            #expect(answer.json["data"]?["c"]?["wizardSessionKey"]?.stringValue?.isEmpty == false)
        }
    }
}
