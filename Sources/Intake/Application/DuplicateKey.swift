import Mapping
import SourceFiles

/// What makes a repeat a repeat within its source: the sender's key, else the source's rule.
struct DuplicateKey: Sendable, Hashable {
    let text: String
    /// A header's key must not come back with another body (IETF draft-ietf-httpapi-idempotency-key-header §2.7); a key
    /// from the payload may, because the payload around it can differ.
    let bindsBody: Bool
    let days: Int

    /// The longest key a header may bring, in bytes.
    private static let longest = 255

    init(text: String, bindsBody: Bool, days: Int) {
        self.text = text
        self.bindsBody = bindsBody
        self.days = days
    }

    /// The key that the request's headers carry, if any.
    static func header(_ headers: RequestHeaders) -> DuplicateKey? {
        if let key = headers.idempotencyKey.map(unquoted), isUsable(key) {
            return DuplicateKey(text: "idempotency-key:\(key)", bindsBody: true, days: 90)
        }
        if let id = headers.webhookID, isUsable(id) {
            return DuplicateKey(text: "webhook-id:\(id)", bindsBody: true, days: 90)
        }
        return nil
    }

    /// The key of one lead of a request.
    static func of(_ source: Source, _ mapping: Mapping, _ input: LeadInput, item: Int?, header: DuplicateKey?)
        -> DuplicateKey?
    {
        if let header {
            return item.map { DuplicateKey(text: "\(header.text)#\($0)", bindsBody: true, days: header.days) } ?? header
        }
        guard let rule = source.duplicates, let text = mapping.duplicateKey(of: rule, input) else { return nil }
        let days = max(90, (rule.windowSeconds + 86_399) / 86_400)
        return DuplicateKey(text: "key:\(text)", bindsBody: false, days: days)
    }

    private static func isUsable(_ key: String) -> Bool { !key.isEmpty && key.utf8.count <= longest }

    /// The draft has a structured-field string, in quotes; many senders leave them out.
    private static func unquoted(_ key: String) -> String {
        key.utf8.count >= 2 && key.hasPrefix("\"") && key.hasSuffix("\"") ? String(key.dropFirst().dropLast()) : key
    }
}
