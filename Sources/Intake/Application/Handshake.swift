import HTTPEdge
import JSON
import NIOHTTP1
import Problems
import SourceFiles
import Submissions

/// Answers vendors' checks of a webhook's address: `GET` and `HEAD` on it.
///
/// Meta sends `hub.challenge` with a `hub.verify_token` (``VerifyToken``); LinkedIn sends
/// `challengeCode`, which must look like the UUID it is: signing whatever comes would let anybody sign posts. An address
/// without values gets a friendly 200, for unknown sources too.
enum Handshake {
    /// The answer to a vendor's check; `nil` if the request is none.
    static func answer(_ target: RequestTarget, _ verifier: CredentialVerifier?) -> IntakeResponse? {
        let query = target.query.map { PercentEncoding.pairs(ofQuery: $0, limit: 20) } ?? []
        func value(_ name: String) -> String? { query.first { $0.name == name }?.value }
        if let challenge = value("hub.challenge"), value("hub.mode") == "subscribe" {
            let isRight = verifier?.isVerifyToken(value("hub.verify_token") ?? "") ?? false
            guard isRight, challenge.utf8.count <= 256 else {
                return Problem.credential.response(
                    "The verify token is not the one that `leadgate source show` prints."
                )
            }
            return .text(.ok, challenge).adding("x-content-type-options", "nosniff")
        }
        if let challenge = value("challengeCode"), isUUID(challenge),
            let response = verifier?.linkedInResponse(to: challenge)
        {
            return .json(.ok, ["challengeCode": .string(challenge), "challengeResponse": .string(response)])
        }
        return nil
    }

    /// What an address says to somebody who looks whether it is there.
    static let ready = IntakeResponse.json(.ok, ["status": "ready", "send": "POST"])

    private static func isUUID(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 36 else { return false }
        return bytes.indices.allSatisfy { index in
            [8, 13, 18, 23].contains(index)
                ? bytes[index] == UInt8(ascii: "-") : TextCodings.hex("0" + String(UnicodeScalar(bytes[index]))) != nil
        }
    }
}
