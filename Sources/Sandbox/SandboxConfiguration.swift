import Moments

/// How the stand-in for Europace is set up; the defaults suit a demo on one machine.
package struct SandboxConfiguration: Sendable {
    /// The address to listen on; loopback unless told otherwise.
    package var host: String
    /// The port; 0 lets the system choose, see `SandboxServer.boundPort()`.
    package var port: Int
    /// The OAuth2 clients it knows.
    package var clients: [SandboxClient] = [.standard]
    /// Seconds a token lives; 3600 in every example of the real API (fact sheet 1.1).
    package var tokenLifetime: Int = 3_600
    /// Partner ids that look right but do not exist; every other id of the form `ABC12` does.
    package var unknownPartners: Set<String> = ["XXX99"]
    /// Milliseconds until a new case shows up in the Vorgaenge list; how long it really takes is not documented.
    package var indexingDelay: Int64 = 0
    /// Whether the KEX import reports unknown members in `messages`; not documented, so it can be switched.
    package var reportsUnknownMembers = false
    /// How many cases are remembered; the oldest is forgotten first.
    package var remembered: Int = 10_000
    /// The longest body that is read, in bytes.
    package var bodyLimit: Int = 8 * 1024 * 1024
    /// Milliseconds a request's body may take to arrive.
    package var bodyDeadline: Int64 = 30_000
    /// Requests per minute and client on the Vorgaenge API, as documented (fact sheet 1.3).
    package var vorgaengePerMinute: Int = 2_000
    /// A file that gets one line of JSON for every request, flushed before the answer: for harnesses that kill processes.
    package var journal: String?
    /// Wall-clock milliseconds since 1970.
    package var now: @Sendable () -> Int64 = { SystemClock().now() }
    /// Waits for that many milliseconds.
    package var sleep: @Sendable (Int64) async throws -> Void = { try await Task.sleep(for: .milliseconds($0)) }
    /// Random bits for tokens, ids and case numbers.
    package var random: @Sendable () -> UInt64 = { UInt64.random(in: .min ... .max) }

    /// A sandbox on that address.
    package init(host: String = "127.0.0.1", port: Int) {
        self.host = host
        self.port = port
    }
}

/// An OAuth2 client that the sandbox lets in.
package struct SandboxClient: Sendable, Hashable {
    /// Its `client_id`.
    package var id: String
    /// Its `client_secret`.
    package var secret: String
    /// What it may be granted.
    package var scopes: [String]
    /// The partner it belongs to: acts, and is Kundenbetreuer where nobody else is named (fact sheet 1.1).
    package var partner: String

    /// A client with the scopes that a lead gateway needs, unless others are given.
    package init(id: String, secret: String, scopes: [String] = SandboxScope.all, partner: String = "LGT01") {
        self.id = id
        self.secret = secret
        self.scopes = scopes
        self.partner = partner
    }

    /// The client that is there from the start.
    package static let standard = SandboxClient(id: "leadgate-sandbox", secret: "leadgate-sandbox")
}

/// The scopes of the five APIs that matter to a lead (fact sheet 1.0).
package enum SandboxScope {
    /// Import Kundenangaben.
    package static let writeCase = "baufinanzierung:vorgang:schreiben"
    /// Read BaufiSmart cases and their list.
    package static let readCase = "baufinanzierung:vorgang:lesen"
    /// Do so with `ECHT_GESCHAEFT`.
    package static let realBusiness = "baufinanzierung:echtgeschaeft"
    /// Import into KreditSmart.
    package static let writeLoan = "privatkredit:vorgang:schreiben"
    /// Read KreditSmart cases.
    package static let readLoan = "privatkredit:vorgang:lesen"
    /// Report the status of an application.
    package static let writeApplication = "privatkredit:antrag:schreiben"
    /// Act for a partner other than oneself.
    package static let impersonate = "impersonieren"

    /// All that the sandbox knows.
    package static let all = [
        writeCase, readCase, realBusiness, writeLoan, readLoan, writeApplication, impersonate,
    ]
}
