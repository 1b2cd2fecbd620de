import HTTPEdge
import LeadBuilding
import Problems

/// The keys that a whole post brings along: what was signed, `Idempotency-Key` (IETF
/// draft-ietf-httpapi-idempotency-key-header) and Standard Webhooks' `webhook-id`, which Svix calls `svix-id`.
///
/// All of them count. A header is written by whoever sends the request, so a fresh one never makes a new post of one that
/// was signed and captured.
enum PostKeys {
    /// The longest key that a header may bring, in bytes.
    private static let longest = 255
    /// Days for which a signature without a time is remembered: it is valid for as long as its secret.
    private static let undatedDays = 3_650

    /// The keys, or what is wrong with one.
    static func keys(_ headers: RequestHeaders, _ proof: Proof) throws(Refusal) -> [PostKey] {
        var keys = proof.signed.map { signed in
            PostKey("signed:\(signed.digest)", days: signed.isDated ? PostKey.leastDays : undatedDays)
        }
        if headers.idempotencyKey != nil, let key = try text(of: "Idempotency-Key", headers).map(unquoted), !key.isEmpty
        {
            keys.append(PostKey("idempotency-key:\(key)"))
        }
        guard headers.webhookID != nil else { return keys }
        for name in ["webhook-id", "svix-id"] {
            guard let id = try text(of: name, headers), !id.isEmpty else { continue }
            keys.append(PostKey("webhook-id:\(id)"))
        }
        return keys
    }

    private static func text(of name: String, _ headers: RequestHeaders) throws(Refusal) -> String? {
        let values = headers.all.filter { $0.name.isHeader(name.asciiLowercased) }.map(\.value)
        guard let first = values.first else { return nil }
        guard values.allSatisfy({ $0 == first }) else { throw refusal("Send one \(name).") }
        guard first.utf8.count <= longest else {
            throw refusal("\(name) has more than \(longest) bytes. Send a shorter one.")
        }
        return first
    }

    private static func refusal(_ detail: String) -> Refusal {
        Refusal(response: Problem.postKey.response(detail))
    }

    /// The draft has a structured-field string, in quotes; many senders leave them out.
    private static func unquoted(_ key: String) -> String {
        key.utf8.count >= 2 && key.hasPrefix("\"") && key.hasSuffix("\"") ? String(key.dropFirst().dropLast()) : key
    }
}
