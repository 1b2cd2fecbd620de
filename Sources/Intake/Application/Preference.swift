import HTTPEdge

/// What a sender prefers (RFC 7240): only `wait` matters here.
enum Preference {
    /// The seconds of `Prefer: wait=N`; nil without it. The first one counts, as the RFC has it.
    static func wait(_ header: String?) -> Int? {
        guard let header else { return nil }
        for preference in header.split(separator: ",") {
            let pair = preference.split(separator: ";")[0].split(separator: "=", maxSplits: 1)
            guard pair.count == 2, String(pair[0].filter { $0 != " " }).asciiLowercased == "wait" else { continue }
            return Int(pair[1].filter { $0 != " " && $0 != "\"" }).map { max(0, $0) }
        }
        return nil
    }
}
