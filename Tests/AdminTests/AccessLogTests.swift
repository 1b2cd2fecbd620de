import Foundation
import JSON
import Leads
import NIOHTTP1
import TestSupport
import Testing

@testable import Admin
@testable import SQLiteLeads

@Suite("Who asked the operators' API, in the log", .timeLimit(.minutes(3)))
struct AccessLogTests {
    private static let asked = "an operator's request"
    private static let refused = "requests without a right to the operators' API were refused"

    @Test("each order is a line, whatever comes of it; a token that is wrong a hundred times is one")
    func lines() async throws {
        let log = LoggedLines()
        try await Desk.run(logger: log.logger) { desk in
            let id = try await desk.lead(.dead)
            #expect(try await desk.post("/leads/\(id)/discard", #"{"reason": "twice"}"#).status == 200)
            #expect(try await desk.post("/leads/\(id)/discard", #"{"reason": "twice"}"#).status == 409)
            #expect(log.messages.filter { $0 == Self.asked }.count == 2)
            for _ in 0..<100 {
                #expect(try await desk.ask(.GET, "/admin/api/leads", token: "nobody's").status == 401)
            }
            #expect(log.messages.filter { $0 == Self.refused }.count == 1)
            let viewer = try await desk.token("vera", .viewer)
            #expect(try await desk.ask(.POST, "/admin/api/leads/\(id)/erase", "{}", token: viewer).status == 403)
            #expect(log.messages.filter { $0 == Self.refused }.count == 2)
        }
    }

    @Test("a token that is used after it was revoked stands in the audit log, once a minute")
    func revoked() async throws {
        try await Desk.run { desk in
            let token = try await desk.token("anna", .operator)
            #expect(try await desk.post("/tokens/anna/revoke").status == 200)
            for _ in 0..<3 { #expect(try await desk.ask(.GET, "/admin/api/leads", token: token).status == 401) }
            let entries = try await desk.get("/audit?by=anna").json["entries"]?.arrayValue ?? []
            #expect(entries.map { $0["act"]?.stringValue } == ["revoked-token-used"])
        }
    }

    @Test("a backup that failed is ordered, and not made, in the audit log")
    func failedBackup() async throws {
        try await Desk.run { desk in
            #expect(try await desk.post("/backup", #"{"file": "/no/such/folder/leads.sqlite"}"#).status == 409)
            let entries = try await desk.get("/audit").json["entries"]?.arrayValue ?? []
            #expect(entries.map { $0["act"]?.stringValue } == ["backup-ordered"])
        }
    }

    @Test("a store that takes no more writes is still copied")
    func backupOfFailedStore() async throws {
        try await Desk.run { desk in
            let id = try await desk.lead(.dead)
            desk.store.commits.refuse(with: .unavailable("the disk has failed."))
            let path = FileManager.default.temporaryDirectory.path + "/leadgate-copy-\(UUID().uuidString).sqlite"
            defer { try? FileManager.default.removeItem(atPath: path) }
            #expect(try await desk.post("/leads/\(id)/discard", #"{"reason": "r"}"#).status == 503)
            #expect(try await desk.post("/backup", #"{"file": "\#(path)"}"#).status == 200)
            #expect(FileManager.default.fileExists(atPath: path))
        }
    }
}
