package import JSON
package import Moments

/// How the stand-in for Europace is run; the defaults suit a demo on one machine.
///
/// What can change while it runs, because it is Europace's doing and not the process's, is in ``SandboxSettings``; its
/// members are members here too (`configuration.tokenLifetime = 5`).
@dynamicMemberLookup
package struct SandboxConfiguration: Sendable {
    /// The address to listen on; loopback unless told otherwise.
    package var host: String
    /// The port; 0 lets the system choose, see `SandboxServer.boundPort()`.
    package var port: Int
    /// Clients, partners, switches: what `PUT /_sandbox/settings` changes.
    package var settings = SandboxSettings()
    /// A fault plan in force from the start, as `PUT /_sandbox/faults` takes it.
    package var faults: JSONValue?
    /// How many cases are remembered; the oldest is forgotten first.
    package var remembered: Int = 10_000
    /// The longest body that is read, in bytes.
    package var bodyLimit: Int = 8 * 1024 * 1024
    /// Milliseconds a request's body may take to arrive.
    package var bodyDeadline: Int64 = 30_000
    /// A file that gets one line of JSON for every request, flushed before the answer: for harnesses that kill processes.
    package var journal: String?
    /// What tokens, cases and delays go by.
    package var clock: any Clock = SystemClock()
    /// Random bits for tokens, ids and case numbers.
    package var random: @Sendable () -> UInt64 = { UInt64.random(in: .min ... .max) }

    /// A sandbox on that address.
    package init(host: String = "127.0.0.1", port: Int) {
        self.host = host
        self.port = port
    }

    /// A member of ``settings``.
    package subscript<Value>(dynamicMember member: WritableKeyPath<SandboxSettings, Value>) -> Value {
        get { settings[keyPath: member] }
        set { settings[keyPath: member] = newValue }
    }
}
