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
        "without a valid token there is a 401 with WWW-Authenticate, in the form of each API",
        arguments: ["", "Bearer nonsense", "Basic eA=="]
    )
    func unauthorised(header: String) async throws {
        try await Server.run { server in
            for (method, path) in [(HTTPMethod.POST, "/kundenangaben"), (.GET, "/v3/vorgaenge"), (.POST, "/vorgang")] {
                let headers = header.isEmpty ? [] : [("authorization", header)]
                let answer = try await server.ask(method, path, headers: headers)
                #expect(answer.status == 401)
                #expect(answer.headers["www-authenticate"].first?.hasPrefix("Bearer") == true)
                // Kundenangaben has no body, Vorgaenge the one of its specification; of KreditSmart nobody says.
                #expect(answer.json["statusCode"] == (path == "/v3/vorgaenge" ? 401 : nil))
                #expect(answer.body.isEmpty == (path != "/v3/vorgaenge"))
                #expect(answer.assumption?.hasPrefix("kex-errors") == (path == "/vorgang" ? true : nil))
            }
        }
    }

    @Test("a token counts in the deprecated header X-Authentication, which is an assumption; Authorization goes first")
    func oldHeader() async throws {
        try await Server.run { server in
            let token = try await server.token().json["access_token"]?.stringValue ?? ""
            let old = try await server.ask(.GET, "/v3/vorgaenge", headers: [("x-authentication", token)])
            #expect(old.status == 200)
            #expect(old.assumption?.contains("x-authentication") == true)
            let both = [("authorization", "Bearer nonsense"), ("x-authentication", token)]
            let refused = try await server.ask(.GET, "/v3/vorgaenge", headers: both)
            #expect(refused.status == 401)
        }
    }

    @Test(
        "a scope that exists is left out if the client has it not; one that does not exist is refused",
        arguments: [
            ("no-access", ""), ("partner:login:silent-sign-in", ""), ("openid+profile", ""),
            ("baufinanzierung:vorgang:anlegen+privatkredit:vorgang:lesen", SandboxScope.readLoan),
            ("baufinanzierung:vorgang:lesn", nil), ("impersonate", nil), ("no-access+nonsense", nil),
        ]
    )
    func genuine(scope: String, granted: String?) async throws {
        try await Server.run { server in
            let answer = try await server.token("grant_type=client_credentials&scope=\(scope)")
            #expect(answer.json["scope"]?.stringValue == granted)
            #expect(answer.json["error"]?.stringValue == (granted == nil ? "invalid_scope" : nil))
        }
    }

    @Test(
        "a token speaks for whom it names as subject, if that partner is below the actor and the actor below the client"
    )
    func subject() async throws {
        try await Server.run(configure: Sample.partners) { server in
            let cases = [
                ("head:s", "subject=ABC12", 200), ("head:s", "subject=DEF34", 400), ("adviser:s", "subject=ORG01", 400),
                ("adviser:s", "actor=ORG01&subject=ABC12", 400), ("adviser:s", "actor=ABC12&subject=ABC12", 200),
                ("head:s", "actor=ORG01&subject=ABC12", 200), ("head:s", "actor=ABC12", 200),
            ]
            for (client, fields, status) in cases {
                let answer = try await server.token("grant_type=client_credentials&\(fields)", basic: client)
                #expect(answer.status == status, "\(client) \(fields)")
                if status == 400 { #expect(answer.json["error"] == "unauthorized_client") }
            }
            let form = "grant_type=client_credentials&subject=ABC12&scope="
            let plain = try await server.token(form + SandboxScope.writeCase, basic: "head:s")
            #expect(plain.status == 400)
            #expect(plain.json["error_description"]?.stringValue?.contains("`impersonieren` is required") == true)
            let both = "\(SandboxScope.writeCase)+\(SandboxScope.impersonate)"
            let impersonating = try await server.token(form + both, basic: "head:s")
            #expect(impersonating.status == 200)
        }
    }

    @Test(
        "only the two published addresses issue tokens, by POST, for forms",
        arguments: ["/auth/token", "/auth/access-token"]
    )
    func addresses(path: String) async throws {
        try await Server.run { server in
            let basic = ("authorization", "Basic bGVhZGdhdGUtc2FuZGJveDpsZWFkZ2F0ZS1zYW5kYm94")
            let form = [basic, ("content-type", "application/x-www-form-urlencoded;charset=utf-8")]
            let body = Array("grant_type=client_credentials".utf8)
            let good = try await server.ask(.POST, path, body, headers: form)
            let get = try await server.ask(.GET, path, headers: [basic])
            let json = try await server.ask(.POST, path, body, headers: [basic, ("content-type", "application/json")])
            let below = try await server.ask(.POST, "\(path)/x", body, headers: form)
            let other = try await server.ask(.POST, "/auth/authorize", body, headers: form)
            #expect([good, get, json, below, other].map(\.status) == [200, 405, 400, 404, 404])
        }
    }
}
