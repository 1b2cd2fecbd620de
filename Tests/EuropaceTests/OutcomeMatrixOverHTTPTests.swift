import Europace
import JSON
import Leads
import Targets
import Testing

/// The matrix once more, with nothing left out in between: each system against the sandbox over real HTTP.
@Suite("The matrix of outcomes, over HTTP")
struct OutcomeMatrixOverHTTPTests {
    typealias Column = OutcomeMatrixTests.Column

    /// How a column's request is made, and which fault meets it.
    struct Request: Sendable {
        let system: any TargetSystem
        let document: JSONValue
        let context: SendingContext
        let path: String
        let method: String
    }

    static func request(_ column: Column, _ stand: Stand) async throws -> Request {
        let clients = stand.clients
        switch column {
        case .create:
            let document = try JSONValue.parse(Stand.kundenangaben())
            return Request(
                system: KundenangabenSystem(clients: clients),
                document: document,
                context: .of(.kundenangaben),
                path: "kundenangaben",
                method: "POST"
            )
        case .replace:
            return Request(
                system: KundenangabenSystem(clients: clients),
                document: ReplacementTests.patch,
                context: .of(.kundenangaben, case: try await stand.baufiCase(), operation: "replace"),
                path: "kundenangaben",
                method: "PUT"
            )
        case .kexImport:
            return Request(
                system: KEXVorgangSystem(clients: clients),
                document: try JSONValue.parse(Stand.kex()),
                context: .of(.kexVorgang),
                path: "kex",
                method: "POST"
            )
        case .kexChange, .kexAddition:
            let created = try await stand.kexCase()
            let change: JSONValue = [
                ["updatePersonendaten": ["antragstellerId": "antragsteller1", "personendaten": ["vorname": "Max"]]]
            ]
            let addition: JSONValue = [["addKommentare": ["kommentare": ["x"]]]]
            return Request(
                system: KEXUpdateSystem(clients: clients),
                document: column == .kexChange ? change : addition,
                context: KEXUpdateTests.context(created),
                path: "kex-update",
                method: "POST"
            )
        case .status, .statusWithComment:
            var event: JSONObject = ["antragsnummer": "985132/1/1", "produktanbieterstatus": "ABGELEHNT"]
            if column == .statusWithComment { event["kommentar"] = "x" }
            return Request(
                system: AntragsstatusSystem(clients: clients),
                document: .object(event),
                context: .of(.antragsstatus),
                path: "antragsstatus",
                method: "POST"
            )
        case .patch, .message:
            let patch: JSONValue = [["patch": ["externeVorgangsNummer": "crm-1"]]]
            let message: JSONValue = [["nachricht": ["text": "x"]]]
            return Request(
                system: VorgaengeSystem(clients: clients),
                document: column == .patch ? patch : message,
                context: .of(.vorgaenge, case: try await stand.baufiCase()),
                path: "vorgaenge",
                method: column == .patch ? "PATCH" : "POST"
            )
        }
    }

    static func letter(_ outcome: Outcome) -> Character {
        switch OutcomeClass(outcome) {
        case .delivered: "s"
        case .data: "d"
        case .connection: "c"
        case .transient: "t"
        case .unknown: "u"
        }
    }

    /// The letters of a column: what becomes of a request that nobody answered.
    private static func lost(_ column: Column) -> Character { column.table.effect == .twice ? "u" : "t" }

    @Test("an answer that does not come in time counts by what the request does", arguments: Column.allCases)
    func late(column: Column) async throws {
        var settings = EuropaceSettings()
        settings.exchangeDeadline = 3_000
        try await Stand.run(settings: settings) { stand in
            let request = try await Self.request(column, stand)
            try await stand.fail([
                ["path": .string(request.path), "method": .string(request.method), "delay": 600_000, "next": "all"]
            ])
            let outcome = await request.system.send(request.document.serialized, request.context)
            // A replaced case says itself that it was done.
            #expect(Self.letter(outcome) == (column == .replace ? "s" : Self.lost(column)), "\(outcome)")
        }
    }

    @Test("where nobody listens nothing was sent, whatever the request does", arguments: Column.allCases)
    func nobody(column: Column) async throws {
        try await Stand.run { stand in
            let request = try await Self.request(column, stand)
            var endpoints = EuropaceEndpoints.sandbox(baseURL: "http://127.0.0.1:1")
            endpoints.token = EuropaceEndpoints.sandbox(baseURL: stand.base).token
            let clients = EuropaceClients(endpoints: endpoints, credentials: .sandbox, logger: .quiet)
            let system: any TargetSystem =
                switch column {
                case .create, .replace: KundenangabenSystem(clients: clients)
                case .kexImport: KEXVorgangSystem(clients: clients)
                case .kexChange, .kexAddition: KEXUpdateSystem(clients: clients)
                case .status, .statusWithComment: AntragsstatusSystem(clients: clients)
                case .patch, .message: VorgaengeSystem(clients: clients)
                }
            let outcome = await system.send(request.document.serialized, request.context)
            #expect(Self.letter(outcome) == "t", "\(outcome)")
            #expect(outcome.fault?.code == "connect")
            await clients.shutdown()
        }
    }

    /// What GraphQL says of an operation in a 200, the class for updates, and that for additions.
    static let errors: [(entry: JSONObject, classes: String)] = [
        (["status": 400], "dd"), (["status": 401], "cc"), (["status": 403], "dd"), (["status": 404], "dd"),
        (["status": 410], "dd"), (["status": 422], "dd"), (["status": 429], "tt"), (["status": 500], "tu"),
        (["status": 503], "tt"), (["status": "404"], "dd"), (["extensions": ["status": 422]], "dd"),
        (["extensions": ["statusCode": 403]], "dd"), (["extensions": ["code": "NOT_FOUND"]], "dd"),
        (["extensions": ["classification": "INTERNAL_ERROR"]], "tu"), (["errorType": "ValidationError"], "dd"),
        (["errorType": "InvalidSyntax"], "dd"), (["errorType": "DataFetchingException"], "tu"), ([:], "tu"),
    ]

    @Test("an error in a GraphQL answer ends by its class, and names the operation", arguments: errors)
    func graphQL(error: (entry: JSONObject, classes: String)) async throws {
        try await Stand.run { stand in
            for (column, expected) in zip([Column.kexChange, .kexAddition], error.classes) {
                let request = try await Self.request(column, stand)
                var entry = error.entry
                entry["message"] = "refused"
                entry["path"] = ["op0"]
                try await stand.fail([
                    [
                        "path": .string(request.path), "next": 1, "status": 200,
                        "body": ["data": ["op0": .null], "errors": [.object(entry)]],
                    ]
                ])
                let outcome = await request.system.send(request.document.serialized, request.context)
                #expect(Self.letter(outcome) == expected, "\(column.rawValue) \(error.entry): \(outcome)")
                #expect(outcome.fault?.violations.first?.field.hasPrefix("/0/") == true)
            }
        }
    }

    static let statuses = [302, 400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 429, 500, 501, 502, 503, 504]

    @Test("every status and every cut ends as the matrix says", arguments: Column.allCases)
    func column(column: Column) async throws {
        let place = try #require(Column.allCases.firstIndex(of: column))
        try await Stand.run { stand in
            let request = try await Self.request(column, stand)
            func send(_ fault: JSONObject) async throws -> Outcome {
                var fault = fault
                fault["path"] = .string(request.path)
                fault["method"] = .string(request.method)
                fault["next"] = "all"
                try await stand.fail([.object(fault)])
                return await request.system.send(request.document.serialized, request.context)
            }
            for status in Self.statuses {
                let row = try #require(OutcomeMatrixTests.rows.first { $0.statuses.contains(status) })
                let expected = Array(row.classes)[place]
                let outcome = try await send(["status": .number(JSONNumber(status))])
                #expect(Self.letter(outcome) == expected, "\(column.rawValue) \(status): \(outcome)")
            }
            let twice = column.table.effect == .twice
            // Not sent: what was reset before its body was read may have left all the same.
            let unread = try await send(["drop": "before-body"])
            #expect(Self.letter(unread) == (twice ? "u" : "t"), "\(column.rawValue) unread: \(unread)")
            let undone = try await send(["drop": "before-store"])
            #expect(Self.letter(undone) == (twice ? "u" : "t"), "\(column.rawValue) undone: \(undone)")
            let cut = try await send(["truncate": true])
            let done = try await send(["drop": "after-store"])
            if column == .replace {
                // The case itself says that it was done.
                #expect(Self.letter(done) == "s" && Self.letter(cut) == "s", "\(cut) \(done)")
            } else {
                #expect(Self.letter(done) == (twice ? "u" : "t"), "\(column.rawValue) done: \(done)")
                let saysAll = !column.table.needsBody
                #expect(saysAll || Self.letter(cut) == (twice ? "u" : "t"), "\(column.rawValue) cut: \(cut)")
            }
        }
    }
}
