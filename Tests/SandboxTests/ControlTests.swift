import AsyncHTTPClient
import JSON
import Logging
import NIOCore
import NIOHTTP1
import Sandbox
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite("Faults on demand, and a look inside")
struct ControlTests {
    @Test("a fault meets the next requests of its path and then no more")
    func countdown() async throws {
        try await Server.run { server in
            _ = try await server.faults(#"[{"path": "kundenangaben", "next": 2, "status": 503, "retryAfter": 5}]"#)
            var statuses: [Int] = []
            for _ in 0..<3 {
                let answer = try await server.post("/kundenangaben", Sample.kundenangaben())
                statuses.append(answer.status)
                if answer.status == 503 { #expect(answer.headers["retry-after"] == ["5"]) }
            }
            #expect(statuses == [503, 503, 201])
            let cases = try await server.cases()
            #expect(cases.count == 1)
            let left = try await server.ask(.GET, "/_sandbox/faults")
            #expect(left.json["faults"] == [])
        }
    }

    @Test("a fault by path prefix leaves other paths alone; DELETE ends it")
    func prefix() async throws {
        try await Server.run { server in
            _ = try await server.faults(#"{"faults": [{"path": "/kundenangaben/body", "next": "all", "status": 500}]}"#)
            let path = "/kundenangaben/body-validation"
            let other = try await server.post("/kundenangaben", Sample.kundenangaben())
            let met = try await server.post(path, Sample.kundenangaben())
            let ended = try await server.ask(.DELETE, "/_sandbox/faults")
            let after = try await server.post(path, Sample.kundenangaben())
            #expect([other.status, met.status, ended.status, after.status] == [201, 500, 204, 200])
        }
    }

    @Test("a body of one's own is answered as it is")
    func ownBody() async throws {
        try await Server.run { server in
            _ = try await server.faults(
                #"[{"path": "kex", "status": 422, "problem": {"a": 1.50}}, {"path": "kex", "status": 502, "page": "<b>"}]"#
            )
            let first = try await server.post("/vorgang", Sample.kex())
            #expect(first.status == 422 && first.text == #"{"a":1.50}"#)
            let second = try await server.post("/vorgang", Sample.kex())
            #expect(second.status == 502 && second.text == "<b>")
        }
    }

    @Test(
        "a dropped connection gives the caller no status line; stored or not as planned",
        arguments: [("before-store", 0), ("after-store", 1)]
    )
    func drop(kind: String, stored: Int) async throws {
        try await Server.run { server in
            let headers = try await server.authorization() + [("content-type", "application/json")]
            _ = try await server.faults(#"[{"path": "kundenangaben", "drop": "\#(kind)"}]"#)
            await #expect(throws: (any Error).self) {
                try await server.ask(.POST, "/kundenangaben", Sample.kundenangaben().serialized, headers: headers)
            }
            let cases = try await server.cases()
            #expect(cases.count == stored)
        }
    }

    @Test("a truncated answer has its status line and breaks off in the body")
    func truncate() async throws {
        try await Server.run { server in
            let headers = try await server.authorization() + [("content-type", "application/json")]
            _ = try await server.faults(#"[{"path": "kundenangaben", "truncate": true}]"#)
            var request = HTTPClientRequest(url: "\(server.base)/kundenangaben")
            request.method = .POST
            request.headers = HTTPHeaders(headers)
            request.body = .bytes(ByteBuffer(bytes: Sample.kundenangaben().serialized))
            let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
            #expect(response.status.code == 201)
            await #expect(throws: (any Error).self) { try await response.body.collect(upTo: 65_536) }
            let cases = try await server.cases()
            #expect(cases.count == 1)
        }
    }

    @Test(
        "a plan that makes no sense is refused with the reason, and the old one stays",
        arguments: [
            ("{", "not valid JSON"), ("7", "array of rules"), ("[7]", "rule 1: a rule is an object"),
            (#"[{"status": 503}]"#, "\"path\" is missing"),
            (#"[{"path": "kundenangabn", "status": 503}]"#, "is one of"),
            (#"[{"path": "kex", "statsu": 503}]"#, "did you mean \"status\"?"),
            (#"[{"path": "kex", "status": 99}]"#, "from 200 to 599"), (#"[{"path": "kex"}]"#, "nothing goes wrong"),
            (#"[{"path": "kex", "next": "some", "status": 500}]"#, "\"all\""),
            (#"[{"path": "kex", "next": 0, "status": 500}]"#, "\"next\""),
            (#"[{"path": "kex", "drop": "now"}]"#, "before-store"),
            (#"[{"path": "kex", "drop": "after-store", "status": 500}]"#, "no answer at all"),
            (#"[{"path": "kex", "delay": "long"}]"#, "whole number"),
            (#"[{"path": "kex", "delay": 1, "retryAfter": 1}]"#, "need a \"status\""),
            (#"[{"path": "/_sandbox/faults", "status": 500}]"#, "is one of"),
            (#"[{"path": "kex", "status": 500}, {"path": "kex", "truncate": 1}]"#, "rule 2"),
        ]
    )
    func malformed(plan: String, reason: String) async throws {
        try await Server.run { server in
            let good = #"{"faults":[{"path":"token","next":"all","status":503}]}"#
            let put = try await server.faults(good)
            #expect(put.text == good)
            let answer = try await server.faults(plan)
            #expect(answer.status == 400)
            let message = answer.json["message"]?.stringValue ?? ""
            #expect(message.contains(reason), "\(message)")
            let kept = try await server.ask(.GET, "/_sandbox/faults")
            #expect(kept.text == good)
        }
    }

    @Test("one case can be shown, all forgotten, and memory is bounded with a word about it")
    func memory() async throws {
        try await Server.run(configure: { $0.remembered = 2 }) { server in
            var numbers: [String] = []
            for _ in 0..<3 {
                let answer = try await server.post("/kundenangaben", Sample.kundenangaben())
                numbers.append(answer.json["vorgangsnummer"]?.stringValue ?? "")
            }
            let list = try await server.ask(.GET, "/_sandbox/vorgaenge")
            let listed = list.json.arrayValue?.compactMap { $0["vorgangsnummer"]?.stringValue }
            #expect(listed == Array(numbers.dropFirst()))
            #expect(list.headers["x-sandbox-forgotten"].first?.hasPrefix("1 ") == true)
            let known = try await server.ask(.GET, "/_sandbox/vorgaenge/\(numbers[2])")
            #expect(known.json["vorgangsnummer"]?.stringValue == numbers[2])
            let forgotten = try await server.ask(.GET, "/_sandbox/vorgaenge/\(numbers[0])")
            #expect(forgotten.status == 404)
            let cleared = try await server.ask(.DELETE, "/_sandbox/vorgaenge")
            #expect(cleared.status == 204)
            let cases = try await server.cases()
            #expect(cases.isEmpty)
        }
    }

    @Test("the front page says what this is")
    func introduction() async throws {
        try await Server.run { server in
            let answer = try await server.ask(.GET, "/")
            #expect(answer.status == 200)
            #expect(answer.text.contains("It is not Europace"))
        }
    }

    @Test("the journal has every request before its answer, stored or not")
    func journal() async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("journal-\(UUID()).jsonl").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await Server.run(configure: { $0.journal = path }) { server in
            let answer = try await server.post("/kundenangaben", Sample.kundenangaben())
            _ = try await server.faults(#"[{"path": "kundenangaben", "status": 500}]"#)
            _ = try await server.post("/kundenangaben", Sample.kundenangaben())
            let bytes = [UInt8](FileManager.default.contents(atPath: path) ?? Data())
            let entries = try bytes.split(separator: 10).map { try JSONValue.parse(Array($0)) }
                .filter { $0["api"] == "kundenangaben" }
            #expect(entries.map { $0["stored"] } == [true, false])
            #expect(entries.first?["vorgangsnummer"] == answer.json["vorgangsnummer"])
            #expect(entries.map { $0["externeVorgangsId"] } == ["lead-1", "lead-1"])
            #expect(entries.map { $0["status"] } == [201, 500])
        }
    }

    @Test("what cannot be written to the journal is not answered")
    func fullJournal() async throws {
        try await Server.run(configure: { $0.journal = "/dev/full" }) { server in
            await #expect(throws: (any Error).self) { try await server.token() }
        }
    }

    @Test("a port that is taken is reported")
    func takenPort() async throws {
        try await Server.run { server in
            let port = try #require(Int(server.base.split(separator: ":").last ?? ""))
            let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let second = SandboxServer(SandboxConfiguration(port: port), logger: quiet)
            async let running: Void? = try? second.run()
            await #expect(throws: SandboxError.self) { try await second.boundPort() }
            _ = await running
        }
    }
}
