import JSON

/// A bearer token of the Authorization API.
struct AccessToken: Sendable, Equatable {
    /// What goes into `Authorization: Bearer …`.
    var value: String
    /// What it is good for; may be less than was asked for (fact sheet 1.1).
    var scopes: [String]
    /// Seconds it lives, as the server says.
    var lifetime: Int64
    /// Uptime milliseconds until which it is used; a while before it ends.
    var usableUntil: Int64

    /// Reads the answer of the token endpoint; `nil` if it is none.
    ///
    /// `requestedAt` is uptime *before* the request left: the token cannot be younger than that.
    init?(_ body: [UInt8], requestedAt: Int64) {
        guard let document = try? JSONValue.parse(body),
            let value = document["access_token"]?.stringValue, !value.isEmpty,
            value.utf8.allSatisfy({ (33...126).contains($0) }),
            document["token_type"]?.stringValue.map({ $0.lowercased() == "bearer" }) ?? true
        else { return nil }
        self.value = value
        self.scopes = (document["scope"]?.stringValue ?? "").split(separator: " ").map(String.init)
        self.lifetime = Int64(document["expires_in"]?.numberValue?.int ?? 0)
        self.usableUntil = requestedAt + Self.usableSeconds(lifetime: lifetime) * 1_000
    }

    /// How long a token is used: until max(60 s, 10 %) before its end. One that lives less than two minutes is used for
    /// half its life, so that very short lifetimes work, too.
    static func usableSeconds(lifetime: Int64) -> Int64 {
        guard lifetime > 120 else { return max(0, lifetime / 2) }
        return lifetime - max(60, lifetime / 10)
    }
}
