/// What the stand-in's Europace is like: who may call it, who stands above whom, and how it behaves where the documents
/// leave that open. Read and changed at `/_sandbox/settings`.
package struct SandboxSettings: Sendable, Equatable {
    /// The OAuth2 clients it knows.
    package var clients: [SandboxClient] = [.standard]
    /// Seconds a token lives; 3600 in every example of the real API (fact sheet 1.1).
    package var tokenLifetime: Int = 3_600
    /// Milliseconds until a new case shows up in the Vorgaenge list; how long it really takes is not documented.
    package var indexingDelay: Int64 = 0
    /// Requests per client in any 60 seconds, as documented for the Vorgaenge API (fact sheet 1.3).
    package var requestsPerMinute: Int = 2_000
    /// The partners and how they stand to each other.
    package var partners = Partners()
    /// Numbers of KreditSmart applications that do not exist; every other one does.
    package var unknownApplications: Set<String> = []
    /// The switches.
    package var behaviour = SandboxBehaviour()

    /// The settings of a fresh sandbox.
    package init() {}

    /// Partner ids that look right but do not exist.
    package var unknownPartners: Set<String> {
        get { partners.unknown }
        set { partners.unknown = newValue }
    }
}
