import Crypto
import Feedback
import Foundation
import Testing

@Suite("Signatures of callbacks (Standard Webhooks)")
struct SignatureTests {
    /// What a receiver does, written anew.
    static func verifies(_ headers: [(name: String, value: String)], body: [UInt8], key: String) -> Bool {
        let named = Dictionary(headers.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        guard let id = named["webhook-id"], let time = named["webhook-timestamp"],
            let signatures = named["webhook-signature"], let secret = Data(base64Encoded: key)
        else { return false }
        let code = HMAC<SHA256>.authenticationCode(
            for: Data("\(id).\(time).".utf8) + body,
            using: SymmetricKey(data: secret)
        )
        return signatures.split(separator: " ").contains("v1,\(Data(code).base64EncodedString())")
    }

    @Test(
        "the published example and one made with the reference library come out as they should",
        arguments: [
            // The specification's own example.
            (
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", Int64(1_614_265_330),
                #"{"test": 2432232314}"#, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
            ),
            (
                "whsec_dGVzdC1zZWNyZXQtMDAwMS0yNGJ5dGVz", "msg_1", 1_790_000_001,
                #"{"nachname":"Müller","betrag":358000}"#, "v1,VczlX6I71o8ANGAyhKld+ZMtuTzIO9VYGDlcZeiNOJk="
            ),
        ]
    )
    func vectors(secret: String, id: String, timestamp: Int64, body: String, signature: String) throws {
        let headers = try StandardWebhookSignature(secrets: [secret])
            .headers(id: id, timestamp: timestamp, body: Array(body.utf8))
        #expect(headers.map(\.name) == ["webhook-id", "webhook-timestamp", "webhook-signature"])
        #expect(headers.map(\.value) == [id, "\(timestamp)", signature])
    }

    @Test(
        "padding and prefix of a secret may be there or not",
        arguments: ["whsec_c2VjcmV0LTE2LWJ5dGVz", "c2VjcmV0LTE2LWJ5dGVz", "whsec_YWJjZA==", "whsec_YWJjZA", "YWJjZA="]
    )
    func spelling(secret: String) throws {
        let headers = try StandardWebhookSignature(secrets: [secret]).headers(id: "m", timestamp: 1, body: [1, 2])
        let key = secret.contains("YWJjZA") ? "YWJjZA==" : "c2VjcmV0LTE2LWJ5dGVz"
        #expect(Self.verifies(headers, body: [1, 2], key: key))
    }

    @Test("each of several secrets signs, so that either verifies while one takes the place of the other")
    func rotation() throws {
        let old = Data("the old secret of it".utf8).base64EncodedString()
        let new = Data("the new secret of it".utf8).base64EncodedString()
        let headers = try StandardWebhookSignature(secrets: ["whsec_\(new)", "whsec_\(old)"])
            .headers(id: "msg_2", timestamp: 5, body: [7])
        #expect(headers[2].value.split(separator: " ").count == 2)
        #expect(Self.verifies(headers, body: [7], key: old))
        #expect(Self.verifies(headers, body: [7], key: new))
        #expect(!Self.verifies(headers, body: [8], key: new))
    }

    @Test("what is no secret is refused without a word of it", arguments: ["", "whsec_", "whsec_nö!", "hunter2!"])
    func malformed(secret: String) {
        let error = #expect(throws: StandardWebhookSignature.MalformedSecret.self) {
            try StandardWebhookSignature(secrets: [secret])
        }
        #expect(secret.count < 7 || error?.description.contains(secret) == false)
    }
}
