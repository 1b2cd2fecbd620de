import JSON
import NIOHTTP1
import Sandbox
import Testing

@Suite("Kundenangaben that are replaced, and what is given back")
struct ReplacementTests {
    private static let care: JSONObject = ["betreuung": ["kundenbetreuer": "ABC12", "bearbeiter": "LGT01"]]

    private static func person(_ name: String, id: JSONValue? = nil, _ contact: JSONValue? = nil) -> JSONValue {
        var customer: JSONObject = ["referenzId": "k1", "personendaten": ["person": ["vorname": .string(name)]]]
        customer["id"] = id
        customer["kontakt"] = contact
        return .object(customer)
    }

    @Test(
        "everything is replaced, known ids stay, invented ones do not, and only the Tippgeber of the metadata changes"
    )
    func replace() async throws {
        try await Server.run { server in
            let number = try await Vorgang.create(
                server,
                metadata: Self.care,
                ["haushalte": [["kunden": [Self.person("Max")]]], "finanzierungsbedarf": ["praeferenzen": [:]]]
            )
            let before = try await server.get("/kundenangaben/\(number)").json
            let id = before["haushalte"]?[0]?["kunden"]?[0]?["id"]
            let body: JSONValue = [
                "updateMetadaten": ["tippgeber": ["tippgeberPartnerId": "AAV43"]],
                "kundenangaben": [
                    "haushalte": [["kunden": [Self.person("Eva", id: "erfunden"), Self.person("Max", id: id)]]]
                ],
            ]
            let answer = try await server.send(.PUT, "/kundenangaben/\(number)", body)
            #expect(answer.status == 204)
            #expect(answer.body.isEmpty)
            let after = try await server.get("/kundenangaben/\(number)").json
            #expect(after["finanzierungsbedarf"] == nil)
            let customers = after["haushalte"]?[0]?["kunden"]
            #expect(customers?[1]?["id"] == id)
            #expect(customers?[0]?["id"] != "erfunden")
            #expect(customers?[0]?["id"]?.stringValue?.utf8.count == 24)
            let stored = try await server.stored(number)
            #expect(stored["importMetadaten"]?["tippgeber"]?["tippgeberPartnerId"] == "AAV43")
            #expect(stored["externeVorgangsId"] == "lead-1")
            // An id that the case gave is no loss; one that a sender invents is.
            let lost = stored["dropped"]?.arrayValue?.compactMap { $0["pointer"]?.stringValue }
            #expect(lost == ["/kundenangaben/haushalte/0/kunden/0/id"])
        }
    }

    @Test("who is not Bearbeiter is refused as was seen, or as one would expect", arguments: ["400", "403"])
    func editor(status: String) async throws {
        try await Server.run { server in
            _ = try await server.settings(["behaviour": ["replaceWithoutEditor": .string(status)]])
            let number = try await Vorgang.create(server)
            let answer = try await server.send(
                .PUT,
                "/kundenangaben/\(number)",
                ["updateMetadaten": [:], "kundenangaben": [:]]
            )
            #expect(answer.status == Int(status))
            if status == "400" {
                #expect(answer.json["detail"] == "Cannot deserialize into 'bearbeiter' at line: 1, column: 223")
            }
        }
    }

    @Test(
        "what cannot be read is refused with its place",
        arguments: [
            (#"{"kundenangaben":{}}"#, "updateMetadaten"), (#"{"updateMetadaten":{}}"#, "kundenangaben"),
            (
                #"{"updateMetadaten":{},"kundenangaben":{"haushalte":{}}}"#,
                "'kundenangaben.haushalte' at line: 1, column: "
            ),
            (#"{"updateMetadaten":{"tippgeber":[]},"kundenangaben":{}}"#, "'updateMetadaten.tippgeber' at line: 1"),
            ("", "not readable"),
        ]
    )
    func refused(body: String, words: String) async throws {
        try await Server.run { server in
            let number = try await Vorgang.create(server, metadata: Self.care)
            let headers = try await server.authorization() + [("content-type", "application/json")]
            let answer = try await server.ask(.PUT, "/kundenangaben/\(number)", Array(body.utf8), headers: headers)
            #expect(answer.status == 400)
            #expect(answer.text.contains(words), "\(answer.text)")
        }
    }

    @Test("a case that is not there is a 404, somebody else's is not replaced")
    func strangers() async throws {
        try await Server.run(configure: Sample.partners) { server in
            let body: JSONValue = ["updateMetadaten": [:], "kundenangaben": [:]]
            let missing = try await server.send(.PUT, "/kundenangaben/ZZZZZZ", body)
            #expect(missing.status == 404)
            let number = try await Vorgang.create(server, as: "adviser:s")
            let foreign = try await server.send(.PUT, "/kundenangaben/\(number)", body, as: "stranger:s")
            #expect(foreign.status == 403)
            // Whoever stands above the Bearbeiter may see the case, and is not the Bearbeiter.
            let edited = try await Vorgang.create(
                server,
                as: "adviser:s",
                metadata: ["betreuung": ["kundenbetreuer": "ABC12", "bearbeiter": "ABC12"]]
            )
            let head = try await server.send(.PUT, "/kundenangaben/\(edited)", body, as: "head:s")
            let editor = try await server.send(.PUT, "/kundenangaben/\(edited)", body, as: "adviser:s")
            #expect([head.status, editor.status] == [400, 204])
        }
    }

    @Test(
        "how far a contact is validated stays while it does, ends with it, and is nobody's to say but a trusted system's"
    )
    func validation() async throws {
        let trusted = SandboxClient(id: "trusted", secret: "s", isTrusted: true)
        try await Server.run(configure: { $0.clients.append(trusted) }) { server in
            let contact: JSONValue = [
                "telefonnummer": ["vorwahl": "030", "nummer": "12345678"],
                "validierungTelefonnummer": "VERBRAUCHER_VERIFIZIERT",
                "email": "max@example.org", "validierungEmail": "FORMAT_VALIDIERT",
            ]
            let kundenangaben: JSONValue = ["haushalte": [["kunden": [Self.person("Max", contact)]]]]
            func contactOf(_ number: String) async throws -> JSONValue? {
                try await server.get("/kundenangaben/\(number)").json["haushalte"]?[0]?["kunden"]?[0]
            }
            let ordinary = try await Vorgang.create(server, metadata: Self.care, kundenangaben)
            let stripped = try await contactOf(ordinary)?["kontakt"]
            #expect(stripped?["validierungEmail"] == nil)

            let number = try await Vorgang.create(server, as: "trusted:s", metadata: Self.care, kundenangaben)
            let customer = try #require(try await contactOf(number))
            #expect(customer["kontakt"]?["validierungEmail"] == "FORMAT_VALIDIERT")
            let changed: JSONValue = [
                "telefonnummer": ["vorwahl": "040", "nummer": "87654321"],
                "validierungTelefonnummer": "VERBRAUCHER_VERIFIZIERT", "email": "max@example.org",
            ]
            let body: JSONValue = [
                "updateMetadaten": [:],
                "kundenangaben": ["haushalte": [["kunden": [Self.person("Max", id: customer["id"], changed)]]]],
            ]
            let answer = try await server.send(.PUT, "/kundenangaben/\(number)", body)
            #expect(answer.status == 204)
            let after = try await contactOf(number)?["kontakt"]
            #expect(after?["validierungTelefonnummer"] == nil)
            #expect(after?["validierungEmail"] == "FORMAT_VALIDIERT")
        }
    }

    @Test("deprecated members come back as what replaced them")
    func successors() async throws {
        try await Server.run { server in
            let kundenangaben: JSONValue = [
                "haushalte": [["kinder": [["name": "Kim"]], "kunden": [["referenzId": "k1"]]]],
                "finanzierungsobjekt": [
                    "immobilie": [
                        "erbbaurecht": ["erbbauzinsJaehrlich": 100],
                        "erbbaurechtErfassung": ["@type": "KEIN_ERBBAURECHT"],
                        "grundbuchangabe": ["blatt": "7", "rechteInAbteilung2": ["beschreibung": "Wegerecht"]],
                        "stellplaetze": [["typ": "GARAGE", "mieteMonatlich": 50]],
                    ]
                ],
            ]
            let number = try await Vorgang.create(server, kundenangaben)
            let read = try await server.get("/kundenangaben/\(number)").json
            let household = read["haushalte"]?[0]
            #expect(household?["kinder"] == nil)
            #expect(household?["kinderErfassung"]?["@type"] == "VORHANDENE_KINDER")
            #expect(household?["kinderErfassung"]?["kinder"]?[0]?["name"] == "Kim")
            let property = read["finanzierungsobjekt"]?["immobilie"]
            #expect(property?["erbbaurecht"] == nil)
            #expect(property?["erbbaurechtErfassung"] == ["@type": "KEIN_ERBBAURECHT"])
            #expect(property?["grundbuchangabeErfassung"]?["blatt"] == "7")
            let rights = property?["grundbuchangabeErfassung"]?["rechteInAbteilung2"]
            #expect(rights == ["@type": "VORHANDENE_RECHTE_ABTEILUNG_2", "beschreibung": "Wegerecht"])
            let place = property?["stellplaetzeErfassung"]?["stellplaetze"]?[0]
            #expect(
                place?["vermietungErfassung"] == ["@type": "VORHANDENE_STELLPLATZ_VERMIETUNG", "mieteMonatlich": 50]
            )
        }
    }

    @Test(
        "a referenzId is fresh and leads to the same object, or as sent, or not there",
        arguments: ["generated", "as-sent", "omitted"]
    )
    func references(behaviour: String) async throws {
        try await Server.run { server in
            _ = try await server.settings(["behaviour": ["referenzId": .string(behaviour)]])
            let number = try await Vorgang.create(
                server,
                [
                    "haushalte": [["kunden": [["referenzId": "meins"]]]],
                    "bankverbindung": ["kundenreferenzIdsDerKontoinhaber": ["meins"]],
                ]
            )
            let read = try await server.get("/kundenangaben/\(number)").json
            let defined = read["haushalte"]?[0]?["kunden"]?[0]?["referenzId"]?.stringValue
            let referred = read["bankverbindung"]?["kundenreferenzIdsDerKontoinhaber"]?[0]?.stringValue
            #expect(defined == referred)
            switch behaviour {
            case "generated": #expect(defined != nil && defined != "meins")
            case "as-sent": #expect(defined == "meins")
            default: #expect(defined == nil)
            }
        }
    }
}
