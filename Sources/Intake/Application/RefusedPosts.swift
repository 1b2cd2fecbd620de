import Names

/// Why a post without a right to it was refused, as the operator's log says it. The sender is told nothing of it.
enum RefusalReason: String, Sendable {
    case unknownSource = "unknown-source"
    /// The source's file or its mapping is not in force.
    case brokenSource = "broken-source"
    /// None of the source's secrets can be found.
    case secretNotFound = "secret-not-found"
    /// The post brings nothing of what the source asks for.
    case credentialMissing = "credential-missing"
    /// What the source asks for is there, and wrong.
    case credentialWrong = "credential-wrong"
    /// The time of its signature is missing or too far from ours.
    case signatureStale = "signature-stale"
}

/// Posts that are told of together. Sources that do not exist are one: what was asked for instead is somebody else's text.
struct RefusedPosts: Hashable, Sendable {
    let reason: RefusalReason
    /// nil for one that does not exist.
    let source: SourceName?
}
