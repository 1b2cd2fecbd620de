import JSON
import NIOHTTP1
import Sandbox
import Testing

/// A KreditSmart case to be changed: its number, its first applicant.
struct Loan: Sendable {
    let number: String
    let applicant: String

    static func create(_ server: Server, _ members: JSONObject = [:]) async throws -> Loan {
        var document: JSONObject = ["bearbeiter": ["partnerId": "LGT01"]]
        for member in members.members { document[member.key] = member.value }
        let answer = try await server.post("/vorgang", Sample.kex(document))
        return Loan(
            number: answer.json["vorgangsnummer"]?.stringValue ?? "",
            applicant: answer.json["antragsteller1"]?["id"]?.stringValue ?? ""
        )
    }
}

@Suite("The stand-in for the KEX-Vorgang-Update-API")
struct KEXUpdateTests {
    @Test("a mutation with variables and literals changes the stored case")
    func person() async throws {
        try await Server.run { server in
            let loan = try await Loan.create(server)
            let query = """
                mutation personendaten($vorgangsnummer: String!, $antragstellerId: String!) {
                  updatePersonendaten(vorgangsnummer: $vorgangsnummer, antragstellerId: $antragstellerId, personendaten: {
                    vorname: "Max"
                    nachname: "Mustermann", anrede: HERR, titel: DOKTOR
                  }) { messages }
                }
                """
            let answer = try await server.graphQL(
                query,
                ["vorgangsnummer": .string(loan.number), "antragstellerId": .string(loan.applicant)]
            )
            #expect(answer.status == 200)
            #expect(answer.json == ["data": ["updatePersonendaten": ["messages": []]]])
            let person = try await server.stored(loan.number)["stored"]?["antragsteller1"]?["personendaten"]
            #expect(person == ["vorname": "Max", "nachname": "Mustermann", "anrede": "HERR", "titel": ["DOKTOR"]])
        }
    }

    @Test("several mutations of one document are done in order, under their aliases")
    func aliases() async throws {
        try await Server.run { server in
            let loan = try await Loan.create(server)
            let query = """
                mutation($nr: String!, $kredit: Ratenkredit!) {
                  eins: addRatenkredit(vorgangsnummer: $nr, ratenkredit: $kredit) { id messages }
                  zwei: addRatenkredit(vorgangsnummer: $nr, ratenkredit: {glaeubiger: "Bank B"}) { id }
                  addKommentare(vorgangsnummer: $nr, kommentare: ["a", "", "b"]) { messages }
                }
                """
            let answer = try await server.graphQL(
                query,
                [
                    "nr": .string(loan.number),
                    "kredit": ["glaeubiger": "Bank A", "antragstellerIds": [.string(loan.applicant)]],
                ]
            )
            let stored = try await server.stored(loan.number)["stored"]
            let loans = stored?["haushalt"]?["verbindlichkeiten"]?["ratenkredite"]?.arrayValue ?? []
            #expect(loans.compactMap { $0["glaeubiger"]?.stringValue } == ["Bank A", "Bank B"])
            #expect(loans.first?["id"] == answer.json["data"]?["eins"]?["id"])
            #expect(loans.last?["id"] == answer.json["data"]?["zwei"]?["id"])
            #expect(stored?["kommentare"] == ["a", "b"])
            #expect(answer.json["data"]?.objectValue?.keys == ["eins", "zwei", "addKommentare"])
        }
    }

    @Test("the answer can be asked for in the shape that the README prints")
    func flat() async throws {
        try await Server.run(configure: { $0.behaviour.graphQLData = .flat }) { server in
            let loan = try await Loan.create(server)
            let answer = try await server.graphQL(
                #"mutation { addKommentare(vorgangsnummer: "\#(loan.number)", kommentare: ["a"]) { messages } }"#
            )
            #expect(answer.json == ["data": ["messages": []], "errors": []])
        }
    }

    @Test(
        "what the schema does not know is an error, and nothing of the document is done",
        arguments: [
            ("mutation { addKommentar(vorgangsnummer: $nr, kommentare: [\"a\"]) { messages } }", "FieldUndefined"),
            ("mutation { a: addKommentare(vorgangsnummer: \"NR\") { messages } }", "MissingFieldArgument"),
            ("mutation { addKommentare(vorgangsnummer: \"NR\", kommentare: [\"a\"]) }", "SubSelectionRequired"),
            ("mutation { addKommentare(vorgangsnummer: \"NR\", kommentare: [\"a\"]) { id } }", "FieldUndefined"),
            ("mutation { addKommentare(vorgangsnummer: \"NR\", kommentare: [1]) { messages } }", "WrongType"),
            ("mutation { addKommentare(nr: \"NR\", kommentare: [\"a\"]) { messages } }", "UnknownArgument"),
            (
                "mutation { addKommentare(vorgangsnummer: \"NR\", kommentare: [\"a\"]) { messages } "
                    + "addKommentare(vorgangsnummer: \"NR\", kommentare: [\"b\"]) { messages } }", "FieldsConflict"
            ),
            (
                "mutation { updateFinanzierungszweck(vorgangsnummer: \"NR\", finanzierungszweck: \"UMSCHULDUNG\") "
                    + "{ messages } }", "WrongType"
            ),
            (
                "mutation { updateFinanzierungszweck(vorgangsnummer: \"NR\", finanzierungszweck: URLAUB) { messages } }",
                "WrongType"
            ),
            (
                "mutation { addKind(vorgangsnummer: \"NR\", kind: {nam: \"x\"}) { id } "
                    + "addKommentare(vorgangsnummer: \"NR\", kommentare: [\"a\"]) { messages } }", "WrongType"
            ),
            (
                "mutation($x: String!) { addKommentare(vorgangsnummer: $x, kommentare: [\"a\"]) { messages } }",
                "NullValueForNonNull"
            ),
            (
                "mutation($x: String = \"u\") { addKommentare(vorgangsnummer: \"NR\", kommentare: [\"a\"]) { messages } }",
                "UnusedVariable"
            ),
            ("mutation { addKommentare(vorgangsnummer: $x, kommentare: [\"a\"]) { messages } }", "UndefinedVariable"),
            ("mutation { addKommentare(vorgangsnummer: \"NR\" kommentare: [\"a\") { messages } }", "InvalidSyntax"),
            ("query { vorgang { messages } }", "OperationNotSupported"),
        ]
    )
    func invalid(query: String, rule: String) async throws {
        try await Server.run { server in
            let loan = try await Loan.create(server)
            let answer = try await server.graphQL(query.replacing("NR", with: loan.number))
            #expect(answer.status == 200)
            let error = answer.json["errors"]?[0]
            let named = error?["validationErrorType"]?.stringValue ?? error?["errorType"]?.stringValue
            #expect(named == rule, "\(answer.text)")
            #expect(answer.json["data"] == nil)
            let stored = try await server.stored(loan.number)
            #expect(stored["stored"]?["kommentare"] == nil)
            #expect(stored["stored"]?["haushalt"] == nil)
        }
    }

    @Test("who may change what: unknown, gone, archived, somebody else's")
    func rights() async throws {
        try await Server.run(configure: Sample.partners) { server in
            let loan = try await Loan.create(server, ["bearbeiter": ["partnerId": "ABC12"]])
            func status(_ mutation: String, as client: String, number: String? = nil) async throws -> Int {
                let number = number ?? loan.number
                let query = "mutation { m: \(mutation.replacing("NR", with: "\"\(number)\"")) { messages } }"
                let answer = try await server.graphQL(query, as: client)
                #expect(answer.status == 200)
                return answer.json["errors"]?[0]?["status"]?.numberValue?.int ?? 200
            }
            let edit = "updateFinanzierungswunsch(vorgangsnummer: NR, finanzierungswunsch: {kreditbetrag: 1})"
            let comment = "addKommentare(vorgangsnummer: NR, kommentare: [\"x\"])"
            let outcomes = [
                try await status(edit, as: "adviser:s"), try await status(edit, as: "head:s"),
                try await status(comment, as: "head:s"), try await status(comment, as: "stranger:s"),
                try await status(edit, as: "adviser:s", number: "ZZZZZZ"),
                try await status("updateBearbeiter(vorgangsnummer: NR, partnerId: \"ORG01\")", as: "head:s"),
                try await status(edit, as: "adviser:s"), try await status(edit, as: "head:s"),
                try await status("updateKundenbetreuer(vorgangsnummer: NR, partnerId: \"XXX99\")", as: "head:s"),
            ]
            #expect(outcomes == [200, 403, 200, 403, 404, 200, 403, 200, 400])
            for (state, code) in [("ARCHIVIERT", 403), ("AKTIV", 200), ("GELOESCHT", 410)] {
                let body: JSONValue = ["status": .string(state)]
                _ = try await server.ask(.PUT, "/_sandbox/vorgaenge/\(loan.number)", body.serialized)
                let answered = try await status(edit, as: "head:s")
                #expect(answered == code)
            }
        }
    }

    @Test("HTTP's own errors: no token, no scope, wrong media type")
    func http() async throws {
        try await Server.run { server in
            let body: JSONValue = ["query": "mutation { a }"]
            let nobody = try await server.ask(.POST, "/vorgaenge", body.serialized)
            let scope = try await server.post("/vorgaenge", body, scope: SandboxScope.readLoan)
            let type = try await server.send(.POST, "/vorgaenge", body, type: "application/graphql")
            #expect([nobody.status, scope.status, type.status] == [401, 403, 415])
        }
    }

    @Test("a failed mutation leaves the others done: its data is null and errors names it")
    func partialSuccess() async throws {
        try await Server.run { server in
            let loan = try await Loan.create(
                server,
                ["antragsteller2": ["personendaten": ["nachname": "Muster"]]]
            )
            let ids = try await server.stored(loan.number)["stored"]
            let both: JSONValue = [
                ids?["antragsteller1"]?["id"] ?? .null, ids?["antragsteller2"]?["id"] ?? .null,
            ]
            let query = """
                mutation($nr: String!, $ids: [String]) {
                  a: addEhegattenunterhalt(vorgangsnummer: $nr, ehegattenunterhalt: {antragstellerIds: $ids}) { id }
                  b: addKommentare(vorgangsnummer: $nr, kommentare: ["x"]) { messages }
                }
                """
            let variables: JSONValue = ["nr": .string(loan.number), "ids": both]
            let answer = try await server.graphQL(query, variables)
            #expect(answer.json["data"]?["a"] == .null)
            #expect(answer.json["data"]?["b"] == ["messages": []])
            #expect(answer.json["errors"]?[0]?["status"] == 422)
            #expect(answer.json["errors"]?[0]?["path"] == ["a"])
            #expect(answer.assumption?.contains("graphql-partial") == true)

            _ = try await server.settings(
                ["behaviour": ["graphQLPartial": "stops", "graphQLStatus": "extensions"]]
            )
            let stopped = try await server.graphQL(query, variables)
            #expect(stopped.json["data"] == .null)
            #expect(stopped.json["errors"]?[0]?["extensions"]?["status"] == 422)
            let comments = try await server.stored(loan.number)["stored"]?["kommentare"]?.arrayValue
            #expect(comments?.count == 1)
        }
    }

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

    @Test("the export shows what was changed, by selection, and 404 for what is not there")
    func export() async throws {
        try await Server.run { server in
            let loan = try await Loan.create(server, ["leadquelle": "Portal"])
            let query = """
                query($nr: String!) { v: vorgang(vorgangsnummer: $nr) {
                  eigeneVorgangsnummer leadquelle datenkontext erstelltAm vorgangsstatus { status }
                  kundenbetreuer { partnerId } antraege { antragsnummer }
                } }
                """
            let path = "/kreditsmart/kex/vorgaenge"
            let answer = try await server.graphQL(query, ["nr": .string(loan.number)], path: path)
            let shown = answer.json["data"]?["v"]
            #expect(shown?["eigeneVorgangsnummer"] == "lead-1")
            #expect(shown?["datenkontext"] == "TESTUMGEBUNG")
            #expect(shown?["vorgangsstatus"] == ["status": "AKTIV"])
            #expect(shown?["kundenbetreuer"] == ["partnerId": "ABC12"])
            #expect(shown?["erstelltAm"]?.stringValue?.hasSuffix("Z") == false)
            #expect(shown?["antraege"] == [])
            let unknown = try await server.graphQL(query, ["nr": "ZZZZZZ"], path: path)
            #expect(unknown.json["errors"]?[0]?["status"] == 404)
            let wrong = try await server.graphQL("{ vorgaenge { id } }", path: path)
            #expect(wrong.json["errors"]?[0]?["validationErrorType"] == "FieldUndefined")
        }
    }
}
