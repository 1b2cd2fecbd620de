import JSON
import TestSupport
import Testing

@testable import MappingLanguage
@testable import SourceFiles

@Suite("How a source gets what a vendor has of a lead")
struct FetchSettingsTests {
    private static func decoded(_ fetch: String, mode: String = "test", more: String = "")
        -> (source: Source?, findings: [Finding])
    {
        SourceTests.decode(
            #"{"mapping": "m", "mode": "\#(mode)", "credential": {"scheme": "url", "secret": {"env": "X"}}, \#(more) "fetch": \#(fetch)}"#
        )
    }

    @Test("an id, an address with it, a token and what else there is")
    func all() throws {
        let decoded = Self.decoded(
            """
            {"id": "$.payload.ids[*]", "pattern": "[0-9]+", "url": "https://{region}.v.example/{version}/{id}?a={id}",
             "token": {"secret": {"env": "T"}, "query": "access_token"}, "headers": {"X-Version": "7"}, "lead": "$.elements[0]",
             "join": {"form": {"id": "$.form", "url": "https://v.example/forms/{id}"}},
             "errors": {"token": "$[?@.code == 190]", "gone": ["$.gone"]}, "perMinute": 10, "answer": "1MiB"}
            """,
            more: #""attributes": {"region": "eu", "version": 21},"#
        )
        #expect(decoded.findings == [])
        let fetch = try #require(decoded.source?.fetch)
        #expect(fetch.id.id(in: "urn:li:lead:10,1") == "10" && fetch.id.id(in: "none") == nil)
        #expect(fetch.url.address(for: "a/b c?") == "https://eu.v.example/21/a%2Fb%20c%3F?a=a%2Fb%20c%3F")
        #expect(fetch.url.address(for: "1", token: ("t", "a&b")).hasSuffix("?a=1&t=a%26b"))
        #expect(fetch.token?.place == .query("access_token") && fetch.perMinute == 10 && fetch.answerBytes == 1 << 20)
        #expect(fetch.joins.map(\.member) == ["form"] && fetch.errors.later.isEmpty && !fetch.allowsLoopback)
        #expect(fetch.joins[0].url.address(for: "1", token: ("t", "x")) == "https://v.example/forms/1?t=x")
    }

    @Test(
        "what cannot be is said, at its place",
        arguments: [
            (#"{"url": "https://v.example/{id}"}"#, "missing-setting", "/fetch"),
            (#"{"id": "$.payload.id"}"#, "missing-setting", "/fetch"),
            (#"{"id": "$.form.id", "url": "https://v.example/{id}"}"#, "invalid-selector", "/fetch/id"),
            (#"{"id": "id", "url": "https://v.example/{id}"}"#, "invalid-selector", "/fetch/id"),
            (#"{"id": "$.payload.id", "url": "http://v.example/{id}"}"#, "invalid-setting", "/fetch/url"),
            (#"{"id": "$.payload.id", "url": "https://v.example/"}"#, "invalid-setting", "/fetch/url"),
            (#"{"id": "$.payload.id", "url": "https://{id}.example/"}"#, "invalid-setting", "/fetch/url"),
            (#"{"id": "$.payload.id", "url": "https://{id}/a"}"#, "invalid-setting", "/fetch/url"),
            (#"{"id": "$.payload.id", "url": "https://u@v.example/{id}"}"#, "invalid-setting", "/fetch/url"),
            (#"{"id": "$.payload.id", "url": "https://v.example/{id}#a"}"#, "invalid-setting", "/fetch/url"),
            (#"{"id": "$.payload.id", "url": "https://v.example/{what}/{id}"}"#, "invalid-setting", "/fetch/url"),
            (
                #"{"id": "$.payload.id", "pattern": "(", "url": "https://v.example/{id}"}"#, "invalid-setting",
                "/fetch/pattern"
            ),
            (
                #"{"id": "$.payload.id", "url": "https://v.example/{id}", "lead": "elements"}"#, "invalid-selector",
                "/fetch/lead"
            ),
            (
                #"{"id": "$.payload.id", "url": "https://v.example/{id}", "lead": "$.a[*]"}"#, "selector-not-singular",
                "/fetch/lead"
            ),
            (
                #"{"id": "$.payload.id", "url": "https://v.example/{id}", "token": {}}"#, "missing-secret",
                "/fetch/token"
            ),
            (
                #"{"id": "$.payload.id", "url": "https://v.example/{id}", "token": {"secret": {"env": "T"}, "header": "A", "query": "b"}}"#,
                "invalid-setting", "/fetch/token"
            ),
            (
                #"{"id": "$.payload.id", "url": "https://v.example/{id}", "headers": {"Host": "a"}}"#,
                "invalid-setting", "/fetch/headers/Host"
            ),
            (
                #"{"id": "$.payload.id", "url": "https://v.example/{id}", "headers": {"A b": "a"}}"#, "invalid-setting",
                "/fetch/headers/A b"
            ),
            (
                #"{"id": "$.payload.id", "url": "https://v.example/{id}", "answer": "1GiB"}"#, "invalid-setting",
                "/fetch/answer"
            ),
            (
                #"{"id": "$.payload.id", "url": "https://v.example/{id}", "perminute": 1}"#, "unknown-setting",
                "/fetch/perminute"
            ),
            (
                #"{"id": "$.payload.id", "url": "https://v.example/{id}", "join": {"f": {"id": "$.f"}}}"#,
                "missing-setting", "/fetch/join/f"
            ),
        ]
    )
    func wrong(fetch: String, code: String, place: String) throws {
        let decoded = Self.decoded(fetch)
        #expect(decoded.source == nil)
        #expect(decoded.findings.map { "\($0.code.rawValue) \($0.pointer)" } == ["\(code) \(place)"])
    }

    @Test("this machine's own address and a token in clear text are for tests alone")
    func production() {
        let fetch =
            #"{"id": "$.payload.id", "url": "http://127.0.0.1:1/{id}", "allowLoopback": true, "token": {"secret": "a-token-in-clear-text"}}"#
        #expect(Self.decoded(fetch).source != nil)
        let decoded = Self.decoded(fetch, mode: "production")
        #expect(decoded.findings.map(\.code) == [.invalidSetting, .secretInFile])
    }

    @Test("a source without a mapping is learning; one that says no mapping and no learning is a mistake")
    func learning() throws {
        func source(_ text: String) -> (source: Source?, findings: [Finding]) {
            SourceTests.decode(#"{\#(text) "credential": {"scheme": "url", "secret": {"env": "X"}}}"#)
        }
        #expect(try #require(source("").source).isLearning)
        #expect(try #require(source(#""mapping": "m", "learning": true,"#).source).isLearning)
        #expect(try #require(source(#""mapping": "m","#).source).isLearning == false)
        #expect(source(#""learning": false,"#).findings.map(\.code) == [.missingSetting])
    }
}
