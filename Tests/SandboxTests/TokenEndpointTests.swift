import JSON
import NIOHTTP1
import Sandbox
import Testing

@Suite("The stand-in for the Authorization API")
struct TokenEndpointTests {
    @Test("a known client gets a bearer token, at both addresses")
    func granted() async throws {
        try await Server.run { server in
            let answer = try await server.token()
            #expect(answer.status == 200)
            #expect(answer.json["token_type"] == "Bearer")
            #expect(answer.json["expires_in"] == 3600)
            #expect(answer.json["scope"]?.stringValue?.contains(SandboxScope.writeCase) == true)
            let old = try await server.ask(.POST, "/auth/access-token", [])
            #expect(old.status == 401)
        }
    }

    @Test(
        "a request that is wrong is answered in OAuth's words",
        arguments: [
            ("grant_type=client_credentials", "leadgate-sandbox:wrong", 401, "invalid_client"),
            ("grant_type=client_credentials", "nobody:leadgate-sandbox", 401, "invalid_client"),
            ("", "leadgate-sandbox:leadgate-sandbox", 400, "invalid_request"),
            ("grant_type=password", "leadgate-sandbox:leadgate-sandbox", 400, "unsupported_grant_type"),
            ("grant_type=client_credentials&scope=nonsense", "leadgate-sandbox:leadgate-sandbox", 400, "invalid_scope"),
            (
                "grant_type=client_credentials&actor=XXX99", "leadgate-sandbox:leadgate-sandbox", 400,
                "unauthorized_client"
            ),
            (
                "grant_type=client_credentials&subject=abc", "leadgate-sandbox:leadgate-sandbox", 400,
                "unauthorized_client"
            ),
            (
                "grant_type=client_credentials&subject=DEF34&actor=ABC12&scope=baufinanzierung:vorgang:schreiben",
                "leadgate-sandbox:leadgate-sandbox", 400, "unauthorized_client"
            ),
        ]
    )
    func refused(form: String, basic: String, status: Int, error: String) async throws {
        try await Server.run { server in
            let answer = try await server.token(form, basic: basic)
            #expect(answer.status == status)
            #expect(answer.json["error"]?.stringValue == error)
            #expect(answer.json["error_description"]?.stringValue?.isEmpty == false)
        }
    }

    @Test("the scope is narrowed to what the client may have")
    func narrowed() async throws {
        let client = SandboxClient(id: "c", secret: "s", scopes: [SandboxScope.writeCase])
        try await Server.run(configure: { $0.clients = [client] }) { server in
            let form = "grant_type=client_credentials&scope=\(SandboxScope.writeCase)+\(SandboxScope.readCase)"
            let answer = try await server.token(form, basic: "c:s")
            #expect(answer.json["scope"]?.stringValue == SandboxScope.writeCase)
        }
    }

    @Test(
        "without a valid token there is a 401 with WWW-Authenticate and no body",
        arguments: ["", "Bearer nonsense", "Basic eA=="]
    )
    func unauthorised(header: String) async throws {
        try await Server.run { server in
            for (method, path) in [(HTTPMethod.POST, "/kundenangaben"), (.GET, "/v3/vorgaenge"), (.POST, "/vorgang")] {
                let headers = header.isEmpty ? [] : [("authorization", header)]
                let answer = try await server.ask(method, path, headers: headers)
                #expect(answer.status == 401)
                #expect(answer.body.isEmpty)
                #expect(answer.headers["www-authenticate"].first?.hasPrefix("Bearer") == true)
            }
        }
    }
}
