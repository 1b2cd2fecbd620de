import JSON
import NIOHTTP1
import Sandbox
import TestSupport
import Testing

@Suite("The public Postman collection's requests are taken as they are published")
struct PublishedCollectionTests {
    /// Sends a request of the collection with a token, about this case.
    static func send(_ request: PublishedCollection.Request, _ server: Server, about number: String) async throws
        -> Answer
    {
        let token = try await server.token().json["access_token"]?.stringValue ?? ""
        func filled(_ text: String) -> String {
            ["CH6407", "XW3386", "123456"].reduce(text.replacing("{{jwt}}", with: token)) {
                $0.replacing($1, with: number)
            }
        }
        return try await server.ask(
            HTTPMethod(rawValue: request.method),
            filled(request.path),
            request.body.isEmpty ? nil : Array(filled(request.body).utf8),
            headers: request.headers.map { ($0.name, filled($0.value)) }
        )
    }

    @Test("Get OAuth Access-Token")
    func token() async throws {
        try await Server.run { server in
            let scopes = "baufinanzierung:vorgang:schreiben%20baufinanzierung:vorgang:lesen"
            let answer = try await server.token(PublishedCollection.token.replacing("{{SCOPES}}", with: scopes))
            #expect(answer.status == 200)
            #expect(
                answer.json["scope"]?.stringValue == "baufinanzierung:vorgang:schreiben baufinanzierung:vorgang:lesen"
            )
        }
    }

    @Test("Vorgaenge", arguments: PublishedCollection.vorgaenge)
    func vorgaenge(request: PublishedCollection.Request) async throws {
        try await Server.run(configure: { $0.behaviour.vorgaengeV2 = .works }) { server in
            let number = try await Vorgang.create(server)
            let answer = try await Self.send(request, server, about: number)
            #expect(answer.status == 200, "\(answer.text)")
        }
    }

    @Test(
        "KEX export, under the deprecated header that the collection still has",
        arguments: PublishedCollection.export
    )
    func export(request: PublishedCollection.Request) async throws {
        try await Server.run { server in
            let loan = try await Loan.create(
                server,
                ["antragsteller1": ["personendaten": ["vorname": "Max", "nachname": "Mustermann"]]]
            )
            let answer = try await Self.send(request, server, about: loan.number)
            #expect(answer.status == 200)
            #expect(answer.json["errors"] == nil, "\(answer.text)")
            let shown = answer.json["data"]?["vorgang"]
            #expect(shown?["vorgangsnummer"] == .string(loan.number))
            #expect(shown?["kundenbetreuer"] == ["partnerId": "ABC12"])
            #expect(answer.assumption?.contains("x-authentication") == true)
        }
    }
}
