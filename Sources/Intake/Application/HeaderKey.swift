import HTTPEdge

/// The key of a whole post in its headers: `Idempotency-Key` (IETF draft-ietf-httpapi-idempotency-key-header) or Standard
/// Webhooks' `webhook-id`.
enum HeaderKey {
    /// The longest key that a header may bring, in bytes.
    private static let longest = 255

    /// The key with the name of its header; `nil` without a usable one.
    static func text(_ headers: RequestHeaders) -> String? {
        if let key = headers.idempotencyKey.map(unquoted), isUsable(key) { return "idempotency-key:\(key)" }
        if let id = headers.webhookID, isUsable(id) { return "webhook-id:\(id)" }
        return nil
    }

    private static func isUsable(_ key: String) -> Bool { !key.isEmpty && key.utf8.count <= longest }

    /// The draft has a structured-field string, in quotes; many senders leave them out.
    private static func unquoted(_ key: String) -> String {
        key.utf8.count >= 2 && key.hasPrefix("\"") && key.hasSuffix("\"") ? String(key.dropFirst().dropLast()) : key
    }
}
