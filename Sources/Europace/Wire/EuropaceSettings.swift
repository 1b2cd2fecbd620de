/// How patiently and how far an `EuropaceClient` goes. Every limit has a default that suits Europace.
package struct EuropaceSettings: Sendable {
    /// Milliseconds to wait for a connection including TLS. What fails here was certainly not sent.
    package var connectTimeout: Int64 = 5_000
    /// Milliseconds without a byte from the other side.
    package var readTimeout: Int64 = 30_000
    /// Milliseconds for one whole exchange, from the wait for a connection to the last byte of the answer.
    package var exchangeDeadline: Int64 = 45_000
    /// Milliseconds for a token, which nothing can be sent without.
    package var tokenDeadline: Int64 = 8_000
    /// How many connections to one host are kept open at once.
    package var connectionsPerHost: Int = 8
    /// Milliseconds an unused connection is kept; short, because a request on a connection that the other side is just
    /// closing has an unknown outcome.
    package var idleConnection: Int64 = 5_000
    /// A PEM file of certificates to trust instead of the system's, for a company's own proxy; `nil` trusts the system.
    package var trustRoots: String?
    /// The secret of a client (by its id) as it is now, where it can be exchanged while the gateway runs; asked before each request
    /// for a token. `nil` leaves it as it was.
    package var freshSecret: @Sendable (_ clientID: String) -> String? = { _ in nil }
    /// Whether real business may leave this client at all. It is the last gate, on the wire: a document that is not
    /// plainly a test is refused without it, whatever source and gateway thought.
    package var permitsProduction: Bool = false
    /// How many requests one OAuth2 client may send in which time (fact sheet 1.3).
    package var rate = RateWindow()
    /// Milliseconds that a request waits for its turn within the rate; after that it is told when to come back.
    package var ratePatience: Int64 = 30_000
    /// Milliseconds for reading back what a target stored. Short: the delivery is over, and nothing depends on it.
    package var readBackDeadline: Int64 = 5_000
    /// Whether an Antragsstatus needs a status, as the older of its two published versions says; since 2025-12 a comment or
    /// a hint is enough (fact sheet 5).
    package var antragsstatusNeedsStatus: Bool = false
    /// How many pages of the Vorgaenge list a look-up reads before it says that it cannot tell: 100 000 cases. After an
    /// outage there are many more than on a quiet day, and what is not read to its end leaves everything in doubt.
    package var lookupPages: Int = 1_000
    /// How many cases a page of the look-up asks for.
    package var lookupPageSize: Int = 100

    /// The defaults.
    package init() {}
}
