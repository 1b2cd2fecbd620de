import Crypto
import Foundation
import JSON
import NIOHTTP1
import TestSupport
import Testing

/// A sender's own server hears what becomes of its leads: a real gateway process, a real receiver.
@Suite("A sender that wants to be told", .serialized)
struct CallbackTests {
    private static let key = Data("a key for signing callbacks".utf8).base64EncodedString()

    private static func source(_ port: Int) -> String {
        """
        {"mapping": "trisalis", "mode": "test", "attach": {"leadtracking": {"kampagne": "k"}},
         "credential": {"scheme": "bearer", "secret": {"env": "CALLBACK_TEST_POSTS"}},
         "callback": {"url": "http://127.0.0.1:\(port)/told?x=1", "secret": {"env": "CALLBACK_TEST_SIGNS"},
                      "allowPrivate": true}}
        """
    }

    @Test("is told of each change in order, by signed messages, and again when it could not take one")
    func told() async throws {
        // The first message is not taken.
        try await Receiver.run(answering: { number, _ in
            Receiver.Reply(status: number == 0 ? .internalServerError : .ok)
        }) { receiver, port in
            let gateway = try await TestGateway(
                files: ["sources/told.json": Self.source(port)],
                environment: [
                    "CALLBACK_TEST_POSTS": "a-secret-to-post-with", "CALLBACK_TEST_SIGNS": "whsec_\(Self.key)",
                ]
            )
            // Refused first, then replayed and delivered: three changes that a sender is told of.
            try await gateway.faults(["path": "kundenangaben", "method": "POST", "status": 422])
            let receipt = try await gateway.post(trisalisForm, to: "told", bearer: "a-secret-to-post-with")
            let id = try receipt.id
            _ = try await gateway.lead(id, reaches: "dead")
            _ = try await gateway.operatorAsks(.POST, "/admin/api/leads/\(id)/replay", ["reason": "test"])
            let delivered = try await gateway.lead(id, reaches: "delivered")

            let posts = await receiver.posts(atLeast: 4)
            #expect(posts.count == 4)
            let bodies = try posts.map { try JSONValue.parse($0.body) }
            #expect(bodies.map { $0["type"] } == ["lead.dead", "lead.dead", "lead.queued", "lead.delivered"])
            #expect(posts[0]["webhook-id"] == posts[1]["webhook-id"] && posts[0].body == posts[1].body)
            #expect(Set(posts.map { $0["webhook-id"] }).count == 3)
            for post in posts { #expect(Self.verifies(post), "\(post.headers)") }
            #expect(posts.allSatisfy { $0.path == "/told?x=1" })
            #expect(bodies.allSatisfy { $0["data"]?["id"] == .string(id) })
            #expect(bodies[0]["data"]?["cause"]?["code"] == "target-422")
            #expect(bodies[3]["data"]?["vorgangsnummer"] == delivered["vorgangsnummer"])
            #expect(posts.allSatisfy { !$0.text.contains("Mustermann") }, "no value of a customer")

            // What the operator sees of it.
            let shown = try await gateway.operatorAsks(.GET, "/admin/api/leads/\(id)").json
            let callbacks = try await eventually("all are told") {
                let lead = try await gateway.operatorAsks(.GET, "/admin/api/leads/\(id)").json
                let callbacks = lead["callbacks"]?.arrayValue ?? []
                return callbacks.allSatisfy { $0["status"] == "told" } && callbacks.count == 3 ? callbacks : nil
            }
            #expect(callbacks.map { $0["state"] } == ["dead", "queued", "delivered"], "\(shown)")
            #expect(callbacks.map { $0["attempts"] } == [2, 1, 1])
            #expect(callbacks.map { $0["answer"] } == ["200", "200", "200"])
            #expect(await gateway.stop() == 0)
        }
    }

    /// What a receiver does, written anew from the specification of Standard Webhooks.
    private static func verifies(_ post: Receiver.Post) -> Bool {
        guard let id = post["webhook-id"], let time = post["webhook-timestamp"], let key = Data(base64Encoded: key),
            let signatures = post["webhook-signature"]
        else { return false }
        let code = HMAC<SHA256>.authenticationCode(
            for: Data("\(id).\(time).".utf8) + post.body,
            using: SymmetricKey(data: key)
        )
        return signatures.split(separator: " ").contains("v1,\(Data(code).base64EncodedString())")
    }

    @Test("a secret that cannot sign is found at the desk, and said at the start")
    func malformed() async throws {
        let gateway = try await TestGateway(
            files: ["sources/told.json": Self.source(9)],
            environment: ["CALLBACK_TEST_POSTS": "a-secret-to-post-with", "CALLBACK_TEST_SIGNS": "hunter2!"]
        )
        #expect(await gateway.printed.contains("callback cannot be sent"))
        #expect(await !gateway.printed.contains("hunter2!"))
        let sources = try await gateway.operatorAsks(.GET, "/admin/api/sources").json["sources"]?.arrayValue ?? []
        let told = try #require(sources.first { $0["name"] == "told" })
        #expect(told["secretFaults"]?.text().contains("whsec_") == true)
        let desk = try await ServerProcess.run(
            ["check", gateway.folder.appendingPathComponent("mappings").path],
            environment: ["CALLBACK_TEST_SIGNS": "hunter2!"]
        )
        #expect(desk.status == 1)
        #expect(desk.output.contains("sources/told.json") && desk.output.contains("whsec_"), "\(desk.output)")
        #expect(!desk.output.contains("hunter2!"))
        #expect(await gateway.stop() == 0)
    }
}
