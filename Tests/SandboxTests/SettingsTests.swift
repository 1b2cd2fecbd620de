import JSON
import NIOHTTP1
import Sandbox
import Testing

@Suite("Settings at run time")
struct SettingsTests {
    @Test("a change holds from the next request on, and what is not named stays")
    func change() async throws {
        try await Server.run { server in
            let answer = try await server.settings(
                [
                    "tokenLifetime": 5,
                    "clients": [
                        [
                            "id": "bank", "secret": "geheim", "partner": "BNK01",
                            "scopes": ["privatkredit:antrag:schreiben"],
                        ]
                    ],
                    "partners": ["unknown": ["AAA11"], "superiors": ["ABC12": "ORG01"]],
                ]
            )
            #expect(answer.status == 200, "\(answer.text)")
            #expect(answer.json["requestsPerMinute"] == 2000)
            #expect(answer.json["partners"]?["root"] == "LGT01")
            #expect(!answer.text.contains("geheim"))
            let token = try await server.token(basic: "bank:geheim")
            #expect(token.json["expires_in"] == 5)
            #expect(token.json["scope"] == "privatkredit:antrag:schreiben")
            let old = try await server.token()
            #expect(old.status == 401)
            let read = try await server.ask(.GET, "/_sandbox/settings")
            #expect(read.json == answer.json)
        }
    }

    @Test(
        "what is not understood is refused with the reason, and nothing changes",
        arguments: [
            (#"{"tokenLifetim": 5}"#, "did you mean \"tokenLifetime\""), (#"{"tokenLifetime": 0}"#, "whole number"),
            (#"{"behaviour": {"vorgaengeV3": "works"}}"#, "did you mean \"vorgaengeV2\""),
            (#"{"behaviour": {"vorgaengeV2": "no"}}"#, "gone, not-found, works"),
            (#"{"clients": [{"id": "x"}]}"#, "secret"), (#"{"clients": []}"#, "list"), (#"[]"#, "object"),
            ("{", "valid JSON"),
            (#"{"tokenLifetime": 5, "partners": {"unknown": [1]}}"#, "text"),
        ]
    )
    func refused(body: String, reason: String) async throws {
        try await Server.run { server in
            let before = try await server.ask(.GET, "/_sandbox/settings")
            let answer = try await server.ask(.PUT, "/_sandbox/settings", Array(body.utf8))
            #expect(answer.status == 400)
            #expect(answer.json["message"]?.stringValue?.contains(reason) == true, "\(answer.text)")
            let after = try await server.ask(.GET, "/_sandbox/settings")
            #expect(after.json == before.json)
        }
    }

    @Test("every assumption has a name and words of its own, and the list is there to read")
    func assumptions() async throws {
        try await Server.run { server in
            let list = try await server.ask(.GET, "/_sandbox/assumptions").json.objectValue
            #expect(list?.count == Assumption.allCases.count)
            #expect(Set(list?.values ?? []).count == Assumption.allCases.count)
        }
        #expect(Introduction.assumptions.contains("kex-errors"))
        // They travel in a header.
        #expect(Assumption.allCases.allSatisfy { $0.text.utf8.allSatisfy { (32...126).contains($0) } })
    }

    @Test("the page explains every fault, setting and switch, in lines that fit a terminal")
    func page() async throws {
        try await Server.run { server in
            let page = try await server.ask(.GET, "/").text
            for word in [
                "expireToken", "before-body", "indexingDelay", "vorgaengeV2", "graphQLPartial", "/_sandbox/antraege",
            ] {
                #expect(page.contains(word), "\(word)")
            }
            let settings = try await server.ask(.GET, "/_sandbox/settings").json.objectValue
            for name in settings?.keys ?? [] { #expect(page.contains(name), "\(name)") }
        }
    }
}
