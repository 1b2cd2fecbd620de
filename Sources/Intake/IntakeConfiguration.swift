/// What the intake listener is told at start.
package struct IntakeConfiguration: Sendable {
    /// The address to bind to.
    package var host = "0.0.0.0"
    /// The port; 0 lets the system choose one.
    package var port = 8080
    /// The descriptor of a socket that listens already, in place of address and port; it outlives the process.
    package var socket: CInt?
    /// Scheme and authority under which senders reach the listener, without a slash at the end
    /// (`https://leads.example.org`); for signatures over the URL. Without it, `https://` and the Host header.
    package var publicURL: String?
    package var limits = IntakeLimits()
    /// The certificate to speak TLS with; nil: the listener speaks none.
    package var tls: TLSFiles?
    /// Event loops; nil: one for every core.
    package var threads: Int?

    package init() {}
}
